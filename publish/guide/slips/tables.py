"""Slips in tables: rows with too few or too many cells, and tables that are text."""

import re
from collections.abc import Iterator

from publish.guide.slips.base import Slip, SourceText, WrittenText, slip_error

_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?|\|[ \t]*:?-+:?[ \t]*\|")
_ROW = re.compile(r"\|.*\|$|\|.*\|.*")


def row_cells(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """A row with other than the number of columns: a dose would stand in the wrong column, or beside nothing."""
    columns = 0
    for place, token in enumerate(source.tokens):
        if token.type == "thead_open":
            columns = source.tokens[place + 1].meta.get("cells", 0)
        elif token.type == "tr_open" and token.map and columns and token.meta["cells"] != columns:
            yield _wrong_row(source.lines[token.map[0]], token.map[0] + 1, token.meta["cells"], columns)


def _wrong_row(row: str, line: int, cells: int, columns: int) -> Slip:
    message = f"the row has {cells} cell{'s' * (cells != 1)}, the table has {columns} columns"
    if cells > columns:
        return slip_error("row-cells", line, message, "write “\\|” for a bar inside a cell, or give the table another column")
    if "|" not in row:
        message = f"the line is read as a row of the table above: {message}"
        return slip_error("row-cells", line, message, "leave an empty line after the table")
    return slip_error("row-cells", line, message, "write a bar for each cell, also for an empty one: “| a | |”")


def broken_table(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """A table that prints as text with its bars, because its second line does not fit its first."""
    for text in source.texts:
        lines = [line.strip() for line in text.content.split("\n")]
        place = next((place for place, line in enumerate(lines) if _DELIMITERS.fullmatch(line)), None)
        if place is not None:
            yield _broken(text, lines, place)
        elif sum(bool(_ROW.match(line)) for line in lines) > 1:
            first = next(place for place, line in enumerate(lines) if _ROW.match(line))
            message = "the lines with bars are no table: no line like “|---|---|” follows the first one"
            hint = "write a line “|---|---|”, with a part for each column, below the heading"
            yield slip_error("table-broken", text.line + first, message, hint)


def _broken(text: WrittenText, lines: list[str], place: int) -> Slip:
    heading, parts = (len(_cells(lines[at])) for at in (max(0, place - 1), place))
    message = f"the table prints as text: its heading has {heading} cells, the line of hyphens below has {parts}"
    if place == 0:
        message = "the table prints as text: no heading stands above its line of hyphens"
    hint = "write as many parts “---” as the heading has cells; the heading may have empty cells"
    return slip_error("table-broken", text.line + place, message, hint)


def _cells(line: str) -> list[str]:
    return line.strip().strip("|").split("|")
