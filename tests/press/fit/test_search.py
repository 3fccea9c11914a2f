"""Fit: the search finds the largest size that fits, in few layouts, and says by how much a text is too long."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.press import print_job
from publish.press.fit.search import Trial, search
from publish.press.sheets.page_limit import assign_pages
from publish.project import PublishError
from tests.press.samples import job

PANELS = ("cover", "inside", "inside", "inside", "flap", "back")


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


@given(last=st.integers(20, 80), share=st.floats(0.1, 0.95), offset=st.integers(80, 140))
def test_the_search_is_quick_where_text_grows_as_it_does(last, share, offset):
    limit, tried = int(last * share), []

    def attempt(step):
        tried.append(step)
        return Trial(None, ((step + offset) / (limit + 0.5 + offset)) ** 2, step <= limit)

    assert search(last, attempt, offset) == limit
    assert len(tried) <= 4


def test_pages_go_to_the_panels_of_their_name_and_missing_ones_are_blank():
    assert assign_pages(["cover", "inside", "inside", "flap", "back"], PANELS) == [0, 1, 2, None, 3, 4]
    assert assign_pages(["cover", "inside", "inside", "inside", "inside"], PANELS) is None
    assert assign_pages(["cover", ""], PANELS) is None


def test_more_text_prints_smaller_and_fills_the_same_panels(printed):
    short, long = printed("en", "roll"), print_job(job(sections=8, fold="roll"))
    assert short.size_pt > long.size_pt >= 9
    assert (short.sheets, long.sheets) == (2, 2)


def test_text_that_a_box_would_cut_off_prints_smaller():
    """A page count that is right is not enough: what sticks out at one size may have room at a smaller one."""
    base = job("en", sections=1, fold="roll")
    box = '<p style="height: 5.9mm; margin: 0">Fits at 11 points.</p></section><section class="inside">'
    made = print_job(replace(base, html=base.html.replace('</section><section class="inside">', box, 1)))
    assert print_job(base).size_pt == 14 and 10.5 <= made.size_pt < 14


def test_a_guide_far_too_long_names_what_where_and_how_much():
    with pytest.raises(PublishError) as caught:
        print_job(job("ar", sections=60, fold="roll", paper="Letter"))
    (finding,) = [finding for finding in caught.value.findings if finding.code == "too-long"]
    for part in ("brochure", "Letter", "(ar)", "9 pt", "lines", "panels too many (inside)", "largest blocks", "يحقن"):
        assert part in finding.message
    assert finding.locale == "ar" and finding.hint


def test_one_size_needs_no_search_and_a_page_count_is_kept():
    one = print_job(replace(job(sections=2), pages=1, min_size_pt=8, max_size_pt=16))
    assert (one.pages, one.sheets) == (1, 1)
    with pytest.raises(PublishError, match="1 page too many"):
        print_job(replace(job(sections=9), pages=1, min_size_pt=12, max_size_pt=12))


def test_panels_that_do_not_match_the_fold_are_an_error():
    with pytest.raises(PublishError, match="layout.toml"):
        print_job(replace(job(fold="roll"), panels=("cover", "back")))
