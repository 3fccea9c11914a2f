"""The text layer: what a reader, a search or a voice gets back is what was written.

WeasyPrint maps each glyph to the first text it saw it with, which is wrong for shaped scripts (its issue 2841).
Where the map does not give a run's own text back, or the run has marks that readers take for gaps between words, the
run says it itself with ``/ActualText`` (ISO 32000-1, 14.9.4). Viewers reverse that in runs that are read from the right: there
a hidden line says it, letter by letter (`publish.press.tags.invisible`).

Page furniture (margin boxes) becomes an artifact here (ISO 14289-1, 7.8), so that no voice reads it on each page.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pydyf
from weasyprint import Page
from weasyprint.formatting_structure import boxes
from weasyprint.logger import LOGGER
from weasyprint.pdf.stream import Stream

from publish.press.tags.bidi_runs import (
    FROM_RIGHT,
    Island,
    borders,
    breakers,
    closed,
    counterweight,
    ending,
    islands,
    lacking,
    last_from_left,
    lines_of,
    signs,
    texts_of,
)
from publish.press.tags.invisible import FIRST, Hidden, font_of, hide, letters_of

GLYPHS = re.compile(rb"<([0-9a-f]+)>")
UNSAID = "\u2063"  # invisible separator: no text holds it, so a run that spells it is said in whole
_EMPTY_ENTRY = re.compile(rb"^(<[0-9a-f]{4}> )<>$")
# Characters that print nothing and that no reader needs: soft hyphen, joiners of words, bidi controls.
SILENT = dict.fromkeys(map(ord, "\u00ad\u2060\u200b\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
SPACES = {ord(space): " " for space in "\t\n\r\u00a0\u2007\u202f"}
GLYPH_DIGITS = 4


class Label(pydyf.Dictionary):  # type: ignore[misc]
    """The property list of a text in a drawing: it brings the text box that other runs have in `ReadablePage.boxes`."""

    def __init__(self, box: Any) -> None:
        super().__init__()
        self.box = box


class ReadablePage(Page):  # type: ignore[misc]
    """A page of WeasyPrint that keeps hold of what it painted, so that `mend` can look at it.

    ``streams`` are the page's content and the groups (translucent boxes) in it; ``boxes`` has the text box of each run by
    the identity of the run's property list. ``leaders`` are the dots between an entry and its page number; ``islands`` the
    runs that are read from the left in lines read from the right (`publish.press.tags.bidi_runs`); ``parted`` the runs before a space that
    is not painted, or before the end of a line: where such a run says itself, it must say the gap too, for pdfium measures none;
    ``shared`` are those on a line with others; ``open_ended`` those that end a line which is read from the left on a page read from
    the right; ``signs`` the brackets and other signs beside an island.
    """

    def __init__(self, page: Page) -> None:
        self.__dict__.update(vars(page))
        self.streams: list[Any] = []
        self.boxes: dict[int, Any] = {}
        self.leaders: set[Any] = set()
        self.islands: dict[Any, Island] = {}
        self.parted: set[Any] = set()
        self.shared: set[Any] = set()
        self.open_ended: set[Any] = set()
        self.signs: set[Any] = set()

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
        self.islands = islands(lines)
        self.parted = {box for texts in map(texts_of, lines) for box in _before_gaps(texts)}
        shown = ([box for box in texts_of(line) if box.text.strip()] for line in lines)
        self.shared = {box for texts in shown if len(texts) > 1 for box in texts}
        self.signs = set(signs(lines))
        if page_box.style["direction"] == "rtl":
            self.open_ended = set(last_from_left(lines))
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


def map_every_glyph(pdf: pydyf.PDF, fonts: Sequence[Any]) -> None:
    """Let every glyph of a font stand for a character, if only for one without width: PDF/UA-1 (7.21.7) allows no empty entry.

    WeasyPrint maps the second glyph of some Devanagari clusters to nothing. A run with such a glyph no longer spells its text, so that
    `mend` says it in whole.
    """
    for font in fonts:
        font.to_unicode.update({glyph: UNSAID for glyph, text in font.to_unicode.items() if not text})
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and b"begincmap" in item.stream:
            item.stream[:] = [_EMPTY_ENTRY.sub(rb"\1<2063>", line) for line in item.stream]


def mend(pages: Sequence[ReadablePage], fonts: Sequence[Any], language: str) -> Hidden:
    """Let every run of text be read as it was written: by its glyphs, or else by an ``/ActualText`` or a hidden line, which is returned.

    A run in another language than the document's says which (ISO 32000-1, 14.9.2), so that a voice speaks it right.
    """
    hidden = Hidden()
    named = {font.hash.encode(): font for font in fonts}
    letters = {name: {*font.to_unicode.values(), " "} for name, font in named.items()}
    firsts: dict[ReadablePage, tuple[list[Any], int, list[Any]]] = {}
    for page, box, operators, start, end in _runs(pages):
        run, mark = operators[start + 2 : end], operators[start]
        if box.text.strip():
            firsts[page] = operators, start - 1, run
        _name_language(box, mark, language)
        if box in page.islands:
            _set_island(box, operators, start, end, hidden, page.islands[box])
        elif box in page.leaders:
            operators[start + 2 : end] = _saying(" ", run)
        elif box in page.open_ended:
            _end_line(box, operators, start, end, hidden)
        elif box not in page.signs and _is_simple(box.text, run, letters):
            continue
        elif box in page.signs or FROM_RIGHT.search(box.text):
            _mend_from_right(page, box, operators, start, end, named, hidden)
        elif said := spoken(box.text, _spelled(run, named)):
            _say(f"{said.rstrip()} " if box in page.parted and not said.endswith("-") else said, operators, start, end)
    for page, (operators, place, run) in firsts.items():
        _weigh(page, operators, place, run, hidden)
    return hidden


def _weigh(page: ReadablePage, operators: list[Any], place: int, run: list[Any], hidden: Hidden) -> None:
    """Let a page of a document read from the right be one for poppler too, however many Latin names are on it."""
    if page._page_box.style["direction"] == "rtl" and (letters := lacking(box.text for box in page.boxes.values())):
        operators[place:place] = counterweight(run, hidden, letters)


def _name_language(box: Any, mark: pydyf.Dictionary, language: str) -> None:
    if box.style["lang"] not in (None, language):
        mark["Lang"] = pydyf.String(box.style["lang"])


def _mend_from_right(
    page: ReadablePage, box: Any, operators: list[Any], start: int, end: int, fonts: dict[bytes, Any], hidden: Hidden
) -> None:
    """Let a hidden line say a run that is read from the right, unless its glyphs do, alone on their line."""
    run = operators[start + 2 : end]
    if box not in page.shared and _is_sound(box.text, run, fonts):
        return
    name = font_of(run)
    operators[start + 2 : end] = hide(run, hidden.line(name, [FIRST]), hidden.line(name, letters_of(box)))


def _is_sound(text: str, run: Sequence[Any], fonts: dict[bytes, Any]) -> bool:
    """Tell whether the glyphs of a run that is read from the right spell it: letters on the line and spaces, no more.

    Readers exchange signs with what is beside them; numbers are read from the left; what parts or joins letters has no glyph.
    """
    plain = _plain(text.translate(SILENT))
    on_line = not any(isinstance(operator, bytes) and operator.endswith(b" Ts") for operator in run)
    return on_line and all(letter.isalpha() or letter == " " for letter in plain) and sorted(_spelled(run, fonts)) == sorted(plain)


def _before_gaps(texts: Sequence[Any]) -> Iterator[Any]:
    """Yield those of a line's text boxes that a gap or the end of the line follows."""
    yield from (box for box, following in pairwise(texts) if following.text[:1].isspace())
    yield from texts[-1:]


