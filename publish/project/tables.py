"""Read TOML files into dataclasses: check every key, and report all errors at once, each with its line.

A reader of a file states its shape as frozen dataclasses: the name and the type of a field are the name and the type of a key, a
field without a default must be in the file. For example

>>> @dataclass(frozen=True)
... class Clinic:
...     name: Line
...     phone: Line = ""
>>> read_table(b'name = "Example"', "clinic.toml", Clinic, FileKind("clinic-wrong", "see docs"))[0]
Clinic(name='Example', phone='')

`publish.project.shapes` lists the types that a field may have, and how a value is checked. The library cattrs walks the tables.
"""

from collections.abc import Callable, Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

from publish.project.findings import Finding, PublishError, Severity
from publish.project.shapes import Rejected, converter
from publish.project.toml import KeyPath, TomlFile, key_name, parse_toml
from publish.text.suggest import choose_from

Shape = TypeVar("Shape")
UnknownKeys: TypeAlias = Callable[[KeyPath, str, Collection[str]], Severity | None]
"""Decides the severity of an unknown key from the path of its table, the key and the known keys; None ignores the key silently."""


def refuse_unknown(path: KeyPath, key: str, known: Collection[str]) -> Severity:
    """Make every unknown key an error."""
    return Severity.ERROR


def warn_of_unknown(path: KeyPath, key: str, known: Collection[str]) -> Severity:
    """Ignore every unknown key with a warning."""
    return Severity.WARNING


@dataclass(frozen=True, slots=True)
class FileKind:
    """The codes and the hint of findings about one kind of file.

    ``wrong`` is the code for a value of the wrong type or outside its bounds, ``missing`` for a key that must be there and ``unknown``
    for one that is not known; the latter two are ``wrong`` if empty. ``hint`` says what to do next.
    """

    wrong: str
    hint: str
    missing: str = ""
    unknown: str = ""
    unknown_keys: UnknownKeys = refuse_unknown


def read_table(data: bytes, name: str, shape: type[Shape], kind: FileKind) -> tuple[Shape, tuple[Finding, ...]]:
    """Return the TOML file ``name``, whose content is ``data``, as a ``shape``, and warnings about unknown keys.

    Raises `PublishError`: ``file-unreadable`` or ``toml-broken``, or one finding with file, key and line for each key that is wrong,
    the warnings among them.
    """
    file = parse_toml(data, name)
    return structure(file.tables, file, shape, kind)


def structure(tables: dict[str, Any], file: TomlFile, shape: type[Shape], kind: FileKind) -> tuple[Shape, tuple[Finding, ...]]:
    """Return ``tables`` as a ``shape``, and warnings; for tables that are put together from several files.

    Findings name ``file``, and the line of the key if it is in that file. Raises `PublishError` as `read_table` does.
    """
    from cattrs.errors import BaseValidationError  # here, and not above, because a command that reads no file need not wait for it

    try:
        return converter().structure(tables, shape), ()
    except (BaseValidationError, Rejected) as error:
        faults = list(_faults(error, (), kind))
    if any(fault.severity is Severity.ERROR for fault in faults):
        raise PublishError(*(fault.finding(file) for fault in faults if fault.severity))
    known = deepcopy(tables)
    for fault in faults:
        _delete(known, fault.path)
    # Once more without the unknown keys: only now are the rules on several keys of a table checked.
    found, _ = structure(known, file, shape, kind)
    return found, tuple(fault.finding(file) for fault in faults if fault.severity)


def keys_of(shape: type[Any]) -> tuple[str, ...]:
    """Return the keys of a ``shape`` as paths: ``project.locales``, ``hours[].days`` (a list of tables), ``prices.*.low`` (any name)."""
    return tuple(dict.fromkeys(_keys_below(shape, "")))


def _keys_below(kind: Any, path: str) -> Iterator[str]:
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        for each in fields(kind):
            below = tuple(_keys_below(hints[each.name], f"{path}.{each.name}".removeprefix(".")))
            yield from below or (f"{path}.{each.name}".removeprefix("."),)
        return
    mark = {tuple: "[]", dict: ".*"}.get(get_origin(kind), "")
    for argument in get_args(kind):
        yield from _keys_below(argument, path + mark)


@dataclass(frozen=True, slots=True)
class _Fault:
    """One thing that is wrong; ``severity`` is None for an unknown key that is accepted."""

    path: KeyPath
    code: str
    message: str
    hint: str
    severity: Severity | None = Severity.ERROR

    def finding(self, file: TomlFile) -> Finding:
        """Return it as a finding about ``file``."""
        assert self.severity is not None
        return Finding(self.severity, self.code, self.message, file=file.name, line=file.line_of(self.path), hint=self.hint)


def _faults(error: BaseException, path: KeyPath, kind: FileKind) -> Iterator[_Fault]:
    """Yield what is wrong in the value at ``path``, from cattrs's tree of errors."""
    from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

    match error:
        case ClassValidationError():
            noted, others = error.group_exceptions()
            for inner, note in noted:
                yield from _faults(inner, (*path, note.name), kind)
            for inner in others:
                yield from _faults(inner, path, kind)
        case IterableValidationError():
            for inner, place in error.group_exceptions()[0]:
                yield from _faults(inner, (*path, place.index), kind)
        case ForbiddenExtraKeysError():
            yield from _unknown_keys(error, path, kind)
        case KeyError():
            yield _Fault(path, kind.missing or kind.wrong, f"the key “{key_name(path)}” is missing", kind.hint)
        case Rejected():
            inside = (*path, *error.path)
            yield _Fault(inside, kind.wrong, f"“{key_name(inside)}” must be {error.wanted}", error.hint or kind.hint)
        case _:
            raise error


def _unknown_keys(error: Any, path: KeyPath, kind: FileKind) -> Iterator[_Fault]:
    known = [field.name for field in fields(error.cl)]
    for key in sorted(error.extra_fields):
        severity = kind.unknown_keys(path, key, known)
        message = f"unknown key “{key_name((*path, key))}”" + " is ignored" * (severity is not Severity.ERROR)
        yield _Fault((*path, key), kind.unknown or kind.wrong, message, choose_from(key, known), severity)


def _delete(tables: Any, path: KeyPath) -> None:
    for step in path[:-1]:
        tables = tables[step]
    del tables[path[-1]]
