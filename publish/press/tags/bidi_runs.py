"""Find the numbers and Latin words in lines that are read from the right, and what stands beside them.

The glyphs of such runs lie in the right places; but a reader that goes back from places to text has to guess, and guesses wrong
where signs touch a number ("2026." is read as ".2026") or where words of Latin script follow each other ("Keys Bradley"). Poppler
reverses a line but for its Latin letters, numbers, and all signs up to the next letter read from the right; pdfium cuts a line
where the direction of its characters changes (UAX 9, table 4) and reverses the pieces. `publish.press.tags.separators` marks
where the runs found here begin and end.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from publish.press.engine.boxes import texts_in
from publish.press.engine.page import PaintedPage
from publish.press.tags.invisible_text import pdfium_class

LRM = "\u200e"
REGISTERED = "®"  # read from the right, pdfium makes an R of it
RTL = re.compile("[\u0590-\u0669\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|(?<![\u06f0-\u06f9])[\u066a-\u066c]")
"""Characters that are read from the right.

Persian digits, with their signs of decimals and percent, are read from the left; a range of Arabic ones is not (UAX 9: EN, AN).
"""


@dataclass(frozen=True, slots=True)
class LtrRun:
    """How a text box that is read from the left lies in its line: ``alone`` where readers need a line of its own for it.

    ``begins`` and ``ends`` tell whether nothing that is read from the left stands right before or after it (“200” and “mg” in
    “**200** mg” are one run).
    """

    alone: bool
    begins: bool = True
    ends: bool = True


@dataclass(frozen=True, slots=True)
class PageRuns:
    """Text boxes of one page that need correction in the text layer.

    ``ltr_in_rtl`` are read from the left in lines read from the right; ``signs`` are brackets and other signs on such lines.
    ``before_gaps`` stand before a space that is not painted, or at the end of a line; ``shared`` are on a line with others;
    ``line_ends`` end a line which is read from the left on a page read from the right.
    """

    ltr_in_rtl: dict[Any, LtrRun]
    signs: frozenset[Any]
    before_gaps: frozenset[Any]
    shared: frozenset[Any]
    line_ends: frozenset[Any]


def classify(page: PaintedPage) -> PageRuns:
    """Return the text boxes of ``page`` by what readers get wrong about them."""
    texts = [texts_in(line) for line in page.lines]
    shown = ([box for box in line if box.text.strip()] for line in texts)
    return PageRuns(
        ltr_in_rtl=find_ltr_runs(page.lines),
        signs=frozenset(_signs(page.lines)),
        before_gaps=frozenset(box for line in texts for box in _before_gaps(line)),
        shared=frozenset(box for line in shown if len(line) > 1 for box in line),
        line_ends=frozenset(_ltr_line_ends(page.lines) if page.is_rtl else ()),
    )


def find_ltr_runs(lines: Iterable[Any]) -> dict[Any, LtrRun]:
    """Return the text boxes that are read from the left in lines read from the right.

    One is alone where it is of several pieces or a part of a longer run, where it is raised or lowered (pdfium sorts it among
    other lines then), and where nothing on its line is read from the right.
    """
    found: dict[Any, LtrRun] = {}
    for line in lines:
        if line.style["direction"] == "rtl":
            texts, baseline = texts_in(line), line.position_y + line.baseline
            lonely = not any(RTL.search(box.text) for box in texts)
            shown = [box for box in texts if box.text.strip()]
            for before, box, after in zip([None, *shown], shown, [*shown[1:], None]):
                if _is_ltr(box):
                    begins, ends = (not _follows(first, second) for first, second in ((before, box), (box, after)))
                    raised = abs(box.position_y + box.baseline - baseline) > 1
                    found[box] = LtrRun(lonely or raised or not (begins and ends) or _has_pieces(box.text), begins, ends)
    return found


def close_direction(text: str) -> str:
    """Return ``text`` with a left-to-right mark at its end where it ends in a sign (or in ½), which would else go with the line's own."""
    core = text.rstrip()
    settled = not core or core[-1].isalnum() and unicodedata.bidirectional(core[-1]) != "ON"
    return text if settled else core + LRM + text[len(core) :]


def missing_rtl_letters(texts: Iterable[str]) -> int:
    """Return how many letters more must be read from the right, so that they prevail among ``texts`` with some to spare."""
    classes = [pdfium_class(character) for text in texts for character in text]
    left, right = classes.count("left"), classes.count("right")
    return max(0, left + left // 3 - right)


def _is_ltr(box: Any) -> bool:
    return any(letter.isalnum() or letter == REGISTERED for letter in box.text) and not RTL.search(box.text)


def _follows(first: Any, second: Any) -> bool:
    """Tell whether two boxes are written and read one after the other from the left."""
    return bool(first and second and first.position_x < second.position_x and all(_is_ltr(box) for box in (first, second)))


def _has_pieces(text: str) -> bool:
    """Tell whether pdfium takes ``text`` for several pieces, or must not take it with what is read from the right."""
    return len(list(groupby(text.strip(), pdfium_class))) > 1 or text.strip() == REGISTERED


def _signs(lines: Iterable[Any]) -> Iterator[Any]:
    """Yield the text boxes of signs alone, in lines read from the right that hold letters or numbers read from the left too.

    A bracket between such a run and the end of a line says nothing of its direction, and pdfium reads it from the left.
    """
    for line in lines:
        texts = texts_in(line) if line.style["direction"] == "rtl" else []
        if any(_is_ltr(box) for box in texts):
            yield from (box for box in texts if box.text.strip() and not any(map(str.isalnum, box.text)))


def _before_gaps(texts: Sequence[Any]) -> Iterator[Any]:
    """Yield those of a line's text boxes that a gap or the end of the line follows."""
    yield from (box for box, following in pairwise(texts) if following.text[:1].isspace())
    yield from texts[-1:]


def _ltr_line_ends(lines: Iterable[Any]) -> Iterator[Any]:
    """Yield the text boxes that end a line read from the left, but for a hyphen: readers join words only where nothing follows it.

    On a page read from the right, poppler takes a sign there for the beginning of the line, and pdfium reads a line in the next column
    as one with it.
    """
    for line in lines:
        if line.style["direction"] == "ltr":
            last = next((box for box in reversed(texts_in(line)) if box.text.strip()), None)
            if last is not None and not last.text.endswith("-"):
                yield last
