"""Read the table in an Excel workbook (.xlsx). The file is untrusted input: its size is limited before it is read.

Only texts are taken. A formula, a date, a number, an error or a merged cell is not what was exported: the file is refused, with the cell.
"""

import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from publish.exchange.table.columns import COLUMNS, MOST_ROWS, Columns, Row, find_columns, has_columns
from publish.exchange.units import MOST_BYTES
from publish.project import Finding, PublishError, Severity, problem

MOST_COLUMNS, MOST_MEMBERS = 40, 2_000
"""Columns that are read, and files in a workbook."""

_HINT = "export again and put the translations into the new file"
_SAFE_HINT = "copy the table into a new workbook, as values only, and save it as .xlsx"
_HIDDEN_HINT = "show it in the spreadsheet, read the translations, and save the workbook"
_TEXT_HINT = "format the cell as text, type the translation again, and save the workbook"
_UNSAFE = {
    "vbaproject.bin": "macros",
    "externallinks/": "links to other files",
    "activex/": "active controls",
    "embeddings/": "other files",
    "macrosheets/": "macros",
    "connections.xml": "connections to data elsewhere",
}
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b([^>]*)>")
_RANGE = re.compile(rb"[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7}")
_DOCUMENT_TYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_STRUCK = re.compile(rb"<(?:\w+:)?strike\b(?![^>]*val=[\"'](?:0|false))")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_COLUMN_VALUE = re.compile(rb"\b(min|max|hidden|width)\s*=\s*[\"']\s*([\w.]{1,20})\s*[\"']")
_AS_TYPED = frozenset(("General", "@", "0"))  # formats that show a whole number as it is
_LITERAL, _INVISIBLE = re.compile(r'"[^"]*"?|\\.'), re.compile(r"_.|\*.|\[[^\]]*\]")  # parts of a format
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def read_workbook_rows(data: bytes, name: str) -> list[Row]:
    """Return the rows of the table in a workbook called ``name``, the first with the names of the columns; empty rows are left out.

    Raises `PublishError`: ``table-unsafe`` for macros, links to other files, entities, or a size that would use up the memory;
    ``table-damaged`` for a file that is no workbook, has no table or several, or has cells that are not texts.
    """
    hidden = _check_archive(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about extensions of Excel that are not read
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            return _read_table(book, hidden, name)
    except PublishError:
        raise
    except Exception as error:  # a damaged workbook makes openpyxl raise errors of any kind
        raise problem("table-damaged", f"the workbook cannot be read: {error}", file=name, hint=_HINT) from error


def _read_table(book: Any, hidden: frozenset[int], name: str) -> list[Row]:
    """Return the rows of the one sheet with a table."""
    read = [(sheet, rows) for sheet in book.worksheets if (rows := _sheet_rows(sheet, name))]
    tables = [each for each in read if has_columns(_texts(each[1][0][1]))] or read  # of a single sheet, say which columns are missing
    if len(tables) != 1:
        message = f"{len(tables) or 'no'} sheets of the workbook have the columns {', '.join(COLUMNS[:4])} in their first row"
        raise problem("table-damaged", message, file=name, line=1, hint="keep one sheet with the table that was exported")
    sheet, rows = tables[0]
    if sheet.sheet_state != "visible":
        raise problem("table-damaged", f"the sheet “{sheet.title}”, which has the table, is hidden", file=name, hint=_HIDDEN_HINT)
    return _checked_rows(rows, hidden, name)


def _check_archive(data: bytes, name: str) -> frozenset[int]:
    """Return the numbers of the columns that are hidden, in any sheet.

    Raises `PublishError` for an archive that is broken, unsafe, or too large when it is unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            twice = [path for path, count in Counter(member.filename.lower() for member in members).items() if count > 1]
            if twice:
                message = f"the workbook has {twice[0][:60]} more than once, and programs would show different ones"
                raise problem("table-unsafe", message, file=name, hint=_SAFE_HINT)
            size = sum(member.file_size for member in members)
            if len(members) > MOST_MEMBERS or size > MOST_BYTES:
                message = f"the workbook has {len(members):,} files of {size:,} bytes in all, more than any catalog"
                raise problem("table-unsafe", message, file=name, hint=_SAFE_HINT)
            return frozenset(column for member in members for column in _check_member(archive, member, name))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise problem("table-damaged", f"the file is not an Excel workbook: {error}", file=name, hint=_HINT) from error
    except Exception as error:
        if isinstance(error, PublishError):
            raise
        raise problem("table-damaged", f"the workbook cannot be unpacked: {error}", file=name, hint=_HINT) from error


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> set[int]:
    """Return the numbers of the columns that are hidden in a sheet; raise `PublishError` if the file could harm, or is damaged."""
    path = member.filename.lower()
    for part, what in _UNSAFE.items():
        if part in path:
            raise problem("table-unsafe", f"the workbook has {what} ({member.filename})", file=name, hint=_SAFE_HINT)
    if not path.endswith((".xml", ".rels")):
        return set()
    content = archive.read(member).replace(b"\0", b"")
    if _DOCUMENT_TYPE.search(content):
        message = f"{member.filename} has a document type or entities, which could use up all memory"
        raise problem("table-unsafe", message, file=name, hint=_SAFE_HINT)
    if _STRUCK.search(content) and not path.endswith("styles.xml"):
        message = f"some words of a cell are struck out ({member.filename})"
        raise problem("table-damaged", message, file=name, hint="find them, and delete them or undo that")
    merged = _MERGED.findall(content) if "worksheets/" in path else []
    if merged:
        ranges = [found[0].decode() for each in merged[:5] if (found := _RANGE.search(each))]
        message = f"the cells {', '.join(ranges) or 'of some rows'} are merged"
        raise problem("table-damaged", message, file=name, hint="split the cells again, and give each row its own translation")
    return _hidden_columns(content) if "worksheets/" in path else set()


def _hidden_columns(sheet: bytes) -> set[int]:
    """Return the numbers of the hidden columns in the XML of a sheet."""
    found = set[int]()
    for tag in _COLUMN.findall(sheet):
        values = {key.decode(): value.decode() for key, value in _COLUMN_VALUE.findall(tag)}
        if values.get("hidden", "").lower() in ("1", "true") or re.fullmatch(r"0*\.?0+", values.get("width", "")):
            found |= set(range(int(values.get("min", "1")), min(int(values.get("max", "1")), MOST_COLUMNS) + 1))
    return found


_Cells = tuple[Any, ...]


def _sheet_rows(sheet: Any, name: str) -> list[tuple[int, _Cells]]:
    """Return the rows of a sheet that are not empty, with their numbers."""
    sheet.reset_dimensions()  # what the file says of its size is not to be trusted
    found = []
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if number > MOST_ROWS:
            raise problem("table-unsafe", f"the sheet “{sheet.title}” has more than {MOST_ROWS:,} rows", file=name, hint=_SAFE_HINT)
        if any(cell.value is not None for cell in row):
            found.append((number, row))
    return found


def _texts(row: Iterable[Any]) -> list[str]:
    return [_text(cell.value) for cell in row]


def _text(value: Any) -> str:
    """Return the text of a cell; Excel writes some characters as ``_x000D_``."""
    return "" if value is None else _ESCAPE.sub(lambda match: chr(int(match[1], 16)), str(value))


def _checked_rows(rows: list[tuple[int, _Cells]], hidden: frozenset[int], name: str) -> list[Row]:
    """Return the rows as texts. Raises `PublishError` with every cell that is not a text, and for translations that nobody sees."""
    number, first = rows[0]
    heading = _texts(first)
    while heading and not heading[-1].strip():
        heading.pop()
    columns = find_columns(heading, name, number)
    if columns.places["target"] + 1 in hidden:
        letter = get_column_letter(columns.places["target"] + 1)
        raise problem("table-damaged", f"column {letter}, which has the translations, is hidden", file=name, line=number, hint=_HIDDEN_HINT)
    faults = [fault for number, row in rows[1:] for fault in _find_faults(number, row, columns, name)]
    if faults:
        raise PublishError(*faults)
    body = [(number, (_texts(row) + [""] * columns.width)[: columns.width]) for number, row in rows[1:]]
    return [(number, heading), *((number, row) for number, row in body if any(map(str.strip, row)))]


def _find_faults(number: int, row: _Cells, columns: Columns, name: str) -> Iterator[Finding]:
    source = _text(row[columns.places["source"]].value) if columns.places["source"] < len(row) else ""
    for column in COLUMNS[:5]:
        place = columns.places.get(column)
        if place is not None and place < len(row) and (reason := _fault(row[place], source)):
            message = f"cell {get_column_letter(place + 1)}{number}: {reason}"
            yield Finding(Severity.ERROR, "table-damaged", message, file=name, line=number, hint=_TEXT_HINT)


def _fault(cell: Any, source: str) -> str | None:
    """Return why a cell is not the text that somebody typed, None if it is one."""
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return "it is a formula"
    if cell.data_type == "e":
        return f"it shows the error “{value}”"
    if isinstance(value, date | time | timedelta):
        return f"Excel has made a date of it ({value})"
    if isinstance(value, bool) or not isinstance(value, str):
        is_source = _text(value) == source.strip() and not isinstance(value, bool) and cell.number_format in _AS_TYPED
        return None if is_source else f"it is a number, not a text ({value})"
    if cell.has_style and not _shows_texts(cell.number_format):
        return f"its format shows another text than the one it holds ({cell.number_format[:20]})"
    return "its words are struck out: delete them, or undo that" if cell.has_style and cell.font and cell.font.strike else None


def _shows_texts(form: str) -> bool:
    """Tell whether a cell with the format ``form`` shows a text as it is: its fourth part, or that with “@”, is for texts."""
    parts = _INVISIBLE.sub("", _LITERAL.sub("!", form)).split(";")
    part = parts[3] if len(parts) > 3 else next((each for each in parts if "@" in each), "@")
    return part.strip() in ("@", "General")
