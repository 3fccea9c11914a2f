"""Check that style sheets leave signed texts as they are written: in their order, in their direction, and not struck out."""

from collections.abc import Iterable, Iterator, Mapping
from math import cos, hypot, sin, tan
from typing import Any

from publish.press.engine.boxes import children, is_block_level, is_page_part, is_text, page_box, unwrap
from publish.press.findings import finding_about
from publish.press.job import Job
from publish.press.proof.generated import MESSAGE
from publish.press.proof.words import opening_words, page_label
from publish.project import Finding, Severity

CRITICAL = "data-critical"  # the attribute of an element whose text must reach the reader
TOLERANCE_PX = 1.0
# Spaces between letters and words that are narrower than this, in times the type size, put letters on each other.
LEAST_LETTER_SPACE, LEAST_WORD_SPACE = -0.05, -0.15
_UPRIGHT = (1.0, 0.0, 0.0, 1.0)
_Turn = tuple[float, float, float, float]
"""The first four numbers of the matrix of a transformation (CSS Transforms 1, 13)."""


def find_rearranged(job: Job, root: Any, pages: Iterable[Any]) -> list[Finding]:
    """Return a finding for each text of ``root`` (the HTML) that a style sheet moves, turns round or strikes out; a warning on a draft."""
    order, found = {element: place for place, element in enumerate(root.iter())}, dict[str, Finding]()
    for number, page in enumerate(pages, 1):
        for text, what in _changed(page_box(page), False, job.direction, order, _UPRIGHT):
            found.setdefault(text, _finding(job, page_label(number, page), text, what))
    return list(found.values())


def _changed(box: Any, inside: bool, direction: str, order: Mapping[Any, int], turn: _Turn) -> Iterator[tuple[str, str]]:
    """Yield each text with what was done to it. ``inside`` tells that ``box`` stands in a message, ``direction`` that of the HTML.

    ``turn`` is how the boxes around it turn it.
    """
    box = unwrap(box)
    element = box.element
    tag = box.element_tag or ""
    if "::" in tag and not tag.endswith("::first-letter"):  # markers stand where they are put
        return
    if element is not None:
        direction = element.get("dir", direction)
        inside = inside or MESSAGE in element.attrib
    turn = _turned(turn, box.style["transform"])
    what = (_done(box, direction) or _upside_down(turn)) if inside and element is not None else ""
    if what:
        yield _text(box), what
        return
    if is_text(box):
        return
    yield from _disordered(box, order)
    for child in children(box):
        if is_page_part(child):
            yield from ((_text(each), "a margin takes a critical text") for each in _critical(child))
        yield from _changed(child, inside and not is_page_part(child), direction, order, turn)


def _done(box: Any, direction: str) -> str:
    """Return what a style sheet does to the text of a message in ``box``; nothing where it stays as it is written."""
    style = box.style
    if style["position"] not in ("static", "relative") or style["position"] == "relative" and _is_shifted(style):
        return "position takes it out of its place"
    if style["float"] != "none":
        return "float takes it out of its place"
    if "line-through" in style["text_decoration_line"]:
        return "text-decoration strikes it out"
    if is_text(box) and style["direction"] != direction:
        return "direction turns it round"
    if is_text(box) and _is_squeezed(style):
        return "letter-spacing or word-spacing puts its letters on each other"
    if style["font_variant_caps"] != "normal" or style["font_variant_position"] != "normal":
        return "font-variant changes its letters"
    return ""


def _turned(turn: _Turn, functions: Any) -> _Turn:
    """Return ``turn`` after the functions of a ``transform``, as WeasyPrint computes them: names with their arguments."""
    for name, given in functions or ():
        a, b, c, d = turn
        e, f, g, h = _matrix(name, given)
        turn = (a * e + c * f, b * e + d * f, a * g + c * h, b * g + d * h)
    return turn


def _matrix(name: str, given: Any) -> _Turn:
    if name == "rotate":
        return cos(given), sin(given), -sin(given), cos(given)
    if name == "scale":
        return given[0], 0.0, 0.0, given[1]
    if name == "skew":
        return 1.0, tan(given[1]), tan(given[0]), 1.0
    return tuple(given[:4]) if name == "matrix" else _UPRIGHT


def _upside_down(turn: _Turn) -> str:
    """Return what is wrong with letters that are turned by more than 120 degrees: a 6 reads as a 9."""
    return "transform turns it upside down" if turn[0] < -0.5 * hypot(turn[0], turn[1]) else ""


def _is_shifted(style: Any) -> bool:
    return any(style[side] != "auto" and getattr(style[side], "value", 0) for side in ("top", "right", "bottom", "left"))


def _is_squeezed(style: Any) -> bool:
    letters, words, size = style["letter_spacing"], style["word_spacing"], style["font_size"]
    return bool(letters != "normal" and letters < LEAST_LETTER_SPACE * size or words < LEAST_WORD_SPACE * size)


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
