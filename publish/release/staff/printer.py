"""The settings of the printer for an output, as data: staff see them in words and pictures."""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from publish.edition.layout.spec import LayoutSpec
from publish.press.sheets.geometry import BOOKLET, fold_of
from publish.release.results import Output


class Sides(StrEnum):
    """Which sides of the paper are printed, and how the printer turns it."""

    ONE = "one-side"
    LONG_EDGE = "long-edge"
    SHORT_EDGE = "short-edge"


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """How to print one output at 100 %: the paper, its sides, and how many sheets one copy takes. ``fold`` is None for a flat sheet."""

    paper: str
    sides: Sides
    sheets: int
    fold: str | None


def printer_settings(output: Output, spec: LayoutSpec) -> PrinterSettings | None:
    """Return the settings for ``output``, which has the layout ``spec``, folded as it was asked for; None for a web page."""
    paper, pages = output.request.paper, output.sheets or output.pages
    if spec.kind != "pdf" or paper is None or not pages:
        return None
    fold = output.request.fold or spec.fold
    sides = _sides(fold, spec.orientation, paper, pages)
    return PrinterSettings(paper, sides, pages if sides is Sides.ONE else ceil(pages / 2), fold)


def _sides(fold: str | None, orientation: str, paper: str, pages: int) -> Sides:
    """Return the sides; folded sheets lie as the instructions for staff say (layouts/staff/instructions.html)."""
    if fold:
        return Sides.SHORT_EDGE if fold == BOOKLET or len(fold_of(fold, paper, "ltr").sides) > 1 else Sides.ONE
    if pages == 1:
        return Sides.ONE
    return Sides.LONG_EDGE if orientation == "portrait" else Sides.SHORT_EDGE
