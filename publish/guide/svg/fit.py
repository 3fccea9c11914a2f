"""Labels of drawings: text broken into lines and shrunk to fit its place, by an estimate of its width."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publish.text.width import is_wide
from publish.text.word_breaks import BREAK, mark_word_breaks

SMALLEST = 0.7
"""Smallest scale of a label, relative to its own size: smaller text cannot be read at arm's length."""

_BOLD = 1.06
_WIDE, _UPPER, _USUAL, _SPACING_MARK, _SLIM = 1.0, 0.66, 0.56, 0.3, 0.29
_SLIM_CHARACTERS = frozenset(" iIljtfr.,:;'’|!()[]·،؛")
# The advance widths of Noto Sans in em, to the hundredth; a letter with a mark is as wide as the letter.
_NOTO = {
    letter: width
    for width, letters in {
        0.23: "'", 0.26: " ijlії\u0142\u0131", 0.27: "!,.:;J", 0.3: "()", 0.32: "-", 0.33: "[]", 0.34: "IfІ", 0.36: "t", 0.37: "/",
        0.41: "r", 0.43: "?г", 0.44: "ґ", 0.47: "z", 0.48: "csстεζς", 0.49: "зэє", 0.51: "vyу", 0.52: "FLГγ", 0.53: "kxкхκ", 0.55: "Sν",
        0.56: "ETaeТЕаетя", 0.57: "0123456789YZУ+", 0.58: "вдлδ", 0.59: "XХЗьθ", 0.6: "PVoРроδбøο", 0.61: "bdgpqБрчαυ", 0.62: "KRhnuКПđơημ",
        0.63: "CßСцβ", 0.64: "AАЯЬийн", 0.65: "BВ", 0.67: "ư", 0.69: "Д", 0.7: "Чъ", 0.71: "Л", 0.72: "фφ", 0.73: "DGUП&", 0.74: "HН",
        0.75: "жм", 0.76: "N", 0.77: "И", 0.78: "OQОыω", 0.79: "w", 0.8: "Ф", 0.83: "%", 0.84: "ю", 0.85: "Ж", 0.86: "æЫ", 0.9: "ш@",
        0.91: "MМщ", 0.93: "W", 0.94: "m", 0.95: "œ", 1.04: "ШЩ", 1.05: "Ю",
    }.items()
    for letter in letters
}  # fmt: skip
_NOT_FIRST = frozenset("、。，．：；！？）」』】〉》’”ー々・")
_NOT_LAST = frozenset("（「『【〈《‘“")


@dataclass(frozen=True, slots=True)
class FittedLabel:
    """Lines of text and the scale of the font size (at most 1) at which they fit; ``fits`` is False if they fit at no scale."""

    lines: tuple[str, ...]
    scale: float = 1.0
    fits: bool = True


def label_width_em(text: str, bold: bool = False) -> float:
    """Return the estimated width of ``text`` in em, for Noto Sans.

    Letters of Latin, Cyrillic and Greek are measured, others estimated: what sticks out of a drawing stops the print.
    """
    return sum(_character_em(character) for character in text) * (_BOLD if bold else 1.0)


def _character_em(character: str) -> float:
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if category == "Mc":
        return _SPACING_MARK
    if is_wide(character):
        return _WIDE
    measured = _NOTO.get(character) or _NOTO.get(unicodedata.normalize("NFD", character)[0])
    if measured:
        return measured
    if character in _SLIM_CHARACTERS:
        return _SLIM
    return _UPPER if character.isupper() or character in "mwMW%@" else _USUAL


def fit_label(text: str, width_em: float, lines: int, bold: bool = False) -> FittedLabel:
    """Return ``text`` in as few lines as it needs, at most ``lines``, of balanced width; shrunk if it is still too wide.

    ``width_em`` is the room in em of the unshrunk font. A line may break between words, and between Han characters and kana, but
    not before a closing or after an opening mark (JIS X 4051). Hangul, Khmer, Lao and Burmese break between words.
    """
    pieces = tuple(_pieces(text))
    widest = 0.0
    broken: tuple[str, ...] = ()
    for count in range(1, max(1, min(lines, len(pieces))) + 1):
        broken, widest = _balance(pieces, count, bold)
        if widest <= width_em:
            return FittedLabel(broken)
    scale = width_em / widest if widest else 1.0
    return FittedLabel(broken, max(scale, SMALLEST), scale >= SMALLEST)


def _pieces(text: str) -> Iterator[str]:
    """Yield the pieces of ``text`` that may not be broken; a space is at the beginning of the piece after it."""
    piece = ""
    for character in mark_word_breaks(" ".join(text.split())):
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
    """Tell whether a line may break at ``character``: Han and kana with their punctuation, but not Hangul."""
    return is_wide(character) and not unicodedata.name(character, "").startswith("HANGUL")


def _balance(pieces: Sequence[str], count: int, bold: bool) -> tuple[tuple[str, ...], float]:
    """Return at most ``count`` lines of which the widest is as narrow as possible, and its width in em."""
    widths = [label_width_em(piece, bold) for piece in pieces]
    low, high = max(widths, default=0.0), sum(widths)
    # 20 halvings leave a millionth of the width
    for _ in range(20 if count > 1 else 0):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_fill(pieces, widths, middle)) <= count else (middle, high)
    broken = _fill(pieces, widths, high)
    return tuple(broken), max((label_width_em(line, bold) for line in broken), default=0.0)


def _fill(pieces: Sequence[str], widths: Sequence[float], limit: float) -> list[str]:
    """Return lines with as many pieces on each as ``limit`` (in em) allows."""
    lines: list[list[str]] = []
    used = 0.0
    for piece, width in zip(pieces, widths, strict=True):
        if not lines or used + width > limit:
            lines.append([])
            used = 0.0
        lines[-1].append(piece)
        used += width
    return ["".join(line).strip() for line in lines]
