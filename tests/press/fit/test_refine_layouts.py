"""Refining one layout by the next: what is kept, what is taken back, and what it costs. Pages are A6, blocks have fixed heights."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from publish.press.engine.render import lay_out
from publish.press.fit.balance import SAFETIES_PX, TIGHTEST
from publish.press.fit.measure import PageFill, measure_runs, page_fills
from publish.press.fit.refine import (
    avoid_split_words,
    balance_panels,
    count_fewest_pages,
    fill_pages,
    fill_room,
    fill_with_lines,
    fills_badness,
)
from publish.press.fit.white import page_spaces
from tests.press.fit.layouts import HEIGHT_PX, box, count_split, figure, ready, source, split_galley, texts


def test_blocks_are_measured_as_they_were_made() -> None:
    galley = ready(box(144) + box(200) + box(244))
    (run,) = measure_runs(lay_out(galley, 12, 0.5), 0.5)
    assert [round(block.height_px) for block in run.blocks] == [124, 180, 224]
    assert [round(block.space_px) for block in run.blocks][1:] == [20, 20] and run.heights_px == (pytest.approx(HEIGHT_PX, abs=0.1),) * 2
    assert run.ends_px == (pytest.approx(124 + 180 + 10, abs=1), pytest.approx(224, abs=1))
    fills = page_fills(lay_out(galley, 12))
    assert [fill.share for fill in fills] == pytest.approx([324 / HEIGHT_PX, 224 / HEIGHT_PX], abs=0.01)


def test_a_better_layout_is_kept_with_its_changes() -> None:
    galley = ready(box(300, "a") + figure(260) + box(90, "b") + box(90, "c") + box(200, "d"))
    document = lay_out(galley, 12)
    assert texts(document)[0] == ["a"]
    refined = fill_pages(galley, document, 12)
    assert (refined.layouts, refined.document is document) == (1, False)
    assert texts(refined.document)[0] == ["a", "b"] or texts(refined.document)[0] == ["a", "b", "c"]
    assert texts(lay_out(galley, 12)) == texts(refined.document)


def test_pages_that_are_well_filled_cost_no_layout() -> None:
    galley = ready(box(300) + box(100))
    document = lay_out(galley, 12)
    before = source(galley)
    refined = fill_pages(galley, document, 12)
    assert (refined.document, refined.layouts) == (document, 0) and source(galley) == before


def test_a_layout_that_is_no_better_is_taken_back() -> None:
    """The spaces between these blocks do not follow --air, so narrower ones do not save the last page."""
    galley = ready("".join(box(64, style="margin: 0 0 20px !important") for _ in range(8)))
    document, before = lay_out(galley, 12), source(galley)
    refined = fill_pages(galley, document, 12)
    assert (refined.document, refined.layouts) == (document, 1) and source(galley) == before


def test_the_fewest_pages_are_counted_without_leaving_a_trace() -> None:
    galley = ready("".join(box(64) for _ in range(7)) + box(64))
    before = source(galley)
    document = lay_out(galley, 12)
    assert len(document.pages) == 2
    assert count_fewest_pages(galley, document, 12) == (1, 1)
    assert source(galley) == before
    other = ready(box(400) + box(400))
    assert count_fewest_pages(other, lay_out(other, 12), 12) == (2, 0)


SPARE = '<div><p>Notes</p><div data-spare="30"></div></div>'


def test_lines_to_write_on_fill_the_last_page_of_a_handout() -> None:
    galley = ready(box(200) + SPARE)
    document = lay_out(galley, 12)
    refined = fill_with_lines(galley, document, 12)
    assert refined.layouts == 1 and len(refined.document.pages) == 1
    assert page_fills(document)[0].share < 0.6 and page_fills(refined.document)[0].share > 0.95
    assert "height" in (galley.root.find(".//*[@data-spare]").attrib["style"])


def test_no_lines_cost_no_layout() -> None:
    galley = ready(box(200))
    document = lay_out(galley, 12)
    assert fill_with_lines(galley, document, 12).layouts == 0
    assert fill_with_lines(galley, document, 12).document is document


@pytest.mark.parametrize(("count", "blank"), [(1, 3), (2, 2), (3, 1), (4, 0)])
def test_the_blank_pages_of_a_booklet_are_filled_with_lines(count: int, blank: int) -> None:
    galley = ready(box(440) * (count - 1) + box(440) + SPARE.replace("<p>Notes</p>", ""), fold="booklet", paper="A5")
    document = lay_out(galley, 12)
    assert len(document.pages) == count
    refined = fill_with_lines(galley, document, 12)
    assert len(refined.document.pages) == 4 and refined.layouts == bool(blank)
    assert len(galley.root.findall(".//*[@data-spare]")) == blank
    assert all(fill.share > 0.8 for fill in page_fills(refined.document))


def test_lines_that_would_take_another_page_are_taken_back() -> None:
    """What floats is not simulated: the page has less room than was calculated."""
    galley = ready(f'{box(100)}{SPARE}<div style="display: flow-root; height: 90px; break-before: avoid"></div>')
    document, before = lay_out(galley, 12), source(galley)
    refined = fill_with_lines(galley, document, 12)
    assert len(refined.document.pages) == 1
    assert (refined.document is document) == (source(galley) == before)


@pytest.mark.parametrize("lead", range(1, 6))
def test_words_that_are_split_across_pages_move_to_the_next(lead: int) -> None:
    galley = split_galley(lead)
    document = lay_out(galley, 12)
    refined = avoid_split_words(galley, document, 12, 1.0, lambda other: True)
    assert (refined.document is document) == (refined.layouts == 0) == (count_split(document) == 0)
    assert count_split(refined.document) == 0
    assert texts(lay_out(galley, 12)) == texts(refined.document)


def test_split_words_stay_where_nothing_else_fits() -> None:
    galley = next(galley for galley in map(split_galley, range(1, 6)) if count_split(lay_out(galley, 12)))
    document, before = lay_out(galley, 12), source(galley)
    refined = avoid_split_words(galley, document, 12, 1.0, lambda other: False)
    assert (refined.document, refined.layouts) == (document, 1) and source(galley) == before


def accepting(number: int) -> tuple[list[Any], Callable[[Any], bool]]:
    """Return a list of the layouts that were tried, and a check that accepts the one of that ``number``."""
    tried: list[Any] = []

    def _accepts(document: Any) -> bool:
        tried.append(document)
        return len(tried) == number

    return tried, _accepts


@pytest.mark.parametrize("number", [1, 2, 4])
def test_panels_are_balanced_by_the_first_attempt_that_fits(number: int) -> None:
    galley = ready("".join(box(64, style="page: inside") for _ in range(10)))
    document = lay_out(galley, 12, TIGHTEST)
    tried, accepts = accepting(number)
    refined = balance_panels(galley, document, 12, Counter({"inside": 2}), accepts)
    assert refined.layouts == number == len(tried) and refined.document is tried[-1]
    assert [len(page) for page in texts(document)] == [8, 2]
    assert [len(page) for page in texts(refined.document)] == ([6, 4] if number < 4 else [8, 2])


def test_where_no_attempt_fits_panels_stay_as_they_are() -> None:
    galley = ready("".join(box(144, style="page: inside") for _ in range(4)))
    document, before = lay_out(galley, 12, TIGHTEST), source(galley)
    refined = balance_panels(galley, document, 12, Counter({"inside": 2}), lambda other: False)
    assert (refined.document, refined.layouts) == (document, len(SAFETIES_PX) + 1) and source(galley) == before


def test_gaps_count_by_their_square_but_on_the_last_page_of_a_run() -> None:
    """Two runs: pages half and nearly full before a last one, whose gap is free; then one nearly empty page, which costs a whole one."""
    fills = [PageFill("inside", 0.5), PageFill("inside", 0.9), PageFill("inside", 0.6), PageFill("back", 0.02)]
    assert fills_badness(fills) == pytest.approx(3 + 2 * 0.5**2 + 2 * 0.1**2 + 1 + 1)


def test_wider_spaces_and_lines_to_write_on_take_one_layout_together() -> None:
    whole = box(380, "whole", style="break-inside: avoid")
    galley = ready(box(150) + box(100) + box(100) + whole + '<div data-grow="" style="height: 40px"></div>')
    document = lay_out(galley, 12)
    assert len(document.pages) == 2 and page_spaces(document)[0].white > 0.15
    full = fill_room(galley, document, 12)
    assert full.layouts == 1 and page_spaces(full.document)[0].white < page_spaces(document)[0].white
    lines = next(each for each in galley.root.iter("div") if each.get("data-grow") is not None)
    assert float(lines.get("style", "").rpartition("height: ")[2].removesuffix("px")) > 44
