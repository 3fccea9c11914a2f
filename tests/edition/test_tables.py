"""Tables that their column cannot hold print row by row: nothing in them is lost, and no word is broken."""

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint.formatting_structure import boxes

from publish.edition.request import Request
from publish.edition.typesetting.tables import Column, fit_tables, stack_tables
from publish.edition.typesetting.widths import pieces
from publish.guide import Block, Guide, Kind, Printer, parse_guide
from publish.press import print_job
from publish.press.engine.boxes import boxes_in
from publish.press.engine.render import lay_out
from publish.press.fit.galley import prepare
from publish.press.sheets.page_setup import page_setup
from publish.release.output import job_of
from tests.edition.small import composed, error_in, translate, workspace_in, write
from tests.validators.verapdf import failures

pytestmark = pytest.mark.slow

PANEL = Column(77, 9, 14)
OFF = "\n::: off-label\nOff.\n:::\n"
HEADS = ["Medicine", "Morning", "Evening", "Unwanted effects", "Remember", "Refrigerator", "Immediately", "Pharmacist"]
CELLS = ["Mycophenolate", "2 tablets", "", "Hypersensitivity", "Swallow *whole*", "no", "at once", "Ask"]
CHINESE = ["药物", "早上", "晚上", "副作用", "注意事项", "存放", "开始", "咨询药剂师"]


def table(*rows: list[str]) -> str:
    head, *body = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(["# T", "", head, "|" + "---|" * len(rows[0]), *body, ""])


def printed(markdown: str, column: Column = PANEL) -> Block:
    guide = parse_guide(markdown)
    return fit_tables(guide, column, Printer(guide).plain, "{0}: {1}").blocks[1]


@pytest.mark.parametrize(("count", "kind"), [(3, Kind.TABLE), (5, Kind.DEFINITIONS), (8, Kind.DEFINITIONS)])
def test_a_table_too_wide_prints_row_by_row(count: int, kind: Kind) -> None:
    assert printed(table(HEADS[:count], CELLS[:count])).kind is kind


def test_a_row_is_a_term_with_the_other_cells_under_the_names_of_their_columns() -> None:
    html = Printer(Guide()).blocks([printed(table(HEADS[:5], CELLS[:5]))])
    assert '<dt><span class="column">Medicine:</span>\nMycophenolate</dt>' in html
    assert '<span class="pair"><span class="column">Evening:</span>\n–</span></dd>' in html and "<em>whole</em>" in html


def test_short_cells_share_a_line_in_one_language_alone() -> None:
    """Side by side the columns are narrow, and a name that begins a line must not stand apart from it."""
    source = table(HEADS[:5], ["Mycophenolate", "2", "1", "Hypersensitivity", "whole"])
    guide = parse_guide(source)
    both = Printer(guide).blocks([stack_tables(guide, "{0}: {1}").blocks[1]])
    alone = Printer(guide).blocks([printed(source)])
    assert (alone.count("<dd>"), alone.count('class="cell"'), both.count("<dd>"), both.count('class="cell"')) == (3, 1, 4, 0)


def test_a_schedule_leaves_out_its_empty_cells_but_no_name() -> None:
    ages = ["Vaccine", "Birth", "6 wk", "10 wk", "14 wk", "6 mo", "9 mo", "12 mo", "15 mo", "18 mo", "2 yr", "4–6 yr"]
    rows = [["BCG", "✓", *[""] * 10], ["Polio", "✓", "✓", "✓", "✓", "", "✓", "", "✓", "✓", "", ""]]
    html = Printer(Guide()).blocks([printed(table(ages, *rows))])
    first, second = (re.sub("<[^>]*>", "", row).split() for row in html.split("<dt>")[1:])
    assert "✓" in first and "9" not in first and second.count("–") == 0
    assert all(html.count(f">{name}:") >= 1 for name in ages[1:])
    assert html.count('<span class="pair"><span class="column">') == html.count("✓") + first.count("–")


def test_columns_of_single_ideographs_are_too_narrow_to_read() -> None:
    assert printed(table(CHINESE[:4], CHINESE[:4])).kind is Kind.TABLE
    assert printed(table(CHINESE, CHINESE)).kind is Kind.DEFINITIONS


def test_a_table_that_just_fits_says_how_large_its_type_may_be() -> None:
    just = printed(table(HEADS[:3], CELLS[:3]))
    assert ("class", "close") in just.attributes and not printed(table(HEADS[:3], CELLS[:3]), replace(PANEL, width_mm=170)).attributes
    assert printed(table(HEADS[:2], [""] * 2)).kind is Kind.TABLE and printed(table(HEADS)).kind is Kind.TABLE


words = st.text(st.sampled_from("ab 12éжम本ไ"), max_size=12)


