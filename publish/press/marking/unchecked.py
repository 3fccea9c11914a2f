"""Print what stands: every check of a print runs, and none of them stops it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from publish.press.engine.boxes import page_name
from publish.press.engine.fonts import open_fonts
from publish.press.engine.render import lay_out, parse_job
from publish.press.engine.warnings import collect_warnings
from publish.press.engine.write import write_pdf
from publish.press.fit.galley import prepare
from publish.press.fit.search import FittedLayout, fit_what_stands
from publish.press.job import Job, ProofPage, ProofPrint
from publish.press.marking.places import message_places
from publish.press.print import check_glyphs, check_layout, check_painted, finish_of, reported_warnings
from publish.press.sheets.page_setup import page_setup
from publish.press.sheets.paper import PIXELS_PER_MM
from publish.press.tags.textlayer import drawing_text_properties
from publish.project import Finding, PublishError, has_errors


def print_unchecked(job: Job, first_size_pt: float | None = None) -> ProofPrint:
    """Return the pages of ``job`` in reading order, and all that is wrong with them; ``first_size_pt`` is the type size to try first.

    Raises `PublishError` only where there is nothing to lay out with: no font at all, a fold or a style sheet that is broken.
    """
    job, findings = _with_found_fonts(job)
    setup = page_setup(job)
    with collect_warnings() as messages:
        galley = prepare(job, setup.rules)
        fitted = fit_what_stands(galley, setup.names, first_size_pt)
        findings += [*fitted.problems, *check_layout(galley, fitted.document)]
        places = message_places(fitted.document)  # before painting takes what is in the margins out of the tree of boxes
        written = write_pdf(job, fitted.document, drawing_text_properties, finish_of(job))
    findings += check_painted(galley, fitted.document, has_errors(findings))
    findings += reported_warnings(galley, messages) + check_glyphs(job, fitted.document, written.fonts)
    return ProofPrint(written.data, _pages(fitted), places, fitted.fit, tuple(dict.fromkeys(findings)))


def _with_found_fonts(job: Job) -> tuple[Job, list[Finding]]:
    """Return ``job`` with the font families that are installed, and an error for those that are not; raises it if there are none."""
    try:
        open_fonts(job.families)
        return job, []
    except PublishError as error:
        found = tuple(family for family in job.families if _is_installed(family))
        if not found:
            raise
        return replace(job, families=found), [replace(each, locale=job.locale or None) for each in error.findings]


def _is_installed(family: str) -> bool:
    try:
        open_fonts((family,))
        return True
    except PublishError:
        return False


def _pages(fitted: FittedLayout) -> tuple[ProofPage, ...]:
    return tuple(_page(page, number in fitted.excess) for number, page in enumerate(fitted.document.pages))


def _page(page: Any, excess: bool) -> ProofPage:
    width_mm, height_mm = (round(float(length) / PIXELS_PER_MM, 4) for length in (page.width, page.height))
    return ProofPage(width_mm, height_mm, page_name(page), excess)


def print_overlay(job: Job, sizes: Sequence[ProofPage]) -> bytes:
    """Return the PDF of ``job``, whose pages lie over those of ``sizes`` and follow them, without tags.

    Raises `PublishError` as `print_unchecked` does.
    """
    job, _ = _with_found_fonts(job)
    rules = "\n".join(_rule(number, page) for number, page in enumerate(sizes, 1))
    with collect_warnings():
        data = lay_out(parse_job(job, page_setup(job).rules + rules), job.min_size_pt).write_pdf()
    assert isinstance(data, bytes)
    return data


def _rule(number: int, page: ProofPage) -> str:
    return f"@page over{number} {{ size: {page.width_mm}mm {page.height_mm}mm !important; margin: 0 }}\n"
