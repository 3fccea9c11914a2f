"""Flow over pages of any number: spaces, the last page, whole sheets of a booklet, and lines to write on."""

import xml.etree.ElementTree as ElementTree

import pytest

from publish.press.fit.changes import FigureMove, SpareElement, StyleChange
from publish.press.fit.flow import add_writing_lines, improve_flow
from publish.press.fit.paging.paginate import CERTAIN_PX
from publish.press.sheets.paper import PIXELS_PER_MM
from tests.press.fit.samples import block, run_of, tree

HEIGHT = 203.0
STARTS = "break-before: page; margin-block-start: 0 !important"


def flow(blocks, pages, booklet=False, ends=()):
    """Return what changes: the spacing, and the indices of the blocks that start a page."""
    root = tree("")
    run = run_of(blocks, (HEIGHT,) * pages, ends, [root])
    changes = improve_flow(root, [run], booklet)
    spacing = [float(change.css.removeprefix("--air: ")) for change in changes if change.element is root]
    starts = [index for change in changes if change.css == STARTS for index, each in enumerate(blocks) if each.element is change.element]
    assert len(changes) == len(spacing) + len(starts)
    return spacing, starts


def evenly(count, height, space):
    """Return ``count`` blocks of one height with the same space between them."""
    return [block(height, space) for _ in range(count)]


def test_pages_that_are_well_filled_stay_as_they_are():
    assert flow(evenly(3, 60, 10), 1) == ([], [])
    assert flow(evenly(5, 60, 10), 2, ends=(200.0, 130.0)) == ([], [])


@pytest.mark.parametrize(("space", "spacing"), [(28.4, 0.92), (29.5, 0.88), (31.0, 0.84), (32.5, 0.8)])
def test_the_widest_spacing_that_saves_a_nearly_empty_last_page_is_chosen(space, spacing):
    """Six blocks and five spaces on 191 pixels: 12 of the page stay free, since a whole page depends on it."""
    assert 60 + 5 * space > 200 and 60 + 5 * space * spacing <= HEIGHT - CERTAIN_PX < 60 + 5 * space * (spacing + 0.04)
    assert flow(evenly(6, 10, space), 2, ends=(50 + 4 * space, 10.0)) == ([spacing], [])


def test_wider_spaces_fill_a_nearly_empty_last_page_that_cannot_be_saved():
    """At 1.15 the fifth block moves to the last page, which is 0.3 full from 1.25 on."""
    assert flow(evenly(6, 10, 33.0), 2, ends=(182.0, 10.0)) == ([1.25], [])


def test_spaces_stay_as_designed_where_no_spacing_helps():
    """The last page would take two blocks only where the page before it ends with a large gap."""
    assert flow(evenly(5, 40, 10), 2, ends=(190.0, 40.0)) == ([], [])


def test_a_last_page_that_is_nearly_empty_begins_earlier_with_as_small_a_gap_before_it_as_can_be():
    blocks = [block(40), block(40), block(40, break_rank=2), block(40), block(40), block(20)]
    assert flow(blocks, 2, ends=(200.0, 20.0)) == ([], [4])
    blocks = [block(100), block(60), block(20), block(20), block(30)]
    assert flow(blocks, 2, ends=(200.0, 30.0)) == ([], [3])


def test_the_last_page_does_not_begin_where_blocks_stay_together_or_a_page_starts_anyhow():
    kept = {"keep_with_previous": True}
    blocks = [block(40), block(40), block(70), block(30), block(20, **kept), block(20)]
    assert flow(blocks, 2, ends=(200.0, 20.0)) == ([], [3])
    blocks = [block(100), block(100, starts_page=True), block(60), block(40), block(20)]
    assert flow(blocks, 3, ends=(100.0, 200.0, 20.0)) == ([], [3])


def test_a_page_that_ends_earlier_spares_a_later_one_its_gap():
    """The sixth block leaves 0.4 of the second page empty, where the first page takes all it can."""
    blocks = [block(100), block(60), block(40), block(80), block(40), block(120), block(80), block(80)]
    assert flow(blocks, 4, ends=(200.0, 120.0, 200.0, 80.0)) == ([], [2])
    kept = [*blocks[:2], block(40, keep_with_previous=True), *blocks[3:]]
    assert flow(kept, 4, ends=(200.0, 120.0, 200.0, 80.0)) == ([], [])


def test_no_page_begins_within_a_table_that_may_break_only_since_now():
    """Its rows are not elements of which a page can begin."""
    table = ElementTree.Element("table")
    rows = [block(40, element=table, keep_with_previous=place < 1) for place in range(3)]
    assert flow([block(100), block(60), *rows, block(120), block(80), block(80)], 3, ends=(160.0, 120.0, 200.0)) == ([], [])


@pytest.mark.parametrize(("count", "pages", "spacing"), [(32, 5, [0.84]), (33, 5, []), (40, 6, []), (28, 4, []), (56, 8, [])])
def test_a_booklet_saves_the_pages_in_excess_of_whole_sheets(count, pages, spacing):
    """A page takes seven blocks, or eight from 0.84 on. The last page is not nearly empty: no other output would change."""
    ends = (185.0,) * (pages - 1) + (30.0 * (count - 7 * (pages - 1)) - 25,)
    assert flow(evenly(count, 5, 25), pages, booklet=True, ends=ends) == (spacing, [])
    assert flow(evenly(count, 5, 25), pages, ends=ends) == ([], [])


