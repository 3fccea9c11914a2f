"""Say where each message stands on laid-out pages: every piece of text on a line, and every picture, with the marks of its element."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publish.press.engine.boxes import boxes_in, children, content, is_margin, is_picture, is_text, page_box, unwrap
from publish.press.job import MessagePlace
from publish.press.proof.generated import MESSAGE
from publish.press.sheets.paper import PIXELS_PER_MM

Marks = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Repeated:
    """Where a text of a message can stand once more: the marks of elements by their ``texts``, and by the ``anchors`` of links to them."""

    texts: dict[str, Marks]
    anchors: dict[str, Marks]

    @classmethod
    def of(cls, root: Any) -> "_Repeated":
        """Look through the elements of a page, so that a page that is laid out alone knows the same as the whole."""
        texts: dict[str, Marks] = {}
        anchors: dict[str, Marks] = {}
        for element in root.iter():
            if marks := _marks_of(element):
                texts.setdefault(_plain("".join(element.itertext())), marks)
            if name := element.get("id"):
                inside = (found for each in element.iter() if (found := _marks_of(each)))
                anchors[f"#{name}"] = marks or next(inside, ())
        return cls(texts, anchors)


def message_places(document: Any) -> tuple[MessagePlace, ...]:
    """Return the places of all messages on the pages of ``document``, in the order of the text.

    An element without marks of its own has those of the element around it: a word in bold type belongs to its paragraph. A title that is
    repeated in the margin, and an entry of the contents, lead to the heading.
    """
    repeated = _Repeated({}, {})
    for page in document.pages[:1]:
        repeated = _Repeated.of(content(page)[0].element)
    return tuple(place for number, page in enumerate(document.pages, 1) for place in _places(page_box(page), number, (), repeated))


def _places(box: Any, page: int, around: Marks, repeated: _Repeated) -> Iterator[MessagePlace]:
    box = unwrap(box)
    marks = _own_marks(box, repeated) or around
    if is_text(box):
        if marks and box.text.strip():
            yield _place(box.position_x, box.position_y, box.width, box.height, page, marks, box.text)
    elif is_picture(box):
        if marks:
            yield _place(box.content_box_x(), box.content_box_y(), box.width, box.height, page, marks, "")
    else:
        for child in children(box):
            yield from _places(child, page, marks, repeated)


def _own_marks(box: Any, repeated: _Repeated) -> Marks:
    """Return the marks of the element of ``box``; text that a style sheet makes (``::before``) has an element too."""
    if is_margin(box):
        return repeated.texts.get(_plain("".join(each.text for each in boxes_in(box) if is_text(each))), ())
    if box.element is None:
        return ()
    return _marks_of(box.element) or repeated.anchors.get(box.element.get("href", ""), ())


def _marks_of(element: Any) -> Marks:
    return tuple(element.get(MESSAGE, "").split())


def _plain(text: str) -> str:
    """Return ``text`` without spaces, of which a line that ends loses one."""
    return "".join(text.split())


def _place(x: float, y: float, width: float, height: float, page: int, marks: Marks, text: str) -> MessagePlace:
    x_mm, y_mm, width_mm, height_mm = (round(float(length) / PIXELS_PER_MM, 2) for length in (x, y, width, height))
    return MessagePlace(page, x_mm, y_mm, width_mm, height_mm, marks, text)
