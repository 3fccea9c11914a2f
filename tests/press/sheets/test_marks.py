"""Printer's marks: where crop and fold marks lie, and the operators that draw them."""

import pytest

from publish.press.sheets.geometry import fold_of
from publish.press.sheets.marks import BLEED_MM, GAP_MM, LENGTH_MM, SLUG_MM, PrinterMark, fold_positions, mark_operators, printer_marks
from publish.press.sheets.paper import Size


def test_marks_lie_outside_the_bleed():
    trim = Size(297, 210)
    lines = printer_marks(trim, [97, 197], [105])
    assert len(lines) == 8 + 6 and sum(line.dashed for line in lines) == 6
    for line in lines:
        across = min(abs(line.x1 - edge) for edge in (0, 297)), min(abs(line.y1 - edge) for edge in (0, 210))
        outside = line.x1 < 0 or line.x1 > 297 or line.y1 < 0 or line.y1 > 210
        assert outside and max(across) >= GAP_MM > BLEED_MM


def test_two_marks_stand_at_each_corner_and_at_both_ends_of_each_fold():
    lines = printer_marks(Size(100, 50), [30], [20])
    far = GAP_MM + LENGTH_MM
    assert far < SLUG_MM
    assert set(lines) == {
        *(PrinterMark(x, -4, x, -far, dashed) for x, dashed in ((0, False), (100, False), (30, True))),
        *(PrinterMark(x, 54, x, 50 + far, dashed) for x, dashed in ((0, False), (100, False), (30, True))),
        *(PrinterMark(-4, y, -far, y, dashed) for y, dashed in ((0, False), (50, False), (20, True))),
        *(PrinterMark(104, y, 100 + far, y, dashed) for y, dashed in ((0, False), (50, False), (20, True))),
    }
    assert len(printer_marks(Size(100, 50))) == 8


def test_folds_lie_where_panels_meet():
    fold = fold_of("roll", "A4", "ltr")
    assert fold_positions(fold, 0) == ([97, 197], []) and fold_positions(fold, 1) == ([100, 200], [])
    assert fold_positions(fold_of("quarter", "A4", "rtl"), 0) == ([105], [148.5])


def test_marks_are_drawn_in_black_from_the_corner_of_the_slug():
    drawn = mark_operators([PrinterMark(0, -4, 0, -9), PrinterMark(15.4, 54, 15.4, 59, True)]).decode().split("\n")
    assert drawn == [
        "q 0.25 w 0 0 0 1 K", "[] 0 d 28.3465 17.0079 m 28.3465 2.8346 l S", "[2 2] 0 d 72.0000 181.4173 m 72.0000 195.5906 l S", "Q",
    ]  # fmt: skip
    assert pytest.approx(72 / 25.4 * SLUG_MM, abs=1e-4) == 28.3465
