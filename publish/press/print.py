"""The steps of one print: lay out and fit, check every word and glyph, write the PDF, put its pages on sheets."""

import io
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import pikepdf

from publish.press.archive.steps import complete_tags
from publish.press.colour.cmyk import convert_to_cmyk
from publish.press.colour.pdfx import make_press_file
from publish.press.engine.boxes import boxes_in, is_text, page_box, page_names
from publish.press.engine.fonts import fonts_used
from publish.press.engine.page import PaintedPage
from publish.press.engine.pdf import PdfObjects
from publish.press.engine.warnings import collect_warnings, explain_failures, warning_findings
from publish.press.engine.write import Finish, WrittenPdf, write_pdf
from publish.press.fit.galley import Galley, prepare
from publish.press.fit.measure import page_fills
from publish.press.fit.report import report_nearly_empty
from publish.press.fit.search import FittedLayout, fit_text
from publish.press.job import Job, Printed
from publish.press.proof.drafts import find_unmarked_pages
from publish.press.proof.generated import find_generated_text
from publish.press.proof.glyphs import find_empty_glyphs, find_foreign_fonts, find_missing_glyphs
from publish.press.proof.links import find_bad_links
from publish.press.proof.overflow import find_overflow
from publish.press.proof.reading import find_rearranged
from publish.press.proof.resolution import find_coarse_photographs
from publish.press.proof.visible import find_unseen_texts, judge_pages
from publish.press.proof.words import find_lost_words
from publish.press.sheets.geometry import Fold
from publish.press.sheets.impose import impose_fold
from publish.press.sheets.page_limit import assign_pages
from publish.press.sheets.page_setup import PageSetup, page_setup
from publish.press.tags.empty import drop_empty_elements
from publish.press.tags.figures import convert_figure_boxes
from publish.press.tags.lists import wrap_item_bodies
from publish.press.tags.metadata import declare_office
from publish.press.tags.tables import set_header_scopes
from publish.press.tags.textlayer import correct_text, drawing_text_properties
from publish.project import Finding, PublishError, Severity, has_errors


def run(job: Job) -> Printed:
    """Print ``job``; raises `PublishError` with every error found."""
    setup = page_setup(job)
    with explain_failures(job), collect_warnings() as messages:
        galley = prepare(job, setup.rules)
        try:
            fitted = fit_text(galley, setup.names)
        except PublishError as error:
            raise PublishError(*reported_warnings(galley, messages), *error.findings) from error
        findings = check_layout(galley, fitted.document)
        written = write_pdf(job, fitted.document, drawing_text_properties, finish_of(job))
    findings += check_painted(galley, fitted.document, has_errors(findings))
    findings += reported_warnings(galley, messages) + check_glyphs(job, fitted.document, written.fonts)
    if has_errors(findings):
        raise PublishError(*sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR))
    return _printed(galley, setup, fitted, written, tuple(findings))


def finish_of(job: Job) -> Finish:
    """Return what changes a PDF before it is written: colours for a press, tags and text for everybody else."""
    if job.for_press:
        return lambda pdf, pages, fonts: convert_to_cmyk(pdf, job.shop_profile)
    return partial(_correct_tags, job)


def _correct_tags(job: Job, pdf: PdfObjects, pages: Sequence[PaintedPage], fonts: Sequence[Any]) -> None:
    correct_text(pdf, pages, fonts, job.language)
    convert_figure_boxes(pdf, [page.height for page in pages])
    wrap_item_bodies(pdf)
    set_header_scopes(pdf)
    drop_empty_elements(pdf)
    if job.for_archive:
        complete_tags(pdf, pages, job)
    else:
        declare_office(pdf, job)


def reported_warnings(galley: Galley, messages: Iterable[str]) -> list[Finding]:
    """Return what WeasyPrint and the fetcher reported, while parsing the style sheets and since."""
    refused = [*galley.styles.refused, *galley.fetcher.refused]
    return warning_findings(galley.job, [*galley.styles.messages, *messages], refused)


def check_layout(galley: Galley, document: Any) -> list[Finding]:
    """Return what is wrong with the words and boxes of ``document``, before it is painted."""
    job, pages = galley.job, document.pages
    return [
        *find_lost_words(job, galley.root, pages),
        *find_generated_text(job, galley.root, pages),
        *find_rearranged(job, galley.root, pages),
        *find_overflow(job, pages),
        *report_nearly_empty(job, page_fills(document)),
        *find_bad_links(job, pages),
        *find_coarse_photographs(job, pages),
    ]


def check_painted(galley: Galley, document: Any, has_lost: bool) -> list[Finding]:
    """Return what cannot be seen; where the boxes say that texts are lost (``has_lost``), they are not named again."""
    job, pages = galley.job, judge_pages(document.pages)
    return [*(() if has_lost else find_unseen_texts(job, pages)), *find_unmarked_pages(job, pages, galley.images)]


def check_glyphs(job: Job, document: Any, fonts: Sequence[Any]) -> list[Finding]:
    """Return the letters that ``fonts`` do not have, and the fonts that may not print."""
    texts = (box.text for page in document.pages for box in boxes_in(page_box(page)) if is_text(box))
    return [*find_missing_glyphs(job, fonts, texts), *find_foreign_fonts(job, fonts), *find_empty_glyphs(job, fonts)]


def _printed(galley: Galley, setup: PageSetup, fitted: FittedLayout, written: WrittenPdf, findings: tuple[Finding, ...]) -> Printed:
    job, names = galley.job, page_names(fitted.document)
    sheets = setup.sheets(len(names))
    places = assign_pages(names, sheets.names)
    assert places is not None  # what does not fit has been refused by `fit_text`
    pdf = written.data
    screen = pdf if setup.folds and job.purpose == "office" else None
    if job.for_press:
        pdf = make_press_file(job, pdf, sheets, places)
    elif setup.folds and not job.for_archive:
        pdf = _imposed(pdf, sheets, places)
    sides = len(names) if job.for_archive else len(sheets.sides)
    return Printed(pdf, screen, len(names), sides, fitted.fit, fonts_used(galley.fonts, written.fonts), findings)


def _imposed(data: bytes, fold: Fold, places: Sequence[int | None]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        impose_fold(pdf, fold, places)
        output = io.BytesIO()
        pdf.save(output, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return output.getvalue()
