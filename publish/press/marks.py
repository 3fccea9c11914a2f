"""Crop and fold marks: where they lie around the trim of a sheet, as plain geometry and as PDF operators."""

from collections.abc import Iterable
from dataclasses import dataclass

from publish.press.folds import Fold
from publish.press.paper import POINTS_PER_MM, Size

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


def marks(trim: Size, folds_mm: Iterable[float] = ()) -> list[Line]:
    """Return the crop marks of ``trim`` and a fold mark above and below each of ``folds_mm``, all outside the bleed."""
    width, height, near, far = trim.width_mm, trim.height_mm, GAP_MM, GAP_MM + LENGTH_MM
    upright = [(x, False) for x in (0.0, width)] + [(x, True) for x in folds_mm]
    lines = [Line(x, edge, x, end, dashed) for x, dashed in upright for edge, end in ((-near, -far), (height + near, height + far))]
    return lines + [Line(edge, y, end, y) for y in (0.0, height) for edge, end in ((-near, -far), (width + near, width + far))]


def folds_of(fold: Fold, side: int) -> list[float]:
    """Return where the folds of a side lie, in millimetres from its left edge."""
    return [slot.x_mm for slot in fold.sides[side] if slot.x_mm > 0]


def operators(lines: Iterable[Line]) -> bytes:
    """Return the operators that draw ``lines`` in black, on a page whose trim begins at the slug's width."""
    drawn = [f"q {WIDTH_PT} w 0 0 0 1 K"]
    for line in lines:
        points = [(SLUG_MM + value) * POINTS_PER_MM for value in (line.x1, line.y1, line.x2, line.y2)]
        dash = "[2 2] 0 d" if line.dashed else "[] 0 d"
        drawn.append("{} {:.4f} {:.4f} m {:.4f} {:.4f} l S".format(dash, *points))
    return "\n".join([*drawn, "Q"]).encode()
