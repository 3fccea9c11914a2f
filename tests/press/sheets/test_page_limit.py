"""Page limits: how many pages of which name an output may have, and which page goes on which panel."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.press.sheets.page_limit import PageLimit, assign_pages

PANELS = ("cover", "inside", "inside", "inside", "flap", "back")
NAMES = st.lists(st.sampled_from(["cover", "inside", "flap", "back", ""]), max_size=8)


def test_pages_go_to_the_panels_of_their_name_and_missing_ones_are_blank():
    assert assign_pages(["cover", "inside", "inside", "flap", "back"], PANELS) == [0, 1, 2, None, 3, 4]
    assert assign_pages(["cover", "inside", "inside", "inside", "inside"], PANELS) is None
    assert assign_pages(["cover", ""], PANELS) is None
    assert assign_pages(["back", "cover"], PANELS) == [1, None, None, None, None, 0]
    assert assign_pages([], PANELS) == [None] * 6


def test_panels_without_names_take_pages_in_order_and_the_back_cover_comes_last():
    assert assign_pages(["", "", ""], [""] * 4) == [0, 1, 2, None]
    assert assign_pages(["cover", "", "back"], [""] * 4) == [0, 1, None, 2]
    assert assign_pages(["", "back", ""], [""] * 4) == [0, 1, 2, None]
    assert assign_pages(["back"], [""] * 4) == [None, None, None, 0]
    assert assign_pages(["", "", "", "back"], [""] * 4) == [0, 1, 2, 3]
    assert assign_pages([], ["", ""]) == [None, None]


@given(NAMES)
def test_every_page_finds_one_panel_of_its_name_or_the_limit_is_exceeded(names):
    limit, places = PageLimit(panels=PANELS), assign_pages(names, PANELS)
    assert limit.admits(names) == (places is not None) == (not limit.excess(names)) == (Counter(names) <= Counter(PANELS))
    if places is not None:
        assert sorted(page for page in places if page is not None) == list(range(len(names)))
        assert all(names[page] == panel for page, panel in zip(places, PANELS, strict=True) if page is not None)


@pytest.mark.parametrize(("count", "admitted"), [(0, True), (2, True), (3, False)])
def test_a_number_of_pages_is_a_limit_whatever_their_names(count, admitted):
    assert PageLimit(2).admits(["cover"] * count) == admitted
    assert PageLimit().admits(["cover"] * count)


def test_pages_in_excess_are_the_last_of_their_kind():
    assert PageLimit(2).excess(["cover", "", "", "back"]) == [2, 3]
    assert PageLimit(4).excess(["cover", "", "", "back"]) == []
    assert PageLimit(panels=PANELS).excess(["cover", *["inside"] * 5, "flap", "", "back"]) == [4, 5, 7]
    assert (PageLimit(3).quota[""], PageLimit().quota[""], PageLimit(panels=PANELS).quota["inside"]) == (3, 0, 3)