def _say(text: str, operators: list[Any], start: int, end: int) -> None:
    if "MCID" in operators[start]:
        operators[start]["ActualText"] = pydyf.String(text)
    else:  # poppler passes over what an artifact says itself
        operators[start + 2 : end] = _saying(text, operators[start + 2 : end])


def _saying(text: str, run: Sequence[Any]) -> list[Any]:
    return ["/Span", pydyf.Dictionary({"ActualText": pydyf.String(text)}), b"BDC", *run, b"EMC"]


def _end_line(box: Any, operators: list[Any], start: int, end: int, hidden: Hidden) -> None:
    """Part a line that is read from the left from what follows it."""
    text = box.text.translate(SILENT)
    operators[end + 1 : end + 1] = ending(operators[start:end], hidden)
    if (said := closed(text)) != text:
        _say(said, operators, start, end)


def _set_island(box: Any, operators: list[Any], start: int, end: int, hidden: Hidden, island: Island) -> None:
    """Part a run from the line around it; an island that is alone gets a line of its own."""
    run, text = operators[start:end], box.text.translate(SILENT)
    right, left = borders(run, hidden, box.width)
    before, after, last = breakers(run, hidden) if island.alone else ([], [], [])
    operators[end + 1 : end + 1] = [*after, *(left if island.begins else []), *last]
    if island.ends and (said := closed(text)) != text:
        _say(said, operators, start, end)
    operators[start - 1 : start - 1] = [*(right if island.ends else []), *before]


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
                elif (box := page.boxes.get(id(operators[index])) or getattr(operators[index], "box", None)) is not None:
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
