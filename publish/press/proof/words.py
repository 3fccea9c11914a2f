"""Words: what was composed is on paper, all of it, inside its page and its box.

Compared in WeasyPrint's own box tree, element by element, before anything is written. White space, hyphens at the
end of a line, letter case (``text-transform``) and invisible characters are not compared; every other character is.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf, isfinite
from typing import Any

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes

from publish.press.engine.warnings import told
from publish.press.job import Job
from publish.press.sheets.paper import PIXELS_PER_MM
from publish.press.tags.textlayer import SILENT
from publish.project import Finding, Severity

UNPRINTED = frozenset({"head", "script", "style", "template", "title", "noscript", "datalist", "option"})
UNCOMPARED = re.compile(r"[\s\u2010-]+")
SAFE_MM = 5.0  # text keeps this far from the trim and from a fold; a laser printer cannot print nearer than 4.2 mm
TOLERANCE_PX = 0.75
# How far letters reach above and below the baseline, as a share of the type size: less than the line's own box does.
ABOVE, BELOW = 0.75, 0.2
EXCERPT = 60


@dataclass(frozen=True, slots=True)
class Room:
    """Where text may stand, in CSS pixels from the upper left corner of a page."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, left: float, top: float, right: float, bottom: float) -> "Room":
        """Return the part of this room that lies inside the given edges."""
        return Room(max(self.left, left), max(self.top, top), min(self.right, right), min(self.bottom, bottom))


def lost(job: Job, root: Any, pages: Any) -> list[Finding]:
    """Return an error for each element of ``root`` (the HTML tree) whose text is not on ``pages`` whole."""
    printed: defaultdict[Any, list[str]] = defaultdict(list)
    for page in pages:
        for box in walk(page._page_box):
            if isinstance(box, boxes.TextBox) and is_seen(box) and not _is_generated(box):
                printed[box.element].append(box.text)
    return [_lost(job, text) for element, text in _composed(root) if not _whole(comparable(text), comparable("".join(printed[element])))]


def sticking_out(job: Job, pages: Any) -> list[Finding]:
    """Return an error for each text that leaves its page or its fixed box, and one warning for all too near an edge."""
    found: dict[str, Finding] = {}
    near: list[tuple[int, Any, str]] = []
    for number, page in enumerate(pages, 1):
        paper = Room(0, 0, page.width, page.height)
        inset = SAFE_MM * PIXELS_PER_MM
        safe = Room(inset, inset, page.width - inset, page.height - inset)
        for box, room in _texts(page._page_box, paper):
            if not _inside(box, room):
                found.setdefault(box.text, _out(job, number, page, box.text))
            elif not _inside(box, safe):
                near.append((number, page, box.text))
    return [*found.values(), *([_near(job, near)] if near else [])]


def walk(box: Any) -> Iterator[Any]:
    """Yield ``box`` and every box in it; an absolute box hides behind a placeholder."""
    box = getattr(box, "_box", box)
    yield box
    for child in getattr(box, "children", ()):
        yield from walk(child)


def is_seen(box: Any) -> bool:
    """Tell whether a text box leaves ink: style sheets can keep its place and print nothing there."""
    return inks(box.style)


def inks(style: Any) -> bool:
    """Tell whether text of a computed ``style`` leaves ink."""
    return bool(style["visibility"] == "visible" and get_color(style, "color").alpha > 0 and style["font_size"] > 0)


def comparable(text: str) -> str:
    """Return ``text`` without what is not compared (see above)."""
    return unicodedata.normalize("NFC", UNCOMPARED.sub("", text.translate(SILENT)).casefold())


def _composed(element: Any) -> Iterator[tuple[Any, str]]:
    """Yield each element that should print with its own text, in reading order."""
    if not isinstance(element.tag, str) or element.tag in UNPRINTED or "hidden" in element.attrib or element.tag.endswith("}svg"):
        return
    text = (element.text or "") + "".join(child.tail or "" for child in element)
    if text and not text.isspace():
        yield element, text
    for child in element:
        yield from _composed(child)


