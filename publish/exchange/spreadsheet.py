"""Read and write CSV tables for translators with a spreadsheet (RFC 4180, UTF-8 with the byte order mark that Excel needs).

A table may come back as spreadsheets save it: with semicolons or tabs instead of commas, or in UTF-16 (Excel's “Unicode text”).

A cell that a spreadsheet would run as a formula is written with an apostrophe before it, which is removed on import (OWASP, CSV
Injection). Spreadsheets damage cells that they do not understand. If one cell is damaged, the whole file is refused, because other
damage may not be visible.
"""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from publish.exchange.units import MOST_BYTES, TranslationUnit, UnitGroup, UnitState, equal_but_line_ends, message_id
from publish.project import Finding, PublishError, Severity, problem

COLUMNS = ("id", "context", "source", "target", "state", "note")

_ID = re.compile(r"m[0-9a-f]{16}(?:\.\d)?")
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_ESCAPED_FORMULA = re.compile("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_LOST_LETTERS = re.compile(r"\?{3}|\ufffd")
_HINT = "export again and put the translations into the new file"
_ENCODING_HINT = "save the spreadsheet as “CSV UTF-8”"


def write_spreadsheet(groups: Iterable[UnitGroup]) -> bytes:
    """Return a table with a row for each unit."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(_row(unit) for group in groups for unit in group)
    return BOM_UTF8 + file.getvalue().encode("utf-8", "surrogatepass")


def read_spreadsheet(data: bytes, name: str) -> tuple[TranslationUnit, ...]:
    """Return the units of a table called ``name``.

    Raises `PublishError`: ``table-encoding`` if it is neither UTF-8 nor UTF-16, ``table-damaged`` with every row that cannot be
    read and why.
    """
    rows = list(_rows(_decode(data, name), name))
    if not rows or tuple(rows[0][1]) != COLUMNS:
        message = f"the first row does not name the columns {', '.join(COLUMNS)}"
        raise problem("table-damaged", message, file=name, line=1, hint=_HINT)
    body = [(number, [_unescape_formula(cell) for cell in row]) for number, row in rows[1:] if any(row)]
    ids = Counter(row[0] for _, row in body)
    found = [finding for number, row in body for finding in _row_damage(number, row, ids, name)]
    if found:
        raise PublishError(*found)
    return tuple(_unit(number, row) for number, row in body)


def find_damage(units: Collection[TranslationUnit], exported: Mapping[str, TranslationUnit], name: str) -> Iterator[Finding]:
    """Yield what a spreadsheet has damaged in ``units``, compared with ``exported``: what would be exported now, by id.

    A row of a message that the catalog no longer has is undamaged if its id is still the digest of its context and source.
    """
    known = {unit.message for unit in exported.values()}
    outdated = {unit.message for unit in units if unit.message not in known and _has_own_id(unit)}
    for unit in units:
        original = exported.get(unit.id)
        if original is None:
            if unit.message not in outdated:
                yield _damaged(unit.line, f"there is no text with the id {unit.id}, and the id does not belong to its source", name)
        elif not _has_source_of(unit, original):
            yield _damaged(unit.line, "the context or the source is not what was exported", name)
        elif unit.target != original.target and _has_lost_letters(unit):
            yield _damaged(unit.line, f"the letters of “{unit.target[:40]}” were lost when it was saved", name, _ENCODING_HINT)


def _has_source_of(unit: TranslationUnit, original: TranslationUnit) -> bool:
    same_context = equal_but_line_ends(unit.context or "", original.context or "")
    return same_context and equal_but_line_ends(unit.source, original.source)


def _has_lost_letters(unit: TranslationUnit) -> bool:
    """Tell whether the target was saved in a wrong encoding."""
    return _is_garbled(unit.target) or bool(_LOST_LETTERS.search(unit.target)) and not _LOST_LETTERS.search(unit.source)


def _has_own_id(unit: TranslationUnit) -> bool:
    return unit.message in (message_id(unit.context, unit.source), message_id(unit.context or "", unit.source))


def _is_garbled(text: str) -> bool:
    """Tell whether ``text`` is UTF-8 that was read as Windows-1252: Ã© instead of é."""
    if text.isascii():
        return False
    try:
        return not text.encode("cp1252").decode("utf-8").isascii()
    except UnicodeError:
        return False


def _row(unit: TranslationUnit) -> tuple[str, ...]:
    suggestions = (f"Suggestion ({each.score:.0%}, {each.origin}): {each.text}" for each in unit.suggestions)
    note = "\n".join((*unit.notes, *unit.references, *suggestions))
    return tuple(map(_escape_formula, (unit.id, unit.context or "", unit.source, unit.target, unit.state, note)))


def _escape_formula(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unescape_formula(cell: str) -> str:
    return cell[1:] if _ESCAPED_FORMULA.match(cell) else cell


def _decode(data: bytes, name: str) -> str:
    if len(data) > MOST_BYTES:
        raise problem("table-damaged", f"the file is larger than {MOST_BYTES:,} bytes", file=name, hint=_HINT)
    encoding = "UTF-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "UTF-8"
    try:
        return data.decode(encoding) if encoding == "UTF-16" else data.removeprefix(BOM_UTF8).decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "ignore").count("\n") + 1
        message = f"line {line} of the file is not {encoding}: letters were lost when it was saved"
        raise problem("table-encoding", message, file=name, line=line, hint=_ENCODING_HINT) from error


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with their numbers, as a spreadsheet counts them."""
    delimiter = next((sign for sign in ",;\t" if text.lstrip('"').startswith(f'id"{sign}') or text.startswith(f"id{sign}")), ",")
    number = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            yield number, row
    except csv.Error as error:
        raise PublishError(_damaged(number + 1, f"it cannot be read: {error}", name)) from error


def _row_damage(number: int, row: list[str], ids: Counter[str], name: str) -> Iterator[Finding]:
    """Yield what is wrong with one row, given how often each id is in the table."""
    if len(row) != len(COLUMNS):
        yield _damaged(number, f"it has {len(row)} cells, not {len(COLUMNS)}", name)
        return
    identity, state = row[0], row[4]
    if not _ID.fullmatch(identity):
        yield _damaged(number, f"“{identity}” is not an id" if identity else "the id is missing", name)
    elif ids[identity] > 1:
        yield _damaged(number, f"the id {identity} is in {ids[identity]} rows", name)
    if state.strip().lower() not in ("", *UnitState):
        yield _damaged(number, f"“{state}” is not a state", name, f"write {', '.join(UnitState)}")


def _damaged(row: int | None, reason: str, name: str, hint: str = _HINT) -> Finding:
    return Finding(Severity.ERROR, "table-damaged", f"row {row}: {reason}", file=name, line=row, hint=hint)


def _unit(number: int, row: list[str]) -> TranslationUnit:
    identity, context, source, target, state, _ = row
    fuzzy = state.strip().lower() == UnitState.FUZZY
    # Translators fill in the target and leave the state: a target that is there is translated unless it is marked fuzzy.
    actual = UnitState.MISSING if not target else UnitState.FUZZY if fuzzy else UnitState.TRANSLATED
    return TranslationUnit(identity, source, target, actual, context or None, line=number)
