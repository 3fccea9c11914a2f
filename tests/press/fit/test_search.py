"""The search for the type size: it finds the largest step that fits, in few layouts, from how full the pages are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.press.fit.measure import PageFill
from publish.press.fit.search import Trial, fullest_share, search
from publish.press.sheets.page_limit import PageLimit


@given(last=st.integers(0, 80), limit=st.integers(-1, 80), offset=st.integers(50, 140), tilt=st.floats(0.7, 1.4))
def test_the_search_finds_the_largest_step_that_fits(last, limit, offset, tilt):
    """Whatever the estimates say, wrong as they may be."""
    tried = []

    def attempt(step):
        tried.append(step)
        return Trial(None, tilt * ((step + offset) / (max(limit, 0) + offset)) ** 2, step <= limit)

    found = search(last, attempt, offset)
    assert found == (None if limit < 0 else min(limit, last))
    assert len(tried) == len(set(tried)) <= 11


@given(last=st.integers(0, 80), limit=st.integers(-1, 80), first=st.integers(-5, 90), tilt=st.floats(0.7, 1.4))
def test_a_first_step_changes_nothing_but_the_number_of_layouts(last, limit, first, tilt):
    tried = []

    def attempt(step):
        tried.append(step)
        return Trial(None, tilt * ((step + 90) / (max(limit, 0) + 90)) ** 2, step <= limit)

    assert search(last, attempt, 90, first) == (None if limit < 0 else min(limit, last))
    assert len(tried) == len(set(tried)) <= 11
    assert first != limit or not 0 <= limit <= last or len(tried) <= 2


@given(last=st.integers(20, 80), share=st.floats(0.1, 0.95), offset=st.integers(80, 140))
def test_the_search_is_quick_where_text_grows_as_it_does(last, share, offset):
    limit, tried = int(last * share), []

    def attempt(step):
        tried.append(step)
        return Trial(None, ((step + offset) / (limit + 0.5 + offset)) ** 2, step <= limit)

    assert search(last, attempt, offset) == limit
    assert len(tried) <= 4


def test_the_search_begins_at_the_largest_size_and_stops_where_it_fits():
    tried = []

    def attempt(step):
        tried.append(step)
        return Trial(None, 0.5, True)

    assert search(40, attempt, 90) == 40 and tried == [40]


def test_the_first_guess_follows_the_square_of_the_size():
    """Half as much text again: the size by the square root of 1.5, here 130 / 1.2247 = 106.1 steps, 90 of which are the smallest size."""
    tried = []

    def attempt(step):
        tried.append(step)
        return Trial(None, 1.5, step <= 10)

    assert search(40, attempt, 90) == 10 and tried[:2] == [40, 16]


@pytest.mark.parametrize("fill", [0.0, 1e-9, 1000.0])
def test_a_layout_that_is_empty_or_endless_does_not_stop_the_search(fill):
    assert search(40, lambda step: Trial(None, fill, step <= 17), 90) == 17
    assert search(0, lambda step: Trial(None, fill, False), 90) is None


def test_after_four_guesses_the_search_halves_what_is_left():
    """The estimates are useless here: each says that one step less would do."""
    tried = []

    def attempt(step):
        tried.append(step)
        return Trial(None, 1.0001, step <= 3)

    assert search(63, attempt, 90) == 3
    assert tried == [63, 62, 61, 60, 59, 29, 14, 6, 2, 4, 3]


def test_two_layouts_say_how_fast_the_text_grows():
    """Pictures do not grow: the text takes 1.5 times its room at 130 steps and 1.1 times at 106, so it grows with the power 1.5."""
    tried = []

    def attempt(step):
        tried.append(step)
        return Trial(None, {40: 1.5, 16: 1.1}.get(step, 1.0), step <= 8)

    assert search(40, attempt, 90) == 8 and tried[:3] == [40, 16, 9]


def test_the_search_follows_what_is_likely_and_leaves_it_in_growing_strides():
    """Each layout says that it is the last that fits; the search goes on by one step, by two and by four."""
    tried = []

    def attempt(step):
        tried.append(step)
        return Trial(None, 0.5, step <= 16, likely=10 if step == 40 else step)

    assert search(40, attempt, 90) == 16 and tried == [40, 10, 11, 13, 17, 15, 16]


def test_the_search_begins_where_it_is_told():
    tried = []

    def attempt(step):
        tried.append(step)
        return Trial(None, 1.0, step <= 20, likely=20)

    assert search(40, attempt, 90, first=0) == 20 and tried == [0, 20, 21]


def fills(*shares, name=""):
    return [PageFill(name, share) for share in shares]


def test_pages_count_whole_but_the_last_one_by_its_text():
    assert fullest_share(fills(0.2, 0.3, 0.5), PageLimit(4)) == pytest.approx(2.5 / 4)
    assert fullest_share(fills(0.2, 1.0), PageLimit(1)) == 2
    assert fullest_share(fills(0.2), PageLimit(1)) == 0.2
    assert fullest_share([*fills(1.0, name="cover"), *fills(0.5)], PageLimit(2)) == 0.75


def test_the_fullest_kind_of_panel_counts():
    limit = PageLimit(panels=("cover", "inside", "inside", "back"))
    cover, inside, back = fills(0.9, name="cover"), fills(1, 0.5, name="inside"), fills(0.1, name="back")
    assert fullest_share([*cover, *inside, *back], limit) == 0.75  # a cover alone is no measure for the size
    assert fullest_share([*cover, *fills(0.6, name="inside"), *back], limit) == pytest.approx(0.3)
    assert fullest_share([*cover, *fills(0.9, 0.4, name="back")], limit) == pytest.approx(1.4)
    assert fullest_share([*cover, *fills(1.0, 0.0, name="back")], limit) == 1
    assert fullest_share([*cover, *fills(0.5, name="inside"), *fills(1.0, 0.0, name="back")], limit) == 1
    assert fullest_share([*cover, *back], limit) == 0.9
    assert fullest_share([*cover, *fills(0.2, name="extra")], PageLimit(panels=("cover",))) == 0.9
