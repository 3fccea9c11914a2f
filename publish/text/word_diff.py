"""Compare two versions of a text word by word, to show a reviewer what an edit has changed."""

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

# A word includes the space after it. In scripts without spaces (Thai, Lao, Khmer, Japanese, Chinese), each letter with its
# combining marks counts as a word, so that the difference stays small.
_SCRIPTS_WITHOUT_SPACES = ((0x0E00, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0x20000, 0x3FFFF))
_LETTERS = "".join(f"{chr(first)}-{chr(last)}" for first, last in _SCRIPTS_WITHOUT_SPACES)
_MARKS = "".join(chr(code) for code in range(0x0E00, 0x1800) if unicodedata.category(chr(code)) in ("Mn", "Mc"))
_WORDS = re.compile(rf"[{_LETTERS}][{_MARKS}]*|[^\s{_LETTERS}]+\s*|\s+")


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """A run of words that is the same in both texts, deleted from the old one, or inserted in the new one."""

    kind: Literal["same", "deleted", "inserted"]
    text: str


def word_diff(old: str, new: str) -> tuple[DiffPiece, ...]:
    """Return the difference between two texts as pieces in reading order.

    The pieces that are not deleted, joined, are ``new``; those that are not inserted, joined, are ``old``.
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    return tuple(piece for opcode in matcher.get_opcodes() for piece in _pieces(before, after, opcode) if piece.text)


def _pieces(before: list[str], after: list[str], opcode: tuple[str, int, int, int, int]) -> Iterator[DiffPiece]:
    tag, start, end, first, last = opcode
    if tag == "equal":
        yield DiffPiece("same", "".join(after[first:last]))
        return
    yield DiffPiece("deleted", "".join(before[start:end]))
    yield DiffPiece("inserted", "".join(after[first:last]))
