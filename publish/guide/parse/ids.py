"""Ids of headings and other blocks, made from the source text so that a link works in every language."""

import unicodedata
from collections.abc import Iterable

FALLBACK = "section"


def slug(text: str) -> str:
    """Return an id for a heading: its letters, combining marks and digits in lower case, with hyphens between words.

    >>> slug("What is it?"), slug("यह क्या है?"), slug("!")
    ('what-is-it', 'यह-क्या-है', 'section')
    """
    folded = unicodedata.normalize("NFC", text).lower()
    kept = "".join(char if unicodedata.category(char)[0] in "LMN" else "-" if char in " -_" else "" for char in folded)
    return "-".join(part for part in kept.split("-") if part) or FALLBACK


class Ids:
    """Assigns ids, each once. A heading without an id never gets one that an author wrote elsewhere."""

    def __init__(self, given: Iterable[str]) -> None:
        self._given = frozenset(given)
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def from_author(self, name: str) -> str:
        """Return ``name``, with a number after it if it was assigned before."""
        return self._take(name) if name not in self._taken else self._numbered(name)

    def from_heading(self, text: str) -> str:
        """Return a new id for a heading with the words ``text``."""
        name = slug(text)
        return self._take(name) if name not in self._taken and name not in self._given else self._numbered(name)

    def _numbered(self, name: str) -> str:
        number = self._next.get(name, 2)
        while f"{name}-{number}" in self._taken or f"{name}-{number}" in self._given:
            number += 1
        self._next[name] = number + 1
        return self._take(f"{name}-{number}")

    def _take(self, name: str) -> str:
        self._taken.add(name)
        return name
