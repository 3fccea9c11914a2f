"""Balancing panels: text divided evenly, small print at the foot, lines to write on where room is left."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.press.fit.balance import (
    BELOW_FOOT_PX,
    LAST_PANEL_WEIGHT,
    TIGHTEST,
    WIDEST,
    BlockGroup,
    balance_run,
    divide_evenly,
    fill_foot,
    find_spare,
    group_blocks,
)
from publish.press.fit.blocks import MeasuredBlock
from publish.press.fit.changes import SpareElement, StyleChange
from publish.press.sheets.paper import PIXELS_PER_MM
from tests.press.fit.samples import block, run_of

SAFETY = 2.0
STARTS = "break-before: page; margin-block-start: 0 !important"


def group(height, space=0.0, **changes):
    return BlockGroup((block(height, space, **changes),))


def foot(height, space=0.0):
    return block(height, space, ElementTree.Element("p", {"data-foot": ""}))


def spare_in(root, least_mm=30.0):
    return SpareElement(ElementTree.Element("div", {"data-spare": "30"}), root, None, least_mm)


def styles(changes):
    """Return the style of each element that is styled, in order."""
    return [(change.element, change.css) for change in changes if isinstance(change, StyleChange)]


def cost(groups: list[BlockGroup], height: float, weight: float = 1.0) -> float:
    used = sum(each.first.height_px for each in groups)
    return (1 - used / height) ** 2 * weight if groups and used <= height else float("inf")


@given(st.lists(st.floats(10, 200), min_size=1, max_size=14), st.integers(1, 4), st.integers(0, 2))
def test_panels_hold_all_groups_in_order_and_none_is_too_full(heights, panels, feet):
    groups = [group(height, 8.0) for height in heights]
    feet = min(feet, len(groups))
    cuts = divide_evenly(groups, [400.0] * panels, 1.0, feet)
    if cuts is None:
        return
    assert cuts[0] == 0 and list(cuts) == sorted(set(cuts)) and len(cuts) == panels
    for start, end in pairwise((*cuts, len(groups))):
        assert sum(heights[start:end]) + 8.0 * (end - start - 1) <= 400.0
    assert cuts[-1] <= len(groups) - feet


@given(st.lists(st.floats(10, 200), min_size=3, max_size=14))
def test_what_fits_one_panel_after_the_other_is_divided(heights):
    groups, filled = [group(height) for height in heights], [[]]
    for height in heights:
        if sum(filled[-1]) + height > 400.0:
            filled.append([])
        filled[-1].append(height)
    assert divide_evenly(groups, [400.0] * len(filled), 1.0) is not None


@given(st.lists(st.integers(10, 150), min_size=3, max_size=9), st.tuples(*[st.integers(150, 400)] * 3))
def test_no_other_division_is_more_even(heights, panels):
    groups = [group(float(height), break_rank=1) for height in heights]
    found = divide_evenly(groups, [float(height) for height in panels], 1.0)

    def _cost(starts: tuple[int, ...]) -> float:
        parts = [groups[start:end] for start, end in pairwise((*starts, len(groups)))]
        return sum(cost(part, height, weight) for part, height, weight in zip(parts, panels, (1, 1, LAST_PANEL_WEIGHT), strict=True))

    best = min(_cost((0, *cuts)) for cuts in combinations(range(1, len(groups)), 2))
    assert (found is None) == (best == float("inf"))
    assert found is None or _cost(found) == pytest.approx(best)


def test_one_panel_takes_everything_and_too_much_is_refused():
    assert divide_evenly([group(100), group(100)], [200.0], 1.0) == (0,)
    assert divide_evenly([group(100), group(101)], [200.0], 1.0) is None
    assert divide_evenly([group(100)], [200.0, 200.0], 1.0) is None


def test_panels_begin_with_headings_where_that_costs_little():
    body = [group(60, break_rank=7) for _ in range(6)]
    assert divide_evenly(body, [240.0, 240.0], 1.0) == (0, 3)
    body[4] = group(60, break_rank=2)
    assert divide_evenly(body, [240.0, 240.0], 1.0) == (0, 4)
    assert divide_evenly(body, [300.0, 300.0], 1.0) == (0, 4)
    first_is_free = [group(60, break_rank=8), group(60, break_rank=1)]
    assert divide_evenly(first_is_free, [200.0, 200.0], 1.0) == (0, 1)


def test_spaces_scale_and_do_not_count_at_the_head_of_a_panel():
    assert divide_evenly([group(90, 500), group(80, 30)], [200.0], 1.0) == (0,)
    assert divide_evenly([group(90, 500), group(80, 31)], [200.0], 1.0) is None
    assert divide_evenly([group(90, 500), group(80, 60)], [200.0], 0.5) == (0,)
    together = BlockGroup((block(50), block(50, 60)))
    assert divide_evenly([together, group(70)], [200.0], 0.5) == (0,)
    assert divide_evenly([together, group(71)], [200.0], 0.5) is None


def test_padding_counts_at_the_head_between_blocks_and_at_the_foot():
    for room in (200.0, 199.0):
        first = BlockGroup((block(50, fixed_px=5, padding_after_px=70), block(50, fixed_px=10, padding_after_px=80)))
        second = group(60, fixed_px=15, padding_after_px=10)
        assert (divide_evenly([first, second], [room], 1.0) is not None) == (room == 200.0)
    assert divide_evenly([group(100, repeated_head_px=30)], [130.0], 1.0) == (0,)
    assert divide_evenly([group(100, repeated_head_px=31)], [130.0], 1.0) is None
    assert divide_evenly([group(50, repeated_head_px=30), group(50, repeated_head_px=30)], [130.0], 1.0) == (0,)


def test_a_block_that_starts_a_page_begins_a_panel():
    groups = [group(20), group(20, starts_page=True), group(20), group(20)]
    assert divide_evenly(groups, [200.0, 200.0], 1.0) == (0, 1)
    assert divide_evenly(groups, [200.0], 1.0) is None
    assert divide_evenly([group(20, starts_page=True)], [200.0], 1.0) == (0,)


def test_feet_stay_together_on_the_last_panel():
    groups = [group(100), group(100), group(20), group(20)]
    assert divide_evenly(groups, [200.0, 200.0], 1.0, feet=2) == (0, 2)
    assert divide_evenly([group(100)] * 4, [300.0, 200.0], 1.0) == (0, 3)
    assert divide_evenly([group(100)] * 4, [300.0, 200.0], 1.0, feet=2) == (0, 2)
    assert divide_evenly([group(20), group(20)], [200.0, 200.0], 1.0, feet=2) is None
    assert divide_evenly([group(20), group(20)], [200.0, 200.0], 1.0, feet=1) == (0, 1)


def test_blocks_that_stay_together_are_a_group_and_the_foot_begins_where_it_is_marked():
    kept = {"keep_with_previous": True}
    blocks = [block(1, **kept), block(2, **kept), block(3), foot(4), block(5), block(6, **kept)]
    groups, feet = group_blocks(blocks)
    assert [[each.height_px for each in one.blocks] for one in groups] == [[1, 2], [3]]
    assert [[each.height_px for each in one.blocks] for one in feet] == [[4], [5, 6]]
    assert group_blocks(blocks[:3])[1] == []


def test_a_group_knows_its_heights_and_its_better_rank():
    blocks = block(10, 1, fixed_px=2, break_rank=7), block(20, 3, fixed_px=4, break_rank=2), block(30, 5, fixed_px=6, break_rank=1)
    three = BlockGroup(blocks)
    assert (three.first, three.solid_px, three.space_px, three.break_rank) == (blocks[0], 70, 8, 2)


def test_a_spare_belongs_to_the_run_that_holds_its_parent():
    first, second = ElementTree.Element("section"), ElementTree.Element("section")
    spares = spare_in(first), spare_in(second)
    assert find_spare(run_of([], [], roots=[second]), spares) is spares[1]
    assert find_spare(run_of([], [], roots=[]), spares) is None


def run_with(blocks: list[MeasuredBlock], heights=(202.0, 202.0), ends=()):
    root = ElementTree.Element("section")
    return root, run_of(blocks, heights, ends, [root])


def test_a_run_is_spread_at_the_widest_spacing_of_its_fullest_panel():
    blocks = [block(85), block(85, 25), block(85, 25), block(75, 25)]
    root, run = run_with(blocks)
    changes = balance_run(run, 2, (), SAFETY)
    assert styles(changes) == [(root, "--air: 1.200"), (blocks[2].element, STARTS)]
    tight = [block(89), block(89, 25), block(89, 25), block(75, 25)]
    assert styles(balance_run(run_with(tight)[1], 2, (), SAFETY))[0][1] == "--air: 0.880"
    loose = [block(60), block(60, 25), block(60, 25), block(60, 25)]
    assert styles(balance_run(run_with(loose)[1], 2, (), SAFETY))[0][1] == f"--air: {WIDEST:.3f}"
    assert styles(balance_run(run_with([block(60), block(60, 0)])[1], 2, (), SAFETY))[0][1] == f"--air: {WIDEST:.3f}"
    exact = [block(100), block(78.75, 25)]
    assert styles(balance_run(run_with(exact, [202.0])[1], 1, (), SAFETY))[0][1] == f"--air: {TIGHTEST:.3f}"


def test_a_run_may_take_more_panels_than_it_had_pages_as_high_as_the_last():
    blocks = [block(120), block(120, 10), block(90, 10)]
    root, run = run_with(blocks, (202.0, 102.0))
    assert balance_run(run, 2, (), SAFETY) == ()
    root, run = run_with(blocks, (202.0, 122.0))
    changes = styles(balance_run(run, 3, (), SAFETY))
    assert [element for element, css in changes if css == STARTS] == [blocks[1].element, blocks[2].element]
    assert balance_run(run, 3, (), SAFETY + 1) == ()


def test_the_foot_of_the_last_panel_moves_down_by_the_free_room():
    blocks = [block(100), block(50, 20), foot(30, 10)]
    root, run = run_with(blocks, [302.0])
    changes = styles(balance_run(run, 1, (), SAFETY))
    left = 300 - 180 - 30 * WIDEST - BELOW_FOOT_PX
    assert changes == [(root, "--air: 1.400"), (blocks[2].element, f"margin-block-start: {10 * WIDEST + left:.1f}px !important")]
    full = [block(100), block(50, 20), foot(30, 10)]
    assert len(styles(balance_run(run_with(full, [212.0])[1], 1, (), SAFETY))) == 1


def test_small_print_is_not_divided_from_what_follows_it():
    blocks = [block(100), block(100), foot(50), block(100)]
    root, run = run_with(blocks, [302.0, 202.0])
    assert (blocks[2].element, STARTS) in styles(balance_run(run, 2, (), SAFETY))
    root, run = run_with([*blocks[:2], block(50), blocks[3]], [302.0, 202.0])
    assert (blocks[3].element, STARTS) in styles(balance_run(run, 2, (), SAFETY))


def test_lines_to_write_on_take_the_free_room_if_it_is_large_enough():
    blocks = [block(100, margin_after_px=50), block(100, 20, margin_after_px=10)]
    root, run = run_with(blocks, [402.0])
    lines = 400 - 200 - 20 * WIDEST - BELOW_FOOT_PX - 10 * WIDEST
    for least_mm, fits in ((lines / PIXELS_PER_MM - 0.1, True), (lines / PIXELS_PER_MM + 0.1, False)):
        spare = spare_in(root, least_mm)
        changes = balance_run(run, 1, (spare,), SAFETY)
        assert (spare in changes) == fits
        assert ((spare.element, f"height: {lines:.1f}px") in styles(changes)) == fits


def test_lines_to_write_on_stand_above_the_foot():
    blocks = [block(100, margin_after_px=10), foot(30, 10), block(20, keep_with_previous=True, margin_after_px=77)]
    root, run = run_with(blocks, [402.0])
    spare = spare_in(root)
    changes = balance_run(run, 1, (spare,), SAFETY)
    lines = 400 - 150 - 10 * WIDEST - BELOW_FOOT_PX - 10 * WIDEST
    assert changes[1:] == (spare, StyleChange(spare.element, f"height: {lines:.1f}px"))


def test_whole_panels_are_left_to_lines_where_the_others_are_roomy():
    blocks = [block(60), block(60, 20), foot(30, 10)]
    root, run = run_with(blocks, [202.0] * 3)
    spare = spare_in(root)
    changes = balance_run(run, 3, (spare,), SAFETY)
    added = [change for change in changes if isinstance(change, SpareElement)]
    assert len(added) == 2 and all(each.element is not spare.element and each.element.tag == "div" for each in added)
    assert styles(changes) == [
        (root, "--air: 1.400"),
        (added[0].element, f"break-before: page; height: {200 - BELOW_FOOT_PX:.1f}px"),
        (added[1].element, f"break-before: page; height: {200 - 30 - 10 * WIDEST - BELOW_FOOT_PX:.1f}px"),
    ]
    # Without a spare element nothing is left over, and the text is spread over all panels.
    assert [css for _, css in styles(balance_run(run, 3, (), SAFETY))].count(STARTS) == 2


def test_two_panels_of_text_leave_one_to_lines():
    blocks = [block(150), block(150, 20)]
    root, run = run_with(blocks, [202.0] * 3)
    changes = balance_run(run, 3, (spare_in(root),), SAFETY)
    (added,) = (change for change in changes if isinstance(change, SpareElement))
    assert styles(changes) == [
        (root, "--air: 1.400"), (blocks[1].element, STARTS), (added.element, f"break-before: page; height: {200 - BELOW_FOOT_PX:.1f}px"),
    ]  # fmt: skip


def test_no_panel_is_left_where_the_others_would_be_crowded():
    """At a spacing of 1.25 the text must fit on fewer panels."""
    for space, left in ((8, 1), (8.1, 0)):
        root, run = run_with([block(95), block(95, space)], [202.0] * 2)
        changes = balance_run(run, 2, (spare_in(root, 900),), SAFETY)
        assert sum(isinstance(change, SpareElement) for change in changes) == left


def test_where_blocks_cannot_be_divided_only_the_foot_changes():
    blocks = [block(150), block(150, keep_with_previous=True), foot(30, 10)]
    root, run = run_with(blocks, [202.0, 202.0], [200.0, 100.0])
    left = 202 - 100 - SAFETY - BELOW_FOOT_PX
    expected = (StyleChange(blocks[2].element, f"margin-block-start: {10 * TIGHTEST + left:.1f}px !important"),)
    assert balance_run(run, 2, (), SAFETY) == fill_foot(run, 2, (), SAFETY) == expected
    assert fill_foot(run, 3, (), SAFETY) == balance_run(run, 3, (), SAFETY) == ()
    assert fill_foot(run, 2, (), 100 - BELOW_FOOT_PX + 2) == ()


def test_lines_may_fill_the_last_page_of_a_run_that_stays_as_it_is():
    root, run = run_with([block(150, margin_after_px=10)], [402.0], [150.0])
    spare = spare_in(root)
    lines = 402 - 150 - SAFETY - BELOW_FOOT_PX - 10 * TIGHTEST
    assert fill_foot(run, 1, (spare,), SAFETY) == (spare, StyleChange(spare.element, f"height: {lines:.1f}px"))
    root, run = run_with([replace(foot(150), margin_after_px=9)], [402.0], [150.0])
    spare = spare_in(root)
    assert fill_foot(run, 1, (spare,), SAFETY) == (spare, StyleChange(spare.element, f"height: {402 - 150 - SAFETY - BELOW_FOOT_PX:.1f}px"))
