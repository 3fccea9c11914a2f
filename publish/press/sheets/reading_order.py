"""Make PDF readers read an imposed sheet panel by panel, and upside-down panels the right way up.

Most readers ignore the tags and guess the order of text from its position. Poppler extends a block of text until it meets other text,
also over a fold, and then reads panels line by line across; blocks that are upside down come in reverse order. Pdfium sorts
the text of a line from left to right even where it is upside down, and takes a sheet with wide margins for vertical writing. Therefore:

- at each fold lies one invisible letter, as tall as the sheet and almost without width (`fold_separators`);
- before the panels lies one invisible letter that is wider than the sheet (`line_breaker`);
- the text of an upside-down panel is painted as an artifact that reads as a space, and repeated, upright and invisible, in the
  same slot (`split_paint_and_text`).

Invisible is text rendering mode 3 (ISO 32000-1, 9.3.6). What was measured is in docs/decisions/029.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator, String

Glyph = tuple[str, str]  # the resource name of a font, with its slash, and the code of a glyph in it as hexadecimal digits

STATE_OPERATORS = frozenset("q Q cm".split())
TEXT_OPERATORS = frozenset("BT ET Tf Td TD Tm T* Tj TJ ' \" Tc Tw Tz TL Ts Tr BDC BMC EMC".split())
MARK_BEGINNINGS = frozenset("BDC BMC".split())
INVISIBLE = 3  # a text rendering mode
# What painted text of an upside-down panel reads as. The resources of the sheet hold it as a property list under this name:
# pdfium skips a text that has the same property list as the text before it.
REPLACEMENT_NAME, REPLACEMENT = Name.Said, {"/ActualText": " "}
BREAKER_SIZE_PT, BREAKER_WIDTH_PERCENT = 10, 100_000
ON_SHEET_PT, BELOW_SHEET_PT = 1.0, -100.0
# Separators differ in size: poppler joins two letters of one size on a line into one block.
SIZE_FACTOR = 2
SEPARATOR_WIDTH_PERCENT = 0.05
# Pdfium counts the whole points that text covers: a letter between two of them covers none.
BETWEEN_POINTS_PT = 0.4


def first_glyph(instructions: Iterable[Any]) -> Glyph | None:
    """Return the first glyph that the content of a page shows, for use in invisible text; None where it has no text."""
    font = ""
    for instruction in instructions:
        operands = instruction.operands
        if _operator(instruction) == "Tf":
            font = str(operands[0])
        elif _operator(instruction) == "TJ" and (shown := next((part for part in operands[0] if isinstance(part, String)), None)):
            return font, bytes(shown)[:2].hex()
    return None


def fold_separators(glyph: Glyph, folds_pt: Iterable[float], height_pt: float) -> Iterator[bytes]:
    """Yield the invisible text that keeps apart the panels on both sides of each fold.

    ``folds_pt`` are the distances of the folds from the left edge of a sheet that is ``height_pt`` high.
    """
    for number, fold in enumerate(folds_pt, 1):
        factor = SIZE_FACTOR**number
        yield _invisible_spaces(glyph, int(fold) + BETWEEN_POINTS_PT, 1, height_pt * factor, SEPARATOR_WIDTH_PERCENT / factor)


def line_breaker(glyph: Glyph, y_pt: float) -> bytes:
    """Return invisible text that ends a line for pdfium; on the sheet (`ON_SHEET_PT`) it also shows that the writing is horizontal."""
    return _invisible_spaces(glyph, 0, y_pt, BREAKER_SIZE_PT, BREAKER_WIDTH_PERCENT)


def split_paint_and_text(instructions: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    """Return the content of a page as two: what is painted, and its text alone, invisible.

    Painted text reads as `REPLACEMENT`. Each tag goes to one of the two. Text in a figure stays with what is painted.
    """
    paint, invisible = list[Any](), [_instruction("Tr", INVISIBLE)]
    for sequence in _marked_sequences(instructions):
        is_text = _is_text(sequence)
        kept = STATE_OPERATORS | TEXT_OPERATORS if is_text else STATE_OPERATORS
        paint += [_instruction("BMC", Name.Artifact), *_without_meaning(sequence[1:-1]), sequence[-1]] if is_text else sequence
        invisible += [_made_invisible(instruction) for instruction in sequence if _operator(instruction) in kept]
    return paint, invisible


def _invisible_spaces(glyph: Glyph, x_pt: float, y_pt: float, size_pt: float, width_percent: float) -> bytes:
    """Return an invisible artifact that reads as two spaces: poppler ignores a single one."""
    font, code = glyph
    shown = f"BT 1 0 0 1 {x_pt:.4f} {y_pt:.4f} Tm {font} {size_pt:.4f} Tf {width_percent:.6f} Tz 3 Tr [<{code}>] TJ ET"
    return f"/Artifact BMC q /Span <</ActualText <FEFF00200020>>> BDC {shown} EMC Q EMC".encode()


def _marked_sequences(instructions: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield each outermost marked-content sequence with its marks, and every other instruction by itself."""
    depth, sequence = 0, list[Any]()
    for instruction in instructions:
        depth += (_operator(instruction) in MARK_BEGINNINGS) - (_operator(instruction) == "EMC")
        sequence.append(instruction)
        if not depth:
            yield sequence
            sequence = []


def _is_text(sequence: Sequence[Any]) -> bool:
    """Return whether a sequence shows text and is not a figure."""
    is_figure = _operator(sequence[0]) == "BDC" and sequence[0].operands[0] == Name.Figure
    return not is_figure and any(_operator(instruction) == "BT" for instruction in sequence)


def _without_meaning(instructions: Iterable[Any]) -> Iterator[Any]:
    """Yield ``instructions`` without marks and without invisible text; the remaining text reads as `REPLACEMENT`."""
    text: list[Any] = []
    for instruction in instructions:
        operator = _operator(instruction)
        if operator == "BT" or text:
            text.append(instruction)
        elif operator not in MARK_BEGINNINGS and operator != "EMC":
            yield instruction
        if operator == "ET":
            yield from () if _is_invisible(text) else _replaced(text)
            text = []


def _is_invisible(text: Sequence[Any]) -> bool:
    return any(_operator(part) == "Tr" and part.operands[0] == INVISIBLE for part in text)


def _replaced(text: Sequence[Any]) -> list[Any]:
    """Return a text object that reads as `REPLACEMENT`: poppler takes it inline, pdfium from the resources of the sheet."""
    marks = [_instruction("BDC", Name.Span, properties) for properties in (Dictionary(REPLACEMENT), REPLACEMENT_NAME)]
    return [*marks, *text, *[_instruction("EMC")] * len(marks)]


def _made_invisible(instruction: Any) -> Any:
    return _instruction("Tr", INVISIBLE) if _operator(instruction) == "Tr" else instruction


def _instruction(operator: str, *operands: Any) -> ContentStreamInstruction:
    return ContentStreamInstruction(operands, Operator(operator))


def _operator(instruction: Any) -> str:
    return str(instruction.operator)
