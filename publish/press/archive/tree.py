"""The structure tree of a PDF that is about to be written: children, parents, and the element that holds a marked content."""

from collections.abc import Iterator
from typing import Any

from publish.press.engine.pdf import PdfObjects, array

GROUPS = frozenset({"/Document", "/Part", "/Art", "/Sect", "/Div", "/Aside", "/BlockQuote"})
"""The types of elements that hold blocks, and no text of their own."""
INLINE = frozenset({"/Span", "/Link", "/Em", "/Strong", "/Quote", "/Lbl"})
"""The types of elements that stand in a line of text."""
NO_TYPE = "/NonStruct"
"""The type of an element that says nothing of its children: to every rule they are those of its parent."""


def children(pdf: PdfObjects, element: Any) -> Iterator[Any]:
    """Yield the structure elements directly in ``element``."""
    for kid in element["K"]:
        if isinstance(kid, bytes) and "S" in (child := pdf.get(kid)):
            yield child


def parent(pdf: PdfObjects, element: Any) -> Any:
    """Return the element around ``element``, past those that say nothing; the root of the tree around the document."""
    above = pdf.get(element["P"])
    return parent(pdf, above) if above.get("S") == NO_TYPE else above


def wrap(pdf: PdfObjects, holder: Any, kids: list[Any], kind: str) -> bytes:
    """Return the reference of a new element of type ``kind`` in ``holder``, which holds ``kids``; the holder must list it itself."""
    wrapper = pdf.add({"Type": "/StructElem", "S": kind, "K": array(kids), "Pg": pdf.get(kids[0])["Pg"], "P": holder.reference})
    for kid in kids:
        pdf.get(kid)["P"] = wrapper
    return wrapper


def owners(pdf: PdfObjects) -> list[list[Any]]:
    """Return for each page the elements that hold its marked contents, by their numbers."""
    numbers = pdf.get(pdf.get(pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    entries = dict(zip(numbers[::2], numbers[1::2], strict=True))
    return [[pdf.get(reference) for reference in entries[page]] for page in range(len(pdf.page_references))]
