"""Excel workbooks go out protected and come back as texts; whatever is not the text that was typed is refused, with its cell."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from publish.exchange import accept_units, catalog_units
from publish.exchange.table import find_damage, read_table_units, write_workbook
from publish.exchange.table.workbook_reader import MOST_MEMBERS
from publish.po.model import Catalog, Entry
from publish.project import PublishError
from tests.exchange.units import ANY, OPTIONS, STOP, TAKE, catalog_of, catalogs

FORMULA = Entry("=1+1", "=2+2\n-x", extracted=("@note",))


def exported(*entries: Entry, rtl: bool = False) -> bytes:
    return write_workbook(catalog_units(catalog_of(*entries)), rtl=rtl)


def changed(change: Callable[[Any], object], *entries: Entry) -> bytes:
    """Return an exported workbook of `TAKE` and `STOP` after ``change`` of its sheet, as a spreadsheet saves it."""
    book = load_workbook(io.BytesIO(exported(*(entries or (TAKE, STOP)))), rich_text=True)
    change(book.active)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(PublishError) as caught:
        read_table_units(data, "a.xlsx")
    assert all(finding.hint for finding in caught.value.findings)
    return str(caught.value)


def test_an_exported_workbook_opens_as_a_translator_needs_it() -> None:
    sheet = load_workbook(io.BytesIO(exported(FORMULA, STOP, rtl=True))).active
    assert [cell.value for cell in sheet[1]] == ["id", "context", "source", "target", "state", "note"]
    assert sheet["C2"].value == "=1+1" and {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert sheet["D2"].quotePrefix and sheet["D2"].number_format == "@" and sheet["D2"].alignment.wrap_text
    assert sheet.protection.sheet and not sheet["D3"].protection.locked and sheet["C3"].protection.locked
    assert sheet.sheet_view.rightToLeft and sheet["D3"].alignment.readingOrder == 2
    assert not load_workbook(io.BytesIO(exported(STOP))).active.sheet_view.rightToLeft
    assert sheet.freeze_panes == "A2" and sheet.column_dimensions["D"].width > 40


@settings(max_examples=25, deadline=None)
@given(catalog=catalogs(ANY))
def test_what_goes_out_and_comes_back_changes_nothing(catalog: Catalog) -> None:
    received = read_table_units(write_workbook(catalog_units(catalog), rtl=False), "a.xlsx")
    result = accept_units(catalog, catalog, received, OPTIONS)
    assert result.catalog.entries == catalog.entries and not result.findings and not result.accepted
    sent = {unit.id: unit for message in catalog_units(catalog) for unit in message}
    assert not list(find_damage(received, sent, "a.xlsx"))


def test_a_filled_in_text_comes_back() -> None:
    units = read_table_units(changed(lambda sheet: sheet.__setitem__("D2", "=no formula\r\n_x000D_") or set_text(sheet["D2"])), "a.xlsx")
    assert units[0].target.startswith("=no formula") and units[0].line == 2 and units[1].target == "Pare"


def set_text(cell: Any) -> None:
    cell.data_type = "s"


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("D2", "=A1&B1", "cell D2: it is a formula"),
        ("D3", "#REF!", "cell D3: it shows the error “#REF!”"),
        ("D3", date(2026, 2, 1), "cell D3: Excel has made a date of it"),
        ("D3", 1.5, "cell D3: it is a number"),
        ("D3", 7, "cell D3: it is a number"),
        ("D3", True, "cell D3: it is a number"),
        ("A3", 12e45, "cell A3: it is a number"),
        ("C3", date(2026, 2, 1), "cell C3: Excel has made a date of it"),
        ("D1", "Ziel", "does not name the columns target"),
        ("F1", "target", "names the columns target twice"),
        ("A3", "m0123", "row 3: “m0123” is not an id"),
    ],
)
def test_what_is_not_the_typed_text_is_refused_with_its_cell(cell: str, value: object, said: str) -> None:
    assert said in refusal(changed(lambda sheet: sheet.__setitem__(cell, value)))


def test_struck_cells_and_merged_cells_are_refused() -> None:
    rich = CellRichText("Pare ", TextBlock(InlineFont(strike=True), "ya"))
    assert "some words of a cell are struck out" in refusal(changed(lambda sheet: sheet.__setitem__("D3", rich)))
    assert "cell D3: its words are struck out" in refusal(changed(lambda sheet: setattr(sheet["D3"], "font", Font(strike=True))))
    assert "the cells D2:D3 are merged" in refusal(changed(lambda sheet: sheet.merge_cells("D2:D3")))


def test_rich_text_and_a_number_that_the_source_is_are_read() -> None:
    rich = CellRichText("Pa", TextBlock(InlineFont(b=True), "re ya"))
    assert read_table_units(changed(lambda sheet: sheet.__setitem__("D3", rich)), "a.xlsx")[1].target == "Pare ya"
    found = read_table_units(changed(lambda sheet: (sheet.__setitem__("C2", 2026), sheet.__setitem__("D2", 2026)), Entry("2026")), "a.xlsx")
    assert (found[0].source, found[0].target) == ("2026", "2026")


def test_the_sheet_with_the_table_is_found() -> None:
    book = load_workbook(io.BytesIO(exported(STOP)))
    book.create_sheet("notes", 0)["A1"] = "mine"
    file = io.BytesIO()
    book.save(file)
    assert read_table_units(file.getvalue(), "a.xlsx")[0].target == "Pare"
    book.copy_worksheet(book["translations"])
    file = io.BytesIO()
    book.save(file)
    assert "2 sheets" in refusal(file.getvalue())
    file = io.BytesIO()
    Workbook().save(file)
    assert "no sheets" in refusal(file.getvalue())


def with_member(name: str, content: bytes) -> bytes:
    """Return an exported workbook with one file added or replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(exported(STOP))) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS = f'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "{"&a;" * 99}">]>'


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("xl/vbaProject.bin", b"x", "table-unsafe"),
        ("xl/externalLinks/externalLink1.xml", b"<x/>", "table-unsafe"),
        ("xl/connections.xml", b"<x/>", "table-unsafe"),
        ("xl/media/huge.bin", bytes(70_000_000), "table-unsafe"),
        (SHEET, f"{LAUGHS}<worksheet {MAIN}><sheetData>&b;</sheetData></worksheet>".encode(), "table-unsafe"),
        (SHEET, LAUGHS.encode("utf-16"), "table-unsafe"),
        (SHEET, f'<worksheet {MAIN}><sheetData><row r="999999999"/></sheetData></worksheet>'.encode(), "table-unsafe"),
        (SHEET, b"<worksheet>", "table-damaged"),
        (SHEET, b"", "table-damaged"),
        ("[Content_Types].xml", b"<Types/>", "table-damaged"),
        ("xl/workbook.xml", b"<nothing/>", "table-damaged"),
    ],
)
def test_hostile_and_broken_workbooks_are_refused(name: str, content: bytes, code: str) -> None:
    assert f"({code})" in refusal(with_member(name, content))


