"""Build: make every planned output on a runner, write its files aside and rename them, and report how each went."""

import posixpath
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from publish import press
from publish.edition.layout.typography import families_of
from publish.edition.request import Request
from publish.project import Snapshot, now, path_below, read_bytes, remove_left_over, write_aside
from publish.project.cores import cores
from publish.release.output import PrintSetup, Task, ended_output, failed_output, make_output, prepare_process
from publish.release.pack import pack_guide
from publish.release.results import BuiltOutput, Output
from publish.release.reuse.store import Store
from publish.release.runner import Limits, Runner, process_runner, run_all
from publish.release.runner.cluster import cluster_runner

INSTRUCTIONS = ".instructions.pdf"
ENDINGS = {
    "office": (".pdf", ".screen.pdf", INSTRUCTIONS, ".html"),
    "screen": (".screen.pdf", ".html"),
    "press": (".press.pdf",),
    "archive": (".archive.pdf",),
    "proof": (".proof.pdf", ".proof.html"),
}


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build. ``jobs`` is the number of processes, None for one for each core; ``store`` has what was printed before.

    With ``instructions`` a page for staff is written beside each folded output; with ``approved`` every output is composed from the last
    approved edition of its locale, and none is a draft. ``profile`` is the file of the print shop's ICC profile, in place of the one
    that project.toml names, for what goes to a print shop. An output that passes ``limits`` is not made. ``lock`` gives the lock to hold
    while the files of an output are written. With a ``scheduler``, the address of a cluster, the outputs are made there, without the store.
    """

    jobs: int | None = None
    instructions: bool = False
    approved: bool = False
    profile: Path | None = None
    store: Store | None = None
    limits: Limits = Limits()
    lock: Callable[[], AbstractContextManager[None]] = nullcontext
    scheduler: str | None = None


def build(
    snapshot: Snapshot,
    requests: tuple[Request, ...],
    output: Path,
    options: BuildOptions = BuildOptions(),
    report: Callable[[BuiltOutput], None] = lambda built: None,
) -> tuple[BuiltOutput, ...]:
    """Make every request below the folder ``output`` and return how each went, in the order of ``requests``.

    An output that cannot be made does not stop the others; the files that an earlier build left in its place are deleted, so that
    nobody prints them by mistake. ``report`` is called as each output is done.
    """
    if error := press.missing_engine():
        raise error
    done: dict[Request, BuiltOutput] = {}

    def _finish(made: Output) -> None:
        with options.lock():
            done[made.request] = write_output(made, output)
        report(done[made.request])

    with options.lock():
        remove_left_over(output, "*/")
    with _runner(snapshot, requests, options) as runner:
        for made in run_all(runner, make_output, _tasks(runner, snapshot, requests, options, _finish), ended_output):
            _finish(made)
    if options.store:
        options.store.prune()
    return tuple(done[request] for request in requests)


def _runner(snapshot: Snapshot, requests: tuple[Request, ...], options: BuildOptions) -> AbstractContextManager[Runner]:
    if options.scheduler is None:
        width = min(cores(options.jobs), max(1, len(requests)))  # a process is seconds in beginning: none for which there is no output
        return process_runner(width, options.limits, prepare_process, options.store)
    locales = dict.fromkeys(request.locale for request in requests)
    families = dict.fromkeys(family for locale in locales for family in families_of(snapshot, locale))
    return cluster_runner(options.scheduler, options.limits, PrintSetup(tuple(families)))


def _tasks(
    runner: Runner, snapshot: Snapshot, requests: tuple[Request, ...], options: BuildOptions, finish: Callable[[Output], None]
) -> Iterator[Task]:
    """Yield a task for each request; the files of a guide in a locale are packed once, where its requests follow each other.

    Where they cannot be packed, ``finish`` is called with the outputs that come to nothing.
    """
    today = now().date()
    profile = _profile(snapshot, options.profile) if any(request.purpose == "press" for request in requests) else None
    for (guide, locale), wanted in groupby(requests, key=lambda request: (request.guide, request.locale)):
        try:
            pack = pack_guide(snapshot, guide, locale)
            shared = runner.share(pack.digest, pack.snapshot)
        except Exception as error:
            for request in wanted:
                finish(failed_output(request, error))
            continue
        yield from (Task(shared, request, today, options.approved, options.instructions, profile) for request in wanted)


def _profile(snapshot: Snapshot, path: Path | None) -> tuple[str, bytes] | None:
    """Return the print shop's profile: from the file ``path``, or from the one that project.toml names."""
    name = snapshot.settings.press_profile
    if path is None and name:
        return press.read_profile(snapshot.read_inside("source", name).data, posixpath.basename(name))
    return press.read_profile(read_bytes(path), path.name) if path else None


def write_output(made: Output, folder: Path) -> BuiltOutput:
    """Write the files of an output below ``folder``; if one cannot be written, delete all of them, and report why."""
    try:
        return _write(made, folder)
    except Exception as error:
        failed = failed_output(made.request, error, made.findings)
    try:
        return _write(failed, folder)
    except Exception as error:
        findings = failed_output(made.request, error, failed.findings).findings
        return BuiltOutput(replace(failed, findings=tuple(dict.fromkeys(findings))))


def _write(made: Output, folder: Path) -> BuiltOutput:
    """Write the files of an output below ``folder``, or delete those that an earlier build left there if it could not be made."""
    paths = {ending: path_below(folder, made.request.stem + ending) for ending in ENDINGS[made.request.purpose]}
    for ending, path in paths.items():
        if ending in made.contents:
            write_aside(path, made.contents[ending])
        elif not made.contents or ending == INSTRUCTIONS:  # instructions of an earlier build carry another edition code
            with suppress(FileNotFoundError, NotADirectoryError):
                path.unlink()
    _delete_unnamed(made, folder)
    files = tuple(paths[ending] for ending in made.contents)
    return BuiltOutput(replace(made, contents={}), files)


def _delete_unnamed(made: Output, folder: Path) -> None:
    """Delete the file of the same output from the time when there was one clinic: its name does not say whose it is."""
    if made.request.names_clinic and made.request.clinic:
        stem = replace(made.request, names_clinic=False).stem
        for ending in ENDINGS[made.request.purpose]:
            with suppress(FileNotFoundError, NotADirectoryError):
                path_below(folder, stem + ending).unlink()
