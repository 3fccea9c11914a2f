"""Make one output from what travels to a worker: compose it, check it, print it, and return its files.

This runs in the worker processes. A `Task` holds everything that the output is made of and names no path, so the worker may be on another
machine; the files come back as bytes, and whoever planned the build writes them.
"""

import gc
import os
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from publish import press
from publish.approval.editions import approved_edition
from publish.edition.compose import compose
from publish.edition.request import Composition, Request
from publish.project import Finding, PublishError, Severity, Snapshot, correctable_error, recorded
from publish.project.names import guide_file
from publish.release.explain.glyph_source import locate_glyphs
from publish.release.explain.own_layout import explain_failure
from publish.release.explain.text_growth import explain_excess
from publish.release.making.approved import note_older, refuse_draft
from publish.release.making.inputs import catalog_findings, job_of, output_of, signature_warnings
from publish.release.making.proof import make_proof
from publish.release.making.sources import ENDING as SOURCES
from publish.release.making.sources import with_sources
from publish.release.results import Contents, Output
from publish.release.reuse.recipe import recipe_of, tool_versions
from publish.release.reuse.store import Store
from publish.release.runner import CallEndedError, Ending, Shared
from publish.release.staff.pages import instructions_job

_SIMPLER = "look for what repeats without end: large tables, drawings and style sheets of the guide and its layout; leave that out"

GARBAGE = 50_000
"""After how many new objects Python looks for garbage in a process that prints; a layout makes millions, and ends soon."""

NICENESS = 5
"""Builds and prints let the picture of a page go first, for which somebody waits who types. On an idle machine that costs nothing."""

_store: Store | None = None
"""The store of this process: a path, which no task may hold."""


@dataclass(frozen=True, slots=True)
class Task:
    """One output to make. ``today`` is the day by which a review is overdue; ``profile`` the print shop's, its name and its bytes.

    With ``approved`` the output is composed from the last approved edition; with ``instructions`` a page for staff comes with it, in
    ``staff_locale`` (None: the source's). A proof is tried at the type size ``first_size_pt`` first.
    """

    pack: Shared[Snapshot]
    request: Request
    today: date
    approved: bool = False
    instructions: bool = False
    profile: tuple[str, bytes] | None = None
    staff_locale: str | None = None
    first_size_pt: float | None = None


def prepare_worker(store: Store | None) -> None:
    """Prepare this process for its first task: ``store`` has what was printed before, None for a process without one."""
    global _store
    _store = store
    tool_versions()  # now, because the code on disk may be edited while this process runs what it has loaded
    press.warm_up()


def prepare_process(store: Store | None, niceness: int = NICENESS) -> None:
    """Prepare a process that does nothing else but tasks; ``niceness`` tells how far it stands back behind other work of the machine."""
    if niceness and hasattr(os, "nice"):
        os.nice(niceness)
    prepare_worker(store)
    gc.freeze()  # what is loaded now stays: a tenth of the time of a print went into looking for garbage among it
    gc.set_threshold(GARBAGE)


@dataclass(frozen=True, slots=True)
class PrintSetup:
    """What a worker of a cluster needs to know: the font ``families`` with which it will print."""

    families: tuple[str, ...]

    def prepare(self) -> None:
        """Prepare a process for its first task; it has no store, because a cluster has no disk in common."""
        prepare_worker(None)

    def describe(self) -> dict[str, str]:
        """Return the versions of all that has a hand in a page, fonts included, by name."""
        return dict(tool_versions()) | {f"font {name}": digest[:12] for name, digest in press.font_files(self.families)}


def make_output(task: Task) -> Output:
    """Make the output of ``task``; whatever keeps it from being made is among its findings."""
    with recorded() as reads:
        output = _make_or_explain(task)
    made = replace(output, request=task.request, inputs=tuple(sorted(reads.items())))
    return _with_sources(task, made) if SOURCES in made.contents else made


def _with_sources(task: Task, made: Output) -> Output:
    try:
        return with_sources(task.pack.value(), made, task.approved)
    except Exception as error:  # as above: one output, one fate
        return failed_output(task.request, error, made.findings)


def _make_or_explain(task: Task) -> Output:
    try:
        return _make(task, _store)
    except MemoryError:  # the runner ends this process, and reports that by `ended_output`
        raise
    except PublishError as error:
        return failed_output(task.request, error)
    except Exception as error:  # one output, one fate: a fault of ours in this one must not stop the others
        found = None if correctable_error(error) else explain_failure(task.pack.value(), task.request, error)
        return Output(task.request, findings=(found,)) if found else failed_output(task.request, error)


def failed_output(request: Request, error: Exception, before: tuple[Finding, ...] = ()) -> Output:
    """Return the output of ``request`` that ``error`` kept from being made; ``before`` are the findings until then."""
    if isinstance(error, PublishError):
        return Output(request, findings=(*before, *error.findings))
    found = correctable_error(error) or _fault_finding(request, error)
    return Output(request, findings=(*before, replace(found, locale=request.locale)))


