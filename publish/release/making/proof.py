"""Make a proof: print what stands, and mark on it every gap, finding and text for which there is no room.

Nothing on a proof is safe to hand out, and each of its pages says so: the marks lie over the pages, where no style sheet reaches them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from publish import press
from publish.catalog.template import LAYOUTS_LOCALE, guide_in
from publish.edition.compose import compose
from publish.edition.layout.finished.web_proof import mark_web_proof
from publish.edition.layout.spec import layout_spec
from publish.edition.request import Composition, Request
from publish.edition.staff import StaffPage, compose_staff
from publish.project import Finding, PublishError, Snapshot
from publish.release.explain.glyph_source import locate_glyphs
from publish.release.explain.text_growth import explain_excess
from publish.release.making.findings_on_page import KnownMessages, NumberedFinding, known_messages, number_findings
from publish.release.making.inputs import catalog_findings, job_of, output_of, signature_warnings
from publish.release.making.proof_sheet import proof_values
from publish.release.results import Output

MARKS_PT = 8.0
"""The size of the words of the marks."""

# A layout with one of these cannot be printed; a style sheet that is wrong is left out.
_BROKEN_LAYOUT = frozenset({"template-broken", "template-missing", "layout-wrong", "typography-wrong"})
# The drawings of the mark of a draft: a proof has a mark of its own, and two could not be read.
_DRAFT_PICTURES = ("icons/draft.svg", "icons/draft-forced.svg")
_NO_PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


@dataclass(frozen=True, slots=True)
class _Proof:
    """A proof while it is made: the snapshot and the request, and what was composed."""

    snapshot: Snapshot
    request: Request
    composition: Composition
    known: KnownMessages

    def marks(
        self, pages: tuple[press.ProofPage, ...], places: tuple[press.MessagePlace, ...], found: tuple[NumberedFinding, ...]
    ) -> StaffPage:
        """Return the marks as a page of their own, in the reader's language; in the source's where that cannot be read."""
        values = proof_values(pages, places, found, self.known.states)
        size = sum(len(page["marks"]) + len(page["badges"]) for page in values["pages"]) + len(found)
        families = self.composition.families
        try:
            return compose_staff(self.snapshot, self.request.locale, "proof.html", values, families, size)
        except PublishError:
            return compose_staff(self.snapshot, LAYOUTS_LOCALE, "proof.html", values, families, size)


def make_proof(snapshot: Snapshot, request: Request, today: date, first_size_pt: float | None = None) -> Output:
    """Return the proof of ``request``: one PDF in reading order, or the web page.

    ``first_size_pt`` is the type size at which much the same text fitted before.
    Raises `PublishError` where there is nothing to print: the guide or the layout cannot be read; and `UsageError` for an unknown name.
    """
    guide_in(snapshot, request.guide)
    layout_spec(snapshot, request.layout)
    composition = compose(snapshot, request, today=today)
    broken = [finding for finding in composition.errors if finding.code in _BROKEN_LAYOUT]
    if broken:
        raise PublishError(*broken)
    texts = (*_attempted(lambda: catalog_findings(snapshot, request)), *composition.findings)
    findings = (*texts, *_attempted(lambda: signature_warnings(snapshot, request)))
    proof = _Proof(snapshot, request, composition, known_messages(snapshot, request))
    if composition.layout.kind == "pdf":
        return _printed(proof, findings, today, first_size_pt)
    return _web_page(proof, findings)


def _attempted(read: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """Yield what ``read`` returns; where that fails, why."""
    try:
        yield from read()
    except PublishError as error:
        yield from error.findings


def _printed(proof: _Proof, findings: tuple[Finding, ...], today: date, first_size_pt: float | None) -> Output:
    request, composition = proof.request, proof.composition
    files = tuple((name, _NO_PICTURE if name in _DRAFT_PICTURES else data) for name, data in composition.files)
    job = replace(job_of(request, composition), files=files)
    printed = press.print_unchecked(job, first_size_pt)
    if not request.stacked and "<table" in composition.html and any(each.code == "text-outside" for each in printed.findings):
        return make_proof(proof.snapshot, replace(request, stacked=True), today, first_size_pt)
    found = number_findings((*findings, *_explained(proof, printed.findings)), proof.known, printed.places)
    marks = proof.marks(printed.pages, printed.places, found)
    pdf = press.print_marks(printed, _marks_job(job, marks))
    output = output_of(replace(request, stacked=False), composition)
    count, numbered = len(printed.pages), tuple(each.finding for each in found)
    output = replace(output, contents={".proof.pdf": pdf}, pages=count, sheets=count, fit=printed.fit, findings=numbered)
    return replace(output, places=printed.places, proof_pages=printed.pages)


def _explained(proof: _Proof, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings of the press with what the catalogs know of them; a proof has a mark of its own, not that of a draft."""
    snapshot, request = proof.snapshot, proof.request
    for finding in findings:
        if finding.code != "draft-unmarked":
            yield from _attempted(lambda: explain_excess(locate_glyphs(finding, snapshot, request), snapshot, request, proof.composition))


def _marks_job(job: press.Job, page: StaffPage) -> press.Job:
    return press.Job(
        name=job.name,
        html=page.html,
        stylesheets=page.stylesheets,
        files=page.files,
        language=page.language,
        direction=page.direction,
        families=page.families,
        paper="Letter" if job.paper in ("Letter", "Legal", "Tabloid") else "A4",
        min_size_pt=MARKS_PT,
        max_size_pt=MARKS_PT,
        layout="staff",
        locale=job.locale,
    )


def _web_page(proof: _Proof, findings: tuple[Finding, ...]) -> Output:
    screen = _attempted(lambda: _screen_findings(proof))
    found = number_findings((*findings, *_explained(proof, screen)), proof.known, ())
    numbers: dict[str, list[int]] = {}
    for each in found:
        for mark in each.marks:
            numbers.setdefault(mark, []).append(each.number)
    html = mark_web_proof(proof.composition.html, proof.marks((), (), found).html, numbers, proof.known.states)
    output = output_of(proof.request, proof.composition)
    return replace(output, contents={".proof.html": html.encode()}, findings=tuple(each.finding for each in found))


def _screen_findings(proof: _Proof) -> tuple[Finding, ...]:
    press.check_screen(job_of(proof.request, proof.composition))
    return ()
