"""Closing gaps: a figure moves behind text, a long table breaks between rows, and nothing moves that must stay."""

from dataclasses import replace

import pytest

from publish.press.fit.changes import FigureMove, StyleChange
from publish.press.fit.paging.gaps import badness, close_gaps
from publish.press.fit.paging.paginate import SimulatedPage, paginate
from tests.press.fit.samples import block, run_of, tree

# Pages of 200 pixels in which a figure of 120 leaves a gap below 100 pixels of text.
HEIGHTS = (203.0,) * 4


def page(share, overflowing=None):
    return SimulatedPage(share, 0.0, overflowing)


def test_pages_gaps_and_a_nearly_empty_last_page_are_bad():
    assert badness([page(1), page(0.25)]) == 2
    assert badness([page(1), page(0.24)]) == badness([page(1), page(0.2), page(0.25)]) == 3
    assert badness([page(0.5, 3), page(0.9)]) == pytest.approx(2.5)
    assert badness([page(0.5), page(0.9)]) == 2  # a page that ends early for another reason has no gap
    two_small = badness([page(0.9, 0), page(0.9, 0), page(0.9)])
    assert two_small == pytest.approx(3.04) and two_small < badness([page(0.8, 0), page(1, 0), page(0.9)])


def run_in(root, heights, lines=None):
    """Return a run of the elements of the body, each as high as ``heights`` has it by its id; its blocks and its elements by id."""
    found = {element.get("id"): element for element in root.iter() if element.get("id")}
    blocks = [block(height, element=found[name], **((lines or {}).get(name, {}))) for name, height in heights.items()]
    return run_of(blocks, HEIGHTS), found


def closed(html, heights, **lines):
    """Return the ids of the blocks in their new order, and the changes, with ids for elements."""
    root = tree(html)
    run, _ = run_in(root, heights, lines)
    blocks, changes = close_gaps(root, run)[0]
    names = [(change.element.get("id"), change.after.get("id") if isinstance(change, FigureMove) else change.css) for change in changes]
    return [each.element.get("id") for each in blocks], names


TEXT = '<p id="a"/><figure id="f"/><p id="b"/><p id="c"/><p id="d"/>'


def test_a_figure_moves_behind_the_text_that_fills_its_gap():
    heights = {"a": 100, "f": 120, "b": 50, "c": 50, "d": 60}
    assert closed(TEXT, heights) == (["a", "b", "c", "f", "d"], [("f", "c")])


def test_a_figure_moves_no_further_than_the_gap_is_high():
    assert closed(TEXT, {"a": 100, "f": 120, "b": 99, "c": 50, "d": 60}) == (["a", "b", "c", "f", "d"], [("f", "c")])
    assert closed(TEXT, {"a": 100, "f": 120, "b": 100, "c": 50, "d": 60}) == (["a", "b", "f", "c", "d"], [("f", "b")])
    assert closed(TEXT, {"a": 100, "f": 120, "b": 60, "c": 50, "d": 60}) == (["a", "b", "c", "f", "d"], [("f", "c")])
    spaced = {"b": {"space_px": 20.0, "fixed_px": 20.0}}
    assert closed(TEXT, {"a": 100, "f": 120, "b": 60, "c": 50, "d": 60}, **spaced) == (["a", "b", "f", "c", "d"], [("f", "b")])


def test_a_figure_rises_above_a_paragraph_that_can_go_on_overleaf_and_stays_below_the_heading():
    html = '<h2 id="h"/><p id="a"/><p id="b"/><figure id="f"/><h2 id="n"/><p id="c"/>'
    heights = {"h": 20, "a": 60, "b": 50, "f": 115, "n": 20, "c": 60}
    assert closed(html, heights, a={"keep_with_previous": True}) == (["h", "a", "f", "b", "n", "c"], [("f", "a")])
    heights |= {"a": 90, "b": 20}
    assert closed(html, heights, a={"keep_with_previous": True}) == (["h", "f", "a", "b", "n", "c"], [("f", "h")])


@pytest.mark.parametrize("barrier", ['<h2 id="b"/>', '<figure id="b"/>', '<ul id="b"/>', '<section id="b"/>'])
def test_a_figure_rises_above_nothing_but_paragraphs(barrier):
    html = f'<p id="a"/>{barrier}<figure id="f"/><h2 id="n"/><p id="c"/>'
    assert closed(html, {"a": 60, "b": 50, "f": 115, "n": 20, "c": 60})[1] == []


def test_a_figure_does_not_rise_away_from_text_that_stays_with_it_nor_between_texts_that_stay_together():
    html = '<p id="z"/><p id="a"/><p id="b"/><figure id="f"/><h2 id="n"/><p id="c"/>'
    heights = {"z": 10, "a": 60, "b": 50, "f": 115, "n": 20, "c": 60}
    assert closed(html, heights)[1] == [("f", "a")]
    assert closed(html, heights, b={"keep_with_previous": True})[1] == [("f", "z")]
    assert closed(html, heights, n={"keep_with_previous": True})[1] == []