def test_the_pages_of_other_runs_count_for_the_sheets_of_a_booklet():
    root = tree("")
    body = run_of(evenly(24, 5, 25), (HEIGHT,) * 4, (185.0,) * 3 + (65.0,), [root])
    cover = run_of([block(100)], (HEIGHT,), (100.0,), [tree("")])
    assert improve_flow(root, [cover, body], True) == (StyleChange(root, "--air: 0.84"),)
    assert improve_flow(root, [body], True) == ()
    assert improve_flow(root, [], True) == ()


def test_a_run_of_one_page_is_left_alone():
    assert flow([block(10), block(10)], 1, ends=(20.0,)) == ([], [])
    assert flow([block(10), block(10)], 1, booklet=True, ends=(20.0,)) == ([], [])


def test_gaps_are_closed_before_spaces_change():
    root = tree('<p id="a"/><figure id="f"/><p id="b"/><p id="c"/><p id="d"/>')
    heights = {"a": 100, "f": 120, "b": 50, "c": 50, "d": 60}
    body = list(root[0])
    blocks = [block(heights[element.get("id")], element=element) for element in body]
    run = run_of(blocks, (HEIGHT,) * 3, (100.0, 170.0, 110.0), [root])
    changes = improve_flow(root, [run], False)
    assert changes[0] == FigureMove(body[1], body[3])


def lines_of_run(blocks, heights, ends, least_mm=30.0, blank=0, waits=True):
    root = ElementTree.Element("section")
    spare = SpareElement(ElementTree.Element("div", {"data-spare": "30"}), root, None, least_mm)
    run = run_of(blocks, heights, ends, [root])
    return spare, list(add_writing_lines(run, (spare,) if waits else (), blank))


def test_lines_to_write_on_fill_the_rest_of_the_last_page():
    blocks = [block(100), block(100), block(50, margin_after_px=8)]
    free = 203 - 50 - 3 - CERTAIN_PX - 8
    spare, changes = lines_of_run(blocks, (HEIGHT,) * 2, (200.0, 50.0))
    assert changes == [spare, StyleChange(spare.element, f"height: {free:.1f}px")]
    for least, added in ((free / PIXELS_PER_MM - 0.01, True), (free / PIXELS_PER_MM + 0.01, False)):
        assert bool(lines_of_run(blocks, (HEIGHT,) * 2, (200.0, 50.0), least)[1]) == added
    # What the layout has left, if that is less.
    spare, changes = lines_of_run(blocks, (HEIGHT,) * 2, (200.0, 60.0))
    assert changes[1] == StyleChange(spare.element, f"height: {203 - 60 - CERTAIN_PX - 8:.1f}px")
    assert lines_of_run(blocks, (HEIGHT,) * 2, (200.0, 50.0), waits=False)[1] == []


def test_lines_are_added_only_where_the_simulation_agrees_with_the_layout():
    assert lines_of_run([block(50)], (HEIGHT,) * 2, (200.0, 50.0))[1] == []
    assert lines_of_run([block(50)], (HEIGHT,) * 2, (200.0, 50.0), blank=2)[1] == []


def test_blank_pages_are_filled_with_lines_of_their_own():
    spare, changes = lines_of_run([block(190)], (HEIGHT,), (190.0,), blank=2)
    added = changes[::2]
    assert len(changes) == 4 and all(isinstance(each, SpareElement) and each.element is not spare.element for each in added)
    assert [each.element.get("data-spare") for each in added] == ["30", "30"]
    css = f"break-before: page; height: {HEIGHT - CERTAIN_PX:.1f}px"
    assert changes[1::2] == [StyleChange(each.element, css) for each in added]


def growing(height, **changes):
    return block(height, element=ElementTree.Element("div", {"data-grow": ""}), **changes)


def test_an_element_that_grows_takes_the_free_room_instead():
    box = growing(30)
    blocks = [block(100), block(100), box, block(20, keep_with_previous=True)]
    spare, changes = lines_of_run(blocks, (HEIGHT,) * 2, (200.0, 50.0))
    assert changes == [StyleChange(box.element, f"height: {30 + 200 - 50 - CERTAIN_PX:.1f}px")]
    assert lines_of_run(blocks, (HEIGHT,) * 2, (200.0, 191.0))[1] == []
    assert lines_of_run([growing(30), block(170), block(100)], (HEIGHT,) * 2, (200.0, 100.0), waits=False)[1] == []


def test_an_element_grows_only_on_the_last_page():
    first, last = growing(30), growing(40)
    blocks = [first, block(170), block(60), last]
    _, changes = lines_of_run(blocks, (HEIGHT,) * 2, (200.0, 100.0), waits=False)
    assert changes == [StyleChange(last.element, f"height: {40 + 200 - 100 - CERTAIN_PX:.1f}px")]


def test_blank_pages_have_lines_beside_an_element_that_grows():
    spare, changes = lines_of_run([growing(30)], (HEIGHT,), (30.0,), blank=1)
    assert isinstance(changes[1], SpareElement) and len(changes) == 3
