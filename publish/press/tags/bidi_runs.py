"""Find the left-to-right runs in right-to-left lines (numbers, Latin words), and the signs beside them.

Their glyphs are painted in the right places; but a PDF viewer has to guess the order of the text from these places, and guesses wrong
where signs touch a number ("2026." becomes ".2026") or where Latin words follow each other ("Keys Bradley"). Poppler reverses a line
but for its Latin letters, numbers, and all signs up to the next right-to-left letter; pdfium divides a line where the direction of its
characters changes (UAX 9, table 4) and reverses the pieces. `publish.press.tags.separators` marks
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
REGISTERED = "®"  # pdfium turns it into an R in right-to-left text
RTL = re.compile("[\u0590-\u0669\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|(?<![\u06f0-\u06f9])[\u066a-\u066c]")
"""Right-to-left characters.

Persian digits, with their signs of decimals and percent, are left-to-right; a range of Arabic ones is not (UAX 9: EN, AN).
"""


@dataclass(frozen=True, slots=True)
class LtrRun:
    """A left-to-right text box in a right-to-left line; ``alone`` where viewers need a line of its own for it.

    ``begins`` and ``ends`` tell whether no other left-to-right text is right before or after it (“200” and “mg” in
    “**200** mg” are one run).
    """

    alone: bool
    begins: bool = True
    ends: bool = True


@dataclass(frozen=True, slots=True)
class PageRuns:
    """Text boxes of one page that need correction in the text layer.

    ``ltr_in_rtl`` are left-to-right in right-to-left lines; ``signs`` are brackets and other signs on such lines. ``before_gaps`` come
    before a space that is not painted, or at the end of a line; ``shared`` are on a line with others; ``line_ends`` end a left-to-right
    line on a right-to-left page.
    """

    ltr_in_rtl: dict[Any, LtrRun]
    signs: frozenset[Any]
    before_gaps: frozenset[Any]
    shared: frozenset[Any]
    line_ends: frozenset[Any]


def classify(page: PaintedPage) -> PageRuns:
    """Return the text boxes of ``page`` by what PDF viewers get wrong about them."""
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
    """Return the left-to-right text boxes in right-to-left lines.

    One is alone where it has several pieces or is part of a longer run, where it is raised or lowered (pdfium sorts it among other
    lines then), and where nothing on its line is right-to-left.
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
    """Return how many more right-to-left letters ``texts`` need, so that these outnumber the left-to-right ones by a margin."""
    classes = [pdfium_class(character) for text in texts for character in text]
    left, right = classes.count("left"), classes.count("right")
    return max(0, left + left // 3 - right)


def _is_ltr(box: Any) -> bool:
    return any(letter.isalnum() or letter == REGISTERED for letter in box.text) and not RTL.search(box.text)


def _follows(first: Any, second: Any) -> bool:
    """Tell whether two left-to-right boxes follow each other from left to right."""
    return bool(first and second and first.position_x < second.position_x and all(_is_ltr(box) for box in (first, second)))


def _has_pieces(text: str) -> bool:
    """Tell whether pdfium takes ``text`` for several pieces, or must not join it with right-to-left text."""
    return len(list(groupby(text.strip(), pdfium_class))) > 1 or text.strip() == REGISTERED


def _signs(lines: Iterable[Any]) -> Iterator[Any]:
    """Yield the text boxes of signs alone, in right-to-left lines that hold left-to-right letters or numbers too.

    A bracket between such a run and the end of a line has no direction of its own, and pdfium takes it for left-to-right.
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
    """Yield the text boxes that end a left-to-right line, except after a hyphen: viewers join words only where nothing follows it.

    On a right-to-left page, poppler moves a sign there to the beginning of the line, and pdfium joins the line with one in the next
    column.
    """
    for line in lines:
        if line.style["direction"] == "ltr":
            last = next((box for box in reversed(texts_in(line)) if box.text.strip()), None)
            if last is not None and not last.text.endswith("-"):
                yield last
