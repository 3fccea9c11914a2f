"""The text layer: what a reader, a search or a voice gets back is what was written.

WeasyPrint maps each glyph to the first text it saw it with, which is wrong for shaped scripts (its issue 2841).
Where the map does not give a run's own text back, or the run has marks that readers take for gaps between words, the
run says it itself with ``/ActualText`` (ISO 32000-1, 14.9.4). That is done for runs that are read from the left only:
viewers reverse ``/ActualText`` in runs that are read from the right, so those scripts are printed in fonts whose map
is sound, with their vowel signs set apart (`publish.press.vowels`).

Page furniture (margin boxes) becomes an artifact here (ISO 14289-1, 7.8), so that no voice reads it on each page.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import pydyf
from weasyprint import Page
from weasyprint.formatting_structure import boxes

from publish.press.vowels import apart

GLYPHS = re.compile(rb"<([0-9a-f]+)>")
FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Characters that print nothing and that no reader needs: soft hyphen, joiners of words, bidi controls.
SILENT = dict.fromkeys(map(ord, "\u00ad\u2060\u200b\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
SPACES = {ord(space): " " for space in "\t\n\r\u00a0\u2007\u202f"}
GLYPH_DIGITS = 4


class ReadablePage(Page):  # type: ignore[misc]
    """A page of WeasyPrint that keeps hold of what it painted, so that `mend` can look at it."""

    def __init__(self, page: Page) -> None:
        self.__dict__.update(vars(page))
        self.painted: Any = None
        self.texts: dict[int, str] = {}
        self.languages: dict[int, str] = {}

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paint the page; its furniture becomes artifacts, and its tags are numbered anew from 0."""
        super().paint(stream, scale)
        if stream._tags is None:
            return  # a file for a printing press has no tags
        furniture = _furniture(self._page_box)
        _set_apart(stream, furniture)
        self.painted = stream
        for box, mark in stream._tags.items():
            if isinstance(box, boxes.TextBox):
                self.texts[mark["mcid"]] = box.text
                self.languages[mark["mcid"]] = box.style["lang"] or ""


def mend(pages: Sequence[ReadablePage], fonts: Sequence[Any], language: str) -> list[str]:
    """Let every run of text be read as it was written: by its glyphs, or else by an ``/ActualText``.

    A run in another language than the document's says which (ISO 32000-1, 14.9.2), so that a voice speaks it right.
    Returns the texts that no reader will get back: read from the right, in a font whose map is not sound.
    """
    unsound: list[str] = []
    named = {font.hash.encode(): font for font in fonts}
    letters = {name: {*font.to_unicode.values(), " "} for name, font in named.items()}
    for page in pages:
        painted = page.painted.stream
        for start, operators in reversed(list(_runs(painted))):
            mark = painted[start]
            text = page.texts.get(mark["MCID"])
            if page.languages.get(mark["MCID"], "") not in ("", language):
                mark["Lang"] = pydyf.String(page.languages[mark["MCID"]])
            if text is None or _is_simple(text, operators, letters):
                continue
            if FROM_RIGHT.search(text):
                unsound += [text] if sorted(_spelled(operators, named)) != sorted(_plain(text.translate(SILENT))) else []
                painted[start + 2 : start + 2 + len(operators)] = apart(operators, named) or operators
            elif said := spoken(text, _spelled(operators, named)):
                mark["ActualText"] = pydyf.String(said)
    return unsound


def _is_simple(text: str, operators: Sequence[Any], letters: dict[bytes, set[str]]) -> bool:
    """Tell whether a run is ASCII in one font that has a glyph for each of its letters: then it needs no closer look.

    A glyph that stands for another character first (Greek capital Alpha for A) leaves its letter without one.
    """
    if not text.isascii():
        return False
    used = [operator for operator in operators if isinstance(operator, bytes) and operator.endswith(b" Tf")]
    return len(used) == 1 and letters.get(_font_name(used[0]), set()).issuperset(text)


def spoken(text: str, spelled: str | None = None) -> str:
    """Return what a run of ``text`` must say itself, or nothing where its glyphs, ``spelled``, say it well."""
    text = text.translate(SILENT)
    if not text.strip() or FROM_RIGHT.search(text):
        return ""
    doubtful = spelled is not None and spelled != _plain(text)
    return text if doubtful or _has_marks(text) else ""


def _has_marks(text: str) -> bool:
    return not text.isascii() and any(unicodedata.category(letter).startswith("M") for letter in text)


def _runs(operators: Sequence[Any]) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield each tagged run: where its property list is, and the operators from its beginning to its end."""
    start = None
    for index, operator in enumerate(operators):
        if isinstance(operator, pydyf.Dictionary) and "MCID" in operator:
            start = index
        elif start is not None and operator == b"EMC":
            yield start, operators[start + 2 : index]
            start = None


def _spelled(operators: Sequence[Any], fonts: dict[bytes, Any]) -> str:
    """Return the text that the glyphs of a run stand for, as a reader finds it in the fonts' maps."""
    letters, table = [], dict[int, str]()
    for operator in operators:
        if not isinstance(operator, bytes):
            continue
        if operator.endswith(b" Tf"):
            table = fonts[_font_name(operator)].to_unicode
        elif operator.endswith(b"] TJ"):
            digits = b"".join(GLYPHS.findall(operator))
            letters += [table.get(int(digits[at : at + GLYPH_DIGITS], 16), "") for at in range(0, len(digits), GLYPH_DIGITS)]
    return _plain("".join(letters).translate(SILENT))


def _font_name(operator: bytes) -> bytes:
    return operator[1:].split(b" ", 1)[0]


def _plain(text: str) -> str:
    return text.translate(SPACES).strip()


def _furniture(page_box: Any) -> set[Any]:
    """Take the margin boxes that hold no link out of the page, and return the boxes of text and images in them."""
    margins = [child for child in page_box.children if isinstance(child, boxes.MarginBox)]
    mute = [box for box in margins if not any(inner.link_annotation for inner in box.descendants())]
    page_box.children = [child for child in page_box.children if child not in mute]
    return {inner for box in mute for inner in box.descendants()}


def _set_apart(stream: Any, furniture: set[Any]) -> None:
    """Turn the marks of ``furniture`` into artifacts and close the gaps in the numbering of the others.

    WeasyPrint's parent tree takes the numbers of a page to be without gaps.
    """
    numbers: dict[int, int | None] = {}
    for box, mark in list(stream._tags.items()):
        if box in furniture:
            numbers[mark["mcid"]] = None
            del stream._tags[box]
        else:
            numbers[mark["mcid"]] = mark["mcid"] = sum(number is not None for number in numbers.values())
    if None not in numbers.values():
        return
    for index, operator in enumerate(stream.stream):
        if isinstance(operator, pydyf.Dictionary) and "MCID" in operator:
            number = numbers[operator.pop("MCID")]
            if number is None:
                stream.stream[index - 1] = "/Artifact"
                operator["Type"] = "/Pagination"
            else:
                operator["MCID"] = number
