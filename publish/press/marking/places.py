"""Say where each message stands on laid-out pages: every piece of text on a line, and every picture, with the marks of its element."""

from collections.abc import Iterator
from typing import Any

from publish.press.engine.boxes import children, is_picture, is_text, page_box, unwrap
from publish.press.job import MessagePlace
from publish.press.proof.generated import MESSAGE
from publish.press.sheets.paper import PIXELS_PER_MM

Marks = tuple[str, ...]


def message_places(document: Any) -> tuple[MessagePlace, ...]:
    """Return the places of all messages on the pages of ``document``, in the order of the text.

    An element without marks of its own has those of the element around it: a word in bold type belongs to its paragraph.
    """
    return tuple(place for number, page in enumerate(document.pages, 1) for place in _places(page_box(page), number, ()))


def _places(box: Any, page: int, around: Marks) -> Iterator[MessagePlace]:
    box = unwrap(box)
    marks = _marks(box) or around
    if is_text(box):
        if marks and box.text.strip():
            yield _place(box.position_x, box.position_y, box.width, box.height, page, marks, box.text)
    elif is_picture(box):
        if marks:
            yield _place(box.content_box_x(), box.content_box_y(), box.width, box.height, page, marks, "")
    else:
        for child in children(box):
            yield from _places(child, page, marks)


def _marks(box: Any) -> Marks:
    """Return the marks of the element of ``box``; text that a style sheet makes (``::before``) has an element too."""
    return () if box.element is None else tuple(box.element.get(MESSAGE, "").split())


def _place(x: float, y: float, width: float, height: float, page: int, marks: Marks, text: str) -> MessagePlace:
    x_mm, y_mm, width_mm, height_mm = (round(float(length) / PIXELS_PER_MM, 2) for length in (x, y, width, height))
    return MessagePlace(page, x_mm, y_mm, width_mm, height_mm, marks, text)
