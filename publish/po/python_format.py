"""Compare the arguments of ``%`` format strings of Python in a message and its translation, as ``msgfmt -c`` does.

``python-format`` is the only format flag that our templates have. Other format flags (``c-format``, ``python-brace-format`` …) are
read and kept, and their texts are not checked.
"""

import re
from dataclasses import dataclass, field

from publish.po.model import Texts

ANY = "any"  # the type of an argument that may be of every type

_DIRECTIVE = re.compile(r"[-+ #0]*(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d+)?)?[hlL]?(?P<kind>[%csridouxXeEfgG])", re.ASCII)
_TYPES = {"c": "character", **dict.fromkeys("sr", "string"), **dict.fromkeys("idouxX", "integer"), **dict.fromkeys("eEfgG", "float")}


@dataclass(frozen=True, slots=True)
class FormatArguments:
    """The types of the arguments that a format string takes: in order, or by name. Never both."""

    ordered: tuple[str, ...] = ()
    named: dict[str, str] = field(default_factory=dict)


def is_python_format(flags: Texts) -> bool:
    """Tell whether the flags of a message ask for the check; the last of contradicting flags counts."""
    asked = False
    for flag in " ".join(flags).split():
        prefix, found, rest = flag.partition("python-format")
        if found and not rest and prefix in ("", "possible-", "no-", "impossible-"):
            asked = prefix in ("", "possible-")
    return asked


def format_arguments(text: str) -> FormatArguments | None:
    """Return the arguments that ``text`` takes; None if it is not a valid format string."""
    ordered: list[str] = []
    named: dict[str, str] = {}
    place = text.find("%")
    while place >= 0:
        end = _name_end(text, place + 1)
        match = _DIRECTIVE.match(text, end)
        if not match:
            return None
        ordered += ["integer"] * [match["width"], match["precision"]].count("*")
        kind = _argument_type(match)
        if end > place + 1:
            name = text[place + 2:end - 1]
            if kind != named.setdefault(name, kind):
                if ANY not in (kind, named[name]):
                    return None
                named[name] = kind if named[name] == ANY else named[name]
        elif kind:
            ordered.append(kind)
        place = text.find("%", match.end())
    return None if ordered and named else FormatArguments(tuple(ordered), named)


def arguments_differ(source: FormatArguments, target: FormatArguments, all_needed: bool) -> bool:
    """Tell whether a translation takes other arguments than its message.

    Unless ``all_needed``, it may leave out named ones: the plural form for one count alone ("one page") needs no number.
    """
    if (source.named and target.ordered) or (source.ordered and target.named):
        return True
    if len(source.ordered) != len(target.ordered) or not target.named.keys() <= source.named.keys():
        return True
    if all_needed and source.named.keys() != target.named.keys():
        return True
    pairs = [*zip(source.ordered, target.ordered), *((source.named[name], kind) for name, kind in target.named.items())]
    return any(left != right and (all_needed or ANY not in (left, right)) for left, right in pairs)


def _name_end(text: str, start: int) -> int:
    """Return where ``(name)`` ends, nested brackets included: ``start`` if there is none, the end of the text if it is not closed."""
    depth = 0
    for place in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if not depth:
            return place + 1 if place > start else start
    return len(text)


def _argument_type(match: re.Match[str]) -> str:
    """Return the type that a directive takes: "" for ``%%``, `ANY` for a string that prints nothing (``%.0s``)."""
    kind = _TYPES.get(match["kind"], "")
    precision = match["precision"]
    return ANY if kind == "string" and precision and not precision.strip("0") else kind
