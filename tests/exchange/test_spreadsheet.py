"""Tables as spreadsheets save them are read; damaged ones are refused with row and reason."""

import csv
import io

import pytest
from hypothesis import given

from publish.exchange import catalog_units
from publish.exchange.spreadsheet import COLUMNS, find_damage, read_spreadsheet, write_spreadsheet
from publish.exchange.units import message_id
from publish.po.model import Catalog, Entry
from publish.project import PublishError
from tests.exchange.units import ANY, STOP, TAKE, by_table, catalog_of


def rows_of(catalog: Catalog) -> list[list[str]]:
    """Return the cells of the table of ``catalog``."""
    return list(csv.reader(io.StringIO(write_spreadsheet(catalog_units(catalog)).decode("utf-8-sig"), newline="")))


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
        return "\n".join(map(str, find_damage(read_spreadsheet(data, "a.csv"), sent, "a.csv")))
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
    found = read_spreadsheet(mark + text_of(rows_of(catalog_of(arabic, STOP)), delimiter="\t").decode().encode(encoding), "a.txt")
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
    unit = read_spreadsheet(damaged(2, "target", "Tome"), "a.csv")[0]
    assert unit.state == "translated"
