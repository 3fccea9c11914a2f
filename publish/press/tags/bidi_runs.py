"""Numbers and Latin words in lines that are read from the right: what tells a reader where they begin and end.

The glyphs lie in the right places; but a reader that goes back from places to text has to guess, and guesses wrong where
signs touch a number ("2026." is read as ".2026") or where words of Latin script follow each other ("Keys Bradley"). Poppler
reverses a line but for its Latin letters, numbers, and all signs up to the next letter read from the right; pdfium
cuts a line where the direction of its characters changes (UAX 9, table 4) and reverses the pieces. So

- a mark that prints nothing (U+200F) stands between such a run and what follows it, and one within it (U+200E) after a sign at its end;
- where it is of several pieces, a space is said off the line before and after it, and pdfium begins a new line there.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

from publish.press.tags.invisible import OFF, Hidden, Letter, font_of, piece, placed, said_font, unseen

LEFT, RIGHT = "\u200e", "\u200f"
REGISTERED = "®"  # read from the right, pdfium makes an R of it
# Persian digits, with their signs of decimals and percent, are read from the left; a range of Arabic ones is not (UAX 9: EN, AN).
FROM_RIGHT = re.compile("[\u0590-\u0669\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|(?<![\u06f0-\u06f9])[\u066a-\u066c]")
# What a mark takes of its line, in 1/1000 of the type size: from 45 on pdfium sees no gap beside it, up to 100 poppler sees none.
NARROW = 60.0
# How far below a line stands what parts it from the next, as a share of the type size.
MIDWAY = 0.75
# How far before a run its mark stands, in CSS pixels: readers sort what is on a line by its place.
BEFORE = 0.01
MARK = Letter(RIGHT, NARROW)


def lacking(texts: Iterable[str]) -> int:
    """Return how many letters more must be read from the right, so that they prevail among ``texts`` with some to spare."""
    pieces = [piece(character) for text in texts for character in text]
    left, right = pieces.count("left"), pieces.count("right")
    return max(0, left + left // 3 - right)


def counterweight(run: Sequence[Any], hidden: Hidden, letters: int) -> list[Any]:
    """Return an artifact that says as many right-to-left marks as there are ``letters`` read from the left, painted without ink.

    Poppler takes a page for one read from the left where such letters prevail, and then puts numbers and spaces on the wrong side.
    In another size than the run's it is a block of its own there: else the line below would begin one, and a word between them stay parted.
    """
    said = ["/Span", pydyf.Dictionary({"ActualText": pydyf.String(RIGHT * letters)}), b"BDC"]
    digits = hidden.line(font_of(run), [MARK])
    return _artifact([*said, *unseen(placed(run, OFF), said_font(run, 0.5), digits), b"EMC"])


def lines_of(box: Any) -> Iterator[Any]:
    """Yield the line boxes in ``box``; an absolute box hides behind a placeholder."""
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.LineBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from lines_of(child)


def texts_of(line: Any) -> list[Any]:
    """Return the text boxes of a line, in the order they are written."""
    return [box for box in line.descendants(placeholders=True) if isinstance(box, boxes.TextBox)]


@dataclass(frozen=True, slots=True)
class Island:
    """How a text box that is read from the left lies in its line: ``alone`` where it needs a line of its own.

    ``begins`` and ``ends`` tell whether nothing that is read from the left stands right before or after it (“200” and “mg” in
    “**200** mg” are one run).
    """

    alone: bool
    begins: bool = True
    ends: bool = True


def islands(lines: Iterable[Any]) -> dict[Any, Island]:
    """Return the text boxes that are read from the left in lines read from the right.

    One is alone where it is of several pieces or a part of a longer run, where it is raised or lowered (pdfium sorts it among
    other lines then), and where nothing on its line is read from the right.
    """
    found: dict[Any, Island] = {}
    for line in lines:
        if line.style["direction"] == "rtl":
            texts, baseline = texts_of(line), line.position_y + line.baseline
            lonely = not any(FROM_RIGHT.search(box.text) for box in texts)
            shown = [box for box in texts if box.text.strip()]
            for before, box, after in zip([None, *shown], shown, [*shown[1:], None]):
                if _is_island(box):
                    begins, ends = (not _follows(first, second) for first, second in ((before, box), (box, after)))
                    raised = abs(box.position_y + box.baseline - baseline) > 1
                    found[box] = Island(lonely or raised or not (begins and ends) or _is_several(box.text), begins, ends)
    return found


def _is_island(box: Any) -> bool:
    return any(letter.isalnum() or letter == REGISTERED for letter in box.text) and not FROM_RIGHT.search(box.text)


def _follows(first: Any, second: Any) -> bool:
    """Tell whether two boxes are written and read one after the other from the left."""
    return bool(first and second and first.position_x < second.position_x and all(_is_island(box) for box in (first, second)))


def signs(lines: Iterable[Any]) -> Iterator[Any]:
    """Yield the text boxes of signs alone, in lines read from the right that hold letters or numbers read from the left too.

    A bracket between an island and the end of a line says nothing of its direction, and pdfium reads it from the left.
    """
    for line in lines:
        texts = texts_of(line) if line.style["direction"] == "rtl" else []
        if any(_is_island(box) for box in texts):
            yield from (box for box in texts if box.text.strip() and not any(map(str.isalnum, box.text)))


def last_from_left(lines: Iterable[Any]) -> Iterator[Any]:
    """Yield the text boxes that end a line read from the left, but for a hyphen: readers put words together only where nothing follows it.

    On a page read from the right, poppler takes a sign there for the beginning of the line, and pdfium reads a line in the next column
    as one with it.
    """
    for line in lines:
        if line.style["direction"] == "ltr":
            last = next((box for box in reversed(texts_of(line)) if box.text.strip()), None)
            if last is not None and not last.text.endswith("-"):
                yield last


def _is_several(text: str) -> bool:
    """Tell whether pdfium takes ``text`` for several pieces, or must not take it with what is read from the right."""
    return len(list(groupby(text.strip(), piece))) > 1 or text.strip() == REGISTERED


def closed(text: str) -> str:
    """Return ``text`` with a mark of direction at its end where it ends in a sign (or in ½), which would else go with the line's own."""
    core = text.rstrip()
    settled = not core or core[-1].isalnum() and unicodedata.bidirectional(core[-1]) != "ON"
    return text if settled else core + LEFT + text[len(core) :]