def test_a_figure_that_leaves_no_gap_or_a_small_one_stays():
    assert closed(TEXT, {"a": 80, "f": 120, "b": 50, "c": 50, "d": 60})[1] == []
    assert closed(TEXT, {"a": 185, "f": 120, "b": 15, "c": 50, "d": 30})[1] == []
    assert closed(TEXT, {"a": 183, "f": 120, "b": 17, "c": 50, "d": 30})[1] == [("f", "b")]


def test_a_figure_stays_where_moving_it_makes_pages_no_better():
    assert closed(TEXT, {"a": 100, "f": 120, "b": 190, "c": 190, "d": 190})[1] == []
    assert closed('<p id="a"/><figure id="f"/>', {"a": 100, "f": 120}) == (["a", "f"], [])


@pytest.mark.parametrize("barrier", ['<h2 id="b"/>', '<figure id="b"/>', '<div id="b"><figure/></div>'])
def test_a_figure_passes_no_heading_and_no_other_figure(barrier):
    html = f'<p id="a"/><figure id="f"/>{barrier}<p id="c"/><p id="d"/>'
    moved = closed(html, {"a": 100, "f": 120, "b": 50, "c": 50, "d": 60})[1]
    assert "f" not in dict(moved)
    html = f'<p id="a"/><figure id="f"/><p id="c"/>{barrier}<p id="d"/>'
    assert closed(html, {"a": 100, "f": 120, "c": 60, "b": 40, "d": 60})[1][:1] == [("f", "c")]


def test_a_heading_in_a_box_does_not_stop_a_figure():
    html = '<p id="a"/><figure id="f"/><div id="b"><h2/></div><p id="d"/>'
    assert closed(html, {"a": 100, "f": 120, "b": 100, "d": 60})[1] == [("f", "b")]


def test_a_picture_in_a_figure_moves_with_its_figure():
    html = '<p id="a"/><figure id="f"><img id="i"/><p id="caption"/></figure><p id="b"/><p id="c"/>'
    heights = {"a": 100, "i": 110, "caption": 10, "b": 50, "c": 50}
    lines = {"caption": {"keep_with_previous": True}}
    assert closed(html, heights, **lines) == (["a", "b", "c", "i", "caption"], [("f", "c")])


def test_a_figure_that_ends_a_part_moves_behind_the_text_after_it():
    html = '<p id="z"/><div id="o"><p id="a"/><figure id="f"/></div><p id="b"/><p id="c"/><p id="d"/>'
    heights = {"z": 10, "a": 90, "f": 120, "b": 50, "c": 50, "d": 60}
    assert closed(html, heights) == (["z", "a", "b", "c", "f", "d"], [("f", "c")])
    boxed = {"f": {"padding_after_px": 4.0}}  # it is in a box of its own, which ends with it
    assert closed(html, heights, **boxed)[1] == []
    assert closed(html.replace("div", "ul"), heights)[1] == []


def test_text_that_stays_with_the_figure_keeps_it_in_its_place():
    heights = {"a": 100, "f": 120, "b": 50, "c": 50, "d": 60}
    assert closed(TEXT, heights, b={"keep_with_previous": True})[1] == []


def test_texts_that_stay_together_pass_the_figure_together_or_not_at_all():
    heights = {"a": 100, "f": 120, "b": 100, "c": 30, "d": 60}
    assert closed(TEXT, heights)[1] == [("f", "b")]
    # “c” stays with “b”, and both do not fit into the gap; but a text that stays with it passes with it.
    root = tree(TEXT)
    run, found = run_in(root, {"a": 100, "f": 120, "b": 60, "c": 40, "d": 60}, {"c": {"keep_with_previous": True}})
    _, (moved,) = close_gaps(root, run)[0]
    assert moved == FigureMove(found["f"], found["c"])
    heading = '<p id="a"/><figure id="f"/><p id="b"/><h2 id="h"/><p id="c"/>'
    heights = {"a": 100, "f": 120, "b": 60, "h": 20, "c": 60}
    assert closed(heading, heights)[1] == [("f", "b")]
    assert closed(heading, heights, h={"keep_with_previous": True})[1] == []


