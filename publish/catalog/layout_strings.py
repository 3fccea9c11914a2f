"""Find the strings of a Jinja2 template that are marked for translation, with the comments for translators before them.

Jinja2 parses the template once. Babel's `extract` with Jinja2's extractor finds the same strings (a test compares them), but reads each
template twice, and its import takes longer than the work that is left.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from jinja2 import Environment

LayoutString: TypeAlias = tuple[str, str | None, str | None, tuple[str, ...]]
"""The msgid, the plural, the context and the comments of a string."""

# The arguments of each function that are its context, its msgid and its plural.
_ARGUMENTS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
_MARKED = re.compile(r"\btrans\b|gettext|\b_\s*\(")  # a template without any of these has no strings
_COMMENT = re.compile(r"\{#[-+]?\s*translators:\s(.*?)[-+]?#\}", re.DOTALL)


def layout_strings(source: str) -> tuple[LayoutString, ...]:
    """Return the strings of a template in the order in which they stand in it; none of a template that Jinja2 cannot parse.

    The output that uses such a template reports it (``template-broken``); those of other layouts are made.
    """
    if not _MARKED.search(source):
        return ()
    from jinja2 import TemplateSyntaxError  # here, and not above, because few commands look into layouts

    try:
        return tuple(_strings(source.replace("\r\n", "\n").replace("\r", "\n")))
    except (TemplateSyntaxError, MemoryError, RecursionError, ValueError):  # nested too deep, or a number with thousands of digits
        return ()


def _strings(source: str) -> Iterator[LayoutString]:
    comments = [(source.count("\n", 0, found.start()) + 1, found[1].strip()) for found in _COMMENT.finditer(source)]
    for line, function, arguments in _environment().extract_translations(source, tuple(_ARGUMENTS)):  # type: ignore[attr-defined]
        before = [text for place, text in comments if place <= line]
        del comments[: len(before)]
        given = arguments if isinstance(arguments, tuple) else (arguments,)
        context, msgid, plural = (given[place] if place is not None and place < len(given) else None for place in _ARGUMENTS[function])
        if msgid and (plural is not None or _ARGUMENTS[function][2] is None):
            yield msgid, plural, context, tuple(before[-1:])


@cache
def _environment() -> "Environment":
    from jinja2 import Environment

    made = Environment(extensions=["jinja2.ext.i18n"], cache_size=0, auto_reload=False)
    made.newstyle_gettext = True  # type: ignore[attr-defined]
    return made
