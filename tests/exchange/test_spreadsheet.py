"""Tables as spreadsheets save them are read; damaged ones are refused with row and reason."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from publish.exchange import accept_units, catalog_units
from publish.exchange.table import find_damage, read_table_units, write_csv
from publish.exchange.table.columns import COLUMNS
from publish.exchange.table.damage import describe_damage
from publish.exchange.units import message_id
from publish.po.model import Catalog, Entry
from publish.project import PublishError
from tests.exchange.units import ANY, OPTIONS, STOP, TAKE, by_table, catalog_of


def rows_of(catalog: Catalog) -> list[list[str]]:
    """Return the cells of the table of ``catalog``."""
    return list(csv.reader(io.StringIO(write_csv(catalog_units(catalog)).decode("utf-8-sig"), newline="")))


def text_of(rows: list[list[str]], **options: str) -> bytes:
    """Return ``rows`` as a spreadsheet saves them."""
    file = io.StringIO(newline="")
    csv.writer(file, **options).writerows(rows)  # type: ignore[arg-type]
    return file.getvalue().encode()


NAMES = {name: place for place, name in enumerate(COLUMNS)}


def damaged(row: int, column: str, value: str) -> bytes:
    """Return the table of two messages with one cell overwritten; row 2 is the first below the heading."""
    rows = rows_of(catalog_of(TAKE, STOP))
    rows[row - 1][NAMES[column]] = value
    return text_of(rows)


def refusal(data: bytes) -> str:
    """Return what is said of a damaged table of `TAKE` and `STOP`."""
    sent = {unit.id: unit for message in catalog_units(catalog_of(TAKE, STOP)) for unit in message}
    try:
        return "\n".join(map(str, find_damage(read_table_units(data, "a.csv"), sent, "a.csv")))
    except PublishError as error:
        return str(error)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (damaged(3, "source", "Stopp"), "a.csv:3: error: row 3: the context or the source is not what was exported"),
        (damaged(3, "context", "x"), "row 3: the context"),
        (damaged(3, "id", ""), "row 3: the id is missing"),
        (damaged(3, "id", "1.2E+45"), "row 3: “1.2E+45” is not an id"),
        (damaged(3, "id", "m0123456789abcdef"), "row 3: there is no text with the id"),
        (damaged(3, "id", message_id(None, TAKE.msgid)), "row 2: the id"),
        (damaged(3, "state", "done"), "“done” is not a state"),
        (damaged(3, "target", "Det\u00c3\u00a9ngase"), "were lost when it was saved"),
        (damaged(3, "target", "?????"), "were lost when it was saved"),
        (damaged(1, "target", "Ziel"), "does not name the columns"),
        (damaged(2, "target", "#REF!"), "row 2: the spreadsheet shows the error “#REF!”"),
        (damaged(2, "target", "#¿NOMBRE?"), "shows the error"),
        (damaged(2, "target", "#ССЫЛКА!"), "shows the error"),
        (damaged(2, "target", "#NV"), "shows the error"),
        (damaged(2, "target", "########"), "shows the error"),
        (damaged(2, "target", "Err:502"), "shows the error"),
        (damaged(2, "target", "Tome #VALUE! de esto"), "shows the error"),
        (damaged(3, "target", "1.2E+45"), "has made the number"),
        (damaged(3, "target", "Det?ngase"), "were lost when it was saved"),
        (damaged(3, "target", "Qu? puede lograr"), "were lost when it was saved"),
        (damaged(3, "target", "Стоп".encode().decode("cp1251")), "were lost when it was saved"),
        (damaged(3, "target", "Det\u221a\u00a9ngase"), "were lost when it was saved"),  # Mac OS Roman
        (damaged(3, "target", "Det+AOk-ngase"), "were lost when it was saved"),  # UTF-7
        (damaged(3, "target", "Det~{(&~}ngase"), "were lost when it was saved"),  # HZ
        (damaged(3, "target", "Det=C3=A9ngase"), "were lost when it was saved"),
        (damaged(3, "target", "Det\\u00e9ngase"), "were lost when it was saved"),
        (damaged(1, "state", "status"), "names a column “status”, which is not “state”"),
        (damaged(1, "state", "st\u0430te"), "which is not “state”"),
        (damaged(3, "id", "x" * 9000), f"row 3: “{'x' * 40}” is not an id"),
        (damaged(1, "source", "Quelle"), "does not name the columns source"),
        (damaged(1, "note", "target"), "names the columns target twice"),
        (text_of([*rows_of(catalog_of(TAKE)), ["m0123456789abcdef", "", "Stop"]]), "row 3: it has 3 cells, not 6"),
        (text_of(rows_of(catalog_of(TAKE, STOP))).replace(b"Pare", "Paré".encode("cp1252")), "is not UTF-8"),
        (text_of(rows_of(catalog_of(TAKE, STOP))).decode().encode("utf-16")[:-1], "line 3 of the file is not UTF-16"),
        (text_of(rows_of(catalog_of(TAKE, STOP))) + b'"open', "cannot be read"),
        (b"", "does not name the columns"),
    ],
)
def test_a_damaged_table_is_refused_with_row_and_reason(data: bytes, said: str) -> None:
    told = refusal(data)
    assert said in told and "next:" in told


def test_a_row_of_an_older_export_is_stale_not_damaged() -> None:
    rows = rows_of(catalog_of(TAKE, STOP, Entry("Gone", "Ido")))
    assert refusal(text_of(rows)) == ""


@pytest.mark.parametrize(("encoding", "mark"), [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")])
def test_unicode_text_of_excel_is_read(encoding: str, mark: bytes) -> None:
    arabic = Entry("Stop,\n\"now\"!", "توقف\tالآن 💊\n“x”")
    found = read_table_units(mark + text_of(rows_of(catalog_of(arabic, STOP)), delimiter="\t").decode().encode(encoding), "a.txt")
    assert [(unit.source, unit.target) for unit in found] == [(arabic.msgid, arabic.msgstr), (STOP.msgid, STOP.msgstr)]


@pytest.mark.parametrize("options", [{"delimiter": ";"}, {"delimiter": "\t"}, {"lineterminator": "\n"}, {"quotechar": '"'}])
def test_tables_as_spreadsheets_of_other_countries_write_them_are_read(options: dict[str, str]) -> None:
    assert refusal(text_of(rows_of(catalog_of(TAKE, STOP)), **options)) == ""
    assert refusal(text_of(rows_of(catalog_of(TAKE, STOP)) + [[""] * 6], **options)) == ""


@given(ANY)
def test_no_cell_of_a_table_is_a_formula(text: str) -> None:
    [_, row] = rows_of(catalog_of(Entry(text or "a", text, text, extracted=(text,))))
    assert not [cell for cell in row if cell[:1] and cell[0] in "=+-@\t\r\n"]
    assert by_table(catalog_of(Entry(text or "a", text, text)))[0].target == text


def test_a_filled_in_text_is_translated_whatever_its_state_says() -> None:
    unit = read_table_units(damaged(2, "target", "Tome"), "a.csv")[0]
    assert unit.state == "translated"


RANGE = Entry("Wait 1-2 hours", "")


@pytest.mark.parametrize("cell", ["01-feb", "1. Feb", "2-Jan", "Jan-02", "Oct-30", "2026-02-01", "01/02/2026 00:00", "1月2日", "02.01.2026"])
def test_a_date_that_the_spreadsheet_made_is_refused(cell: str) -> None:
    catalog = catalog_of(RANGE, STOP)
    rows = rows_of(catalog)
    rows[1][NAMES["target"]] = cell
    sent = {unit.id: unit for message in catalog_units(catalog) for unit in message}
    [found] = find_damage(read_table_units(text_of(rows), "a.csv"), sent, "a.csv")
    assert found.line == 2 and "has made the date" in found.message


@pytest.mark.parametrize(
    "target", ["Ні", "l’étape", "SANTÉ !", "Espere 1-2 horas", "1-2 horas", "#1", "¿Qué?", "¡#Alto!", "1 a 2 h. Sept.", "¿Cómo? ¿cuándo?"]
)
def test_what_a_translator_typed_is_no_damage(target: str) -> None:
    assert describe_damage(target, "How? Wait 1-2 hours" if "?" in target else "Wait 1-2 hours") is None


def test_moved_and_added_columns_are_found_by_their_names() -> None:
    rows = rows_of(catalog_of(TAKE, STOP))
    moved = [[row[NAMES["target"]], "mine", row[NAMES["source"]], row[NAMES["id"]].strip(), row[NAMES["context"]]] for row in rows]
    moved[0] = [" Target ", "my own", "SOURCE", "id", "context"]
    assert refusal(text_of(moved, delimiter=";")) == ""
    assert [unit.target for unit in read_table_units(text_of(moved), "a.csv")] == ["", "Pare"]


@pytest.mark.parametrize("first", [b"sep=;\r\n", b"\xef\xbb\xbfsep=;\n", b'"sep=;"\r\n', b"SEP=;;;;;\n"])
def test_a_first_line_that_names_the_separator_is_understood(first: bytes) -> None:
    assert refusal(first + text_of(rows_of(catalog_of(TAKE, STOP)), delimiter=";")) == ""


@pytest.mark.parametrize("change", [lambda row: row[:4] + row[5:], lambda row: [*row[:4], "state" * (row[4] == "state"), *row[5:]]])
def test_a_table_that_does_not_tell_the_states_leaves_a_fuzzy_text_fuzzy(change: Callable[[list[str]], list[str]]) -> None:
    catalog = catalog_of(replace(STOP, flags=("fuzzy",)), Entry("Go", "Vaya", flags=("fuzzy",)))
    rows = [change(row) for row in rows_of(catalog)]
    rows[2][3] = "Siga"
    same, typed = accept_units(catalog, catalog, read_table_units(text_of(rows), "a.csv"), OPTIONS).catalog.messages
    assert same.fuzzy and not typed.fuzzy and typed.msgstr == "Siga"


@pytest.mark.parametrize("rest", [b"\na,b,c,d,e,f" * 51_000, b"\n" * 1_200_000, b"," * 8_100_000], ids=["rows", "lines", "cells"])
def test_a_table_without_end_is_refused_before_it_fills_memory(rest: bytes) -> None:
    assert "(table-unsafe)" in refusal(write_csv(catalog_units(catalog_of(TAKE, STOP))) + rest)


def test_the_empty_rows_that_a_spreadsheet_saves_do_not_count() -> None:
    data = text_of(rows_of(catalog_of(TAKE, STOP))) + b",,,,,\r\n" * 60_000
    assert len(read_table_units(data, "a.csv")) == 2


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read(encoding: str) -> None:
    assert refusal(text_of(rows_of(catalog_of(TAKE, STOP)), delimiter="\t").decode().encode(encoding)) == ""


@given(ANY, ANY)
def test_no_text_breaks_the_search_for_damage(target: str, source: str) -> None:
    found = describe_damage(target, source)
    assert found is None or all(found)
