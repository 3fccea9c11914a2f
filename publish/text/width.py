"""The width of a text: in terminal columns, in printed letters, and in em of the printing font.

These are three different measures. `columns` counts as a terminal and GNU gettext do; `count_letters` counts as a reader does,
whatever code points a letter is written with; `width_em` estimates the printed width without laying text out.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

BOLD = 1.07
"""Width of bold text in widths of the regular weight, as headings and the heads of tables have it."""

# Alphabets whose characters take a column each: Latin, Greek, Cyrillic, the letters, digits and marks of Arabic, dashes and quotes.
_ONE_COLUMN = re.compile(
    "[\0-\u00ac\u00ae-\u02ff\u038e-\u03a1\u03a3-\u0482\u048a-\u052f\u060c\u061b\u061f\u0620-\u064a\u0660-\u066f\u2010-\u2027]*"
)
_NARROW, _BROAD = frozenset("ijltfrI.,;:!|'’()[]/ı-"), frozenset("mwMWÆŒæœ%@жшщюыфмдЖШЩЮЫФМД")
# Two bowls rather than one.
_BURMESE_BROAD, _BURMESE_BROAD_EM = frozenset("ကဃဆဈညဏတထဘယလသဟအ"), 1.15
# The width of a letter by the block it is in: the first code point after the block, and em.
_BLOCKS = (
    (0x0590, None), (0x0600, 0.58), (0x0900, 0.52), (0x0B80, 0.64), (0x0C00, 0.88), (0x0E00, 0.85), (0x1000, 0.6),
    (0x1100, 0.72), (0x1200, 1.0), (0x1780, 0.85), (0x1800, 0.75),
)  # fmt: skip
_TAMIL = range(0x0B80, 0x0C00)
# The width of a vowel sign with a width of its own, and of a consonant joined to the one before it (after a virama), in widths of a letter.
_SIGN, _TAMIL_SIGN, _JOINED = 0.5, 0.8, 0.5
_VIRAMA = 9  # its canonical combining class
# Arabic letters: their width within a word, and at its end or alone.
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
# Arabic letters that are not joined to the letter after them.
_UNJOINED = frozenset("اأإآٱدذڈرزژڑوؤةىےء")


def columns(text: str) -> int:
    """Return how many columns ``text`` takes on a terminal and in a PO file: 2 for a wide character, 0 for a combining one."""
    return len(text) if text.isascii() or _ONE_COLUMN.fullmatch(text) else sum(map(char_columns, text))


@lru_cache(maxsize=8192)
def char_columns(char: str) -> int:
    """Return how many columns one character takes, as GNU gettext counts them: a spacing vowel sign takes one."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if is_wide(char) else 1


def is_wide(char: str) -> bool:
    """Tell whether ``char`` is as wide as a Han character (East_Asian_Width W or F, UAX 11)."""
    return unicodedata.east_asian_width(char) in "WF"


def count_letters(text: str) -> int:
    """Return how many letters ``text`` shows: 2 for a wide one, 0 for every combining mark and control character.

    Unlike `columns`, a vowel sign beside its letter (Devanagari “ा”) belongs to that letter. Use it to compare the
    lengths of texts in different scripts, and to count the letters of a line.
    """
    shown = (letter for letter in text if not unicodedata.category(letter).startswith(("M", "C")))
    return sum(2 if is_wide(letter) else 1 for letter in shown)


def width_em(text: str) -> float:
    """Return the estimated width of ``text`` on one line, in em of the regular Noto fonts that print.

    It is right to a third for words of every script (tests/text/test_width.py measures it); multiply by `BOLD` for bold text.
    """
    return sum(_letter_widths_em(text))


def _letter_widths_em(text: str) -> Iterator[float]:
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
    if is_wide(letter):
        return 1.0
    if letter in _BURMESE_BROAD:
        return _BURMESE_BROAD_EM
    usual = next((em for end, em in _BLOCKS if ord(letter) < end), None)
    if usual is not None:
        return usual * (1.0 if kind != "Mc" else _TAMIL_SIGN if ord(letter) in _TAMIL else _SIGN)
    if letter in _NARROW:
        return 0.34
    if letter in _BROAD:
        return 0.9
    return 0.68 if kind == "Lu" else 0.58
