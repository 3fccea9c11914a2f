"""Sheets that readers of PDF read panel by panel: panels kept apart, and what stands on its head said upright.

A reader goes back from places to text. Poppler lets a block of text reach as far as nothing stands beside it, over a fold too,
and then reads panels line by line across; its blocks that stand on their heads come last first. Pdfium sorts what is on a
line from left to right, whichever way up it stands, and takes a sheet with wide margins for one written downwards. So

- at each fold stands one letter without ink and almost without width, as tall as the sheet;
- before the panels stands one that is wider than the sheet;
- the text of a turned panel is painted as an artifact that says a space, and said once more, upright and without ink, in its slot.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator, String

Glyph = tuple[str, str]  # the name of a font with its slash, and the digits of a code in it

STATE = frozenset("q Q cm".split())
TEXT = frozenset("BT ET Tf Td TD Tm T* Tj TJ ' \" Tc Tw Tz TL Ts Tr BDC BMC EMC".split())
BEGINNINGS = frozenset("BDC BMC".split())
INVISIBLE = 3  # a text rendering mode (ISO 32000-1, 9.3.6)
# What a turned text says: pdfium takes a text in the same property list as the one before it for said already.
NAME, SAID = Name.Said, {"/ActualText": " "}
WIDE_PT, WIDER_PERCENT = 10, 100_000
ON_SHEET_PT, BELOW_PT = 1.0, -100.0
# Two letters on a line of one size are one block for poppler.
TALLER = 2
THIN_PERCENT = 0.05
# Pdfium counts the whole points that text covers: a letter between two of them covers none.
BETWEEN_PT = 0.4


def first_glyph(instructions: Iterable[Any]) -> Glyph | None:
    """Return a glyph of a page by which something can be said; None where there is no text."""
    font = ""
    for instruction in instructions:
        operands = instruction.operands
        if _operator(instruction) == "Tf":
            font = str(operands[0])
        elif _operator(instruction) == "TJ" and (shown := next((part for part in operands[0] if isinstance(part, String)), None)):
            return font, bytes(shown)[:2].hex()
    return None


def dividers(glyph: Glyph, folds_pt: Iterable[float], height_pt: float) -> Iterator[bytes]:
    """Yield what keeps apart the panels on both sides of each fold, given by its distance from the left edge of the sheet."""
    for number, fold in enumerate(folds_pt, 1):
        yield _unseen(glyph, int(fold) + BETWEEN_PT, 1, height_pt * TALLER**number, THIN_PERCENT / TALLER**number)


def breaker(glyph: Glyph, y_pt: float) -> bytes:
    """Return what ends a line for pdfium; on the sheet (`ON_SHEET_PT`), not below it, it says also that lines are level."""
    return _unseen(glyph, 0, y_pt, WIDE_PT, WIDER_PERCENT)


def _unseen(glyph: Glyph, x_pt: float, y_pt: float, size_pt: float, percent: float) -> bytes:
    """Return an artifact that says two spaces: one would be no text at all for poppler."""
    font, code = glyph
    shown = f"BT 1 0 0 1 {x_pt:.4f} {y_pt:.4f} Tm {font} {size_pt:.4f} Tf {percent:.6f} Tz 3 Tr [<{code}>] TJ ET"
    return f"/Artifact BMC q /Span <</ActualText <FEFF00200020>>> BDC {shown} EMC Q EMC".encode()


def divided(instructions: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    """Return the content of a page twice: what is seen, its texts muted by the property list `NAME`; and the texts, without ink.

    Each tag stays with one of them. The words in a figure stay where they are seen.
    """
    seen, said = list[Any](), [_made([INVISIBLE], "Tr")]
    for sequence in _sequences(instructions):
        is_text = _is_text(sequence)
        kept = STATE | TEXT if is_text else STATE
        seen += [_made([Name.Artifact], "BMC"), *_muted(sequence[1:-1]), sequence[-1]] if is_text else sequence
        said += [_inkless(instruction) for instruction in sequence if _operator(instruction) in kept]
    return seen, said


def _is_text(sequence: Sequence[Any]) -> bool:
    is_figure = _operator(sequence[0]) == "BDC" and sequence[0].operands[0] == Name.Figure
    return not is_figure and any(_operator(instruction) == "BT" for instruction in sequence)


def _sequences(instructions: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield what stands in one outermost mark together, with it, and all else one by one."""
    depth, sequence = 0, list[Any]()
    for instruction in instructions:
        depth += (_operator(instruction) in BEGINNINGS) - (_operator(instruction) == "EMC")
        sequence.append(instruction)
        if not depth:
            yield sequence
            sequence = []


def _muted(instructions: Iterable[Any]) -> Iterator[Any]:
    """Yield ``instructions`` without their marks and without what is painted without ink; each text says what `SAID` says."""
    text: list[Any] = []
    for instruction in instructions:
        operator = _operator(instruction)
        if operator == "BT" or text:
            text.append(instruction)
        elif operator not in BEGINNINGS and operator != "EMC":
            yield instruction
        if operator == "ET":
            if not any(_operator(part) == "Tr" and part.operands[0] == INVISIBLE for part in text):
                yield from (*(_made([Name.Span, said], "BDC") for said in (Dictionary(SAID), NAME)), *text, *[_made([], "EMC")] * 2)
            text = []


def _inkless(instruction: Any) -> Any:
    return _made([INVISIBLE], "Tr") if _operator(instruction) == "Tr" else instruction


def _made(operands: Sequence[Any], operator: str) -> ContentStreamInstruction:
    return ContentStreamInstruction(operands, Operator(operator))


def _operator(instruction: Any) -> str:
    return str(instruction.operator)
