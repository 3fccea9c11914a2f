"""Say how the items of each list with labels are numbered (ISO 14289-2, 8.2.5.25, rule 1)."""

from collections.abc import Iterator, Sequence
from typing import Any

from publish.press.archive.tree import children, owners
from publish.press.engine.page import PaintedPage
from publish.press.engine.pdf import PdfObjects, dictionary


def set_list_numbering(pdf: PdfObjects, pages: Sequence[PaintedPage]) -> None:
    """Say of each list whether its labels count (``Ordered``) or not (``Unordered``)."""
    texts = _label_texts(pdf, pages)
    for element in pdf.elements("/L"):
        labels = "".join(texts.get(label.reference, "•") for item in children(pdf, element) for label in _labels(pdf, item))
        if labels:
            kind = "/Ordered" if any(map(str.isalnum, labels)) else "/Unordered"
            element["A"] = dictionary({"O": "/List", "ListNumbering": kind})


def _labels(pdf: PdfObjects, item: Any) -> Iterator[Any]:
    return (part for part in children(pdf, item) if part["S"] == "/Lbl")


def _label_texts(pdf: PdfObjects, pages: Sequence[PaintedPage]) -> dict[bytes, str]:
    """Return the text of each label, by the reference of its element."""
    texts: dict[bytes, str] = {}
    for page, elements in zip(pages, owners(pdf), strict=True):
        for number, element in enumerate(elements):
            while element.get("S") in ("/Span", "/NonStruct"):
                element = pdf.get(element["P"])
            if element.get("S") == "/Lbl":
                text = getattr(page.marked[number], "text", "")
                texts[element.reference] = texts.get(element.reference, "") + text
    return texts
