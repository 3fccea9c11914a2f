"""Change the text of a TOML file: what does not change keeps its place, its comments and its form."""

from collections.abc import Mapping
from typing import Any, cast

import tomlkit
from tomlkit.items import AoT, Item, Table


def changed_toml(text: str, wanted: Mapping[str, Any]) -> str:
    """Return ``text`` with the top-level keys ``wanted``: None removes a key, a table changes the keys that it names.

    A list of tables becomes tables of their own (``[[phone]]``); those that are there already are changed row by row.
    """
    document = tomlkit.parse(text)
    for key, value in wanted.items():
        _set(document, key, value)
    return tomlkit.dumps(document)


def _set(table: Any, key: str, value: Any) -> None:
    """Set ``key`` of a table to ``value``, unless it has that value already."""
    found = table.get(key)
    if value is None:
        if found is not None:
            table.remove(key)
    elif isinstance(value, dict):
        _merge(table, key, value)
    elif found is None or _plain(found) != value:
        if isinstance(found, AoT) and _are_tables(value):
            _set_rows(found, value)
        else:
            table[key] = _item(value)


def _merge(table: Any, key: str, wanted: dict[str, Any]) -> None:
    given = {name: value for name, value in wanted.items() if value is not None}
    if not isinstance(table.get(key), Table | dict):
        if not given:
            return
        table[key] = tomlkit.table()
    inner = table[key]
    for name, value in wanted.items():
        if value is None and name in inner:
            inner.remove(name)
        elif value is not None and (name not in inner or _plain(inner[name]) != value):
            inner[name] = _inline(value)
    if not inner:
        table.remove(key)


def _set_rows(rows: AoT, wanted: list[dict[str, Any]]) -> None:
    """Change tables of the same name row by row, so that each keeps its comments."""
    while len(rows) > len(wanted):
        del rows[len(rows) - 1]
    for row, value in zip(rows, wanted, strict=False):
        for key in ("name", "number", "days", "open", "close", "closed"):
            _set(row, key, value.get(key))
    for value in wanted[len(rows) :]:
        rows.append(_table(value))


def _plain(value: Any) -> Any:
    return value.unwrap() if isinstance(value, Item) else value  # tomlkit gives some values, such as true, as Python's own


def _are_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _item(value: Any) -> Item:
    if not _are_tables(value) or not value:
        return cast(Item, tomlkit.item(value))
    rows = tomlkit.aot()
    for each in value:
        rows.append(_table(each))
    return rows


def _table(value: Mapping[str, Any]) -> Table:
    table = tomlkit.table()
    table.update(value)
    return table


def _inline(value: Any) -> Item:
    if not isinstance(value, dict):
        return cast(Item, tomlkit.item(value))
    table = tomlkit.inline_table()
    table.update(value)
    return table
