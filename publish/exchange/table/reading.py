"""Read a table, whichever program saved it, as units."""

from publish.exchange.table.columns import find_columns, read_units
from publish.exchange.table.csv_file import read_csv_rows
from publish.exchange.units import TranslationUnit
from publish.project import problem

_ZIP, _OLD_EXCEL = b"PK", b"\xd0\xcf\x11\xe0"


def read_table_units(data: bytes, name: str) -> tuple[TranslationUnit, ...]:
    """Return the units of a table called ``name``: CSV, or an Excel workbook (.xlsx).

    Raises `PublishError`: ``table-encoding`` if it is text, but neither UTF-8 nor UTF-16; ``table-unsafe`` for a workbook that could harm;
    ``table-damaged`` with every row or cell that cannot be read, and why.
    """
    if data.startswith(_OLD_EXCEL):
        message = "the workbook is protected by a password, or in the old format .xls"
        raise problem("table-damaged", message, file=name, hint="save it as an Excel workbook (.xlsx) without a password")
    if data.startswith(_ZIP):
        from publish.exchange.table.workbook_reader import read_workbook_rows  # loads openpyxl

        rows = read_workbook_rows(data, name)
    else:
        rows = read_csv_rows(data, name)
    number, heading = rows[0] if rows else (1, [])
    return read_units(find_columns(heading, name, number), rows[1:], name)
