"""Make a release: pass the gate, build the outputs, write the papers, and put all of it in place at once."""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from publish.catalog.template import front_in, translated_domains
from publish.edition.request import Request
from publish.project import Finding, PublishError, Severity, Snapshot, Workspace, misuse, now, problem
from publish.project.locks import locked_output
from publish.release.build import BuildOptions, build
from publish.release.bundle.files import write_release_files
from publish.release.bundle.gate import Decision, GateRow, judge, judge_draft, stopped_row
from publish.release.bundle.manifest import MANIFEST
from publish.release.bundle.parts import PARTS, merge_parts, part_of, parts_in, write_part
from publish.release.bundle.shelf.recall import RECALL, read_recall
from publish.release.bundle.tracing.copies import ReleaseFolder, find_releases
from publish.release.checking import Checked, catalog_tasks, checked
from publish.release.plan import Selection, plan, shard_of
from publish.release.results import BuiltOutput

RELEASES = "dist/releases"
"""The folder of a workspace for releases."""

_PLAIN = re.compile(r"[^\W_][\w.+-]{0,79}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)  # names of devices in Windows


@dataclass(frozen=True, slots=True)
class ReleaseOptions:
    """What to release. ``required`` are the locales without which there is no release; a ``draft`` release is marked as one.

    ``name`` is the name of its folder; without one it is the newest edition of its guides. ``how`` says how its outputs are made. With a
    ``shard``, a number and how many there are, only that part is made; ``merged`` are the folders of all parts, which are put together.
    With ``archive`` each output comes as a file that carries its sources, too.
    """

    selection: Selection = Selection()
    required: tuple[str, ...] = ()
    draft: bool = False
    name: str | None = None
    how: BuildOptions = BuildOptions()
    shard: tuple[int, int] | None = None
    merged: tuple[Path, ...] = ()
    archive: bool = False


@dataclass(frozen=True, slots=True)
class Released:
    """How a release went: the gate, its folder (None if it was stopped), its outputs, and what was found on the way.

    ``unchanged`` tells that it was there already, with the same bytes; ``part`` that the folder holds one part of it.
    """

    rows: tuple[GateRow, ...]
    folder: Path | None = None
    built: tuple[BuiltOutput, ...] = ()
    findings: tuple[Finding, ...] = ()
    unchanged: bool = False
    part: bool = False


Progress: TypeAlias = Callable[[tuple[Request, ...]], AbstractContextManager[Callable[[BuiltOutput], None]]]
"""Called with the outputs that will be made; gives a function to call as each is done."""


def make_release(workspace: Workspace, options: ReleaseOptions, progress: Progress) -> Released:
    """Make a release below ``dist/releases`` and return how it went. If anything stops it, nothing is written.

    Raises `UsageError` for a selection that the workspace does not have, and `PublishError`: ``release-exists`` if a release of this name
    was made from other texts.
    """
    snapshot = workspace.snapshot()
    requests = _planned(snapshot, options)
    rows = _gate(snapshot, requests, options)
    if any(row.decision is Decision.STOPPED for row in rows):
        return Released(rows)
    released = {(row.guide, row.locale): row for row in rows if row.decision is Decision.RELEASED}
    if not released:
        return Released(rows, findings=(_empty(),))
    chosen = tuple(request for request in requests if (request.guide, request.locale) in released)
    name = options.name if options.name is not None else _name(snapshot, released.values(), options.draft)
    _refuse_unfit(name)
    return _made(workspace, snapshot, replace(options, name=name), rows, chosen, progress)


def _planned(snapshot: Snapshot, options: ReleaseOptions) -> tuple[Request, ...]:
    planned = plan(snapshot, options.selection)
    if not options.archive:
        return planned
    kept = {each: replace(each, purpose="archive") for each in planned if each.paper}  # a web page has no paper
    return tuple(made for each in planned for made in ((each, kept[each]) if each in kept else (each,)))


def _gate(snapshot: Snapshot, requests: Iterable[Request], options: ReleaseOptions) -> tuple[GateRow, ...]:
    pairs = tuple(dict.fromkeys((request.guide, request.locale) for request in requests))
    missing = [locale for locale in options.required if locale not in {locale for _, locale in pairs}]
    if missing:
        raise misuse("unknown-locale", f"the locale {missing[0]} is required, but is not part of the selection", hint="leave out --require")
    return judge_draft(snapshot, pairs) if options.draft else judge(snapshot, pairs, options.required, now().date())


def _name(snapshot: Snapshot, rows: Iterable[GateRow], draft: bool) -> str:
    """Return the edition of the guide that was published last."""
    fronts = {row.guide: front_in(snapshot, row.guide).published for row in rows}
    newest = max(rows, key=lambda row: (fronts[row.guide], row.edition or ""))
    return f"{newest.edition}" + "-draft" * draft


def _refuse_unfit(name: str) -> None:
    """Raise `UsageError` (``release-name``) if ``name`` cannot be the name of a folder on every system."""
    if not _PLAIN.fullmatch(name) or _RESERVED.fullmatch(name):
        hint = "use letters, digits, “.”, “-” and “_”: --name 2026.1"
        raise misuse("release-name", f"“{name}” cannot be the name of a release", hint=hint)


def _empty() -> Finding:
    hint = "publish status says who has to sign; publish release --draft makes a release that is marked as a draft"
    return Finding(Severity.ERROR, "release-empty", "nothing is approved, so there is nothing to release", hint=hint)


def _made(
    workspace: Workspace,
    snapshot: Snapshot,
    options: ReleaseOptions,
    rows: tuple[GateRow, ...],
    requests: tuple[Request, ...],
    progress: Progress,
) -> Released:
    """Build the outputs in a folder aside, write the other files there, and move it into place."""
    shard, name = options.shard, options.name or ""
    final = workspace.folder(f"{PARTS}/{name}.{shard[0]}-of-{shard[1]}" if shard else f"{RELEASES}/{name}")
    with locked_output(workspace.root, final), _folder_aside(final) as aside:
        built = _built(snapshot, options, requests, aside, progress)
        findings = tuple(dict.fromkeys(finding for each in built for finding in each.findings))
        if any(each.failed for each in built):
            return Released(tuple(_with_failures(rows, built)), built=built, findings=findings)
        if shard:
            write_part(aside, part_of(snapshot, name, options.draft, requests, shard[1]), shard[0], built)
            shutil.rmtree(final, ignore_errors=True)
            aside.rename(final)
            return Released(rows, final, built, findings, part=True)
        write_release_files(aside, snapshot, name, options.draft, rows, built, _checks(snapshot, requests), _earlier(final))
        unchanged = _put_in_place(aside, final, options.draft)
        return Released(rows, final, built, findings, unchanged)


@contextmanager
def _folder_aside(final: Path) -> Iterator[Path]:
    """Give a new folder beside ``final``; what is left of it in the end is deleted."""
    aside = final.with_name(f".{final.name}.making")
    _delete(aside)
    try:
        aside.mkdir(parents=True)
        yield aside
    finally:
        _delete(aside)


def _delete(folder: Path) -> None:
    """Delete a folder; a link is deleted itself, not what it leads to."""
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _built(
    snapshot: Snapshot, options: ReleaseOptions, requests: tuple[Request, ...], aside: Path, progress: Progress
) -> tuple[BuiltOutput, ...]:
    """Return the outputs in the folder ``aside``: made there, or copied from the parts."""
    if options.merged:
        whole = part_of(snapshot, options.name or "", options.draft, requests, parts_in(options.merged))
        return merge_parts(options.merged, whole, requests, aside)
    wanted = shard_of(requests, *options.shard) if options.shard else requests
    with progress(wanted) as report:
        return build(snapshot, wanted, aside, replace(options.how, instructions=True, approved=not options.draft), report)


def _earlier(final: Path) -> tuple[ReleaseFolder, ...]:
    """Return the other releases beside ``final``; if that was made before, those that it knew then, so that it comes out the same."""
    others = tuple(each for each in find_releases((final.parent,)) if each.folder != final)
    with suppress(OSError, PublishError):
        names = read_recall((final / RECALL).read_bytes()).earlier
        return tuple(each for each in others if each.manifest.name in names)
    return others


def _checks(snapshot: Snapshot, requests: Iterable[Request]) -> tuple[Checked, ...]:
    """Return the results of the checks of every catalog that is part of the release."""
    locales = tuple(dict.fromkeys(request.locale for request in requests if translated_domains(snapshot, request.locale)))
    guides = tuple(dict.fromkeys(request.guide for request in requests))
    return tuple(checked(catalog_tasks(snapshot, locales, guides))) if locales else ()


def _with_failures(rows: Iterable[GateRow], built: Iterable[BuiltOutput]) -> Iterator[GateRow]:
    failed = tuple(each for each in built if each.failed)
    for row in rows:
        errors = tuple(
            finding
            for each in failed
            if (each.request.guide, each.request.locale) == (row.guide, row.locale)
            for finding in each.findings
            if finding.severity is Severity.ERROR
        )
        yield stopped_row(row, errors) if errors else row


def _put_in_place(aside: Path, final: Path, draft: bool) -> bool:
    """Rename the finished folder; return whether the same release was there already. A draft release replaces an earlier one."""
    if final.is_dir():
        if (final / MANIFEST).is_file() and (final / MANIFEST).read_bytes() == (aside / MANIFEST).read_bytes():
            return True
        if not draft:
            message = f"the release {final.name} was made before, from other texts or with other tools"
            hint = "raise edition in guide.toml, or name this one: --name 2026.1b; what was released is never overwritten"
            raise problem("release-exists", message, file=final.name, hint=hint)
        old = final.with_name(f".{final.name}.old")
        _delete(old)
        final.rename(old)
        aside.rename(final)
        shutil.rmtree(old, ignore_errors=True)
        return False
    aside.rename(final)
    return False
