"""Check that style sheets leave signed texts as they are written: in their order, in their direction, and not struck out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from publish.press.engine.boxes import children, is_block_level, is_line, is_page_part, is_text, page_box, unwrap
from publish.press.findings import finding_about
from publish.press.job import Job
from publish.press.proof.form import UPRIGHT, Turn, altered, broken_number, is_moved, line_text, turned, why_turned
from publish.press.proof.generated import MESSAGE
from publish.press.proof.words import opening_words, page_label
from publish.project import Finding, Severity

CRITICAL = "data-critical"  # the attribute of an element whose text must reach the reader
TOLERANCE_PX = 1.0
_SMALL_TAGS = frozenset({"sup", "sub", "small", "rt"})  # elements that are set smaller than the text around them


def find_rearranged(job: Job, root: Any, pages: Iterable[Any]) -> list[Finding]:
    """Return a finding for each text of ``root`` (the HTML) that a style sheet moves, turns round or strikes out; a warning on a draft."""
    order, found = {element: place for place, element in enumerate(root.iter())}, dict[str, Finding]()
    ends: dict[Any, str] = {}
    for number, page in enumerate(pages, 1):
        for text, what in _changed(page_box(page), _Around(job.direction, ends), order):
            found.setdefault(text, _finding(job, page_label(number, page), text, what))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a box: the ``message`` (an element) that it is in, and its type size; the direction; how it is turned, and moved.

    ``ends`` are the ends of the lines before, by their messages.
    """

    direction: str
    ends: dict[Any, str]
    message: Any = None
    message_px: float = 0.0
    turn: Turn = UPRIGHT
    is_moved: bool = False


def _changed(box: Any, around: _Around, order: Mapping[Any, int]) -> Iterator[tuple[str, str]]:
    """Yield each text with what was done to it; ``order`` is that of the elements."""
    box = unwrap(box)
    element, tag = box.element, box.element_tag or ""
    if "::" in tag and not tag.endswith("::first-letter"):  # markers stand where they are put
        return
    if element is not None:
        around = _inside(box, around)
    what = _done(box, around) if around.message is not None and element is not None else ""
    if what:
        yield _text(box), what
        return
    if is_text(box):
        return
    yield from _disordered(box, order)
    for child in children(box):
        if is_page_part(child):
            yield from ((_text(each), "a margin takes a critical text") for each in _critical(child))
        yield from _changed(child, replace(around, message=None) if is_page_part(child) else around, order)


def _inside(box: Any, around: _Around) -> _Around:
    element, style = box.element, box.style
    begins = MESSAGE in element.attrib and element is not around.message
    size = style["font_size"] if begins else 0.0 if element.tag in _SMALL_TAGS else around.message_px
    turn = turned(around.turn, style["transform"]) if style["transform"] else around.turn
    message = element if begins else around.message
    return _Around(element.get("dir", around.direction), around.ends, message, size, turn, around.is_moved or is_moved(style))


def _done(box: Any, around: _Around) -> str:
    """Return what a style sheet does to the text of a message in ``box``; nothing where it stays as it is written."""
    if is_line(box):
        text, before = line_text(box), around.ends.get(around.message, "")
        around.ends[around.message] = text
        if broken_number(before, text, around.message):
            return "a line ends within one of its numbers"
    what = altered(box, around.direction, around.message, around.message_px)
    return what or ("transform moves it" if around.is_moved else "" if around.turn == UPRIGHT else why_turned(around.turn))


def _disordered(box: Any, order: Mapping[Any, int]) -> Iterator[tuple[str, str]]:
    """Yield the text of each block that stands before the one that is written before it, in a block or a flexible box.

    WeasyPrint puts the boxes of a flexible box in the order of its style; ``order`` is that of the elements.
    """
    before: Any = None
    last = -1
    for child in children(box):
        if not is_block_level(child) or child.element is None or not _holds_message(child) or not child.is_in_normal_flow():
            continue
        rtl, place = box.style["direction"] == "rtl", order.get(child.element, -1)
        moved = child.element.tag != "div" and place < last  # a layout may place what is not of the guide as it likes
        last = last if child.element.tag == "div" else place
        if moved or before is not None and before.element is not child.element and _is_before(child, before, rtl):
            yield _text(child), "it stands before the text that comes before it"
        before = child


def _is_before(box: Any, other: Any, rtl: bool) -> bool:
    """Tell whether ``box`` begins above ``other``, and not in a column after it."""
    if box.position_y >= other.position_y - TOLERANCE_PX:
        beside = abs(box.position_y - other.position_y) <= TOLERANCE_PX and other.height > 0
        return beside and not _is_after(box, other, rtl) and abs(box.position_x - other.position_x) > TOLERANCE_PX
    return not _is_after(box, other, rtl)


def _is_after(box: Any, other: Any, rtl: bool) -> bool:
    return bool(box.position_x < other.position_x - TOLERANCE_PX if rtl else box.position_x > other.position_x + TOLERANCE_PX)


def _holds_message(box: Any) -> bool:
    return any(MESSAGE in each.attrib for each in box.element.iter())


def _critical(box: Any) -> Iterator[Any]:
    """Yield the boxes in ``box`` that show a critical text."""
    if box.element is not None and CRITICAL in box.element.attrib:
        yield box
        return
    for child in children(box):
        yield from _critical(child)


def _text(box: Any) -> str:
    return str(box.text) if is_text(box) else "".join(box.element.itertext())


def _finding(job: Job, where: str, text: str, what: str) -> Finding:
    hint = "let the style sheets of the layout leave the texts of the guide in their order and their form"
    severity = Severity.WARNING if job.draft else Severity.ERROR
    message = f", {where}: a style sheet changes a signed text: {what}: “{opening_words(text)}”"
    return finding_about(job, "text-unsigned", message, hint, severity)