def ended_output(task: Task, error: CallEndedError) -> Output:
    """Return the output of ``task``, which its runner has ended."""
    limits = error.limits
    if error.ending == Ending.TIME:
        hint = f"{_SIMPLER}, or give it more time: --timeout"
        return _given_up(task.request, "output-timeout", f"it took longer than {limits.seconds:g} seconds", hint)
    if error.ending == Ending.MEMORY:
        return _given_up(task.request, "output-memory", f"it needed more than {limits.bytes / 1024**3:g} GB of memory", _SIMPLER)
    if error.ending == Ending.START:
        reason, hint = "the processes that print end before they are ready", "run publish doctor; print fewer at once: --jobs 1"
        return _given_up(task.request, "process-ended", reason, hint)
    reason = "its process was killed, as happens if memory runs out"
    return _given_up(task.request, "process-ended", reason, "print fewer at once: --jobs 1")


def _given_up(request: Request, code: str, reason: str, hint: str) -> Output:
    message, guide = f"{request.stem} was not made: {reason}", guide_file(request.guide)
    return Output(request, findings=(Finding(Severity.ERROR, code, message, guide, locale=request.locale, hint=hint),))


def _fault_finding(request: Request, error: Exception) -> Finding:
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    message = f"a fault in publish itself kept {request.stem} from being made: {type(error).__name__}: {error}"
    hint = f"this is a bug: send this message{place} and the guide to the maintainers"
    return Finding(Severity.ERROR, "output-failed", message, guide_file(request.guide), hint=hint)


def _make(task: Task, store: Store | None) -> Output:
    if task.request.is_proof:
        return make_proof(task.pack.value(), task.request, task.today, task.first_size_pt)
    composition = composed(task)
    try:
        return _printed(task, composition, store)
    except PublishError as error:
        if _is_table_too_wide(task, composition, error):
            return _make(replace(task, request=replace(task.request, stacked=True)), store)
        snapshot, request = task.pack.value(), task.request
        located = (locate_glyphs(finding, snapshot, request) for finding in error.findings)
        raise PublishError(*(each for finding in located for each in explain_excess(finding, snapshot, request, composition))) from error


def composed(task: Task) -> Composition:
    """Return the page to print; raises `PublishError` where an error forbids it, or where it is no approved edition."""
    snapshot, request = task.pack.value(), task.request
    if not task.approved:
        return _without_errors(snapshot, request, task.today)
    found = approved_edition(snapshot, request.locale, request.guide)
    composition = _without_errors(found.snapshot, request, task.today)
    refuse_draft(request, found, composition)
    return replace(composition, findings=(*composition.findings, *note_older(request, found)))


def _without_errors(snapshot: Snapshot, request: Request, today: date) -> Composition:
    _raise_errors(catalog_findings(snapshot, request))
    composition = compose(snapshot, request, today=today)
    _raise_errors(composition.findings)
    return replace(composition, findings=(*composition.findings, *signature_warnings(snapshot, request)))


def _raise_errors(findings: Iterable[Finding]) -> None:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise PublishError(*errors)


def _is_table_too_wide(task: Task, composition: Composition, error: PublishError) -> bool:
    """Tell whether a table that was estimated to fit is too wide: then it prints row by row."""
    outside = any(finding.code == "text-outside" for finding in error.findings)
    return outside and not task.request.stacked and "<table" in composition.html


def _printed(task: Task, composition: Composition, store: Store | None) -> Output:
    """Return the output of ``composition``; raises `PublishError` where it would not be safe to hand out."""
    job = job_of(task.request, composition, task.profile)
    output = output_of(task.request, composition)
    if composition.layout.kind != "pdf":
        press.check_screen(job)
        return replace(output, contents={".html": composition.html.encode()})
    printed = print_or_reuse(job, store)
    contents = _files_of(task.request.purpose, printed)
    if task.instructions and composition.layout.fold and task.request.purpose == "office":
        contents[".instructions.pdf"] = _instructions(task, composition, store)
    findings = (*composition.findings, *printed.findings)
    found = replace(output, contents=contents, pages=printed.pages, sheets=printed.sheets, fit=printed.fit, findings=findings)
    return replace(found, fonts=printed.fonts)


def _instructions(task: Task, composition: Composition, store: Store | None) -> bytes:
    """Return the page for staff; in the source language where this machine cannot print theirs."""
    snapshot, source = task.pack.value(), task.pack.value().settings.source_locale
    try:
        return print_or_reuse(instructions_job(snapshot, task.request, composition, task.staff_locale or source), store).pdf
    except PublishError:
        if task.staff_locale in (None, source):
            raise
    return print_or_reuse(instructions_job(snapshot, task.request, composition, source), store).pdf


def _files_of(purpose: str, printed: press.Printed) -> Contents:
    if purpose != "office":
        return {f".{purpose}.pdf": printed.screen or printed.pdf}
    return {".pdf": printed.pdf} | ({".screen.pdf": printed.screen} if printed.screen else {})


def print_or_reuse(job: press.Job, store: Store | None) -> press.Printed:
    """Return ``job`` printed: from ``store`` if the same recipe was printed before, else printed now and kept there."""
    if store is None:
        return press.print_job(job)
    key = recipe_of(job).digest
    printed = store.get(key)
    if printed is None:
        printed = press.print_job(job)
        store.put(key, printed)
    return printed