def _is_generated(box: Any) -> bool:
    """Tell whether the text of ``box`` comes from a style sheet (markers, ``::before``) and not from the HTML."""
    tag = box.element_tag or ""
    return "::" in tag and not tag.endswith("::first-letter")


def _whole(composed: str, printed: str) -> bool:
    """Tell whether all is there; the head of a table and running elements print several times."""
    if composed == printed:
        return True
    times = len(printed) // len(composed) if composed else 0
    return times > 0 and composed * times == printed


def _texts(box: Any, room: Room) -> Iterator[tuple[Any, Room]]:
    """Yield each visible text with the room it may take; what is transformed is not measured."""
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.TextBox):
        if box.text.strip() and is_seen(box):
            yield box, room
        return
    if box.style["transform"]:
        return
    if _is_fixed(box):
        left, top = box.padding_box_x(), box.padding_box_y()
        room = room.within(left, top, left + box.padding_width(), top + box.padding_height())
    for child in getattr(box, "children", ()):
        yield from _texts(child, _column(box, child, room) if getattr(child, "is_table_wrapper", False) else room)


def _column(box: Any, table: Any, room: Room) -> Room:
    """Return the room for a ``table`` in ``box``: one with words too long for it grows over the edge, further than its margins say."""
    left = box.content_box_x() + min(0.0, table.margin_left)
    right = box.content_box_x() + box.width - min(0.0, table.margin_right)
    return replace(room, left=max(room.left, left), right=min(room.right, right))


def _is_fixed(box: Any) -> bool:
    """Tell whether ``box`` has a size of its own that text may leave."""
    if isinstance(box, (boxes.PageBox, boxes.MarginBox, boxes.TableBox, boxes.TableRowBox, boxes.TableCellBox)):
        return False
    if not isinstance(box, boxes.BlockLevelBox | boxes.InlineBlockBox) or isinstance(box, boxes.TableBox):
        return False
    return bool(box.style["overflow"] != "visible" or box.style["height"] != "auto" or isfinite(getattr(box, "max_height", inf)))


def _inside(box: Any, room: Room) -> bool:
    size, baseline = box.style["font_size"], box.position_y + box.baseline
    return bool(
        box.position_x >= room.left - TOLERANCE_PX
        and box.position_x + box.width <= room.right + TOLERANCE_PX
        and baseline - ABOVE * size >= room.top - TOLERANCE_PX
        and baseline + BELOW * size <= room.bottom + TOLERANCE_PX
    )


def excerpt(text: str) -> str:
    """Return the beginning of ``text`` on one line, as messages quote it."""
    plain = " ".join(text.translate(SILENT).split())
    return plain if len(plain) <= EXCERPT else plain[: EXCERPT - 1] + "…"


def _lost(job: Job, text: str) -> Finding:
    hint = "a box of fixed height, or display: none, swallows text; let the box grow, or mark what must not print as hidden in the HTML"
    return told(job, "words-lost", f": words that were composed are not on paper: “{excerpt(text)}”", hint)


def _out(job: Job, number: int, page: Any, text: str) -> Finding:
    message = f", {place(number, page)}: “{excerpt(text)}” sticks out of its box or its page"
    return told(job, "text-outside", message, "make the text shorter, or let the layout give it more room")


def _near(job: Job, texts: list[tuple[int, Any, str]]) -> Finding:
    number, page, text = texts[0]
    others = f" (and {len(texts) - 1} more)" if len(texts) > 1 else ""
    message = f", {place(number, page)}: “{excerpt(text)}” stands less than {SAFE_MM:g} mm from the trim or a fold{others}"
    return told(job, "text-near-edge", message, "widen the margins of the layout", Severity.WARNING)


def place(number: int, page: Any) -> str:
    """Return how messages name a page: its number, and its panel where it has a name."""
    name = page._page_box.page_type.name
    return f"page {number} ({name})" if name else f"page {number}"
