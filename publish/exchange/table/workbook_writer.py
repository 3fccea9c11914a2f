"""Write a table as an Excel workbook (.xlsx), in which only translations and states can be changed."""

import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from publish.exchange.table.columns import COLUMNS
from publish.exchange.table.csv_file import cells_of
from publish.exchange.units import UnitGroup, UnitState
from publish.exchange.xml_escape import is_xml_text
from publish.project import now

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_CELL = 32_767
"""Characters of the longest text that a cell of Excel can hold."""
WIDTHS = {"id": 8, "context": 14, "source": 60, "target": 60, "state": 12, "note": 50}
"""Widths of the columns, in digits of the usual font."""
_EDITABLE = ("target", "state")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)|\r")


def write_workbook(groups: Iterable[UnitGroup], *, rtl: bool) -> bytes:
    """Return a workbook with a row for each unit; ``rtl`` says that the translations are written from right to left.

    A message with control characters, or a text that is too long for a cell, is left out. Every cell is text, so nothing is a formula.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "clinic-publish"
    book.properties.created = book.properties.modified = now().replace(tzinfo=None, microsecond=0)
    sheet = book.active
    sheet.title = "translations"
    sheet.append(COLUMNS)
    for group in groups:
        rows = [cells_of(unit) for unit in group]
        if all(_fits(text) for row in rows for text in row[:4]):
            for row in rows:
                _append(sheet, row, rtl)
    _lay_out(sheet, rtl)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fits(text: str) -> bool:
    return is_xml_text(text) and len(_escape(text)) <= LONGEST_CELL


def _escape(text: str) -> str:
    """Return ``text`` as Excel writes it: ``_x000D_`` for a carriage return, and an underscore that could begin such a code escaped."""
    return _ESCAPED.sub(lambda match: "_x000D_" if match[0] == "\r" else "_x005F_", text)


def _append(sheet: "Worksheet", row: tuple[str, ...], rtl: bool) -> None:
    from openpyxl.styles import Alignment, Protection

    number = sheet.max_row + 1
    for place, (column, text) in enumerate(zip(COLUMNS, row, strict=True), 1):
        cell: Cell = sheet.cell(number, place)
        shown = _escape(text) if is_xml_text(text) else ""
        if shown:
            cell.value = shown[:LONGEST_CELL]
            cell.data_type = "s"  # a text, even if it begins with =
        cell.number_format = "@"
        cell.quotePrefix = shown[:1] in ("=", "+", "-", "@", "'")
        order = (2 if rtl else 1) if column == "target" else 0
        cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=order, horizontal="right" if order == 2 else None)
        cell.protection = Protection(locked=column not in _EDITABLE)


def _lay_out(sheet: "Worksheet", rtl: bool) -> None:
    """Set the widths, the direction, the fixed first row, the protection and the choice of states."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for place, column in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS[column]
        sheet.cell(1, place).font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.sheet_view.rightToLeft = rtl
    sheet.protection.sheet = True
    sheet.protection.formatRows = sheet.protection.formatColumns = False  # that is, allowed
    states = DataValidation(type="list", formula1=f'"{",".join(UnitState)}"', allow_blank=True)
    states.add(f"E2:E{max(2, sheet.max_row)}")
    sheet.add_data_validation(states)
