"""TOML text parsed to tables, and the line of each key.

`tomllib` does not keep lines. `TomlFile.line_of` finds them with the same parser: a key is on the first line at which the file, cut
off there, contains the key. So no second grammar of TOML is needed, and only errors take the time for the search.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from publish.project.findings import problem
from publish.project.names import SHIPPED
from publish.project.storage import Blob

KeyPath: TypeAlias = tuple[str | int, ...]
"""The keys from the top of a file to a value; numbers count the items of a list from 0."""

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


DEEPEST_TABLES = 50
"""How deep tables and lists may be nested."""


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A parsed file: its ``name`` in messages, its ``text`` with line feeds, and its ``tables``."""

    name: str
    text: str
    tables: dict[str, Any]

    def line_of(self, path: KeyPath) -> int | None:
        """Return the line (from 1) of ``path``, or of the innermost table of it that exists; None for the file as a whole."""
        while path and not _has(self.tables, path):
            path = path[:-1]
        if not path:
            return None
        lines = self.text.split("\n")
        last = bisect_left(range(len(lines)), True, key=lambda end: _has(_whole_part(lines[:end])[1], path))
        return _whole_part(lines[: last - 1])[0] + 1


def parse_toml(data: bytes, name: str) -> TomlFile:
    """Return the TOML file ``name``, whose content is ``data``.

    Raises `PublishError`: ``file-unreadable`` if it is not UTF-8, ``toml-broken`` with the line where the syntax is wrong.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise problem("file-unreadable", f"{name} cannot be read: {error}", file=name, hint="save it as UTF-8 text") from error
    try:
        tables = tomllib.loads(text)
        _refuse_depth(tables)
        return TomlFile(name, text, tables)
    except (ValueError, RecursionError) as error:
        # Besides its own TOMLDecodeError, tomllib lets through Python's errors for a number of 5,000 digits or a list in 5,000 lists.
        found = _AT_LINE.search(str(error))
        line, hint = int(found[1]) if found else None, "correct the line that is named"
        raise problem("toml-broken", f"{name} is not valid TOML: {error}", file=name, line=line, hint=hint) from error


def toml_of(blob: Blob) -> TomlFile:
    """Return the TOML file ``blob``, for `Snapshot.parse`: its tables must not be changed. Raises `PublishError` as `parse_toml` does."""
    return parse_toml(blob.data, blob.path.removeprefix(SHIPPED))


def _refuse_depth(tables: dict[str, Any]) -> None:
    """Raise `ValueError` for tables in tables in tables, which other code would follow until Python gives up."""
    layer: list[Any] = [tables]
    for _ in range(DEEPEST_TABLES):
        inner = (each.values() if isinstance(each, dict) else each for each in layer)
        layer = [value for values in inner for value in values if isinstance(value, dict | list)]
    if layer:
        raise ValueError(f"tables and lists are nested more than {DEEPEST_TABLES} deep")


def key_name(path: KeyPath) -> str:
    """Return ``path`` as messages name it: ``facts.dose.unit``, ``references[2].id`` (items are counted from 1)."""
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def _whole_part(lines: Sequence[str]) -> tuple[int, dict[str, Any]]:
    """Return the number of ``lines`` up to the last whole statement, and their tables: a value may take several lines."""
    for end in range(len(lines), 0, -1):
        try:
            return end, tomllib.loads("\n".join(lines[:end]))
        except (ValueError, RecursionError):
            continue
    return 0, {}


def _has(tables: Any, path: KeyPath) -> bool:
    for step in path:
        found = isinstance(tables, Mapping) and step in tables or isinstance(tables, list) and isinstance(step, int) and step < len(tables)
        if not found:
            return False
        tables = tables[step]
    return True
