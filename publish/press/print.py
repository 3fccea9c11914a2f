"""The steps of one print: fit, look at every word and glyph, write, impose."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import pikepdf
from weasyprint.formatting_structure import boxes

from publish.press.colour.pdfx import for_press
from publish.press.engine import fonts, warnings
from publish.press.engine.fetch import BASE_URL
from publish.press.engine.render import Galley, galley, write
from publish.press.engine.warnings import told
from publish.press.fit.measure import page_names
from publish.press.fit.search import Fitted, assign, fit, nearly_empty
from publish.press.job import FontUsed, Job, Printed
from publish.press.proof import glyphs, resolution, words
from publish.press.proof.drafts import unmarked
from publish.press.sheets.geometry import Fold
from publish.press.sheets.impose import impose_fold
from publish.press.sheets.page_setup import PageSetup, page_setup
from publish.project import Finding, PublishError, Severity, has_errors


def run(job: Job) -> Printed:
    """Print ``job``; raises `PublishError` with every error found."""
    setup = page_setup(job)
    with warnings.listening() as messages:
        ready = galley(job, setup.rules)
        try:
            fitted = fit(ready, setup.names)
        except PublishError as error:
            raise PublishError(*_told(ready, messages), *error.findings) from error
        findings = _words(ready, fitted.document)
        written = write(job, fitted.document)
    findings += _told(ready, messages) + _glyphs(job, fitted.document, written.fonts)
    if has_errors(findings):
        raise PublishError(*sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR))
    return _printed(job, setup, fitted, written.data, _files(ready, written.fonts), tuple(findings))


def _printed(
    job: Job, setup: PageSetup, fitted: Fitted, data: bytes, files: tuple[FontUsed, ...], findings: tuple[Finding, ...]
) -> Printed:
    names = page_names(fitted.document)
    sheets = setup.sheets(len(names))
    places = assign(names, sheets.names)
    assert places is not None  # what does not fit has been refused by `fit`
    screen = data if setup.folds and not job.for_press else None
    if job.for_press:
        data = for_press(job, data, sheets, places)
    elif setup.folds:
        data = _imposed(data, sheets, places)
    return Printed(data, screen, len(names), len(sheets.sides), fitted.fit, files, findings)


def _imposed(data: bytes, fold: Fold, places: Sequence[int | None]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        impose_fold(pdf, fold, places)
        output = io.BytesIO()
        pdf.save(output, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return output.getvalue()


def _told(ready: Galley, messages: Iterable[str]) -> list[Finding]:
    """Return what WeasyPrint and the fetcher had to say, while parsing the style sheets and since."""
    refused = [*ready.styles.refused, *ready.fetcher.refused]
    return warnings.findings_of(ready.job, [*ready.styles.messages, *messages], refused)


def _words(ready: Galley, document: Any) -> list[Finding]:
    job = ready.job
    return [
        *words.lost(job, ready.html.etree_element, document.pages),
        *words.sticking_out(job, document.pages),
        *nearly_empty(job, document),
        *_stray_links(job, document),
        *unmarked(job, document.pages, ready.images),
        *resolution.coarse(job, document.pages),
    ]


def _glyphs(job: Job, document: Any, used: Iterable[Any]) -> list[Finding]:
    texts = (box.text for page in document.pages for box in words.walk(page._page_box) if isinstance(box, boxes.TextBox))
    return [*glyphs.missing(job, used, texts), *glyphs.foreign(job, used), *glyphs.empty(job, used)]


def _stray_links(job: Job, document: Any) -> list[Finding]:
    """Return an error for each link to a file: on paper and in a PDF by itself it leads nowhere."""
    targets = {target for page in document.pages for kind, target, *_ in page.links if kind == "external"}
    hint = "write the whole address, or the #id of a heading"
    relative = (target.removeprefix(BASE_URL) for target in sorted(targets) if target.startswith(BASE_URL))
    return [told(job, "link-relative", f": the link “{target}” is relative", hint) for target in relative]


def _files(ready: Galley, used: Iterable[Any]) -> tuple[FontUsed, ...]:
    """Return the font files that printed, each once."""
    names = {(font.family, font.name.decode().split("+", 1)[-1].replace("-", " ")) for font in used}
    return tuple(fonts.font_used(ready.fonts, family, name) for family, name in sorted(names))
