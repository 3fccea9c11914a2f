"""Crop and fold marks: where they lie around the trim of a sheet, as plain geometry and as PDF operators."""

from collections.abc import Iterable
from dataclasses import dataclass

from publish.press.sheets.geometry import Fold
from publish.press.sheets.paper import POINTS_PER_MM, Size

BLEED_MM = 3.0
GAP_MM = 4.0  # from the trim to a mark: beyond the bleed
LENGTH_MM = 5.0
SLUG_MM = 10.0  # around the trim, for bleed and marks
WIDTH_PT = 0.25


@dataclass(frozen=True, slots=True)
class Line:
    """A mark from one point to another, in millimetres from the lower left corner of the trim; folds are dashed."""

    x1: float
    y1: float
    x2: float
    y2: float
    dashed: bool = False


def marks(trim: Size, upright_mm: Iterable[float] = (), level_mm: Iterable[float] = ()) -> list[Line]:
    """Return the crop marks of ``trim`` and two fold marks for each fold, all outside the bleed.

    Folds are given by their distance from the left edge (``upright_mm``) or from the bottom edge (``level_mm``).
    """
    width, height, near, far = trim.width_mm, trim.height_mm, GAP_MM, GAP_MM + LENGTH_MM
    columns = [(x, False) for x in (0.0, width)] + [(x, True) for x in upright_mm]
    rows = [(y, False) for y in (0.0, height)] + [(y, True) for y in level_mm]
    below_above = ((-near, -far), (height + near, height + far))
    left_right = ((-near, -far), (width + near, width + far))
    return [
        *(Line(x, edge, x, end, dashed) for x, dashed in columns for edge, end in below_above),
        *(Line(edge, y, end, y, dashed) for y, dashed in rows for edge, end in left_right),
    ]


def folds_of(fold: Fold, side: int) -> tuple[list[float], list[float]]:
    """Return where the folds of a side lie: from its left edge, and from its bottom edge, in millimetres."""
    slots = fold.sides[side]
    return sorted({slot.x_mm for slot in slots if slot.x_mm > 0}), sorted({slot.y_mm for slot in slots if slot.y_mm > 0})


def operators(lines: Iterable[Line]) -> bytes:
    """Return the operators that draw ``lines`` in black, on a page whose trim begins at the slug's width."""
    drawn = [f"q {WIDTH_PT} w 0 0 0 1 K"]
    for line in lines:
        points = [(SLUG_MM + value) * POINTS_PER_MM for value in (line.x1, line.y1, line.x2, line.y2)]
        dash = "[2 2] 0 d" if line.dashed else "[] 0 d"
        drawn.append("{} {:.4f} {:.4f} m {:.4f} {:.4f} l S".format(dash, *points))
    return "\n".join([*drawn, "Q"]).encode()
