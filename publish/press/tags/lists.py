"""List items in the tags of a PDF: a label and a body, and nothing else (ISO 14289-1, 7.6; ISO 32000-1, 14.8.4.3.3)."""

from itertools import groupby
from typing import Any

import pydyf

PARTS = ("/Lbl", "/LBody")


def close_items(pdf: pydyf.PDF) -> None:
    """Put what WeasyPrint 70 leaves loose in an item into a body: the paragraphs of an item that has several, or of a footnote."""
    for item in tuple(pdf.objects):
        if isinstance(item, pydyf.Dictionary) and item.get("S") == "/LI":
            item["K"] = pydyf.Array(_closed(pdf, item))


def _closed(pdf: pydyf.PDF, item: pydyf.Dictionary) -> list[Any]:
    """Return the children of ``item``, each run of loose ones within a body of their own."""
    closed: list[Any] = []
    for is_part, run in groupby(item["K"], lambda child: _element(pdf, child).get("S") in PARTS):
        children = list(run)
        closed += children if is_part else [_body(pdf, item, children)]
    return closed


def _body(pdf: pydyf.PDF, item: pydyf.Dictionary, children: list[Any]) -> Any:
    kind = {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(children), "Pg": item["Pg"], "P": item.reference}
    body = pydyf.Dictionary(kind)
    pdf.add_object(body)
    for child in children:
        _element(pdf, child)["P"] = body.reference
    return body.reference


def _element(pdf: pydyf.PDF, reference: bytes) -> pydyf.Dictionary:
    return pdf.objects[int(reference.split()[0])]
