"""How empty pages are, why some may be, and the smallest type on them."""

from dataclasses import replace

import pypdfium2
import pytest

from publish.press import Fit, PageSpace, print_job
from tests.press.samples import job

PAGE = '@page { margin: 24mm 10mm; @bottom-center { content: counter(page); font-size: 6pt } }'
STYLE = f"{PAGE} html {{ font: 10pt/10mm Noto Sans }} body, p, div {{ margin: 0 }} .next {{ break-before: page }} sup {{ font-size: 4pt }}"


def fit(body: str) -> Fit:
    html = f'<html lang="en"><head><title>A page</title></head><body>{body}</body></html>'
    return print_job(replace(job(), html=html, stylesheets=(STYLE,), paper="A6")).fit


def lines(number: int) -> str:
    return "<br>".join(["text"] * number)


def test_white_is_what_is_left_below_the_last_line() -> None:
    block = f'<div style="break-inside: avoid">{lines(8)}</div>'
    assert fit(block + block).spaces == (PageSpace(0.2), PageSpace(0.2, "end"))
    assert fit(block + block).most_white == 0.2


def test_a_picture_counts_and_so_does_the_shorter_of_two_columns() -> None:
    long, short = (f'<p style="break-inside: avoid">{lines(number)}</p>' for number in (6, 4))
    columns = f'<div style="columns: 2; break-after: avoid">{long}{short}</div>'
    rest = f'<p style="break-inside: avoid">{lines(6)}</p>'
    assert [space.white for space in fit(columns + rest).spaces] == [pytest.approx(0.5), 0.4]


def test_a_page_that_a_style_sheet_ends_is_excepted_by_name() -> None:
    page = f"<div class='next'>{lines(3)}</div>"
    assert [space.excepted for space in fit(page * 3).spaces] == ["cover", "forced break", "end"]


def test_a_page_with_lines_to_write_on_is_excepted() -> None:
    body = f"<p>{lines(4)}</p><div data-grow style='height: 30mm; background: #eee'></div><p style='break-inside: avoid'>{lines(5)}</p>"
    assert [space.excepted for space in fit(body).spaces] == ["notes", "end"]


def test_the_smallest_type_is_that_of_words_not_of_raised_numbers() -> None:
    assert fit("<p>text<sup>1</sup> <small style='font-size: 8pt'>small</small></p>").smallest_pt == 6.0


def test_spaces_grow_on_a_page_that_ends_early_and_its_text_stays() -> None:
    """Five blocks of two lines and a whole one of three: half of what the page lacks goes above the headings."""
    block = f"<h3 style='margin: 0'>head</h3><p style='margin: 0'>{lines(1)}</p>"
    whole = f"<div style='break-inside: avoid'>{lines(6)}</div>"
    printed = fit(block * 4 + whole)
    assert [space.excepted for space in printed.spaces] == ["", "end"]
    assert printed.spaces[0].white < 0.15 and printed.spaces[1].white == pytest.approx(0.4, abs=0.01)


def test_rows_of_a_table_grow_on_a_page_that_ends_early_but_neither_its_head_nor_headings() -> None:
    """Three rows of one line on a page with room for ten, the head aside; the first row is a heading."""
    row, head = f"<tr style='break-inside: avoid'><td>{lines(1)}</td></tr>", "<thead><tr><th>head</th></tr></thead>"
    rows = f"<tr><td><h3 style='margin: 0'>part</h3></td></tr>{row * 5}<tr style='break-inside: avoid'><td>{lines(5)}</td></tr>"
    style = "<style>table, td, th { border-spacing: 0; padding: 0 } table { border-collapse: collapse; width: 100% }</style>"
    printed = fit(f"{style}<table>{head}<tbody>{rows}</tbody></table>")
    assert [space.excepted for space in printed.spaces] == ["", "end"] and 0.05 < printed.spaces[0].white < 0.2


def test_nothing_is_put_above_what_begins_a_page() -> None:
    """The text after the heading belongs to the box around both, which stays at the head of the page."""
    whole = f"<div style='break-inside: avoid'>{lines(7)}</div>"
    boxed = f"<div id='box'><h3 style='margin: 0'>head</h3>text</div><p>{lines(1)}</p><p>{lines(1)}</p>"
    html = f'<html lang="en"><head><title>A page</title></head><body>{boxed}{whole}</body></html>'
    text = pypdfium2.PdfDocument(print_job(replace(job(), html=html, stylesheets=(STYLE,), paper="A6")).pdf)[0].get_textpage()
    tops = [text.get_rect(number)[3] for number in range(text.count_rects())]
    assert len(tops) > 3 and 148 / 25.4 * 72 - max(tops) < 24 / 25.4 * 72 + 20
