"""Page setup: page sizes and panels of a job, and the sheets its pages will lie on."""

from dataclasses import replace

import pytest

from publish.press.sheets.geometry import booklet_fold, fold_of
from publish.press.sheets.page_setup import page_setup
from publish.press.sheets.paper import Size, size_of
from publish.project import PublishError, UsageError
from tests.press.samples import job

A4 = "@page { size: 210.0000mm 297.0000mm !important }"


def test_single_pages_have_the_size_of_the_paper_and_lie_alone():
    setup = page_setup(job())
    on_its_side = "@page rotated { size: 297.0000mm 210.0000mm !important }"
    assert (setup.rules, setup.page, setup.names, setup.folds) == (A4 + on_its_side, Size(210, 297), None, False)
    sheets = setup.sheets(3)
    assert [[(slot.panel, slot.x_mm, slot.y_mm) for slot in side] for side in sheets.sides] == [[(0, 0, 0)], [(1, 0, 0)], [(2, 0, 0)]]
    assert (sheets.sheet, sheets.names) == (Size(210, 297), ("", "", ""))
    assert page_setup(replace(job(), orientation="landscape")).page == Size(297, 210) == size_of("A4").rotated()


def test_a_booklet_has_pages_of_half_a_sheet_and_as_many_sheets_as_its_pages_need():
    setup = page_setup(replace(job("ar"), fold="booklet", paper="Letter"))
    assert setup.rules == "@page { size: 139.7000mm 215.9000mm !important }"
    assert (setup.names, setup.folds, setup.page) == (None, True, booklet_fold("Letter", 1).panels[0].size)
    assert setup.sheets(6) == booklet_fold("Letter", 6, "rtl") != booklet_fold("Letter", 6)


def test_panels_are_pages_of_their_own_size_told_apart_by_name_and_number():
    setup = page_setup(job("ar", fold="roll"))
    assert setup.rules.split("\n") == [
        f"@page{selector} {{ size: {width}.0000mm 210.0000mm !important }}"
        for selector, width in [
            ("", 100), (" cover", 100), (" inside", 100), (" inside:nth(2 of inside)", 100), (" inside:nth(3 of inside)", 97),
            (" flap", 97), (" back", 100),
        ]
    ]  # fmt: skip
    assert setup.names == ("cover", "inside", "inside", "inside", "flap", "back") and setup.folds
    assert setup.page == Size(100, 210) and setup.sheets(5) == setup.fold == fold_of("roll", "A4", "rtl")
    assert page_setup(replace(job(fold="roll"), paper="Letter", stock="cover")).fold == fold_of("roll", "Letter", "ltr", "cover")


@pytest.mark.parametrize("fold", [None, "booklet", "roll"])
def test_a_print_shop_gets_bleed(fold):
    office, press = (page_setup(replace(job(fold="roll"), fold=fold, purpose=purpose)) for purpose in ("office", "press"))
    assert press.rules == "@page { bleed: 3mm !important }\n:root { --bleed: 3mm }\n" + office.rules


def test_panels_must_be_those_of_the_fold_in_any_order():
    assert page_setup(replace(job(fold="quarter"), panels=("back", "cover", "inside", "inside"))).names[0] == "cover"
    with pytest.raises(PublishError, match="the panels cover inside inside inside flap back, but the layout lists cover back"):
        page_setup(replace(job(fold="roll"), panels=("cover", "back")))
    with pytest.raises(UsageError, match="zig"):
        page_setup(replace(job(fold="roll"), fold="zig"))
