"""Invisible separators that tell PDF viewers where a left-to-right run in right-to-left text begins and ends.

They are painted without ink and tagged as artifacts.

- A right-to-left mark separates a left-to-right run from what follows it.
- A space above and below the line separates a run of several pieces from it: pdfium begins a new line there.
"""

from collections.abc import Sequence
from typing import Any

from publish.press.engine.content import artifact, replaced_by_text
from publish.press.tags.invisible_fonts import InvisibleFonts, InvisibleLetter
from publish.press.tags.invisible_text import OFF_LINE, RLM, paint_invisibly

# The width of a separator, in 1/1000 of the type size: from 45 on pdfium sees no gap beside it, up to 100 poppler sees none.
NARROW = 60.0
# How far below a line the space is that separates it from the next, as a share of the type size.
MIDWAY = 0.75
# How far before a run its separator is, in CSS pixels: viewers sort what is on a line by its place.
BEFORE = 0.01
MARK = InvisibleLetter(RLM.text, NARROW)


def edge_marks(run: Sequence[Any], fonts: InvisibleFonts, width: float) -> tuple[list[Any], list[Any]]:
    """Return a right-to-left mark for the right edge of a run, and one for its left edge; ``width`` is the run's, in CSS pixels."""
    return _separator(run, fonts, MARK, along=width), _separator(run, fonts, MARK)


def line_breaks(run: Sequence[Any], fonts: InvisibleFonts) -> tuple[list[Any], list[Any], list[Any]]:
    """Return three spaces off the line of a run: one above it, two below.

    They belong before the run, after it, and after the mark at its left edge, which pdfium would else read into the next line.
    In the same place it would take one for another, painted twice, were they not of different widths: a line below may have its own there.
    """
    places = (OFF_LINE, -OFF_LINE, -1.2 * OFF_LINE)
    above, below, last = (_separator(run, fonts, InvisibleLetter(" ", NARROW + number), up=up) for number, up in enumerate(places))
    return above, below, last


def line_end(run: Sequence[Any], fonts: InvisibleFonts) -> list[Any]:
    """Return a space below the line that a run ends.

    It is midway: nearer to the line below, pdfium would sort it among the words of that line.
    """
    return _separator(run, fonts, InvisibleLetter(" ", NARROW), up=-MIDWAY)


def rtl_counterweight(run: Sequence[Any], fonts: InvisibleFonts, count: int) -> list[Any]:
    """Return an artifact that viewers take for ``count`` right-to-left marks.

    Poppler reads a page from the left where left-to-right letters are in the majority, and then puts numbers and spaces on the wrong
    side. The mark has half the size of the run, so that it is a block of its own for poppler: else the line below would begin a block,
    and a word divided between the two lines would stay divided.
    """
    return artifact(replaced_by_text(RLM.text * count, paint_invisibly(run, MARK, fonts, up=OFF_LINE, scale=0.5)))


def _separator(run: Sequence[Any], fonts: InvisibleFonts, letter: InvisibleLetter, along: float = 0, up: float = 0) -> list[Any]:
    return artifact(paint_invisibly(run, letter, fonts, along - BEFORE, up))
