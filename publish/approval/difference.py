"""What an edit changed, word by word."""

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

# Words with the space behind them; letters of scripts that write no spaces stand alone with their signs, so that an edit stays small.
_SPACELESS = ((0x0E00, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0x20000, 0x3FFFF))
_ALONE = "".join(f"{chr(first)}-{chr(last)}" for first, last in _SPACELESS)
_SIGNS = "".join(chr(code) for code in range(0x0E00, 0x1800) if unicodedata.category(chr(code)) in ("Mn", "Mc"))
_WORDS = re.compile(rf"[{_ALONE}][{_SIGNS}]*|[^\s{_ALONE}]+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that an edit kept, took out or put in."""

    kind: Literal["kept", "gone", "new"]
    text: str


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """Return how ``old`` became ``new``: what is kept and new reads as ``new``, what is kept and gone as ``old``."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    return tuple(piece for step in matcher.get_opcodes() for piece in _pieces(before, after, step) if piece.text)


def _pieces(before: list[str], after: list[str], step: tuple[str, int, int, int, int]) -> Iterator[Piece]:
    kind, start, end, first, last = step
    if kind == "equal":
        yield Piece("kept", "".join(after[first:last]))
        return
    yield Piece("gone", "".join(before[start:end]))
    yield Piece("new", "".join(after[first:last]))
