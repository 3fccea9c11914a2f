"""Simulated pagination: what fits on a page, where it may end, and how a simulation is corrected by a layout."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.press.fit.paging.paginate import CERTAIN_PX, SAFETY_PX, SimulatedPage, calibrate, paginate
from tests.press.fit.samples import block, paragraph, run_of

HEIGHT = 200.0 + SAFETY_PX  # so that 200 pixels of it are filled

BLOCKS = st.lists(
    st.builds(
        lambda height, lines, keep, starts, unbreakable, fixed, padding: block(
            max(height, 20.0 * lines), 6.0, lines_px=(20.0,) * lines, keep_with_previous=keep, starts_page=starts,
            unbreakable=unbreakable, fixed_px=fixed, padding_after_px=padding,
        ),
        st.floats(5, 300), st.integers(0, 12), st.booleans(), st.booleans(), st.booleans(), st.floats(0, 9), st.floats(0, 9),
    ),
    min_size=1, max_size=30,
)  # fmt: skip


def pages(*blocks, heights=(HEIGHT,), **options):
    """Return the used height of each page, and the index of the block that did not fit on it."""
    simulated = paginate(blocks, heights, **options)
    assert all(page.share == pytest.approx(1 - page.free_px / 200) for page in simulated if len(heights) == 1 and not options)
    return [(round(200 - page.free_px, 3), page.overflowing) for page in simulated]


@given(BLOCKS)
def test_every_block_finds_a_page(blocks):
    simulated = paginate(blocks, (HEIGHT, 150.0))
    assert len(simulated) <= sum(len(each.lines_px) or 1 for each in blocks) + 1
    heights = [HEIGHT, *[150.0] * (len(simulated) - 1)]
    free = [(1 - page.share) * (height - SAFETY_PX) for page, height in zip(simulated, heights, strict=True)]
    assert [page.free_px for page in simulated] == pytest.approx(free)
    assert simulated[-1].overflowing is None


@given(BLOCKS)
def test_narrower_spaces_and_larger_pages_need_no_more_pages_of_unbroken_text(blocks):
    plain = [block(each.height_px, each.space_px) for each in blocks]
    count = len(paginate(plain, (HEIGHT,)))
    assert len(paginate(plain, (HEIGHT,), 0.5)) <= count
    assert len(paginate(plain, (HEIGHT + 50,))) <= count <= len(paginate(plain, (HEIGHT,), safety_px=CERTAIN_PX))


def test_blocks_fill_a_page_up_to_the_last_pixel():
    assert pages(block(150), block(50)) == [(200, None)]
    assert pages(block(150), block(50.5)) == [(150, 1), (50.5, None)]
    assert pages() == []


def test_pages_differ_in_height_and_further_pages_are_as_high_as_the_last():
    simulated = paginate([block(100)] * 5, (203.0, 103.0))
    assert [page.share for page in simulated] == [1, 1, 1, 1]
    assert [page.free_px for page in paginate([block(100)] * 2, (203.0, 123.0))] == [0]
    assert paginate([block(100)] * 3, (203.0, 123.0))[1] == SimulatedPage(100 / 120, 20, None)


def test_the_space_before_a_block_scales_and_counts_only_below_another_block():
    assert pages(block(90, 30), block(90, 20)) == [(200, None)]
    assert pages(block(90, 30), block(90, 21)) == [(90, 1), (90, None)]
    assert pages(block(90), block(80, 40), spacing=0.5) == [(190, None)]


def test_padding_and_borders_do_not_scale_and_count_at_the_head_of_a_page():
    assert pages(block(90), block(80, fixed_px=20), spacing=0.5) == [(190, None)]
    assert pages(block(100, fixed_px=20), block(90, fixed_px=10)) == [(120, 1), (100, None)]
    assert pages(block(100), block(95, padding_after_px=5)) == [(195, None)]
    assert pages(block(100), block(95, padding_after_px=6)) == [(100, 1), (95, None)]


def test_a_block_stays_with_the_block_before_it():
    assert pages(block(90), block(60), block(60, keep_with_previous=True)) == [(90, 2), (120, None)]
    assert pages(block(90), block(60), block(30, keep_with_previous=True), block(60, keep_with_previous=True)) == [(90, 3), (150, None)]
    # Two blocks that are together higher than a page are parted all the same.
    assert pages(block(150), block(150, keep_with_previous=True)) == [(150, 1), (150, None)]


def test_the_last_page_break_allowed_is_taken():
    assert pages(block(50), block(50), block(50), block(60, keep_with_previous=True)) == [(100, 3), (110, None)]


def test_a_block_that_starts_a_page_ends_the_page_before_it():
    assert pages(block(50), block(50, starts_page=True), block(50)) == [(50, None), (100, None)]
    assert pages(block(50, starts_page=True)) == [(50, None)]
    assert pages(block(50), block(50, starts_page=True, keep_with_previous=True)) == [(50, None), (50, None)]


def test_a_paragraph_breaks_between_its_lines():
    assert pages(block(100), paragraph(8)) == [(200, 1), (60, None)]
    assert pages(block(100), paragraph(8, 10)) == [(200, 1), (80, None)]
    assert pages(paragraph(25)) == [(200, 0), (200, 0), (100, None)]
    assert pages(block(100), paragraph(8, unbreakable=True)) == [(100, 1), (160, None)]


def test_at_least_two_lines_stay_together_on_each_page():
    assert pages(block(170), paragraph(4)) == [(170, 1), (80, None)]  # one line would stay
    assert pages(block(160), paragraph(4)) == [(200, 1), (40, None)]
    assert pages(block(130), paragraph(4)) == [(200, 1), (40, None)]  # three would stay, and one move
    assert pages(block(150), paragraph(3)) == [(150, 1), (60, None)]


def test_lines_of_the_next_page_have_no_space_before_them_but_padding():
    assert pages(block(100), paragraph(16, 40, fixed_px=10)) == [(200, 1), (200, 1), (110, None)]


def test_lines_are_counted_from_where_the_paragraph_goes_on():
    blocks = paragraph(14), paragraph(5)
    assert pages(*blocks) == [(200, 0), (180, None)]
    assert pages(paragraph(14), paragraph(7)) == [(200, 0), (200, 1), (40, None)]


def test_the_head_of_a_table_is_printed_again_at_the_head_of_a_page():
    head, row = block(30), block(80, repeated_head_px=30)
    assert pages(head, row, row, row) == [(190, 3), (110, None)]
    assert pages(head, row, row, row, block(91, keep_with_previous=True)) == [(190, 3), (110, 4), (91, None)]


@pytest.mark.parametrize("height", [171, 500])
def test_a_row_that_is_higher_than_a_page_under_its_head_takes_a_page(height):
    """The simulation always goes on: the row is too high for every page."""
    row = block(height, repeated_head_px=30)
    assert pages(block(30), row, row) == [(30, 1), (30 + height, 2), (30 + height, None)]


def test_a_block_that_is_higher_than_a_page_takes_one():
    assert pages(block(500), block(50)) == [(500, 1), (50, None)]
    assert pages(block(0), block(500, keep_with_previous=True)) == [(500, None)]


def test_a_simulation_is_corrected_by_the_layout():
    """Pages of which the layout used less, or more, than the simulation thinks."""
    lines = [block(20.0)] * 40
    lower = run_of(lines, (223.0,) * 4, (200.0,) * 4)
    assert [page.share for page in paginate(lower.blocks, lower.heights_px)] == [1, 1, 1, 7 / 11]
    assert calibrate(run_of(lines, (225.0,) * 4, (220.0, 220.0, 220.0, 140.0))).heights_px == (225.0,) * 4
    assert calibrate(run_of(lines[:12], (242.0,) * 1, (240.0,))).heights_px == (242.0 + SAFETY_PX,)
    assert calibrate(run_of([*lines, *lines], (243.0,) * 8, (170.0,) * 8)).heights_px == (203.0,) * 8


def test_a_simulation_that_is_a_line_off_is_not_corrected():
    run = run_of([block(100.0), block(80.0)], (203.0,), (151.0,))
    assert calibrate(run) == run
    assert calibrate(run_of([block(100.0), block(80.0)], (203.0, 203.0), (100.0, 80.0))).heights_px == (163.0, 163.0)


def test_what_no_correction_can_explain_stays_as_it_is():
    run = run_of([block(100.0)], (203.0,) * 3)
    assert calibrate(run) == run


@pytest.mark.parametrize("ends", [(180.0, 120.0), (170.0, 100.0)])
def test_ends_within_the_tolerance_need_no_correction(ends):
    """A line, and half a line more, is not an error, though another height of the pages would end them nearer."""
    run = run_of([block(20.0)] * 15, (203.0, 203.0), ends)
    assert calibrate(run) == run
    assert calibrate(run_of([block(20.0)] * 15, (203.0, 203.0), (168.0, 100.0))).heights_px == (198.0, 198.0)