def test_a_figure_under_its_heading_changes_places_with_text_that_then_stays_with_the_heading():
    root = tree('<p id="z"/><h2 id="a"/><figure id="f"/><p id="b"/><p id="c"/><p id="d"/>')
    heights = {"z": 90, "a": 10, "f": 120, "b": 60, "c": 50, "d": 60}
    run, found = run_in(root, heights, {"f": {"keep_with_previous": True}})
    blocks, changes = close_gaps(root, run)[0]
    assert changes == [FigureMove(found["f"], found["c"])]
    assert [(each.element.get("id"), each.keep_with_previous) for each in blocks][2:5] == [("b", True), ("c", False), ("f", False)]
    assert [each.overflowing for each in paginate(blocks, HEIGHTS)] == [3, 5, None]


def test_two_figures_move_each_behind_text_of_its_own():
    html = '<p id="a"/><figure id="f"/><p id="b"/><p id="c"/><h2 id="h"/><figure id="g"/><p id="d"/><p id="e"/>'
    heights = {"a": 100, "f": 120, "b": 50, "c": 50, "h": 20, "g": 120, "d": 30, "e": 30}
    assert closed(html, heights) == (["a", "b", "c", "f", "h", "d", "e", "g"], [("f", "c"), ("g", "e")])


ROW = '<table><tr id="a"><td/></tr><tr id="f"><td><figure/></td></tr>{}<tr id="d"><td/></tr></table>'


def test_a_row_with_a_figure_moves_like_a_figure():
    html = ROW.format('<tr id="b"><td/></tr><tr id="c"><td/></tr>')
    assert closed(html, {"a": 100, "f": 120, "b": 50, "c": 50, "d": 60})[1] == [("f", "c")]
    html = ROW.format('<tr id="b"><td/></tr><tr id="c"><td><h3/></td></tr>')
    assert closed(html, {"a": 100, "f": 120, "b": 60, "c": 40, "d": 60})[1] == [("f", "b")]


@pytest.mark.parametrize("list_tag", ["ul", "ol", "dl"])
def test_a_row_with_a_figure_does_not_divide_a_list(list_tag):
    item = f"<td><{list_tag}/></td>"
    html = ROW.format(f'<tr id="b"><td/></tr><tr id="c"><td/></tr><tr id="l">{item}</tr><tr id="m">{item}</tr>')
    heights = {"a": 100, "f": 120, "b": 60, "c": 60, "l": 10, "m": 10, "d": 60}
    assert closed(html, heights)[1] == [("f", "m")]
    second = ROW.format(f'<tr id="b"><td/></tr><tr id="c">{item}</tr>')
    assert closed(second, {"a": 100, "f": 120, "b": 90, "c": 10, "d": 60})[1] == [("f", "c")]
    html = html.replace(item, "<td/>")
    assert closed(html, heights)[1] == [("f", "c")]
    first = ROW.format(f'<tr id="b">{item}</tr><tr id="c"><td/></tr>')
    assert closed(first, {"a": 100, "f": 120, "b": 100, "c": 60, "d": 60})[1] == [("f", "b")]


def table(rows, height=30.0):
    return {"lines_px": (height,) * rows, "unbreakable": True}


def opened(rows, above, height=30.0, **changes):
    root = tree('<p id="a"/><table id="t"/><p id="b"/>')
    run, found = run_in(root, {"a": above, "t": rows * height, "b": 20}, {"t": table(rows, height) | changes})
    blocks, made = close_gaps(root, run)[0]
    assert made in ([], [StyleChange(found["t"], "break-inside: auto")])
    return blocks, bool(made)


def test_a_long_table_breaks_between_rows_under_its_head_where_it_would_leave_a_large_gap():
    blocks, changed = opened(6, 100, space_px=7.0, fixed_px=3.0, keep_with_previous=False)
    assert changed
    head, *rows = blocks[1:-1]
    assert (head.height_px, head.space_px, head.fixed_px, head.lines_px, head.repeated_head_px) == (30, 7, 3, (), 0)
    assert not head.keep_with_previous
    assert [row.keep_with_previous for row in rows] == [True, True, False, False, True]
    assert {(row.height_px, row.space_px, row.fixed_px, row.lines_px, row.repeated_head_px) for row in rows} == {(30, 0, 0, (), 30)}
    assert [each.height_px for each in (blocks[0], blocks[-1])] == [100, 20]


def test_a_short_table_or_one_that_leaves_a_small_gap_stays_whole():
    assert opened(5, 100)[1] and not opened(4, 100)[1]
    assert opened(6, 170, 9.0)[1] and not opened(6, 171, 9.0)[1]
    assert not opened(6, 149, 30.0)[1]  # its head and two rows would not fit


def test_a_row_keeps_its_own_height():
    root = tree('<table id="t"/>')
    lines = (30.0, 20.0, 25.0, 35.0, 40.0, 45.0)
    run, found = run_in(root, {"t": 195.0}, {"t": {"lines_px": lines, "unbreakable": True}})
    run = replace(run, blocks=(block(60), *run.blocks))
    assert [each.height_px for each in close_gaps(root, run)[0][0]][1:] == list(lines)
