"""Estimate the width of the widest part of a text that no line may break, which is the least width of a column that holds the text."""

import re

from publish.edition.typesetting.inline import TELEPHONE, mark_line_breaks
from publish.text.width import BOLD, width_em

# The words of Thai are found by a dictionary: few are wider than this.
_THAI = re.compile("[\u0e00-\u0e7f]+")
_DICTIONARY_EM = 4.5
# A line may end at a space that is not a hard one, and after a hyphen, a dash or a slash (UAX 14).
_PIECE = re.compile(r"[^\s\u200b‐–—/-]*(?:(?:[\u00a0\u202f]|[‐–—/-]*\u2060)[^\s\u200b‐–—/-]*)*[‐–—/-]*")
_GAP = re.compile(r"[\s-]")
# Each ideograph and kana stands for itself, together with the punctuation that may not begin a line.
_WIDE_LETTERS = r"\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\uff00-\uffef"
_IDEOGRAPH = re.compile(rf"[{_WIDE_LETTERS}][、。，．：；？！」』）]*|[^{_WIDE_LETTERS}]+")


def pieces(text: str) -> list[str]:
    """Return the parts of ``text`` between which a line may end."""
    whole = TELEPHONE.sub(lambda number: _GAP.sub("\u00a0", number[0]), mark_line_breaks(text))
    return [part for piece in _PIECE.findall(whole) for part in _IDEOGRAPH.findall(piece)]


def widest_em(text: str, bold: bool = False) -> float:
    """Return the width of the widest part of ``text`` that no line may break."""
    return max(map(_piece_em, pieces(text)), default=0.0) * (BOLD if bold else 1.0)


def _piece_em(piece: str) -> float:
    width = width_em(piece)
    return min(width, _DICTIONARY_EM) if _THAI.search(piece) else width
