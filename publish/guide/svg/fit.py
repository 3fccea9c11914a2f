"""Text in a drawing, broken into lines and fitted to its place by an estimate of its width."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publish.text.syllables import BREAK, mark_syllable_breaks
from publish.text.width import is_wide

SMALLEST = 0.7
"""Share of its size below which a label is no longer shrunk: smaller cannot be read at arm's length."""

_BOLD = 1.06
_WIDE, _UPPER, _USUAL, _SPACING_MARK, _SLIM = 1.0, 0.66, 0.56, 0.3, 0.29
_SLIM_CHARACTERS = frozenset(" iIljtfr.,:;'’|!()[]·،؛")
_NOT_FIRST = frozenset("、。，．：；！？）」』】〉》’”ー々・")
_NOT_LAST = frozenset("（「『【〈《‘“")


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines of text and the share of the font size (at most 1) at which they fit; ``fits`` is False where none would do."""

    lines: tuple[str, ...]
    scale: float = 1.0
    fits: bool = True


def label_width_em(text: str, bold: bool = False) -> float:
    """Return the estimated width of ``text`` in em of a Noto Sans; wide characters count about double, marks nothing."""
    return sum(_character_em(character) for character in text) * (_BOLD if bold else 1.0)


def _character_em(character: str) -> float:
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if category == "Mc":
        return _SPACING_MARK
    if is_wide(character):
        return _WIDE
    if character in _SLIM_CHARACTERS:
        return _SLIM
    return _UPPER if character.isupper() or character in "mwMW%@" else _USUAL


def fit(text: str, width_em: float, lines: int, bold: bool = False) -> Fitted:
    """Return ``text`` in as few lines as it needs, at most ``lines``, balanced; shrunk where it is still too wide.

    ``width_em`` is the room in em of the unshrunk font. Between words a line may break anywhere; between Han
    characters and kana too, but not before a closing or after an opening mark (JIS X 4051). Hangul breaks between words,
    Khmer, Lao and Burmese between syllables.
    """
    pieces = tuple(_pieces(text))
    widest = 0.0
    broken: tuple[str, ...] = ()
    for count in range(1, max(1, min(lines, len(pieces))) + 1):
        broken, widest = _balanced(pieces, count, bold)
        if widest <= width_em:
            return Fitted(broken)
    scale = width_em / widest if widest else 1.0
    return Fitted(broken, max(scale, SMALLEST), scale >= SMALLEST)


def _pieces(text: str) -> Iterator[str]:
    """Yield what may not be broken; a piece that a space parted from the last one begins with it."""
    piece = ""
    for character in mark_syllable_breaks(" ".join(text.split())):
        if piece.strip() and (character == BREAK or _may_break(piece[-1], character)):
            yield piece
            piece = ""
        piece += character.strip(BREAK)
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if after == " ":
        return True
    if before in _NOT_LAST or after in _NOT_FIRST or before == " ":
        return False
    return _is_ideographic(before) or _is_ideographic(after)


def _is_ideographic(character: str) -> bool:
    """Tell whether lines break at ``character``: Han and kana with their punctuation, not Hangul."""
    return is_wide(character) and not unicodedata.name(character, "").startswith("HANGUL")


def _balanced(pieces: Sequence[str], count: int, bold: bool) -> tuple[tuple[str, ...], float]:
    """Return at most ``count`` lines whose widest is as narrow as can be, and its width in em."""
    widths = [label_width_em(piece, bold) for piece in pieces]
    low, high = max(widths, default=0.0), sum(widths)
    # twenty halvings leave a millionth of the width
    for _ in range(20 if count > 1 else 0):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(pieces, widths, middle)) <= count else (middle, high)
    broken = _filled(pieces, widths, high)
    return tuple(broken), max((label_width_em(line, bold) for line in broken), default=0.0)


def _filled(pieces: Sequence[str], widths: Sequence[float], limit: float) -> list[str]:
    """Return the lines that come of putting as many pieces on each as ``limit`` (in em) allows."""
    lines: list[list[str]] = []
    used = 0.0
    for piece, width in zip(pieces, widths, strict=True):
        if not lines or used + width > limit:
            lines.append([])
            used = 0.0
        lines[-1].append(piece)
        used += width
    return ["".join(line).strip() for line in lines]
