"""Fitting whole jobs: the largest size within the limit, what a page count means, and what is said of a text that is too long."""

from dataclasses import replace
from typing import Any

import pytest

from publish.press import Job, TooLong, print_job
from publish.press.engine.render import lay_out
from publish.press.fit import refine as refine_module
from publish.press.fit import search as search_module
from publish.press.fit.balance import TIGHTEST
from publish.press.fit.galley import prepare
from publish.press.fit.measure import PageFill, page_fills
from publish.press.fit.report import report_nearly_empty, report_too_long
from publish.press.fit.search import FittedLayout, fit_text
from publish.press.sheets.page_limit import PageLimit
from publish.press.sheets.page_setup import page_setup
from publish.project import PublishError, Severity
from tests.press.fit.layouts import box, boxes_job, count_split, split_job
from tests.press.samples import job


@pytest.mark.slow
def test_more_text_prints_smaller_and_fills_the_same_panels(printed):
    short, long = printed("en", "roll"), print_job(job(sections=8, fold="roll"))
    assert short.size_pt > long.size_pt >= 9
    assert (short.sheets, long.sheets) == (2, 2)


@pytest.mark.slow
def test_text_that_a_box_would_cut_off_prints_smaller():
    """A page count that is right is not enough: what sticks out at one size may have room at a smaller one."""
    base = job("en", sections=1, fold="roll")
    box = '<p style="height: 5.9mm; margin: 0">Fits at 11 points.</p></section><section class="inside">'
    made = print_job(replace(base, html=base.html.replace('</section><section class="inside">', box, 1)))
    assert print_job(base).size_pt == 14 and 10.5 <= made.size_pt < 14


@pytest.mark.slow
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


WORDS = "A session takes ten minutes and most people go home at once. "


def plain(body: str, **changes: Any) -> Job:
    """Return an A6 job that prints ``body`` alone."""
    html = f'<html lang="en"><head><title>A handout</title></head><body>{body}</body></html>'
    return replace(job(), html=html, paper="A6", **changes)


def fitted(sample: Job) -> FittedLayout:
    setup = page_setup(sample)
    return fit_text(prepare(sample, setup.rules), setup.names)


def count_pages(sample: Job, size_pt: float, spacing: float = TIGHTEST) -> int:
    return len(lay_out(prepare(sample, page_setup(sample).rules), size_pt, spacing).pages)


@pytest.mark.slow
@pytest.mark.parametrize("pages", [1, 2, 3])
def test_the_largest_size_at_which_the_text_takes_no_more_pages_is_chosen(pages: int) -> None:
    sample = plain(f"<p>{WORDS * 4}</p>" * (2 + 3 * pages), min_size_pt=6, max_size_pt=16, pages=pages)
    found = fitted(sample)
    assert 6 < found.fit.size_pt < 16 and len(found.document.pages) == pages == len(found.fit.shares)
    assert count_pages(sample, found.fit.size_pt) == pages < count_pages(sample, round(found.fit.size_pt + 0.1, 1))
    assert found.fit.tightest and 0.5 < found.fit.shares[0] <= 1


def test_text_that_fits_at_the_largest_size_needs_one_trial_and_nothing_is_tight() -> None:
    found = fitted(plain(f"<p>{WORDS}</p>", min_size_pt=6, max_size_pt=12.3, pages=1))
    assert (found.fit.size_pt, found.fit.layouts, found.fit.tightest) == (12.3, 2, "")
    one = fitted(plain(f"<p>{WORDS}</p>", min_size_pt=12, max_size_pt=10, pages=2))
    assert one.fit.size_pt == 12


def test_sizes_are_tenths_of_a_point_above_the_smallest() -> None:
    found = fitted(plain(f"<p>{WORDS}</p>", min_size_pt=6.25, max_size_pt=6.5, pages=1))
    assert found.fit.size_pt == 6.45


@pytest.mark.slow
def test_a_cover_that_would_go_on_on_the_second_page_prints_smaller() -> None:
    cover = f'<div style="break-after: page"><p>{WORDS * 8}</p></div><p>{WORDS}</p>'
    found = fitted(plain(cover, min_size_pt=6, max_size_pt=20, pages=3))
    assert len(found.document.pages) == 2
    assert count_pages(plain(cover), found.fit.size_pt + 0.1) == 3  # the limit would admit it
    text = f"<div><p>{WORDS * 8}</p></div><p>{WORDS}</p>"
    assert fitted(plain(text, min_size_pt=6, max_size_pt=20, pages=3)).fit.size_pt > found.fit.size_pt


def test_a_last_page_named_back_counts_like_every_page() -> None:
    back = f'<p>{WORDS * 6}</p><div style="page: back; break-before: page"><p>Whom to call</p></div>'
    found = fitted(plain(back, min_size_pt=6, max_size_pt=20, pages=2))
    assert [fill.name for fill in page_fills(found.document)] == ["", "back"]
    assert count_pages(plain(back), found.fit.size_pt + 0.1) == 3
    assert found.fit.tightest == "1"


def test_any_number_of_pages_prints_at_the_largest_size() -> None:
    sample = plain(f"<p>{WORDS * 8}</p>" * 4, min_size_pt=8, max_size_pt=12)
    found = fitted(sample)
    assert (found.fit.size_pt, len(found.document.pages), found.fit.tightest) == (12, count_pages(sample, 12, 1.0), "")
    assert found.fit.layouts <= 2


@pytest.mark.slow
@pytest.mark.parametrize(("paragraphs", "sheets"), [(3, 1), (9, 2)])
def test_a_booklet_takes_no_more_sheets_than_at_its_smallest_size(paragraphs: int, sheets: int) -> None:
    sample = replace(plain(f"<p>{WORDS * 8}</p>" * paragraphs, fold="booklet", min_size_pt=10, max_size_pt=18), paper="A5")
    found = fitted(sample)
    assert len(found.document.pages) <= 4 * sheets and 10 < found.fit.size_pt <= 18
    if found.fit.size_pt < 18:
        assert count_pages(sample, found.fit.size_pt + 0.1, 1.0) > 4 * sheets


