"""How pages end: no row alone, no last page that looks forgotten, lines to write on where room is left, no blank page in a booklet."""

from dataclasses import replace

import pypdfium2
import pytest
from PIL import ImageStat

from publish.press import Job, print_job
from publish.press.engine.render import lay_out
from publish.press.fit.changes import FigureMove
from publish.press.fit.flow import improve_flow
from publish.press.fit.galley import prepare
from publish.press.fit.measure import is_first_page_split, measure_runs
from publish.press.fit.paging.gaps import NEARLY_EMPTY
from publish.press.fit.paging.paginate import paginate
from publish.press.sheets.page_setup import page_setup
from tests.press.samples import job, with_body
from tests.workspaces import ROOT

WORDS = "A session takes ten minutes and most people go home at once. "
TYPE = ":root { --leading: 1.5; --title-leading: 1.2; --scale: 1; --weight: 700 }"
PRINT_CSS = TYPE + (ROOT / "layouts" / "shared" / "print.css").read_text("utf-8")
LINED = "background: repeating-linear-gradient(#000, #fff 9mm)"
SPARE = f'<div><p>My notes</p><div data-spare="30" style="{LINED}"></div></div>'


def page_texts(data: bytes) -> list[str]:
    """Return the text of each page."""
    document = pypdfium2.PdfDocument(data)
    return [document[number].get_textpage().get_text_range() for number in range(len(document))]


def table(rows: int, of: str = "row") -> str:
    body = "".join(f"<tr><td>{of} {number}</td><td>{WORDS}</td></tr>" for number in range(rows))
    return f'<table style="break-inside: auto"><thead><tr><th>Name</th><th>What</th></tr></thead><tbody>{body}</tbody></table>'


def plain(body: str, **changes: object) -> Job:
    """Return a job that prints ``body`` alone."""
    html = f'<html lang="en"><head><title>A handout</title></head><body>{body}</body></html>'
    return replace(job(), html=html, **changes)


@pytest.mark.parametrize("filler", range(16, 26, 2))
def test_no_row_of_a_table_stands_alone(filler: int) -> None:
    body = f"<p>{WORDS}</p>" * filler + table(5)
    sample = plain(body, stylesheets=(job().stylesheets[0] + PRINT_CSS,))
    counts = [text.count("row ") for text in page_texts(print_job(sample).pdf)]
    assert sum(counts) == 5 and 1 not in counts and 4 not in counts


def test_rows_fall_onto_pages_as_worked_out() -> None:
    """Also below a head that is printed again, and where a row holds to the next."""
    sample = plain(table(90) + f'<p style="break-before: avoid">{WORDS}</p>')
    (run,) = measure_runs(document := lay_out(prepare(sample, page_setup(sample).rules), 12), 1.0)
    assert len(paginate(run.blocks, run.heights_px, 1.0)) == len(document.pages) > 2
    assert sum(block.repeated_head_px > 0 for block in run.blocks) == 90


def test_a_figure_that_begins_a_page_is_known_to_need_its_margin_elsewhere() -> None:
    """WeasyPrint takes the margin at the top of a page away; where the figure moves up to text, it has it again."""
    figure = '<figure style="margin: 60px 0; break-inside: avoid"><p style="height: 150px">A picture</p></figure>'
    sample = plain(f"<p>{WORDS * 60}</p>{figure}")
    (run,) = measure_runs(document := lay_out(prepare(sample, page_setup(sample).rules), 12), 1.0)
    assert len(document.pages) == 2 and run.blocks[-1].space_px == 60


def test_a_last_page_that_would_look_forgotten_begins_with_a_heading() -> None:
    sample = plain(f"<p>{WORDS * 58}</p><h2>At home</h2><p>{WORDS * 12}</p>")
    ready = prepare(sample, page_setup(sample).rules)
    (run,) = measure_runs(lay_out(ready, 12), 1.0)
    assert paginate(run.blocks, run.heights_px, 1.0)[-1].share < NEARLY_EMPTY
    printed = print_job(sample)
    assert page_texts(printed.pdf)[-1].startswith("At home") and printed.fit.shares[-1] > 0.2 and printed.pages == 2


@pytest.mark.slow
@pytest.mark.parametrize("count", [4, 5])
def test_no_item_of_a_list_stands_alone(count: int) -> None:
    items = "".join(f"<li>item {number}</li>" for number in range(count))
    for filler in range(30, 36):
        sample = plain("<p>Text.</p>" * filler + f"<ul>{items}</ul>", stylesheets=(job().stylesheets[0] + PRINT_CSS,))
        found = [text.count("item ") for text in page_texts(print_job(sample).pdf)]
        assert sum(found) == count and 1 not in found and count - 1 not in found


