"""Refined layouts: panels evenly full, no gaps above pictures, no page for two lines, and few layouts for it."""

from dataclasses import replace

import pytest

from publish.press import Printed, print_job
from publish.press.engine.render import lay_out
from publish.press.fit.changes import Change, FigureMove
from publish.press.fit.flow import improve_flow
from publish.press.fit.galley import prepare
from publish.press.fit.measure import measure_runs
from publish.press.fit.paging.paginate import paginate
from publish.press.sheets.page_setup import page_setup
from tests.press.samples import job, with_body
from tests.validators.readers import poppler

FIGURE = '<figure style="break-inside: avoid; margin: 0"><img src="drawing.svg" alt="Where" style="width: 100%; height: 90mm"></figure>'
WORDS = "A session takes ten minutes and most people go home at once. "


@pytest.mark.parametrize("language", ["en", "ar", "hi"])
def test_simulated_pages_are_those_laid_out(language):
    sample = job(language, sections=14)
    document = lay_out(prepare(sample, page_setup(sample).rules), 12)
    (run,) = measure_runs(document, 1.0)
    assert len(paginate(run.blocks, run.heights_px, 1.0)) == len(document.pages)


def test_a_picture_moves_behind_the_text_that_fills_its_gap():
    filler, text = f"<p>{WORDS * 16}</p>", f"<p id='after'>{WORDS * 20}</p><p>{WORDS * 20}</p>"
    sample = with_body(f"<h2>Part</h2>{filler}{FIGURE}{text}<h2>Next</h2><p>{WORDS}</p>")
    printed = print_job(sample)
    assert printed.fit.layouts == 2
    assert min(printed.fit.shares[:-1]) > 0.9
    assert "Next" in poppler(printed.pdf)


def flow_changes(body: str) -> tuple[Change, ...]:
    sample = with_body(body)
    galley = prepare(sample, page_setup(sample).rules)
    return improve_flow(galley.root, measure_runs(lay_out(galley, 12), 1.0), False)


def test_a_picture_rises_to_its_own_heading_and_passes_no_other():
    (moved,) = flow_changes(f"<h2>Part</h2><p>{WORDS * 16}</p>{FIGURE}<h2>Next</h2><p>{WORDS * 20}</p>")
    assert isinstance(moved, FigureMove) and moved.after.text == "Part"
    assert not flow_changes(f"<h2>Part</h2><p>{WORDS * 16}</p><h3>Below</h3>{FIGURE}<h2>Next</h2><p>{WORDS * 20}</p>")


def test_a_picture_stays_with_text_that_keeps_to_it():
    text = f'<p style="break-before: avoid">{WORDS * 20}</p>'
    assert not flow_changes(f"<h2>Part</h2><p>{WORDS * 16}</p>{FIGURE}{text}<h2>Next</h2><p>{WORDS}</p>")


def test_a_last_page_of_two_lines_is_saved():
    """By closer spaces, of which there are many; where that does not do, wider ones fill it."""
    base = job()
    style = base.stylesheets[0] + "p { margin: 0 0 calc(14pt * var(--air, 1)) }"

    def _print(paragraphs: int) -> Printed:
        body = "".join(f"<p>{WORDS}</p>" for _ in range(paragraphs))
        html = f'<html lang="en"><head><title>A handout</title></head><body>{body}</body></html>'
        return print_job(replace(base, html=html, stylesheets=(style,)))

    assert [_print(paragraphs).pages for paragraphs in (24, 26, 29)] == [1, 1, 2]
    assert [_print(paragraphs).fit.layouts for paragraphs in (24, 26)] == [1, 2]
    assert _print(29).fit.shares[-1] > 0.25


def test_small_print_stands_at_the_foot_and_lines_wait_for_room():
    html = '<div class="spare" data-spare="30" style="background: #e4f0f1"></div><p data-foot="">Small print</p></section>'
    base = job(sections=2, fold="roll")
    sample = replace(base, html=base.html.replace("</section>", html, 2).replace(html, "</section>", 1))
    printed = print_job(sample)
    inside = printed.fit.shares[1:-2]
    assert len(inside) == 3 and inside[-1] > 0.9
    assert poppler(printed.pdf).count("Small print") == 1


def test_few_layouts_are_needed():
    printed = [print_job(job(language, fold="roll")) for language in ("en", "ar", "hi")]
    assert sum(each.fit.layouts for each in printed) <= 18
    assert all(each.fit.tightest in ("cover", "inside", "flap", "back", "") for each in printed)
