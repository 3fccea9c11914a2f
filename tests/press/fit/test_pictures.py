"""Pictures beside words: where a page ends early they stand above the words, as large as there is room for."""

from dataclasses import replace

import pytest

from publish.press import print_job
from publish.press.engine.boxes import boxes_in, is_picture, page_box
from publish.press.engine.render import lay_out_draft
from publish.press.fit.galley import prepare
from publish.press.fit.pictures import FULL, MOST_HEIGHT, grow_pictures
from publish.press.job import Job
from publish.press.sheets.page_setup import page_setup
from tests.press.samples import job

PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'%3E%3Crect width='40' height='20'/%3E%3C/svg%3E"
STYLE = """
@page { margin: 10mm } body, p { margin: 0 } html { font: 10pt/6mm Noto Sans }
.scene { break-inside: avoid; line-height: 0 } p { line-height: 6mm }
.beside, .words { display: inline-block; vertical-align: top }
.beside { width: calc(48% + 50% * var(--roomy, 0)) } .words { width: calc(49% + 49% * var(--roomy, 0)) }
img { display: block; width: calc(100% * var(--picture, 1)) }
"""


def scene(words: int, marks: str = 'data-roomy=""') -> str:
    picture = f'<div class="beside"><img src="{PICTURE}" alt="A picture"/></div>'
    return f'<div class="scene" {marks}>{picture}<div class="words"><p>{"word " * words}</p></div></div>'


def scenes_job(body: str) -> Job:
    html = f'<html lang="en"><head><title>A page</title></head><body>{body}</body></html>'
    return replace(job(), html=html, stylesheets=(STYLE,), paper="A6")


def picture_widths(sample: Job, free_px: float) -> tuple[list[float], float, float]:
    """Return how wide the pictures are after they grew into ``free_px``, and how much of it that takes as estimated, and really."""
    galley = prepare(sample, page_setup(sample).rules)
    before = lay_out_draft(galley, 12).pages[0]
    changes, used_px = grow_pictures(before, free_px)
    for change in changes:
        change.element.set("style", change.css)
    after = lay_out_draft(galley, 12).pages[0]
    widths = [box.width for box in boxes_in(page_box(after)) if is_picture(box)]
    return widths, used_px, _end(after) - _end(before)


def _end(page: object) -> float:
    return max(float(box.position_y + box.margin_height()) for box in boxes_in(page_box(page)) if box.element_tag == "div")


@pytest.mark.parametrize("words", [3, 20, 40])
def test_a_picture_grows_into_the_free_height_as_estimated(words: int) -> None:
    (width,), estimated, taken = picture_widths(scenes_job(scene(words)), 130)
    assert width > 1.1 * 0.48 * 85 / 25.4 * 96 and taken == pytest.approx(estimated, abs=26) and taken <= 130


def test_a_picture_becomes_no_wider_than_its_part_and_no_higher_than_half_a_page() -> None:
    (width,), _, _ = picture_widths(scenes_job(scene(3)), 1000)
    part_px = 85 / 25.4 * 96
    assert width <= part_px * FULL + 1 and width / 2 <= MOST_HEIGHT * 128 / 25.4 * 96 + 1


@pytest.mark.parametrize(("body", "free_px"), [(scene(3, ""), 130), (scene(3), 20), ("<div><p>text</p></div>", 130)])
def test_pictures_stay_where_nothing_marks_them_and_where_they_would_hardly_grow(body: str, free_px: float) -> None:
    assert picture_widths(scenes_job(body), free_px)[1] == 0


def test_a_page_that_ends_early_prints_a_larger_picture() -> None:
    printed = print_job(scenes_job(scene(3) + '<div style="break-inside: avoid; padding-top: 112mm">text</div>'))
    assert printed.pages == 2 and printed.fit.spaces[0].white < 0.7  # 0.83 without