def breakers(run: Sequence[Any], hidden: Hidden) -> tuple[list[Any], list[Any], list[Any]]:
    """Return three artifacts that say a space off the line of a run, painted without ink: one above it, two below.

    They stand before the run, after it, and after the mark at its left edge, which pdfium would else read into the next line.
    In the same place it would take one for another, painted twice, were they not of different widths: a line below may have its own there.
    """
    places = (OFF, -OFF, -1.2 * OFF)
    above, below, last = (_unseen(run, hidden, Letter(" ", NARROW + number), up=up) for number, up in enumerate(places))
    return above, below, last


def ending(run: Sequence[Any], hidden: Hidden) -> list[Any]:
    """Return an artifact that says a space below the line that a run ends, painted without ink.

    It stands midway: nearer to the line below, pdfium would sort it among the words of that line.
    """
    return _unseen(run, hidden, Letter(" ", NARROW), up=-MIDWAY)


def borders(run: Sequence[Any], hidden: Hidden, width: float) -> tuple[list[Any], list[Any]]:
    """Return two artifacts that say a right-to-left mark, at the right and the left edge of a run; they are painted without ink.

    ``width`` is that of the run, in CSS pixels.
    """
    return _unseen(run, hidden, MARK, along=width), _unseen(run, hidden, MARK)


def _unseen(run: Sequence[Any], hidden: Hidden, letter: Letter, along: float = 0, up: float = 0) -> list[Any]:
    """Return an artifact that says ``letter``, painted without ink in the font of ``run``.

    It stands ``along`` CSS pixels from where the run begins, and ``up`` times the type size above its line.
    """
    return _artifact(unseen(placed(run, up, along - BEFORE), said_font(run), hidden.line(font_of(run), [letter])))


def _artifact(operators: Sequence[Any]) -> list[Any]:
    return ["/Artifact", pydyf.Dictionary({"Type": "/Layout"}), b"BDC", *operators, b"EMC"]
