"""Making what was planned: compose here, print on a pool of warm processes, write aside and rename."""

import posixpath
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, replace
from pathlib import Path

from publish import checks, edition, press
from publish.approval.editions import approved_edition
from publish.catalog.template import LAYOUTS, translated_domains
from publish.project import Finding, PublishError, Severity, Snapshot, now, read_bytes, write_aside
from publish.project.cores import cores
from publish.release.approved import note_older, refuse_draft
from publish.release.glyph_source import locate_glyphs
from publish.release.pool import submit, warm_pool
from publish.release.staff_pages import instructions_of
from publish.release.text_growth import explain_excess

ENDINGS = {
    "office": (".pdf", ".screen.pdf", ".instructions.pdf", ".html"),
    "screen": (".screen.pdf", ".html"),
    "press": (".press.pdf",),
}


@dataclass(frozen=True, slots=True)
class Made:
    """How one output went. ``files`` are what was written: none where it failed.

    ``pages`` counts pages or panels in reading order, ``sheets`` sides of paper; ``fit`` is how it fitted.
    """

    order: edition.Request
    files: tuple[Path, ...] = ()
    pages: int | None = None
    sheets: int | None = None
    fit: press.Fit | None = None
    draft: bool = True
    outdated: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def size_pt(self) -> float | None:
        """The type size that fitted, None where nothing was printed."""
        return self.fit.size_pt if self.fit else None

    @property
    def failed(self) -> bool:
        """Whether the output could not be made."""
        return not self.files


def build(
    snapshot: Snapshot,
    orders: tuple[edition.Request, ...],
    output: Path,
    *,
    jobs: int | None = None,
    instructions: bool = False,
    approved: bool = False,
    profile: Path | None = None,
    report: Callable[[Made], None] = lambda made: None,
) -> tuple[Made, ...]:
    """Make every order below ``output`` and return how each went, in the order they were given.

    An output that cannot be made does not stop the others; the file an earlier build left in its place is removed, so that
    nobody prints it by mistake. ``jobs`` is the number of processes (default: one for each core); with
    ``instructions`` a page for staff lies beside each folded output; with ``approved`` every output is composed from the last
    approved edition of its locale, and none is a draft; ``profile`` is the print shop's ICC profile, in place of the one that
    project.toml names, for what goes to a press; ``report`` is called as each output is done.
    """
    if error := press.missing_engine():
        raise error
    done: dict[edition.Request, Made] = {}
    shop = _profile(snapshot, profile) if any(order.purpose == "press" for order in orders) else None
    with warm_pool(jobs) as pool:
        tasks = (_Task(snapshot, order, output, instructions, approved, shop) for order in orders)
        for made in _flow(pool, tasks, ahead=2 * cores(jobs)):
            done[made.order] = made
            report(made)
    return tuple(done[order] for order in orders)


@dataclass(frozen=True, slots=True)
class _Task:
    snapshot: Snapshot
    order: edition.Request
    output: Path
    instructions: bool
    approved: bool
    profile: tuple[str, bytes] | None
    stacked: bool = False

    def composed(self) -> edition.Composition:
        """Return the page to print; raises `PublishError` where the catalog or the guide forbids it, or approval is asked for."""
        if not self.approved:
            return self._composed(self.snapshot)
        found = approved_edition(self.snapshot, self.order.locale, self.order.guide)
        composed = self._composed(found.snapshot)
        refuse_draft(self.order, found, composed)
        return replace(composed, findings=(*composed.findings, *note_older(self.order, found)))

    def _composed(self, snapshot: Snapshot) -> edition.Composition:
        order = self.order
        domains = [name for name in translated_domains(snapshot, order.locale) if name in (order.guide, LAYOUTS)]
        found = (finding for domain in domains for finding in snapshot.once(_checked, order.locale, domain))
        faults = [finding for finding in found if finding.severity is Severity.ERROR]
        if faults:
            raise PublishError(*faults)
        composed = edition.compose(snapshot, replace(order, stacked=self.stacked), today=now().date())
        if composed.errors:
            raise PublishError(*composed.errors)
        return composed

    def stacking(self, error: PublishError, composed: edition.Composition) -> "_Task | None":
        """Return the task that prints tables row by row, where one was too wide though it had been reckoned to fit."""
        outside = any(finding.code == "text-outside" for finding in error.findings)
        return replace(self, stacked=True) if outside and not self.stacked and "<table" in composed.html else None

    def failed(self, error: PublishError) -> Made:
        """Take away what an earlier build left, and tell why there is nothing in its place."""
        for ending in ENDINGS[self.order.purpose]:
            (self.output / (self.order.stem + ending)).unlink(missing_ok=True)
        return Made(self.order, findings=error.findings)

    def written(self, composed: edition.Composition, contents: dict[str, bytes], printed: press.Printed | None) -> Made:
        """Write the files aside and rename them, and tell how it went."""
        files = tuple(self.output / (self.order.stem + ending) for ending in contents)
        for path, data in zip(files, contents.values(), strict=True):
            write_aside(path, data)
        found = composed.findings + (printed.findings if printed else ())
        if printed is None:
            return Made(self.order, files, draft=composed.draft, outdated=composed.outdated, findings=found)
        return Made(self.order, files, printed.pages, printed.sheets, printed.fit, composed.draft, composed.outdated, found)


