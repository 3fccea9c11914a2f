"""What a template may see: text, numbers, dates, lists, mappings, and the markup and functions that are made for it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar

from jinja2 import TemplateRuntimeError, Undefined
from markupsafe import Markup

from publish.edition.sandbox.budget import emit, spend, weigh

CALL_STEPS = 20
"""The steps of a call of a function of ours, which takes longer than a turn of a loop."""


class Printable(ABC):
    """An object that is printed where a template writes its name; of its attributes a template sees only `shown`."""

    __slots__ = ()
    shown: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def __html__(self) -> Markup:
        """Return what is printed."""


class TemplateFunction:
    """A function that a template may call with arguments of the types ``takes``, and with fields by name if it is ``named``."""

    __slots__ = ("_name", "_function", "_takes", "_named")

    def __init__(self, name: str, function: Callable[..., object], *takes: type, named: bool = False) -> None:
        self._name, self._function, self._takes, self._named = name, function, takes, named

    def __call__(self, *arguments: object, **fields: object) -> object:
        """Return the result; raises `TemplateRuntimeError` for arguments of another number or type."""
        fits = len(arguments) == len(self._takes) and all(map(isinstance, arguments, self._takes))
        if not fits or fields and not self._named:
            wanted = ", ".join(_NAMES.get(each, "a part of the guide") for each in self._takes)
            raise TemplateRuntimeError(f"{self._name}() takes {wanted or 'nothing'} in its brackets, not {_described(arguments)}")
        spend(CALL_STEPS)
        weigh(arguments, fields)
        result = self._function(*arguments, **{name: checked_printable(value) for name, value in fields.items()})
        if isinstance(result, str):
            emit(len(result))
        return result


_KINDS = (
    *((str, "a text"), (bool, "true or false"), (int, "a number"), (float, "a number"), (date, "a date")),
    *((Mapping, "a mapping"), (list, "a list"), (tuple, "a list")),
)
_NAMES: dict[type, str] = {str: "a text", int: "a whole number", date: "a date"}


def _described(arguments: tuple[object, ...]) -> str:
    return ", ".join(described(value) for value in arguments) or "nothing"


def described(value: object) -> str:
    """Return what kind of value this is, as messages name it."""
    if value is None or isinstance(value, Undefined):
        return "nothing"
    return next((name for kind, name in _KINDS if isinstance(value, kind)), "something else")


def checked_printable(value: Any) -> Any:
    """Return ``value``, which a template prints; raises `TemplateRuntimeError` for a list, a mapping or a function."""
    if value is None or isinstance(value, str | int | float | date | Printable | Undefined):
        return value
    raise TemplateRuntimeError(f"it prints {described(value)}: only a text or a number can be printed")


def record(value: object, *names: str) -> dict[str, object]:
    """Return the attributes ``names`` of ``value`` as a mapping; empty texts and None stay what they are."""
    return {name: template_value(getattr(value, name)) for name in names}


def template_value(value: object) -> object:
    """Return ``value`` as templates see it; raises `TypeError` for an object with methods of its own."""
    if value is None or isinstance(value, str | int | float | date | Printable | TemplateFunction):
        return value
    if isinstance(value, Mapping):
        return {str(key): template_value(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return tuple(template_value(each) for each in value)
    raise TypeError(f"a template must not see {type(value).__name__}")
