"""List items in the tags of a PDF: a label and a body, and nothing else (ISO 14289-1, 7.6; ISO 32000-1, 14.8.4.3.3)."""

from itertools import groupby
from typing import Any

from publish.press.engine.pdf import PdfObjects, array

PARTS = ("/Lbl", "/LBody")


def wrap_item_bodies(pdf: PdfObjects) -> None:
    """Wrap in a body what WeasyPrint 70 leaves loose in an item: the paragraphs of an item that has several, or of a footnote."""
    for item in pdf.elements("/LI"):
        item["K"] = array(_wrapped(pdf, item))


def _wrapped(pdf: PdfObjects, item: Any) -> list[Any]:
    """Return the children of ``item``, each run of loose ones within a body of their own."""
    wrapped: list[Any] = []
    for is_part, run in groupby(item["K"], lambda child: pdf.get(child).get("S") in PARTS):
        children = list(run)
        wrapped += children if is_part else [_add_body(pdf, item, children)]
    return wrapped


def _add_body(pdf: PdfObjects, item: Any, children: list[Any]) -> bytes:
    body = pdf.add({"Type": "/StructElem", "S": "/LBody", "K": array(children), "Pg": item["Pg"], "P": item.reference})
    for child in children:
        pdf.get(child)["P"] = body
    return body
