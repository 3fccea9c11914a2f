"""How wide words print, by arithmetic: near enough to decide what a column can hold, without laying anything out.

Widths are in em, the type size. Noto, the family that prints, was measured; bold is what headings and heads of tables have.
"""

import re
import unicodedata

BOLD = 1.07
# Scripts whose words are found by a dictionary, or that break between any two letters: no piece is wider than this.
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+")
_DICTIONARY_EM = 4.5
# A line may end at a space that is not a hard one, and after a hyphen, a dash or a slash (UAX 14).
_PIECE = re.compile(r"[^\s\u200b‐–—/-]*(?:[\u00a0\u202f\u2060][^\s\u200b‐–—/-]*)*[‐–—/-]*")
# Each ideograph and kana stands for itself, together with the punctuation that may not begin a line.
_WIDE_LETTERS = r"\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\uff00-\uffef"
_IDEOGRAPH = re.compile(rf"[{_WIDE_LETTERS}][、。，．：；？！」』）]*|[^{_WIDE_LETTERS}]+")
_NARROW, _WIDE = frozenset("ijltfrI.,;:!|'’()[]/ı-"), frozenset("mwMWÆŒæœ%@жшщюыфмдЖШЩЮЫФМД")
# The width of a letter by the block it is in: the first code point after the block, and em.
_BLOCKS = (
    (0x0590, None), (0x0600, 0.58), (0x0900, 0.52), (0x0B80, 0.66), (0x0C00, 0.95), (0x0E00, 0.85), (0x1000, 0.6),
    (0x1100, 0.85), (0x1200, 1.0), (0x1780, 0.85), (0x1800, 0.75),
)  # fmt: skip


def pieces(text: str) -> list[str]:
    """Return the parts of ``text`` between which a line may end."""
    return [part for piece in _PIECE.findall(text) for part in _IDEOGRAPH.findall(piece)]


def widest_em(text: str, bold: bool = False) -> float:
    """Return the width of the widest part of ``text`` that no line may break."""
    return max(map(_piece_em, pieces(text)), default=0.0) * (BOLD if bold else 1.0)


def whole_em(text: str) -> float:
    """Return the width of ``text`` on one line."""
    return sum(map(_letter_em, text))


def _piece_em(piece: str) -> float:
    width = whole_em(piece)
    return min(width, _DICTIONARY_EM) if _SPACELESS.search(piece) else width


def _letter_em(letter: str) -> float:
    kind = unicodedata.category(letter)
    if kind in ("Mn", "Cf", "Me"):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    usual = next((em for end, em in _BLOCKS if ord(letter) < end), None)
    if usual is not None:
        return usual * 0.5 if kind == "Mc" else usual
    if letter in _NARROW:
        return 0.34
    if letter in _WIDE:
        return 0.9
    return 0.68 if kind == "Lu" else 0.58
