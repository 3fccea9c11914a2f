"""Write laid-out pages as a PDF; functions that are passed in correct the painted pages and the PDF objects before they are written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pydyf

from publish.press.engine import svg
from publish.press.engine.content import drop_empty_strings
from publish.press.engine.layouts.font_bytes import read_when_needed
from publish.press.engine.page import PaintedPage
from publish.press.engine.pdf import PdfObjects
from publish.press.engine.render import pdf_variant
from publish.press.job import Job

Finish = Callable[[PdfObjects, Sequence[PaintedPage], Sequence[Any]], None]
"""Changes the objects of a PDF before they are written; takes these, the pages as they were painted, and the fonts that printed."""


@dataclass(frozen=True, slots=True)
class WrittenPdf:
    """A PDF, and WeasyPrint's fonts that printed in it."""

    data: bytes
    fonts: list[Any]


def write_pdf(job: Job, document: Any, label: svg.Label, finish: Finish) -> WrittenPdf:
    """Return the PDF of ``document``: tagged for an office, without tags for a press.

    ``label`` marks the texts of drawings while they are painted, ``finish`` changes the PDF after that.
    """
    svg.install(label)
    read_when_needed()
    pages = [PaintedPage(page) for page in document.pages]
    document.pages = pages
    _set_metadata(job, document.metadata)
    for page in pages:
        # A box within a link is not a link of its own: its annotation would be tagged as a span (PDF/UA-1, 7.18.5).
        page.links = [link for link in page.links if link[3].link]

    def _finish(_document: Any, pdf: pydyf.PDF) -> None:
        objects = PdfObjects(pdf)
        finish(objects, pages, list(document.fonts.values()))
        for operators, _ in objects.contents():
            drop_empty_strings(operators)

    data = document.write_pdf(pdf_variant=pdf_variant(job), pdf_identifier=True, finisher=_finish)
    return WrittenPdf(data, list(document.fonts.values()))


def _set_metadata(job: Job, metadata: Any) -> None:
    """Set title, language and the one date, so that the same job gives the same bytes."""
    metadata.title = job.title or metadata.title or job.name
    metadata.lang = job.language
    metadata.created = metadata.modified = job.modified
    metadata.generator = "clinic-publish"