def test_what_is_said_of_a_text_that_is_too_long() -> None:
    body = f'<div style="height: 100mm"><p>{WORDS}</p></div><p id="b" lang="la">{"Lorem ipsum dolor. " * 20}</p><p>End</p>'
    sample = plain(body, min_size_pt=12, max_size_pt=14, pages=1)
    document = lay_out(prepare(sample, page_setup(sample).rules), 12)
    (finding,) = report_too_long(sample, document, PageLimit(1))
    assert isinstance(finding, TooLong) and finding.severity is Severity.ERROR and finding.code == "too-long"
    assert "sample handout A6 (en)" in finding.message and "12 pt" in finding.message
    assert f"{finding.lines} lines too long, {len(document.pages) - 1} page" in finding.message
    assert "“Lorem ipsum" in finding.message.split("largest blocks: ")[1].split(";")[0]
    assert finding.locale == "en" and finding.hint and "larger paper" in finding.hint
    assert 20 < finding.columns < 60
    with pytest.raises(PublishError) as caught:
        fitted(sample)
    assert finding in caught.value.findings


def test_a_limit_that_is_kept_leaves_the_errors_of_texts_outside_their_boxes() -> None:
    body = f'<div style="height: 10mm"><p>{WORDS * 3}</p></div>'
    sample = plain(body, min_size_pt=12, max_size_pt=14, pages=1)
    with pytest.raises(PublishError) as caught:
        fitted(sample)
    assert {finding.code for finding in caught.value.findings} == {"text-outside"}


def test_a_run_of_pages_whose_last_one_is_nearly_empty_is_noted() -> None:
    named = {"cover": (0.1,), "inside": (1.0, 0.9, 0.149), "back": (0.5, 0.15)}
    fills = [PageFill(name, share) for name, shares in named.items() for share in shares]
    (finding,) = report_nearly_empty(job(), fills)
    assert (finding.severity, finding.code) == (Severity.NOTE, "page-nearly-empty")
    assert "the last inside is nearly empty (15% full)" in finding.message
    (finding,) = report_nearly_empty(job(), [PageFill("", 1.0), PageFill("", 0.02)])
    assert "the last page is nearly empty (2% full)" in finding.message


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return a list that grows by the type size of each layout that is made."""
    sizes: list[float] = []

    def _lay_out(galley: Any, size_pt: float, *spacing: float) -> Any:
        sizes.append(size_pt)
        return lay_out(galley, size_pt, *spacing)

    monkeypatch.setattr(search_module, "lay_out_draft", _lay_out)
    monkeypatch.setattr(refine_module, "lay_out_draft", _lay_out)
    return sizes


FEW_BOXES = "".join(box(64) for _ in range(32))
SPARE = '<div><p>Notes</p><div data-spare="30"></div></div>'


@pytest.mark.parametrize(
    "sample",
    [
        boxes_job(box(300), min_size_pt=10, max_size_pt=12),
        boxes_job(box(300) + SPARE, min_size_pt=10, max_size_pt=12),
        boxes_job("".join(box(64) for _ in range(8)), min_size_pt=12),
        boxes_job("".join(box(64) for _ in range(30)), min_size_pt=10, max_size_pt=16, pages=4),
        boxes_job(FEW_BOXES, fold="booklet", paper="A5", min_size_pt=12, max_size_pt=12.3),
        boxes_job(box(440) * 3 + SPARE, fold="booklet", paper="A5", min_size_pt=12, max_size_pt=13),
        split_job(2),
        split_job(1, pages=5, min_size_pt=11.8),
        split_job(3, pages=6),
    ],
    ids=["text", "lines", "spaces", "limit", "booklet", "booklet with lines", "split words", "split words, limit", "split words, one size"],
)
def test_every_layout_is_counted(sample: Job, layouts: list[float]) -> None:
    found = fitted(sample)
    assert found.fit.layouts == len(layouts)
    assert all(sample.min_size_pt <= size <= sample.max_size_pt for size in layouts)


@pytest.mark.slow
def test_a_booklet_that_only_better_spaces_keep_on_its_sheets_prints_at_its_smallest_size() -> None:
    """32 blocks take five pages as designed, and four with narrower spaces."""
    sample = boxes_job(FEW_BOXES, fold="booklet", paper="A5", min_size_pt=12, max_size_pt=12.3)
    found = fitted(sample)
    assert (found.fit.size_pt, len(found.document.pages)) == (12, 4)


def test_sizes_are_searched_with_the_tightest_spaces() -> None:
    """Eight blocks fit on the page only where the spaces are tight; then they are set as wide as the page allows."""
    found = fitted(boxes_job("".join(box(64) for _ in range(8)), pages=1))
    assert len(found.document.pages) == 1
    with pytest.raises(PublishError):
        fitted(boxes_job("".join(box(64) for _ in range(9)), pages=1))


@pytest.mark.slow
@pytest.mark.parametrize("lead", [1, 2, 3])
@pytest.mark.parametrize("pages", [None, 5, 6])
def test_no_page_ends_within_a_word(lead: int, pages: int | None) -> None:
    found = fitted(split_job(lead, pages=pages))
    assert count_split(found.document) == 0


@pytest.mark.slow
def test_a_word_stays_split_where_another_page_would_be_needed() -> None:
    sample = split_job(4)
    found = fitted(sample)
    assert count_split(found.document) == 2
    assert len(found.document.pages) == count_pages(sample, 12, 1.0)
