"""Crop marks and fold marks around the trim of a sheet: their positions, and the PDF operators that draw them."""

from collections.abc import Iterable
from dataclasses import dataclass

from publish.press.sheets.geometry import Fold
from publish.press.sheets.paper import POINTS_PER_MM, Size

BLEED_MM = 3.0
GAP_MM = 4.0  # between the trim and a mark: more than the bleed
LENGTH_MM = 5.0
SLUG_MM = 10.0  # the area around the trim that holds the bleed and the marks
WIDTH_PT = 0.25


@dataclass(frozen=True, slots=True)
class PrinterMark:
    """A line from one point to another, in millimetres from the lower left corner of the trim; fold marks are dashed."""

    x1: float
    y1: float
    x2: float
    y2: float
    dashed: bool = False


def printer_marks(trim: Size, vertical_folds_mm: Iterable[float] = (), horizontal_folds_mm: Iterable[float] = ()) -> list[PrinterMark]:
    """Return the crop marks of ``trim`` and two fold marks for each fold, all outside the bleed.

    Vertical folds are given by their distance from the left edge, horizontal folds by that from the bottom edge.
    """
    width, height, near, far = trim.width_mm, trim.height_mm, GAP_MM, GAP_MM + LENGTH_MM
    columns = [(x, False) for x in (0.0, width)] + [(x, True) for x in vertical_folds_mm]
    rows = [(y, False) for y in (0.0, height)] + [(y, True) for y in horizontal_folds_mm]
    below_and_above = ((-near, -far), (height + near, height + far))
    left_and_right = ((-near, -far), (width + near, width + far))
    return [
        *(PrinterMark(x, start, x, end, dashed) for x, dashed in columns for start, end in below_and_above),
        *(PrinterMark(start, y, end, y, dashed) for y, dashed in rows for start, end in left_and_right),
    ]


def fold_positions(fold: Fold, side: int) -> tuple[list[float], list[float]]:
    """Return where the folds of a side lie, in millimetres: vertical ones from the left edge, horizontal ones from the bottom edge."""
    slots = fold.sides[side]
    return sorted({slot.x_mm for slot in slots if slot.x_mm > 0}), sorted({slot.y_mm for slot in slots if slot.y_mm > 0})


def mark_operators(lines: Iterable[PrinterMark]) -> bytes:
    """Return the PDF operators that draw ``lines`` in black (K100) on a page that is larger than the trim by the slug on each side."""
    drawn = [f"q {WIDTH_PT} w 0 0 0 1 K"]
    for line in lines:
        points = [(SLUG_MM + value) * POINTS_PER_MM for value in (line.x1, line.y1, line.x2, line.y2)]
        dash = "[2 2] 0 d" if line.dashed else "[] 0 d"
        drawn.append("{} {:.4f} {:.4f} m {:.4f} {:.4f} l S".format(dash, *points))
    return "\n".join([*drawn, "Q"]).encode()
