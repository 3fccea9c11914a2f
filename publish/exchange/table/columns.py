"""The columns of a table: find them by their names, and make units of the rows."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publish.exchange.units import TranslationUnit, UnitState
from publish.project import Finding, PublishError, Severity, problem
from publish.text.suggest import did_you_mean, similar_names

COLUMNS = ("id", "context", "source", "target", "state", "note")
"""The columns of an exported table."""
REQUIRED = COLUMNS[:4]
"""The columns that an imported table must have, in any order."""
MOST_ROWS = 50_000
"""Rows that are read, the empty ones not counted: ten times as many as the largest workspace that was measured has texts."""
HINT = "export again and put the translations into the new file"

_MOST_NAMES, _LONGEST_NAME = 40, 60  # of columns, that are compared with what they should be
_ALIKE = 0.7  # “status” is meant to be “state”, “date” is not
_ID = re.compile(r"m[0-9a-f]{16}(?:\.\d)?")

Row = tuple[int, list[str]]
"""A row and its number, as a spreadsheet counts it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table are: the place of each by its name."""

    places: dict[str, int]
    width: int

    def cell(self, row: Sequence[str], name: str) -> str:
        """Return the cell of a row in the column ``name``, empty if the table does not have it."""
        place = self.places.get(name)
        return row[place] if place is not None and place < len(row) else ""


def find_columns(heading: Sequence[str], name: str, line: int = 1) -> Columns:
    """Return the columns that the first row names. Raises `PublishError` if one of `REQUIRED` is missing or there twice."""
    names = [cell.strip().strip("\ufeff").casefold() for cell in heading]
    places = {column: names.index(column) for column in COLUMNS if column in names}
    missing = [column for column in REQUIRED if column not in places]
    twice = [column for column in COLUMNS if names.count(column) > 1]
    others = [cell for cell in heading[:_MOST_NAMES] if cell.strip() and cell.strip().casefold() not in COLUMNS]
    if missing:
        message = f"the first row does not name the columns {', '.join(missing)}"
        found = "; ".join(f"“{cell[:20]}”: {hint}" for cell in others if (hint := did_you_mean(cell[:_LONGEST_NAME], missing)))
        hint = f"{found or 'give the columns their old names again'}, or {HINT}"
        raise problem("table-damaged", message, file=name, line=line, hint=hint)
    if twice:
        message = f"the first row names the columns {', '.join(twice)} twice"
        raise problem("table-damaged", message, file=name, line=line, hint="keep the column with your translations, and delete the other")
    misspelt = [cell for cell in others if "state" not in places and similar_names(cell[:_LONGEST_NAME], ("state",), cutoff=_ALIKE)]
    if misspelt:
        message = f"the first row names a column “{misspelt[0][:20]}”, which is not “state”"
        raise problem("table-damaged", message, file=name, line=line, hint="name it state, or delete it if all translations are final")
    return Columns(places, len(heading))


def has_columns(heading: Sequence[str]) -> bool:
    """Tell whether a row names all of `REQUIRED`."""
    return set(REQUIRED) <= {cell.strip().strip("\ufeff").casefold() for cell in heading}


def read_units(columns: Columns, rows: Sequence[Row], name: str) -> tuple[TranslationUnit, ...]:
    """Return the units in ``rows``. Raises `PublishError` (``table-damaged``) with every row that cannot be read, and why."""
    ids = Counter(columns.cell(row, "id") for _, row in rows)
    found = [finding for number, row in rows for finding in _row_damage(number, row, columns, ids, name)]
    if found:
        raise PublishError(*found)
    return tuple(_unit(number, row, columns) for number, row in rows)


def report_row(row: int | None, reason: str, name: str, hint: str = HINT) -> Finding:
    """Return the error about one row."""
    return Finding(Severity.ERROR, "table-damaged", f"row {row}: {reason}", file=name, line=row, hint=hint)


def _row_damage(number: int, row: list[str], columns: Columns, ids: Counter[str], name: str) -> Iterator[Finding]:
    """Yield what is wrong with one row, given how often each id is in the table."""
    if len(row) != columns.width:
        yield report_row(number, f"it has {len(row)} cells, not {columns.width}", name)
        return
    identity, state = columns.cell(row, "id"), columns.cell(row, "state")
    if not _ID.fullmatch(identity):
        yield report_row(number, f"“{identity[:40]}” is not an id" if identity else "the id is missing", name)
    elif ids[identity] > 1:
        yield report_row(number, f"the id {identity} is in {ids[identity]} rows", name)
    if state.strip().lower() not in ("", *UnitState):
        yield report_row(number, f"“{state[:40]}” is not a state", name, f"write {', '.join(UnitState)}")


def _unit(number: int, row: list[str], columns: Columns) -> TranslationUnit:
    identity, context, source, target, state = (columns.cell(row, column) for column in COLUMNS[:5])
    fuzzy = state.strip().lower() == UnitState.FUZZY
    # Translators fill in the target and leave the state: a target that is there is translated unless it is marked fuzzy.
    actual = UnitState.MISSING if not target else UnitState.FUZZY if fuzzy else UnitState.TRANSLATED
    return TranslationUnit(identity, source, target, actual, context or None, line=number, is_stateless=not state.strip())
