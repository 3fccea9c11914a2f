"""How wide words print, by arithmetic: near enough to decide what a column can hold, without laying anything out.

Widths are in em, the type size. Noto, the family that prints, was measured; bold is what headings and heads of tables have.
"""

import re
import unicodedata
from collections.abc import Iterator

from publish.edition.passes.inline import TELEPHONE, tied

BOLD = 1.07
# The words of Thai are found by a dictionary: few are wider than this.
_THAI = re.compile("[\u0e00-\u0e7f]+")
_DICTIONARY_EM = 4.5
# A line may end at a space that is not a hard one, and after a hyphen, a dash or a slash (UAX 14).
_PIECE = re.compile(r"[^\s\u200b‐–—/-]*(?:(?:[\u00a0\u202f]|[‐–—/-]*\u2060)[^\s\u200b‐–—/-]*)*[‐–—/-]*")
_GAP = re.compile(r"[\s-]")
# Each ideograph and kana stands for itself, together with the punctuation that may not begin a line.
_WIDE_LETTERS = r"\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\uff00-\uffef"
_IDEOGRAPH = re.compile(rf"[{_WIDE_LETTERS}][、。，．：；？！」』）]*|[^{_WIDE_LETTERS}]+")
_NARROW, _WIDE = frozenset("ijltfrI.,;:!|'’()[]/ı-"), frozenset("mwMWÆŒæœ%@жшщюыфмдЖШЩЮЫФМД")
# Two bowls rather than one.
_BURMESE_WIDE, _BURMESE_WIDE_EM = frozenset("ကဃဆဈညဏတထဘယလသဟအ"), 1.15
# The width of a letter by the block it is in: the first code point after the block, and em.
_BLOCKS = (
    (0x0590, None), (0x0600, 0.58), (0x0900, 0.52), (0x0B80, 0.64), (0x0C00, 0.88), (0x0E00, 0.85), (0x1000, 0.6),
    (0x1100, 0.72), (0x1200, 1.0), (0x1780, 0.85), (0x1800, 0.75),
)  # fmt: skip
_TAMIL = range(0x0B80, 0x0C00)
# What a vowel sign with a width of its own takes of that of a letter, and a consonant joined to the one before it (after a virama).
_SIGN, _TAMIL_SIGN, _JOINED = 0.5, 0.8, 0.5
_VIRAMA = 9  # its combining class
# Arabic letters within a word, and at its end or alone.
_ARABIC = {
    letter: widths
    for letters, widths in {
        "اأإآٱ": (0.30, 0.30), "بتثپٹ": (0.34, 0.77), "نں": (0.30, 0.60), "يىئیے": (0.35, 0.65), "جحخچ": (0.67, 0.64),
        "دذڈ": (0.46, 0.46), "رزژڑ": (0.41, 0.41), "سش": (0.66, 1.02), "صض": (0.78, 1.10), "طظ": (0.63, 0.77), "عغ": (0.43, 0.60),
        "ف": (0.39, 0.85), "ق": (0.39, 0.66), "كکگ": (0.46, 0.72), "ل": (0.25, 0.59), "م": (0.42, 0.49), "هةہھ": (0.42, 0.42),
        "وؤ": (0.47, 0.47),
    }.items()
    for letter in letters
} | {"ے": (1.3, 1.3), "ء": (0.42, 0.42)}  # fmt: skip
# These are not joined to what follows.
_UNJOINED = frozenset("اأإآٱدذڈرزژڑوؤةىےء")


def pieces(text: str) -> list[str]:
    """Return the parts of ``text`` between which a line may end."""
    whole = TELEPHONE.sub(lambda number: _GAP.sub("\u00a0", number[0]), tied(text))
    return [part for piece in _PIECE.findall(whole) for part in _IDEOGRAPH.findall(piece)]


def widest_em(text: str, bold: bool = False) -> float:
    """Return the width of the widest part of ``text`` that no line may break."""
    return max(map(_piece_em, pieces(text)), default=0.0) * (BOLD if bold else 1.0)


def whole_em(text: str) -> float:
    """Return the width of ``text`` on one line."""
    return sum(_letters_em(text))


def _piece_em(piece: str) -> float:
    width = whole_em(piece)
    return min(width, _DICTIONARY_EM) if _THAI.search(piece) else width


def _letters_em(text: str) -> Iterator[float]:
    """Yield the widths of the letters of ``text``, as they are joined to those beside them."""
    shown = [letter for letter in text if unicodedata.category(letter) not in ("Mn", "Me") or unicodedata.combining(letter) == _VIRAMA]
    for before, letter, after in zip(["", *shown], shown, [*shown[1:], ""], strict=False):
        if letter in _ARABIC:
            yield _ARABIC[letter][letter in _UNJOINED or after not in _ARABIC]
        elif before and unicodedata.combining(before) == _VIRAMA and ord(letter) not in _TAMIL:
            yield _letter_em(letter) * _JOINED
        else:
            yield sum(map(_letter_em, unicodedata.normalize("NFD", letter))) if unicodedata.category(letter) == "Mc" else _letter_em(letter)


def _letter_em(letter: str) -> float:
    kind = unicodedata.category(letter)
    if kind in ("Mn", "Cf", "Me"):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in _BURMESE_WIDE:
        return _BURMESE_WIDE_EM
    usual = next((em for end, em in _BLOCKS if ord(letter) < end), None)
    if usual is not None:
        return usual * (1.0 if kind != "Mc" else _TAMIL_SIGN if ord(letter) in _TAMIL else _SIGN)
    if letter in _NARROW:
        return 0.34
    if letter in _WIDE:
        return 0.9
    return 0.68 if kind == "Lu" else 0.58
