"""Turn the objects of a tagged PDF into those of an archive file, step by step."""

from collections.abc import Sequence

from publish.press.archive.captions import group_captions
from publish.press.archive.cells import plain_cells
from publish.press.archive.declarations import declare
from publish.press.archive.destinations import lead_to_elements
from publish.press.archive.namespaces import set_namespaces
from publish.press.archive.numbering import set_list_numbering
from publish.press.archive.paragraphs import wrap_loose_text
from publish.press.engine.page import PaintedPage
from publish.press.engine.pdf import PdfObjects
from publish.press.job import Job


def complete_tags(pdf: PdfObjects, pages: Sequence[PaintedPage], job: Job) -> None:
    """Turn the objects of a PDF/UA-1 into those of PDF/UA-2, WTPDF and PDF/A-4f, but for the files that the last must have."""
    group_captions(pdf)
    plain_cells(pdf)
    wrap_loose_text(pdf)
    set_list_numbering(pdf, pages)
    lead_to_elements(pdf, pages)
    set_namespaces(pdf)
    declare(pdf, job)