@given(st.lists(st.lists(words, min_size=4, max_size=4), min_size=2, max_size=4), st.integers(20, 200))
def test_nothing_is_lost_whatever_the_width(rows: list[list[str]], width_mm: int) -> None:
    guide = parse_guide(table(*rows))
    block = printed(table(*rows), Column(width_mm, 9, 14))
    text = re.sub("<[^>]*>", "", Printer(guide).blocks([block]))
    cells = [Printer(guide).plain(cell.text) for row in guide.blocks[1].children for cell in row.children if cell.text]
    assert all(cell in text for cell in cells)
    assert all(re.sub("[\u00a0\u2060]", "", "".join(pieces(cell))) == "".join(cell.split()) for cell in cells)


def test_it_prints_as_sound_pdf_with_all_its_marks(tmp_path: Path) -> None:
    """Critical cells keep their marks, a column without a translation says its language, and a web page keeps its table."""
    guide = "::: warning\n" + table(HEADS, CELLS).removeprefix("# T\n\n") + ":::\n"
    workspace = workspace_in(tmp_path, guide="# T\n\n" + guide + OFF)
    translate(workspace, "ar", "asthma", **{"Ask": "اسأل"})
    page = composed(workspace, "brochure", "ar")
    assert "<table" not in page.html and page.html.count("<dd data-critical") == 0
    assert page.html.count("data-critical") > len(HEADS)
    assert "<table" in composed(workspace, "web", "ar").html
    made = print_job(job_of(Request("asthma", "ar", "brochure", "A4", "lungs"), page))
    (tmp_path / "t.pdf").write_bytes(made.pdf)
    assert not failures([tmp_path / "t.pdf"])[tmp_path / "t.pdf"]
    with pypdfium2.PdfDocument(made.pdf) as sheets:
        assert "Hypersensitivity" in sheets[1].get_textpage().get_text_bounded()


@pytest.mark.parametrize(("width", "prints"), [("30", "<dl"), ("300", "<table")])
def test_a_layout_says_how_wide_its_column_is(tmp_path: Path, width: str, prints: str) -> None:
    workspace = workspace_in(tmp_path, guide=table(HEADS[:3], CELLS[:3]) + OFF)
    write(tmp_path / "layouts/own/layout.toml", f'extends = "brochure"\n[paper.A4]\ncolumn_mm = {width}\n[folds.z]\ncolumn_mm = 40\n')
    assert prints in composed(workspace, "own").html
    write(tmp_path / "layouts/own/layout.toml", 'extends = "brochure"\ncolumn_mm = "wide"\n')
    assert re.search("column_mm", str(error_in(composed(workspace, "own"))))


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_columns_are_aligned_as_the_guide_says(tmp_path: Path, locale: str) -> None:
    aligned = "# T\n\n| a | b | c |\n|---|:-:|--:|\n| one | two | 30 |\n" + OFF
    workspace = workspace_in(tmp_path, guide=aligned)
    if locale != "en":
        translate(workspace, locale, "asthma")
    job = job_of(Request("asthma", locale, "handout", "A4", "lungs"), composed(workspace, "handout", locale))
    document = lay_out(prepare(job, page_setup(job).rules), 12)
    cells = [box for page in document.pages for box in boxes_in(page._page_box) if box.element_tag == "td"]
    assert [cell.style["text_align_all"] for cell in cells if isinstance(cell, boxes.TableCellBox)] == ["start", "center", "right"]


def test_a_column_set_to_the_right_keeps_its_numbers_from_the_words_beside_it() -> None:
    """Where cells are close its room is greater, and so the type a little smaller."""
    plain = table(HEADS[:3], CELLS[:3])
    most = [dict(printed(markdown).attributes)["style"] for markdown in (plain, plain.replace("|---|---|---|", "|---|--:|---|"))]
    assert float(most[0][8:-2]) > float(most[1][8:-2]) > 3


def test_a_schedule_of_many_ages_stands_on_a_page_on_its_side(tmp_path: Path) -> None:
    """Its heading is there too, what follows goes on upright, and its cells keep their heads for a screen reader."""
    ages = ["Vaccine", *(f"{month} mo" for month in range(1, 14))]
    guide = f"# T\n\nFirst.\n\n## Schedule\n\n{table(ages, ['Polio', *['x'] * 13]).removeprefix('# T')}\n## Behind\n\nLast.\n{OFF}"
    page = composed(workspace_in(tmp_path, guide=guide), "handout")
    made = print_job(job_of(Request("asthma", "en", "handout", "A4", "lungs"), page))
    (tmp_path / "t.pdf").write_bytes(made.pdf)
    with pypdfium2.PdfDocument(made.pdf) as document:
        texts = {each.get_textpage().get_text_range(): each.get_width() > each.get_height() for each in document}
    (turned,) = (text for text, is_turned in texts.items() if is_turned)
    assert "Schedule" in turned and "13\u00a0mo" in turned and "Behind" not in turned and "First." not in turned
    assert not failures([tmp_path / "t.pdf"])[tmp_path / "t.pdf"]
