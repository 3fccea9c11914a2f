"""Judge what a style sheet does to the form of a signed text: its place, its direction, its letters and the space between them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, hypot, isclose, sin, tan
from typing import Any

from publish.press.engine.boxes import children, is_block_level, is_inline_block, is_line, is_text
from publish.press.proof.generated import MESSAGE
from publish.text.zero_width import strip_zero_width

# Spaces between letters and words in times the type size: narrower ones put letters on each other, wider ones tear numbers apart.
LEAST_LETTER_SPACE, LEAST_WORD_SPACE, MOST_LETTER_SPACE = -0.05, -0.1, 0.2
LEAST_SHARE = 0.75  # of the type size of its message, for a part of it
LEAST_GAP = 0.15  # between a number and what is no part of it, in times the type size
LEAST_RAISED, MOST_NOTE = 0.2, 0.85  # how far the number of a note is above the line, or how small, that it is none of the text
MOST_OFF_LINE = 0.7  # how far, in times the larger type size, a text may stand above or below the one before it on its line
LEAST_SCALE, MOST_SCALE = 0.5, 2.5
_AT_END, _AT_START = re.compile(r"\d[\d.,]*$"), re.compile(r"[\d.,]*\d")
_INLINE_TAGS = frozenset("a abbr b bdi cite code em i s small span strong sub sup time u".split())
_NOTE_SPACE = "\u00a0\u202f\u2009\u200a"  # what stands between a word and the number of a note
UPRIGHT = (1.0, 0.0, 0.0, 1.0)
Turn = tuple[float, float, float, float]
"""The first four numbers of the matrix of a transformation (CSS Transforms 1, 13)."""


def altered(box: Any, direction: str, message: Any, message_px: float) -> str:
    """Return what a style sheet does to the text of a ``message`` in ``box``; nothing where it stays as it is written.

    ``message_px`` is the type size of the message (an element), of which ``box`` is a part.
    """
    style = box.style
    if box.element is not message and (found := _altered_part(box)):
        return found
    if style["position"] not in ("static", "relative") or style["position"] == "relative" and _is_shifted(style):
        return "position takes it out of its place"
    if style["float"] != "none":
        return "float takes it out of its place"
    if "line-through" in style["text_decoration_line"]:
        return "text-decoration strikes it out"
    if is_line(box) and (found := _altered_line([each for each in _texts_on(box) if each.text.strip()])):
        return found
    if _is_parted(box):
        return "display takes the spaces between its words away"
    if style["font_variant_caps"] != "normal" or style["font_variant_position"] != "normal":
        return "font-variant changes its letters"
    return _altered_letters(box, direction, message_px) if is_text(box) else ""


def _altered_part(box: Any) -> str:
    """Return what is wrong with ``box``, which stands in a message and is not all of it; a message may hold others."""
    if MESSAGE in box.element.attrib or any(MESSAGE in each.attrib for each in box.element.iter()):
        return ""
    if box.style["transform"]:
        return "transform turns or moves a part of it"
    return "display takes a part of it out of its line" if is_block_level(box) and box.element.tag in _INLINE_TAGS else ""


def broken_number(before: str, after: str, message: Any) -> bool:
    """Tell whether a number of the ``message`` begins at the end of the line ``before`` and ends on the line ``after``."""
    start, end = _AT_END.search(before), _AT_START.match(after)
    if not start or not end:
        return False
    text = strip_zero_width("".join(message.itertext()))
    return start[0] + end[0] in text and not re.search(rf"{re.escape(start[0])}[\s\u2010-]+{re.escape(end[0])}", text)


def _altered_letters(box: Any, direction: str, message_px: float) -> str:
    style = box.style
    if style["direction"] != direction:
        return "direction turns it round"
    if _is_squeezed(style):
        return "letter-spacing or word-spacing puts its letters on each other"
    if style["letter_spacing"] != "normal" and style["letter_spacing"] > MOST_LETTER_SPACE * style["font_size"]:
        return "letter-spacing tears its numbers and words apart"
    return "font-size makes a part of it too small" if style["font_size"] < LEAST_SHARE * message_px else ""


def _is_shifted(style: Any) -> bool:
    return any(style[side] != "auto" and getattr(style[side], "value", 0) for side in ("top", "right", "bottom", "left"))


def _is_squeezed(style: Any) -> bool:
    letters, words, size = style["letter_spacing"], style["word_spacing"], style["font_size"]
    return bool(letters != "normal" and letters < LEAST_LETTER_SPACE * size or words < LEAST_WORD_SPACE * size)


def _is_parted(box: Any) -> bool:
    """Tell whether a flexible box or a grid has texts as its parts: the spaces between them are not printed."""
    is_box = "flex" in box.style["display"] or "grid" in box.style["display"]
    return is_box and sum(any(text.text.strip() for text in _texts(child)) for child in children(box)) > 1


def _texts(box: Any) -> Iterator[Any]:
    if is_text(box):
        yield box
    for child in children(box):
        yield from _texts(child)


def _altered_line(texts: Sequence[Any]) -> str:
    """Return what is wrong with how the ``texts`` of a line stand to each other."""
    for one, other in pairwise(texts):
        size = max(one.style["font_size"], other.style["font_size"])
        raised = abs(one.position_y + one.baseline - other.position_y - other.baseline)
        if raised > MOST_OFF_LINE * size:
            return "vertical-align takes a part of it off its line"
        if _gap(one, other) < LEAST_GAP * size and _joins_number(one, other, raised / size):
            return "a sign or another number joins one of its numbers"
    return ""


def _gap(one: Any, other: Any) -> float:
    return float(max(other.position_x - one.position_x - one.width, one.position_x - other.position_x - other.width))


def _joins_number(one: Any, other: Any, raised: float) -> bool:
    """Tell whether a number of one text is read together with the other: a mark of a style sheet, or a note that is not ``raised``."""
    ends, begins = str(one.text)[-1:].isdecimal(), str(other.text).lstrip(_NOTE_SPACE)[:1].isdecimal()
    if _is_mark(one) or _is_mark(other):
        return begins if _is_mark(one) else ends
    small, large = sorted((one.style["font_size"], other.style["font_size"]))
    return ends and begins and raised < LEAST_RAISED and bool(small > MOST_NOTE * large)


def _is_mark(box: Any) -> bool:
    tag = box.element_tag or ""
    return "::" in tag and not tag.endswith(("::first-letter", "::marker"))


def line_text(line: Any) -> str:
    """Return the text of a line."""
    return strip_zero_width("".join(each.text for each in _texts_on(line) if not _is_mark(each)))


def _texts_on(box: Any) -> Iterator[Any]:
    """Yield the texts on the line ``box``; of a block that stands on it, those of its last line, which gives it its baseline."""
    if is_text(box):
        yield box
    inside = children(box)
    for child in inside[-1:] if is_inline_block(box) else inside:
        yield from _texts_on(child)


def turned(turn: Turn, functions: Any) -> Turn:
    """Return ``turn`` after the functions of a ``transform``, as WeasyPrint computes them: names with their arguments."""
    for name, given in functions or ():
        a, b, c, d = turn
        e, f, g, h = _matrix(name, given)
        turn = (a * e + c * f, b * e + d * f, a * g + c * h, b * g + d * h)
    return turn


def _matrix(name: str, given: Any) -> Turn:
    if name == "rotate":
        return cos(given), sin(given), -sin(given), cos(given)
    if name == "scale":
        return given[0], 0.0, 0.0, given[1]
    if name == "skew":
        return 1.0, tan(given[1]), tan(given[0]), 1.0
    return tuple(given[:4]) if name == "matrix" else UPRIGHT


def is_moved(style: Any) -> bool:
    """Tell whether a ``transform`` moves its box: a translation, or a centre outside of the box."""
    moves = any(name == "translate" and any(each.value for each in given) or name == "matrix" and any(map(_value, given[4:]))
                for name, given in style["transform"] or ())  # fmt: skip
    origin = style["transform_origin"]
    return bool(style["transform"]) and (moves or not all(each.unit == "%" and 0 <= each.value <= 100 for each in origin[:2] if each.value))


def _value(length: Any) -> float:
    return float(getattr(length, "value", length))


def why_turned(turn: Turn) -> str:
    """Return what is wrong with letters that are turned, scaled and slanted so: a 6 that is turned by 180 degrees reads as a 9."""
    a, b, c, d = turn
    across, down = hypot(a, b), hypot(c, d)
    if a < -0.5 * across:
        return "transform turns it upside down"
    is_uniform = isclose(across, down, rel_tol=0.2) and abs(a * c + b * d) <= 0.2 * across * down
    return "" if is_uniform and LEAST_SCALE <= across <= MOST_SCALE else "transform distorts it"
