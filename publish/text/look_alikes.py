"""Skeletons of words: what is left of them when letters that look alike are one letter (Unicode Technical Standard 39)."""

import unicodedata
from functools import cache

_MARK = "\u200e"  # the library's table has this mark around letters that run from right to left
# What the table says of ASCII letters and digits: a name in ASCII is compared without loading the table.
_ASCII = {"0": "O", "1": "l", "I": "l", "m": "rn", "|": "l"}


def skeleton(text: str) -> str:
    """Return the skeleton of ``text``: two texts that look alike have the same. “Аnа” with Cyrillic letters has that of “Ana”.

    Accents stay, as in the standard; the skeleton is for comparison only.
    """
    letters = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFD", "".join(_ASCII.get(each, each) if each.isascii() else _prototype(each) for each in letters))


@cache
def _prototype(letter: str) -> str:
    """Return the text that stands for all that look like ``letter``; the letter itself if nothing does.

    The library's table pairs each character with its prototype, in both directions: the characters that look alike form a star, with the
    prototype in the middle. Of two, the one that comes first in the table is the prototype's partner, so the longer or lower text is taken.
    """
    table = _table()
    known = letter if letter in table else f"{_MARK}{letter}{_MARK}"
    found = {known, *(other["c"] for other in table.get(known, ()))}
    middle = max(found, key=lambda each: (len(table.get(each, ())), len(each.strip(_MARK)), [-ord(sign) for sign in each]))
    bare = middle.strip(_MARK)
    return "".join(_ASCII.get(each, each) for each in bare)


@cache
def _table() -> dict[str, list[dict[str, str]]]:
    """Return the library's table. Its file is read, because the library's module loads a web client and takes ten times as long."""
    import json
    from importlib.resources import files

    file = files("confusable_homoglyphs").joinpath("confusables.json")
    table: dict[str, list[dict[str, str]]] = json.loads(file.read_text("utf-8"))
    return table
