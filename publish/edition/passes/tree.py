"""Parse printed HTML into a tree of elements, and write the tree as HTML again, once all passes have changed it.

A pass is a function that changes a tree in place. Elements are those of lxml: the text before an element's first child is its
``text``, the text after its end its ``tail``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from lxml import etree

# Elements of HTML 5 that are always empty, which libxml2 does not know.
_UNKNOWN_ENDS = re.compile("</(?:source|track|wbr)>")

# Control characters that XML forbids (XML 1.0, 2.2), and lxml refuses. Each is replaced by a character for private use, which no font
# prints: so it is neither lost nor printed, and `find_control_character` finds it again.
_CONTROLS = {code: 0x10FF00 + code for code in (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20))} | {0xFFFE: 0x10FFFB, 0xFFFF: 0x10FFFC}
_REPLACED = re.compile("[\U0010ff00-\U0010fffc]")

Comment = etree.Comment
"""The tag of a comment."""

Element: TypeAlias = Any
"""An element of lxml, which has no types of its own."""


def parse_fragment(html: str) -> Element:
    """Return an element ``div`` that holds ``html``, a part of a page."""
    body = _parsed(f"<html><body><div>{html}</div></body></html>").find("body")
    root = body[0]
    root.tail = None
    return root


def write_fragment(root: Element) -> str:
    """Return the HTML inside ``root``."""
    html = _UNKNOWN_ENDS.sub("", etree.tostring(root, encoding="unicode", method="html"))
    return html[html.index(">") + 1 : -len("</div>")]


def parse_page(html: str) -> Element:
    """Return the root element of the page ``html``; what a template leaves out (``<html>``, ``<body>``) is there too."""
    root = _parsed(html) if html.strip() else None
    return root if root is not None and root.tag == "html" else _parsed(f"<html><body>{html}</body></html>")


def write_page(root: Element) -> str:
    """Return the page as HTML."""
    return _UNKNOWN_ENDS.sub("", etree.tostring(root.getroottree(), encoding="unicode", method="html"))


def find_control_character(html: str) -> str | None:
    """Return the first control character that the text of the page ``html`` had when it was parsed, None if there was none."""
    found = _REPLACED.search(html)
    return next(chr(code) for code, stand_in in _CONTROLS.items() if stand_in == ord(found[0])) if found else None


def _parsed(html: str) -> Element:
    html = html.translate(_CONTROLS)
    return etree.fromstring(html.encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8", huge_tree=True, default_doctype=False))


@dataclass(slots=True)
class TextSlot:
    """A place where text can stand: before the first child of ``element``, or (``after``) behind its end.

    ``boundary`` is the element whose start or end tag follows the slot, None behind the last one; ``starts`` tells which tag it is.
    """

    element: Element
    after: bool
    boundary: Element | None = None
    starts: bool = False

    @property
    def text(self) -> str:
        """The text in this place; empty if there is none."""
        return str((self.element.tail if self.after else self.element.text) or "")

    @text.setter
    def text(self, text: str) -> None:
        """Replace the text in this place."""
        if self.after:
            self.element.tail = text
        else:
            self.element.text = text


def text_slots(root: Element) -> Iterator[TextSlot]:
    """Yield all places for text inside ``root``, in the order of the page; between two of them is exactly one tag."""
    slot = TextSlot(root, after=False)
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if element is root:
            continue
        slot.boundary, slot.starts = element, event != "end"
        yield slot
        slot = TextSlot(element, after=event != "start")
    yield slot


def add_class(element: Element, name: str) -> None:
    """Put ``name`` before the classes of ``element``."""
    element.set("class", " ".join(filter(None, (name, element.get("class", "")))))


def has_class(element: Element, name: str) -> bool:
    """Tell whether ``element`` has the class ``name``."""
    return name in element.get("class", "").split()


def text_of_element(element: Element) -> str:
    """Return all text inside ``element``."""
    return "".join(element.itertext())


def unwrap_element(element: Element) -> None:
    """Put what is inside ``element`` in its place."""
    parent, place = element.getparent(), element.getparent().index(element)
    children = list(element)
    last = children[-1] if children else None
    if last is not None:
        last.tail = (last.tail or "") + (element.tail or "")
        lead = element.text or ""
    else:
        lead = (element.text or "") + (element.tail or "")
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + lead
    else:
        parent.text = (parent.text or "") + lead
    element.tail = None
    parent[place : place + 1] = children


def slots_at(slots: Sequence[TextSlot], places: Iterable[int]) -> Iterator[tuple[TextSlot, int]]:
    """Yield each of ``places`` in the joined texts of ``slots`` as a slot and a place in its text, the last one first.

    A place between two texts is the end of the first. So a sign may be inserted at each place as it comes.
    """
    todo, end = sorted(places), sum(len(slot.text) for slot in slots)
    for slot in reversed(slots):
        start = end - len(slot.text)
        while todo and start < todo[-1] <= end:
            yield slot, todo.pop() - start
        end = start
