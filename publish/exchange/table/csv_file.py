"""Write a table as CSV (RFC 4180, UTF-8 with the byte order mark that Excel needs), and read CSV as spreadsheets save it.

They save it with semicolons, tabs or bars instead of commas, with a first line ``sep=;``, or in UTF-16 (Excel's “Unicode text”). A cell
that a spreadsheet would run as a formula is written with an apostrophe before it, which is removed on import (OWASP, CSV Injection).
"""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator

from publish.exchange.table.columns import COLUMNS, HINT, MOST_ROWS, REQUIRED, Row, report_row
from publish.exchange.units import MOST_BYTES, TranslationUnit, UnitGroup
from publish.project import PublishError, problem

ENCODING_HINT = "save the spreadsheet as “CSV UTF-8”, or as an Excel workbook (.xlsx)"

_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_ESCAPED_FORMULA = re.compile("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_SEPARATOR_LINE = re.compile(r'"?sep=([^"\r\n])"?[,;\t]*(?:\r\n|\r|\n)', re.IGNORECASE)
_SEPARATORS = ",;\t|"
_LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n|$)")
_MOST_LINES, _MOST_SIGNS = 1_100_000, 8_000_000  # spreadsheets save all their 1,048,576 rows where one far below has been touched


def write_csv(groups: Iterable[UnitGroup]) -> bytes:
    """Return a table with a row for each unit."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(map(_escape_formula, cells_of(unit)) for group in groups for unit in group)
    return BOM_UTF8 + file.getvalue().encode("utf-8", "surrogatepass")


def cells_of(unit: TranslationUnit) -> tuple[str, ...]:
    """Return the cells of the row of a unit, in the order of `COLUMNS`."""
    suggestions = (f"Suggestion ({each.score:.0%}, {each.origin}): {each.text}" for each in unit.suggestions)
    note = "\n".join((*unit.notes, *unit.references, *suggestions))
    return (unit.id, unit.context or "", unit.source, unit.target, unit.state.value, note)


def read_csv_rows(data: bytes, name: str) -> list[Row]:
    """Return the rows of a CSV file called ``name``, the first with the names of the columns; empty rows are left out.

    Raises `PublishError`: ``table-encoding`` if it is neither UTF-8 nor UTF-16, ``table-damaged`` if it is not CSV, ``table-unsafe`` if
    it has more rows or cells than memory should hold.
    """
    text = _decode(data, name)
    stated = _SEPARATOR_LINE.match(text)
    text = text[stated.end() :] if stated else text
    separator = stated[1] if stated else max(_SEPARATORS, key=lambda sign: _known_columns(text, sign))
    if text.count(separator) > _MOST_SIGNS:
        raise problem("table-unsafe", f"the table has more than {_MOST_SIGNS:,} cells", file=name, hint=HINT)
    rows, number = list[Row](), 0
    try:
        for number, row in enumerate(csv.reader(_lines(text), delimiter=separator, strict=True), 1):
            if any(map(str.strip, row)):
                rows.append((number, [_unescape_formula(cell) for cell in row]))
            if len(rows) > MOST_ROWS or number > _MOST_LINES:
                most = f"{MOST_ROWS:,} rows" if len(rows) > MOST_ROWS else f"{_MOST_LINES:,} lines"
                raise problem("table-unsafe", f"the table has more than {most}", file=name, line=number, hint=HINT)
    except csv.Error as error:
        raise PublishError(report_row(number + 1, f"it cannot be read: {error}", name)) from error
    return rows


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of ``text`` with their ends, without a copy of the whole in four bytes for each letter, as `io.StringIO` has it."""
    return (found[0] for found in _LINE.finditer(text) if found[0])


def _known_columns(text: str, separator: str) -> int:
    """Return how many of `REQUIRED` the first line names if its cells are separated by ``separator``."""
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    return len(set(REQUIRED) & {cell.strip(' "').casefold() for cell in first.split(separator)})


def _escape_formula(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unescape_formula(cell: str) -> str:
    return cell[1:] if _ESCAPED_FORMULA.match(cell) else cell


def _decode(data: bytes, name: str) -> str:
    if len(data) > MOST_BYTES:
        raise problem("table-damaged", f"the file is larger than {MOST_BYTES:,} bytes", file=name, hint=HINT)
    encoding, shown = _encoding(data)
    try:
        return data.decode(encoding) if shown == "UTF-16" else data.removeprefix(BOM_UTF8).decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "ignore").count("\n") + 1
        message = f"line {line} of the file is not {shown}: letters were lost when it was saved"
        raise problem("table-encoding", message, file=name, line=line, hint=ENCODING_HINT) from error


def _encoding(data: bytes) -> tuple[str, str]:
    """Return the encoding of a file, and its name for messages. A file in UTF-16 may lack its byte order mark."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "UTF-16", "UTF-16"
    if data[:1] and data[1:2] == b"\0":
        return "UTF-16-LE", "UTF-16"
    return ("UTF-16-BE", "UTF-16") if data[:1] == b"\0" and data[1:2] not in (b"", b"\0") else ("UTF-8", "UTF-8")
