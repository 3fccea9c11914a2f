"""A page that records what WeasyPrint paints on it, so that its content can be corrected before the PDF is written.

Page furniture (margin boxes) becomes an artifact here (ISO 14289-1, 7.8), so that no screen reader speaks it on each page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pydyf
from weasyprint import Page
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from publish.press.engine.boxes import boxes_in, is_text, lines_in
from publish.press.engine.content import replaced_by_text
from publish.press.engine.warnings import warn
from publish.press.painting.areas import product
from publish.press.painting.reader import Painting, read_painting


class DrawingText(pydyf.Dictionary):  # type: ignore[misc]
    """The property list of a text in a drawing; ``box`` is its text box."""

    def __init__(self, box: Any) -> None:
        super().__init__()
        self.box = box


@dataclass(frozen=True, slots=True)
class TextRun:
    """The operators that paint the text of one ``box``.

    ``painted`` is what they were when the page was painted. The places in the content are of that time too: change what follows a
    run before the run, and the run before what precedes it.
    """

    box: Any
    painted: Sequence[Any]
    _content: list[Any]
    _start: int  # of the property list; the name of the tag stands before it, BDC after it
    _end: int  # of EMC

    def insert_before(self, operators: Sequence[Any]) -> None:
        """Put ``operators`` before the run, outside its tag."""
        self._content[self._start - 1 : self._start - 1] = operators

    def insert_after(self, operators: Sequence[Any]) -> None:
        """Put ``operators`` after the run, outside its tag."""
        self._content[self._end + 1 : self._end + 1] = operators

    def repaint(self, operators: Sequence[Any]) -> None:
        """Put ``operators`` in place of those of the run, inside its tag."""
        self._content[self._start + 2 : self._end] = operators

    def set_language(self, language: str) -> None:
        """State the language of the run (a BCP 47 tag; ISO 32000-1, 14.9.2)."""
        self._content[self._start]["Lang"] = pydyf.String(language)

    def set_text(self, text: str) -> None:
        """Let readers find ``text`` in place of what the glyphs of the run stand for."""
        if "MCID" in self._content[self._start]:
            self._content[self._start]["ActualText"] = pydyf.String(text)
        else:  # poppler ignores the /ActualText of an artifact itself
            self.repaint(replaced_by_text(text, self.painted))


class PaintedPage(Page):  # type: ignore[misc]
    """A page of WeasyPrint that records what it painted.

    ``painting`` is all that was painted, in order, ``texts`` are its text boxes, those in the margins too. ``marked`` are the boxes of its
    marked contents, by their numbers. ``lines`` are its line boxes, ``leaders`` the text boxes of the dots between an entry and its page
    number: these are empty in a file without tags.
    """

    def __init__(self, page: Page) -> None:
        self.__dict__.update(vars(page))
        self.lines: list[Any] = []
        self.leaders: set[Any] = set()
        self.painting: Painting | None = None
        self.marked: dict[int, Any] = {}
        self.texts: list[Any] = []
        self._streams: list[Any] = []  # the page's content and the groups (translucent boxes) in it
        self._tagged: dict[int, Any] = {}  # the text box of each run by the identity of the run's property list

    @property
    def is_rtl(self) -> bool:
        """Whether the page belongs to a document read from the right."""
        return bool(self._page_box.style["direction"] == "rtl")

    @property
    def text_boxes(self) -> Iterator[Any]:
        """The text boxes that were painted, those in drawings left out."""
        return iter(self._tagged.values())

    def runs(self) -> Iterator[TextRun]:
        """Yield the runs of text of each stream, last run first, so that each may be changed as it is yielded."""
        for content in (stream.stream for stream in self._streams):
            end = 0
            for index in range(len(content) - 1, -1, -1):
                if content[index] == b"EMC":
                    end = index
                elif (box := self._box_of(content[index])) is not None:
                    yield TextRun(box, content[index + 2 : end], content, index, end)

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paint the page as WeasyPrint does; then turn furniture into artifacts, and number the tags anew."""
        before, start = set(stream._resources["XObject"]), len(stream.stream)
        state, pixels = stream.ctm.values, (scale, 0, 0, scale, 0, 0)
        self.texts = [box for box in boxes_in(self._page_box) if is_text(box)]
        super().paint(stream, scale)
        self.painting = read_painting(stream, start, state, product(pixels, state))
        if stream._tags is None:
            return  # a file for a printing press has no tags
        self._streams = [stream, *_groups(stream, before)]
        self.leaders = _take_leaders(self._page_box)
        self.lines = list(lines_in(self._page_box))
        self._number_tags(stream, self.leaders | _take_furniture(self._page_box))

    def _number_tags(self, stream: Any, artifacts: set[Any]) -> None:
        """Number the tags from 0 without gaps, as WeasyPrint's parent tree needs them, and untag ``artifacts``."""
        numbered = {mark["mcid"]: box for box, mark in stream._tags.items()}
        following = 0
        for number, content, index in _tags(self._streams):
            box, properties = numbered[number], content[index]
            if is_text(box):
                self._tagged[id(properties)] = box
            if box in artifacts:
                _make_artifact(content, index, "/Layout" if box in self.leaders else "/Pagination")
                del stream._tags[box]
            else:
                if content is not stream.stream:
                    warn(f"“{_description(box)}” is translucent, so screen readers cannot read it; give it a paler colour instead")
                properties["MCID"] = stream._tags[box]["mcid"] = following
                self.marked[following] = box
                following += 1

    def _box_of(self, operator: Any) -> Any:
        return self._tagged.get(id(operator)) or getattr(operator, "box", None)


def _groups(stream: Any, before: set[str]) -> Iterator[Any]:
    """Yield the groups drawn on ``stream`` that were not there ``before``, and the groups in them."""
    for name, group in stream._resources["XObject"].items():
        if name not in before and isinstance(group, Stream):
            yield group
            yield from _groups(group, set())


def _take_leaders(page_box: Any) -> set[Any]:
    """Take the dots of leaders out of the tree of boxes, and return their boxes."""
    leaders = [box for box in page_box.descendants(placeholders=True) if box.is_leader]
    dots = {dot for box in leaders for dot in box.children}
    for box in leaders:
        box.children = ()
    return dots


def _take_furniture(page_box: Any) -> set[Any]:
    """Take the margin boxes that hold no link out of the tree of boxes, and return the boxes of text and images in them."""
    margins = [child for child in page_box.children if isinstance(child, boxes.MarginBox)]
    furniture = [box for box in margins if not any(inner.link_annotation for inner in box.descendants())]
    page_box.children = [child for child in page_box.children if child not in furniture]
    return {inner for box in furniture for inner in box.descendants()}


def _tags(streams: Sequence[Any]) -> list[tuple[int, list[Any], int]]:
    """Return the tags of a page by their numbers: number, the content it is in, and where its property list is."""
    found = [
        (operator["MCID"], stream.stream, index)
        for stream in streams
        for index, operator in enumerate(stream.stream)
        if isinstance(operator, pydyf.Dictionary) and "MCID" in operator
    ]
    return sorted(found, key=lambda tag: tag[0])


def _make_artifact(content: list[Any], index: int, kind: str) -> None:
    """Turn the tag whose property list is at ``index`` into an artifact (ISO 32000-1, table 330)."""
    content[index - 1] = "/Artifact"
    del content[index]["MCID"]
    content[index]["Type"] = kind


def _description(box: Any) -> str:
    return str(getattr(box, "text", "") or box.element_tag)
