"""The filters and tests that templates may use. Those of Jinja2 that make text or lists of any size are left out, or have limits."""

import html
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from jinja2 import Environment, TemplateRuntimeError, pass_context, pass_environment
from jinja2.filters import FILTERS, do_join, do_map, do_replace, do_round
from jinja2.runtime import Context, Undefined
from jinja2.tests import TESTS
from markupsafe import Markup, escape, soft_str

from publish.edition.sandbox.budget import Counted, check_text, emit, spend, weigh
from publish.edition.sandbox.values import Printable, checked_printable

_ON_TEXT = ("capitalize", "lower", "title", "trim", "truncate", "upper", "urlencode", "wordcount")
_ON_SEQUENCES = tuple("first last list max min reject rejectattr reverse select selectattr sort unique".split())
_ON_VALUES = ("abs", "count", "d", "default", "dictsort", "float", "int", "items", "length")
# For map: what changes one value and takes no arguments.
_MAPPED = tuple("abs capitalize e escape first float int last length lower string striptags title trim upper".split())
MOST_DIGITS = 15


def filters() -> dict[str, Any]:
    """Return the filters by name."""
    ours = {"e": _escape, "escape": _escape, "string": _string, "striptags": _striptags}
    limited: dict[str, Any] = {"replace": replace_text, "join": _join, "map": _map, "round": _round}
    return {
        **{name: _counted(FILTERS[name], _text) for name in _ON_TEXT},
        **{name: _counted(FILTERS[name], _sequence) for name in _ON_SEQUENCES},
        **{name: _counted(FILTERS[name], _value) for name in _ON_VALUES},
        **ours,
        **limited,
    }


def tests() -> dict[str, Any]:
    """Return the tests by name (``is defined``), with a count of what they look at."""
    return {name: _counted(test, _value) for name, test in TESTS.items() if name not in ("filter", "test", "callable")}


def _counted(function: Any, read: Callable[[Any], Any]) -> Callable[..., Any]:
    """Return ``function`` with its value read by ``read``, its arguments weighed and the text it returns counted."""
    place = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def _call(*arguments: Any, **options: Any) -> Any:
        spend(1)
        passed, value, others = arguments[:place], arguments[place], arguments[place + 1 :]
        weigh(others, options)
        result = function(*passed, read(value), *others, **options)
        if isinstance(result, str) and result is not value:
            emit(len(result))
        return result

    return _call


def _text(value: Any) -> Any:
    """Return a text that is short enough to be changed; anything else that can be printed."""
    if isinstance(value, Printable):
        return value.__html__()
    text = checked_printable(value)
    if isinstance(text, str):
        check_text(len(text))
    return text


def _sequence(value: Any) -> Any:
    """Return a text, a mapping, or a list of all items; each is counted."""
    if isinstance(value, str | Mapping | Undefined):
        weigh(value)
        return value
    items = list(Counted(value))
    weigh(items)
    return items


def _value(value: Any) -> Any:
    weigh(value)
    return value


def _escape(value: Any) -> Markup:
    spend(1)
    return value if isinstance(value, Markup) else escape(_text(value))


def _string(value: Any) -> str:
    spend(1)
    return soft_str(_text(value))


def _striptags(value: Any) -> str:
    """Return the text without markup, with single spaces. Its time grows with the length, that of `Markup.striptags` with its square."""
    spend(1)
    return html.unescape(" ".join(_outside("<", ">", _outside("<!--", "-->", soft_str(_text(value)))).split()))


def _outside(start: str, end: str, text: str) -> str:
    """Return ``text`` without what stands between ``start`` and ``end``; a ``start`` without an end stays."""
    found, *parts = text.split(start)
    for place, part in enumerate(parts):
        _, ended, rest = part.partition(end)
        if not ended:
            return start.join((found, *parts[place:]))
        found += rest
    return found


def replace_text(value: Any, old: Any, new: Any, count: int | None = None) -> str:
    """Return ``value`` with ``new`` in place of ``old``; raises `TemplateLimit` before the text grows too long."""
    spend(1)
    text, sought, other = _text(value), _text(old), _text(new)
    check_text(len(soft_str(text)) + soft_str(text).count(soft_str(sought)) * len(escape(other)))
    return do_replace(_ESCAPING, text, sought, other, count)


def join_texts(values: Any, separator: Any = "") -> str:
    """Return ``values`` as one text with ``separator`` between them; raises `TemplateLimit` before it grows too long."""
    spend(1)
    items = [_text(item) for item in _sequence(values)]
    between = _text(separator)
    check_text(sum(len(soft_str(item)) for item in items) + len(soft_str(between)) * len(items))
    return soft_str(do_join(_ESCAPING, items, between))


@pass_environment
def _join(environment: Environment, values: Any, d: Any = "", attribute: str | int | None = None) -> str:
    items = _sequence(values)
    return join_texts(items if attribute is None else [environment.getitem(item, attribute) for item in items], d)


@pass_context
def _map(context: Context, values: Any, *arguments: Any, **options: Any) -> Any:
    """Apply a filter without arguments to each item, or take an attribute of each, as the filter of Jinja2 does."""
    if arguments and (len(arguments) > 1 or options or arguments[0] not in _MAPPED):
        raise TemplateRuntimeError(f"map takes an attribute, or one of these filters without arguments: {', '.join(_MAPPED)}")
    return do_map(context, _sequence(values), *arguments, **options)


def _round(value: float, precision: int = 0, method: str = "common") -> float:
    spend(1)
    if not isinstance(precision, int) or abs(precision) > MOST_DIGITS:
        raise TemplateRuntimeError(f"round takes at most {MOST_DIGITS} digits")
    return do_round(value, precision, method)  # type: ignore[arg-type]


class _Escaping:
    """Stands for Jinja2's evaluation context: text is always escaped."""

    autoescape = True


_ESCAPING: Any = _Escaping()
