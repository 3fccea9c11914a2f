"""Define the types that a dataclass may declare for the keys of a TOML file, and check values against them.

A field may be a ``str``, ``bool``, ``int``, ``float``, ``int | float``, ``date``, ``Literal``, dataclass, ``tuple[X, ...]``,
``dict[str, X]``, ``X | None``, a union of dataclasses (the keys that are given tell which), or ``Annotated[X, check]``: ``check``
is called with a value of the type X and returns it, possibly changed, or raises `Rejected`. A rule on several keys of one table
belongs into ``__post_init__`` of its dataclass, which raises `Rejected` too. No value is converted: ``"3"`` is not a number.
"""

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from math import isfinite
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn, TypeAlias, Union, get_args, get_origin
from unicodedata import category

from publish.text.suggest import choose_from, similar_names

if TYPE_CHECKING:
    from cattrs import Converter

Hook: TypeAlias = Callable[[Any, Any], Any]

_BREAKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_TAGS = frozenset(map(chr, range(0xE0000, 0xE1000)))


class Rejected(ValueError):
    """A value that a check does not accept. ``wanted`` completes “… must be …”; ``path`` leads on from the value to a part of it."""

    def __init__(self, wanted: str, *path: str | int, hint: str | None = None) -> None:
        super().__init__(wanted)
        self.wanted, self.path, self.hint = wanted, path, hint


def on_one_line(text: str) -> str:
    """Return ``text`` without spaces at its ends. It must be one line, without characters that have no meaning but what a program gives."""
    if any(character in _BREAKS or category(character) == "Co" or character in _TAGS for character in text.strip()):
        raise Rejected("text on one line, without tabs and invisible characters")
    return text.strip()


def not_blank(text: str) -> str:
    """Return ``text`` on one line, without spaces at its ends; it must not be empty then."""
    if not text.strip():
        raise Rejected("text in quotes, not empty")
    return on_one_line(text)


def between(low: float, high: float) -> Callable[[float], float]:
    """Return a check that accepts the numbers from ``low`` to ``high`` only."""

    def _check(number: float) -> float:
        if not low <= number <= high:
            raise Rejected(f"a number from {low:g} to {high:g}")
        return number

    return _check


def one_of(*known: str) -> Callable[[str], str]:
    """Return a check that accepts the texts ``known`` only."""

    def _check(text: str) -> str:
        if text not in known:
            raise Rejected(f"one of {', '.join(known)}, not “{text}”", hint=choose_from(text, known))
        return text

    return _check


Line: TypeAlias = Annotated[str, on_one_line]
"""A text on one line, without spaces at its ends; it may be empty."""
FilledLine: TypeAlias = Annotated[str, not_blank]
"""A text on one line, without spaces at its ends, that is not empty."""
Number: TypeAlias = int | float
"""A finite number, as it is written: 3 stays a whole number."""


@cache
def converter() -> "Converter":
    """Return the converter, whose ``structure(tables, shape)`` raises cattrs's errors with `Rejected` in them."""
    from cattrs import Converter  # here, and not above, because a command that reads no file need not wait for it

    made = Converter()
    for kind, wanted in ((str, "text in quotes"), (bool, "true or false")):
        made.register_structure_hook(kind, _instance_hook(kind, wanted))
    made.register_structure_hook(int, _whole_number)
    made.register_structure_hook(float, lambda value, _: float(_number(value)))
    made.register_structure_hook(date, _day)
    made.register_structure_hook_func(lambda kind: kind == Number, lambda value, _: _number(value))
    for predicate, factory in (
        (_has_origin(tuple), _list_hook),
        (_has_origin(dict), _mapping_hook),
        (_has_origin(Literal), _literal_hook),
        (is_dataclass, _dataclass_hook),
        (_is_union_of_tables, _union_hook),
        (_has_origin(Annotated), _annotated_hook),
    ):
        made.register_structure_hook_factory(predicate, factory)
    return made


def _has_origin(origin: Any) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) is origin


def _instance_hook(kind: type, wanted: str) -> Hook:
    return lambda value, _: value if isinstance(value, kind) else _reject(wanted)


def _reject(wanted: str) -> NoReturn:
    raise Rejected(wanted)


def _whole_number(value: Any, _: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else _reject("a whole number")


def _number(value: Any) -> int | float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not _is_finite(value):
        raise Rejected("a number")
    return value


def _is_finite(number: int | float) -> bool:
    try:
        return isfinite(number)
    except OverflowError:  # a whole number of more than 308 digits
        return False


def _day(value: Any, _: Any) -> date:
    if not isinstance(value, date):
        raise Rejected("a date without quotes, as in 2026-11-23")
    return value.date() if isinstance(value, datetime) else value


def _list_hook(kind: Any, converter: "Converter") -> Hook:
    from cattrs.cols import homogenous_tuple_structure_factory

    of_tables = any(map(is_dataclass, _members(get_args(kind)[0])))
    wanted = "a list of tables, each under [[its name]]" if of_tables else "a list, in square brackets"
    return _only(list, wanted, homogenous_tuple_structure_factory(kind, converter))


def _mapping_hook(kind: Any, converter: "Converter") -> Hook:
    from cattrs.gen import mapping_structure_factory

    return _only(dict, "a table, under [its name]", mapping_structure_factory(kind, converter))


def _dataclass_hook(kind: Any, converter: "Converter") -> Hook:
    from cattrs.gen import make_dict_structure_fn

    @cache
    def _made() -> Hook:  # when a file has such a table, and not before: most files have few of those that they may have
        return make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True, _cattrs_use_linecache=False)

    return _only(dict, "a table, under [its name]", lambda value, wanted: _made()(value, wanted))


def _only(kind: type, wanted: str, hook: Hook) -> Hook:
    return lambda value, target: hook(value, target) if isinstance(value, kind) else _reject(wanted)


def _literal_hook(kind: Any, _: "Converter") -> Hook:
    check = one_of(*get_args(kind))
    return lambda value, _: check(value) if isinstance(value, str) else _reject("text in quotes")


def _members(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)


def _is_union_of_tables(kind: Any) -> bool:
    return len(_members(kind)) > 1 and all(map(is_dataclass, _members(kind)))


def _union_hook(kind: Any, converter: "Converter") -> Hook:
    """Return the hook of a union of dataclasses: the one of which a required key is given is meant; two cannot be."""
    required = {member: _required(member) for member in _members(kind)}
    wanted = f"a table with {', '.join(' and '.join(names) for names in required.values())}"

    def _structure(value: Any, _: Any) -> Any:
        meant = [member for member, names in required.items() if isinstance(value, dict) and any(name in value for name in names)]
        if len(meant) == 1:
            return converter.structure(value, meant[0])
        if len(meant) > 1:
            raise Rejected(f"{wanted}, not with two of them")
        raise Rejected(wanted, hint=_misspelt(value, [name for names in required.values() for name in names]))

    return _structure


def _misspelt(value: Any, known: list[str]) -> str | None:
    """Return a hint if a key of ``value`` resembles one of the ``known`` keys."""
    near = ((key, similar_names(str(key), known)) for key in value) if isinstance(value, dict) else ()
    return next((f"did you mean “{names[0]}” in place of “{key}”?" for key, names in near if names), None)


def _required(kind: Any) -> list[str]:
    return [each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING]


def _annotated_hook(kind: Any, converter: "Converter") -> Hook:
    base, *checks = get_args(kind)

    def _structure(value: Any, _: Any) -> Any:
        value = converter.structure(value, base)
        for check in checks:
            value = check(value)
        return value

    return _structure