_Waiting = dict[Future[press.Printed | None], tuple[_Task, edition.Composition]]


def _flow(pool: Executor, tasks: Iterator[_Task], ahead: int) -> Iterator[Made]:
    """Yield what is done as it is done, keeping at most ``ahead`` jobs under way so that memory stays flat."""
    waiting: _Waiting = {}
    for task in tasks:
        yield from _begun(pool, task, waiting)
        while len(waiting) >= ahead:
            yield from _finished(pool, waiting)
    while waiting:
        yield from _finished(pool, waiting)


def _begun(pool: Executor, task: _Task, waiting: _Waiting) -> Iterator[Made]:
    """Give the task to the ``pool``; yield what is done, or has failed, before anything is printed."""
    try:
        composed = task.composed()
    except PublishError as error:
        yield task.failed(error)
        return
    job = job_of(task.order, composed, task.profile)
    waiting[submit(pool, job, prints=composed.layout.kind == "pdf")] = task, composed


def _finished(pool: Executor, waiting: _Waiting) -> Iterator[Made]:
    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
        task, composed = waiting.pop(future)
        try:
            printed = future.result()
        except PublishError as error:
            if again := task.stacking(error, composed):
                yield from _begun(pool, again, waiting)
                continue
            found = (told for finding in error.findings for told in _explained(finding, task, composed))
            yield task.failed(PublishError(*found))
            continue
        yield task.written(composed, _contents(task, composed, printed), printed)


def _explained(finding: Finding, task: _Task, composed: edition.Composition) -> tuple[Finding, ...]:
    """Return what the press found with what the catalogs know of it."""
    return explain_excess(locate_glyphs(finding, task.snapshot, task.order), task.snapshot, task.order, composed)


def _contents(task: _Task, composed: edition.Composition, printed: press.Printed | None) -> dict[str, bytes]:
    if printed is None:
        return {".html": composed.html.encode()}
    if task.order.purpose != "office":
        return {f".{task.order.purpose}.pdf": printed.screen or printed.pdf}
    contents = {".pdf": printed.pdf}
    if printed.screen:
        contents[".screen.pdf"] = printed.screen
    if task.instructions and composed.layout.fold:
        contents[".instructions.pdf"] = instructions_of(task.snapshot, task.order, composed)
    return contents


def _checked(snapshot: Snapshot, locale: str, domain: str) -> tuple[Finding, ...]:
    return tuple(checks.check(snapshot, locale, domain))


def _profile(snapshot: Snapshot, path: Path | None) -> tuple[str, bytes] | None:
    """Return the print shop's profile: of the file ``path``, or of the one that project.toml names."""
    name = snapshot.settings.press_profile
    if path is None and name:
        return press.read_profile(snapshot.read_inside("source", name).data, posixpath.basename(name))
    return press.read_profile(read_bytes(path), path.name) if path else None


def job_of(order: edition.Request, composed: edition.Composition, profile: tuple[str, bytes] | None = None) -> press.Job:
    """Return what the press needs to print ``composed``: plain data, nothing of gettext. ``profile`` is the print shop's."""
    layout = composed.layout
    return press.Job(
        name=order.guide,
        html=composed.html,
        stylesheets=composed.stylesheets,
        files=composed.files,
        language=composed.language,
        direction=composed.direction,
        families=composed.families,
        paper=composed.paper or "",
        orientation=layout.orientation,
        fold=layout.fold,
        panels=layout.panels,
        min_size_pt=layout.smallest_pt,
        max_size_pt=layout.largest_pt,
        pages=layout.pages,
        title=composed.title,
        modified=composed.modified,
        layout=layout.name,
        locale=order.locale,
        purpose="press" if order.purpose == "press" else "office",
        profile=profile,
        draft=composed.draft,
    )