def test_archives_that_are_no_workbooks_are_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(MOST_MEMBERS + 1):
            archive.writestr(str(number), b"")
    assert "(table-unsafe)" in refusal(file.getvalue())
    assert "(table-damaged)" in refusal(b"PK\x03\x04 torn") and "(table-damaged)" in refusal(exported(STOP)[:-40])
    assert "password" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def _hide_sheet(sheet: Any) -> None:
    sheet.parent.create_sheet("other")
    sheet.sheet_state = "hidden"


def _percent(sheet: Any) -> None:
    sheet["D2"].value, sheet["D2"].number_format, sheet["D2"].data_type = 5, "0%", "n"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_hide_sheet, "is hidden"),
        (lambda sheet: setattr(sheet.column_dimensions["D"], "hidden", True), "column D, which has the translations, is hidden"),
        (_percent, "it is a number"),
        (lambda sheet: setattr(sheet["D3"], "number_format", ";;;"), "cell D3: its format shows another text"),
        (lambda sheet: setattr(sheet["D3"], "number_format", '@" 10 mg"'), "cell D3: its format shows another text"),
        (lambda sheet: setattr(sheet["D3"], "number_format", '0;0;0;"Siga"'), "cell D3: its format shows another text"),
    ],
    ids=["a sheet", "a column", "a percent that is no 5", "a format without texts", "words added", "other words"],
)
def test_what_nobody_sees_is_not_imported(change: Callable[[Any], object], said: str) -> None:
    data = changed(change, Entry("5", "5"), STOP)
    assert "table-damaged" in refusal(data) and said in refusal(data)


@pytest.mark.parametrize("form", ["General", "0.00", '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "[Red]@"])
def test_formats_that_show_a_text_as_it_is_are_accepted(form: str) -> None:
    assert read_table_units(changed(lambda sheet: setattr(sheet["D3"], "number_format", form)), "a.xlsx")[1].target == "Pare"


def test_a_column_without_width_is_hidden() -> None:
    with zipfile.ZipFile(io.BytesIO(exported(STOP))) as book:
        sheet = re.sub(rb'width="60"(?= customWidth="1" min="4")', b"width='0'", book.read(SHEET))
    assert "column D, which has the translations, is hidden" in refusal(with_member(SHEET, sheet))


@pytest.mark.parametrize("tag", ["<mergeCell ref = 'D2:D3'/>", "<mergeCell ref='&#68;2:D3'/>"])
def test_merged_cells_are_found_however_the_xml_is_written(tag: str) -> None:
    with zipfile.ZipFile(io.BytesIO(exported(STOP))) as book:
        sheet = book.read(SHEET).replace(b"</sheetData>", f"</sheetData><mergeCells>{tag}</mergeCells>".encode())
    assert "are merged" in refusal(with_member(SHEET, sheet))


def test_a_file_that_is_twice_in_a_workbook_is_refused() -> None:
    assert "more than once" in refusal(with_member(SHEET.upper(), b"<worksheet/>"))


def test_columns_that_need_not_be_seen_may_be_hidden() -> None:
    data = changed(lambda sheet: setattr(sheet.column_dimensions["A"], "hidden", True))
    assert read_table_units(data, "a.xlsx")
