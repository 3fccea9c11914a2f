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
from dataclasses import dataclass, field
from typing import Any

import pydyf
from weasyprint import Page
from weasyprint.formatting_structure import boxes
from weasyprint.logger import LOGGER
from weasyprint.pdf.stream import Stream

from publish.press.islands import borders, breakers, closed, islands, lines_of, texts_of
from publish.press.vowels import apart

GLYPHS = re.compile(rb"<([0-9a-f]+)>")
FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Characters that print nothing and that no reader needs: soft hyphen, joiners of words, bidi controls.
SILENT = dict.fromkeys(map(ord, "\u00ad\u2060\u200b\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
# They part or join the shapes of letters and have no glyph of their own.
JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))
SPACES = {ord(space): " " for space in "\t\n\r\u00a0\u2007\u202f"}
GLYPH_DIGITS = 4


class ReadablePage(Page):  # type: ignore[misc]
    """A page of WeasyPrint that keeps hold of what it painted, so that `mend` can look at it.

    ``streams`` are the page's content and the groups (translucent boxes) in it; ``boxes`` has the text box of each run by
    the identity of the run's property list. ``leaders`` are the dots between an entry and its page number; ``islands`` the
    runs that are read from the left in lines read from the right (`publish.press.islands`); ``ends`` the last run of each line.
    """

    def __init__(self, page: Page) -> None:
        self.__dict__.update(vars(page))
        self.streams: list[Any] = []
        self.boxes: dict[int, Any] = {}
        self.leaders: set[Any] = set()
        self.islands: dict[Any, bool] = {}
        self.ends: set[Any] = set()

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paint the page; its furniture becomes artifacts, and its tags are numbered anew from 0.

        WeasyPrint's parent tree takes the numbers of a page to be without gaps.
        """
        before, page_box = set(stream._resources["XObject"]), self._page_box
        super().paint(stream, scale)
        if stream._tags is None:
            return  # a file for a printing press has no tags
        self.streams = [stream, *_groups(stream, before)]
        self.leaders = _leaders(page_box)
        lines = list(lines_of(page_box))
        self.islands = islands(lines, FROM_RIGHT)
        self.ends = {texts[-1] for texts in map(texts_of, lines) if texts}
        aside = self.leaders | _furniture(page_box)
        numbered = {mark["mcid"]: box for box, mark in stream._tags.items()}
        following = 0
        for number, operators, index in _marks(self.streams):
            box, properties = numbered[number], operators[index]
            if isinstance(box, boxes.TextBox):
                self.boxes[id(properties)] = box
            if box in aside:
                _set_apart(operators, index, "/Layout" if box in self.leaders else "/Pagination")
                del stream._tags[box]
            else:
                if operators is not stream.stream:
                    LOGGER.warning("“%s” is translucent, so no voice can read it; give it a paler colour instead", _named(box))
                properties["MCID"] = stream._tags[box]["mcid"] = following
                following += 1


@dataclass(frozen=True, slots=True)
class Mended:
    """What `mend` found: the texts that no reader will get back (read from the right, in a font whose map is not sound).

    ``signed`` are the texts with vowel signs or joiners, by page (from 0) and number of their tag: the tag must say them.
    """

    unsound: list[str] = field(default_factory=list)
    signed: dict[tuple[int, int], str] = field(default_factory=dict)


def mend(pages: Sequence[ReadablePage], fonts: Sequence[Any], language: str) -> Mended:
    """Let every run of text be read as it was written: by its glyphs, or else by an ``/ActualText``.

    A run in another language than the document's says which (ISO 32000-1, 14.9.2), so that a voice speaks it right.
    """
    mended = Mended()
    named = {font.hash.encode(): font for font in fonts}
    letters = {name: {*font.to_unicode.values(), " "} for name, font in named.items()}
    for page, box, operators, start, end in _runs(pages):
        run, mark = operators[start + 2 : end], operators[start]
        if box.style["lang"] not in (None, language):
            mark["Lang"] = pydyf.String(box.style["lang"])
        if box in page.islands:
            _set_island(box, operators, start, end, named, page.islands[box])
        elif box in page.leaders:
            operators[start + 2 : end] = _saying(" ", run)
        elif _is_simple(box.text, run, letters):
            continue
        elif FROM_RIGHT.search(box.text):
            number = pages.index(page), mark.get("MCID", -1)
            _mend_from_right(box.text, operators, start, end, named, mended, number)
        elif said := spoken(box.text, _spelled(run, named)):
            # pdfium measures no gap after a run that says itself and is in two fonts; at the end of a line there must be one.
            _say(f"{said.rstrip()} " if box in page.ends else said, operators, start, end)
    return mended


def _mend_from_right(
    text: str, operators: list[Any], start: int, end: int, fonts: dict[bytes, Any], mended: Mended, number: tuple[int, int]
) -> None:
    """Paint the vowel signs of a run last; note what its tag must say, and whether its font is sound."""
    run = operators[start + 2 : end]
    if sorted(_spelled(run, fonts)) != sorted(_plain(text.translate(SILENT | JOINERS))):
        mended.unsound.append(text)
    if not JOINERS.keys().isdisjoint(map(ord, text)):
        mended.signed[number] = text
    if (signs_last := apart(run, fonts)) is not None:
        # The signs lie off the line: after them pdfium would sort what follows before what they belong to.
        operators[start + 2 : end + 1] = [*signs_last, b"EMC", *breakers(run, fonts)[1]]
        mended.signed[number] = text


def _say(text: str, operators: list[Any], start: int, end: int) -> None:
    if "MCID" in operators[start]:
        operators[start]["ActualText"] = pydyf.String(text)
    else:  # poppler passes over what an artifact says itself
        operators[start + 2 : end] = _saying(text, operators[start + 2 : end])


def _saying(text: str, run: Sequence[Any]) -> list[Any]:
    return ["/Span", pydyf.Dictionary({"ActualText": pydyf.String(text)}), b"BDC", *run, b"EMC"]


def _set_island(box: Any, operators: list[Any], start: int, end: int, fonts: dict[bytes, Any], alone: bool) -> None:
    """Part a run from the line around it; ``alone``, it gets a line of its own."""
    run, text = operators[start:end], box.text.translate(SILENT)
    right, left = borders(run, fonts, box.width)
    before, after = breakers(run, fonts) if alone else ([], [])
    operators[end + 1 : end + 1] = [*after, *left]
    if closed(text) != text:
        _say(closed(text), operators, start, end)
    operators[start - 1 : start - 1] = [*right, *before]


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


def _runs(pages: Sequence[ReadablePage]) -> Iterator[tuple[ReadablePage, Any, list[Any], int, int]]:
    """Yield each run of text: its page, its box, the operators it is among, where its property list is, and where its ``EMC``.

    The last run comes first, so that a run may be changed when it has come.
    """
    for page in pages:
        for operators in (stream.stream for stream in page.streams):
            end = 0
            for index in range(len(operators) - 1, -1, -1):
                if operators[index] == b"EMC":
                    end = index
                elif (box := page.boxes.get(id(operators[index]))) is not None:
                    yield page, box, operators, index, end


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


def _leaders(page_box: Any) -> set[Any]:
    """Take the dots of leaders out of the page, and return their boxes."""
    found = [box for box in page_box.descendants(placeholders=True) if box.is_leader]
    dots = {dot for box in found for dot in box.children}
    for box in found:
        box.children = ()
    return dots


def _named(box: Any) -> str:
    return str(getattr(box, "text", "") or box.element_tag)


def _groups(stream: Any, before: set[str]) -> Iterator[Any]:
    """Yield the groups drawn on ``stream`` that were not there ``before``, and the groups in them."""
    for name, group in stream._resources["XObject"].items():
        if name not in before and isinstance(group, Stream):
            yield group
            yield from _groups(group, set())


def _marks(streams: Sequence[Any]) -> list[tuple[int, list[Any], int]]:
    """Return the tags of a page by their numbers: number, the operators it is among, and where its property list is."""
    found = [
        (operator["MCID"], stream.stream, index)
        for stream in streams
        for index, operator in enumerate(stream.stream)
        if isinstance(operator, pydyf.Dictionary) and "MCID" in operator
    ]
    return sorted(found, key=lambda mark: mark[0])


def _set_apart(operators: list[Any], index: int, kind: str) -> None:
    """Turn a tag into an artifact."""
    operators[index - 1] = "/Artifact"
    del operators[index]["MCID"]
    operators[index]["Type"] = kind