@pytest.mark.slow
def test_a_page_that_is_full_to_the_last_pixel_hides_no_forgotten_last_page() -> None:
    """The reckoning keeps a few pixels free on each page; where pages were laid out without, it goes by those."""
    (room_px, *_) = measure_runs(lay_out(prepare(plain("<p>a</p>"), page_setup(plain("")).rules), 12), 1.0)[0].heights_px
    lines = f'<p style="margin: 0; height: {room_px / 20 - 0.05:.2f}px">{WORDS}</p>' * 141
    printed = print_job(plain(lines))
    assert printed.pages == 8 and printed.fit.shares[-1] > 0.25


def test_the_blank_pages_of_a_booklet_have_lines() -> None:
    back = '<div style="page: back; break-before: page"><p>Whom to call</p></div>'
    sample = plain(f"<p>{WORDS * 60}</p>" * 2 + SPARE + back, fold="booklet", orientation="landscape", max_size_pt=12)
    printed = print_job(sample)
    assert printed.pages % 4 == 0
    screen = pypdfium2.PdfDocument(printed.screen)
    words = page_texts(printed.screen)
    empty = [number for number, text in enumerate(words) if len(text.split()) < 3]
    assert empty and "Whom to call" in words[-1]
    for number in empty:
        grey = screen[number].render(scale=1).to_pil().convert("L")
        upper, lower = grey.crop((0, 0, grey.width, grey.height // 2)), grey.crop((0, grey.height // 2, grey.width, grey.height * 9 // 10))
        assert ImageStat.Stat(upper).mean[0] < 253 and ImageStat.Stat(lower).mean[0] < 253


def test_lines_grow_to_the_foot_of_the_last_page_and_what_follows_stays_on_it() -> None:
    lines = '<div data-grow="" style="height: 30mm"></div><p>Small print</p>'
    printed = print_job(plain(f"<p>{WORDS * 10}</p>{lines}"))
    assert printed.pages == 1 and printed.fit.shares[0] > 0.9


@pytest.mark.slow
@pytest.mark.parametrize("paragraphs", [3, 7])
def test_a_booklet_takes_the_largest_type_that_its_sheets_hold(paragraphs: int) -> None:
    body = f"<p>{WORDS * 40}</p>" * paragraphs
    smallest = print_job(plain(body, fold="booklet", orientation="landscape", min_size_pt=10, max_size_pt=10))
    printed = print_job(plain(body, fold="booklet", orientation="landscape", min_size_pt=10, max_size_pt=12))
    assert (printed.pages + 3) // 4 == (smallest.pages + 3) // 4
    assert printed.pages % 4 == 0 and 10 < printed.size_pt < 12


def test_a_cover_that_goes_on_overleaf_is_seen() -> None:
    split, whole = (plain(f'<div style="break-after: page"><p>{WORDS * words}</p></div><p>Text</p>') for words in (120, 10))
    assert is_first_page_split(lay_out(prepare(split, page_setup(split).rules), 12))
    assert not is_first_page_split(lay_out(prepare(whole, page_setup(whole).rules), 12))


def test_a_list_may_begin_a_page_after_a_picture() -> None:
    """Else a heading, its picture and the first point move overleaf together, and leave a hole."""
    picture = '<figure style="margin: 0"><img src="drawing.svg" alt="Where" style="width: 100%; height: 90mm"></figure>'
    items = "".join(f"<li>{WORDS * 8}</li>" for _ in range(4))
    sample = with_body(f"<p>{WORDS * 12}</p><h2>Risks</h2>{picture}<ul>{items}</ul>", stylesheets=(job().stylesheets[0] + PRINT_CSS,))
    texts = page_texts(print_job(sample).pdf)
    assert "Risks" in texts[0]


def test_a_picture_in_a_row_does_not_part_a_list() -> None:
    picture = '<figure style="margin: 0"><img src="drawing.svg" alt="Where" style="width: 100%; height: 90mm"></figure>'
    items = (f"<ul><li>Point {number}. {WORDS}</li></ul>" for number in range(4))
    rows = [*[f"<p>{WORDS * 12}</p>"] * 6, picture, f"<p>{WORDS * 3} It has:</p>", *items]
    body = "".join(f'<tr style="break-inside: avoid"><td>{row}</td><td>{row if "figure" not in row else ""}</td></tr>' for row in rows)
    sample = plain(f'<table style="break-inside: auto; table-layout: fixed; width: 100%">{body}</table><p>{WORDS}</p>')
    ready = prepare(sample, page_setup(sample).rules)
    changes = improve_flow(ready.root, measure_runs(lay_out(ready, 12), 1.0), booklet=False)
    (moved,) = (change for change in changes if isinstance(change, FigureMove))
    assert "Point 3." in "".join(moved.after.itertext())
