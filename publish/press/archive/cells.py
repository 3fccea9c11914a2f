"""Replace the tags that a cell of a table may not hold: quotations and parts of a document (ISO/TS 32005, table 5; ISO 14289-2, 8.2.5)."""

from typing import Any

from publish.press.archive.tree import children
from publish.press.engine.pdf import PdfObjects

NOT_IN_CELLS = frozenset({"/BlockQuote", "/Part", "/Aside"})
CELLS = ("/TD", "/TH")


def plain_cells(pdf: PdfObjects) -> None:
    """Make plain groups of what cells may not hold: a quotation in a guide stands in a cell where two languages stand side by side."""
    for kind in CELLS:
        for cell in pdf.elements(kind):
            _plain(pdf, cell)


def _plain(pdf: PdfObjects, element: Any) -> None:
    for child in children(pdf, element):
        if child["S"] in NOT_IN_CELLS:
            child["S"] = "/Div"
        _plain(pdf, child)
