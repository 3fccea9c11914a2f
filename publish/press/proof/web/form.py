"""Judge what a layout's own style sheets do to the words of a message on a page for the web, beside hiding them."""

from collections.abc import Callable, Iterator
from typing import Any

from publish.press.proof.generated import MESSAGE

MOST_BORDER_PX = 3.0
MOST_PADDING_EM = 0.3


def altered_texts(element: Any, styles: Callable[[Any], Any], message: Any = None) -> Iterator[tuple[str, str]]:
    """Yield each text in ``element`` with what its computed style does to it; ``message`` is the element of a message around it."""
    if not isinstance(element.tag, str) or (style := styles(element)) is None:
        return
    begins = MESSAGE in element.attrib
    message = element if begins else message
    if message is not None and (what := _altered(element, style, begins)):
        yield "".join(message.itertext()), what
        return
    for child in element:
        yield from altered_texts(child, styles, message)


def _altered(element: Any, style: Any, begins: bool) -> str:
    is_box = "flex" in style["display"] or "grid" in style["display"]
    if is_box and (not begins or len(_parts(element)) > 1):
        return "display takes the spaces between its words away"
    return "" if begins else _drawn(style)


def _parts(element: Any) -> list[str]:
    texts = (element.text, *("".join(child.itertext()) + (child.tail or "") for child in element))
    return [text for text in texts if text and not text.isspace()]


def _drawn(style: Any) -> str:
    """Return what is wrong with the frame of a part of a message: it stands on the line, where it covers others or looks like a digit."""
    left, right, top, bottom = (style[f"border_{side}_width"] for side in ("left", "right", "top", "bottom"))
    if max(left, right, top, bottom) > MOST_BORDER_PX:
        return "a thick border covers what is around it"
    if (left or right) and not (left == right == top == bottom):
        return "a border beside it looks like a 1"
    padding = max(_em(style, "padding_top"), _em(style, "padding_bottom"))
    return "padding covers the lines around it" if padding > MOST_PADDING_EM else ""


def _em(style: Any, name: str) -> float:
    length = style[name]
    return float(length.value / style["font_size"]) if getattr(length, "unit", "") == "px" and style["font_size"] else 0.0
