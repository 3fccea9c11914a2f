"""Format strings: do a message and its translation take the same arguments? As far as ``msgfmt -c`` asks.

Each reader returns the `Arguments` of a string, or None where it is no valid format string. A message that is
not valid itself binds nobody.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from publish.po.model import Texts

ANY = "any"  # the type of an argument that may be of every type


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a format string takes: arguments in order, by their types, or by name."""

    ordered: tuple[Hashable, ...] = ()
    named: dict[str, Hashable] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """A language of format strings. ``differs`` tells whether the translation's arguments are wrong; the flag asks for all of them."""

    read: Callable[[str, bool], Arguments | None]
    differs: Callable[[Arguments, Arguments, bool], bool]


def wanted_formats(flags: Texts) -> Iterator[tuple[str, Format]]:
    """Yield the name of each language that the flags of a message ask to be checked, and the language."""
    asked: dict[str, bool] = {}
    for flag in " ".join(flags).split():
        name, found, rest = flag.partition("-format")
        if found and not rest:
            bare = name.removeprefix("no-").removeprefix("impossible-").removeprefix("possible-")
            asked[bare] = not name.startswith(("no-", "impossible-"))
    yield from ((name, FORMATS[name]) for name, wanted in asked.items() if wanted and name in FORMATS)


_C = re.compile(
    r"%(?:(?P<number>\d+)\$)?(?P<flags>[ +\-#0'I]*)(?:(?P<width>\*(?:\d+\$)?)|\d+)?(?:\.(?:(?P<precision>\*(?:\d+\$)?)|\d+)?)?"
    r"(?:<PRI(?P<macro>[dioxuX])(?P<bits>MAX|PTR|(?:LEAST|FAST)?(?:8|16|32|64))>|(?P<size>[hlLqjzZt]*)(?P<kind>[@%mcCsSdiouxXeEfFgGaApn]))",
    re.ASCII,
)
_C_KINDS = {
    **dict.fromkeys("cC", "character"),
    **dict.fromkeys("sS", "string"),
    **dict.fromkeys("di", "integer"),
    **dict.fromkeys("ouxX", "unsigned"),
    **dict.fromkeys("eEfFgGaA", "double"),
    "p": "pointer",
    "n": "count",
    "@": "object",
}


def _read_c(text: str, translated: bool) -> Arguments | None:
    """Read a format string of C; ISO C 9899, 7.21.6.1, and the numbered arguments of POSIX."""
    return _read_printf(text, translated, objects=False)


def _read_objc(text: str, translated: bool) -> Arguments | None:
    return _read_printf(text, translated, objects=True)


def _read_printf(text: str, translated: bool, objects: bool) -> Arguments | None:
    numbered: list[tuple[int, Hashable]] = []
    plain: list[Hashable] = []
    for match in _directives(_C, text):
        if match is None or (match["kind"] == "@" and not objects) or ("I" in match["flags"] and not translated):
            return None
        for number, kind in _c_arguments(match):
            if number is None:
                plain.append(kind)
            else:
                numbered.append((number, kind))
    if not numbered:
        return Arguments(tuple(plain))
    types = dict(numbered)
    whole = set(types) == set(range(1, len(types) + 1)) and all(types[number] == kind for number, kind in numbered)
    return Arguments(tuple(types[number] for number in sorted(types))) if whole and not plain else None


def _c_arguments(match: re.Match[str]) -> Iterator[tuple[int | None, Hashable]]:
    """Yield number and type of what a directive of C takes: for a width, a precision, the value."""
    for star in (match["width"], match["precision"]):
        if star:
            yield int(star[1:-1][-9:]) if star.endswith("$") else None, ("integer", "")
    number = int(match["number"][-9:]) if match["number"] else None
    if match["kind"] not in ("%", "m"):
        yield number, _c_type(match)
    elif number == 0:
        yield 0, ""  # which is no number of an argument


def _c_type(match: re.Match[str]) -> Hashable:
    if match["macro"]:
        return _C_KINDS[match["macro"]], match["bits"]
    kind, size = _C_KINDS[match["kind"]], _c_size(match["size"])
    if kind in ("character", "string"):
        return kind, "wide" if match["kind"] in "CS" or size in ("l", "ll") else ""
    if kind == "double":
        return kind, size if size == "ll" else ""
    return kind, "" if kind in ("pointer", "object") else size


def _c_size(letters: str) -> str:
    """Return the size that a run of letters ends with: ``hh``, ``h``, ``l``, ``ll``, ``j``, ``z`` or ``t``."""
    size = ""
    for letter in letters:
        twice = {"h": ("h", "hh"), "l": ("l", "ll")}.get(letter, ())
        size = twice[-1] if size in twice and twice else {"L": "ll", "q": "ll", "Z": "z"}.get(letter, letter)
    return {"j": "MAX"}.get(size, size)


def _c_differs(source: Arguments, target: Arguments, all_of_them: bool) -> bool:
    given = len(target.ordered)
    return source.ordered[:given] != target.ordered or (all_of_them and given != len(source.ordered))


_PYTHON = re.compile(r"[-+ #0]*(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d+)?)?[hlL]?(?P<kind>[%csridouxXeEfgG])", re.ASCII)
_PYTHON_KINDS = {"c": "character", **dict.fromkeys("sr", "string"), **dict.fromkeys("idouxX", "integer"), **dict.fromkeys("eEfgG", "float")}


def _read_python(text: str, translated: bool) -> Arguments | None:
    """Read a format string of Python's ``%``: either all arguments have names, or none."""
    ordered: list[Hashable] = []
    named: dict[str, Hashable] = {}
    place = text.find("%")
    while place >= 0:
        end = _name_end(text, place + 1)
        match = _PYTHON.match(text, end)
        if not match:
            return None
        ordered += ["integer"] * [match["width"], match["precision"]].count("*")
        kind = _python_type(match)
        if end > place + 1:
            name = text[place + 2:end - 1]
            if kind != named.setdefault(name, kind):
                if ANY not in (kind, named[name]):
                    return None
                named[name] = kind if named[name] == ANY else named[name]
        elif kind:
            ordered.append(kind)
        place = text.find("%", match.end())
    return None if ordered and named else Arguments(tuple(ordered), named)


def _name_end(text: str, start: int) -> int:
    """Return where ``(name)`` ends, with the brackets inside it: at ``start`` where there is none, at the text's end where it is open."""
    depth = 0
    for place in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if not depth:
            return place + 1 if place > start else start
    return len(text)


def _python_type(match: re.Match[str]) -> str:
    kind = _PYTHON_KINDS.get(match["kind"], "")
    precision = match["precision"]
    return ANY if kind == "string" and precision and not precision.strip("0") else kind


def _python_differs(source: Arguments, target: Arguments, all_of_them: bool) -> bool:
    if (source.named and target.ordered) or (source.ordered and target.named):
        return True
    if len(source.ordered) != len(target.ordered) or not target.named.keys() <= source.named.keys():
        return True
    if all_of_them and source.named.keys() != target.named.keys():
        return True
    pairs = [*zip(source.ordered, target.ordered), *((source.named[name], kind) for name, kind in target.named.items())]
    return any(left != right and (all_of_them or ANY not in (left, right)) for left, right in pairs)


_FIELD = r"(?:[A-Za-z_]\w*|\d+)(?:\.[A-Za-z_]\w*|\[(?:[A-Za-z_]\w*|\d+)\])*"
_SPECIFIER = r"(?>(?:[\x00-\x7f][<>=^]|[<>=^])?[-+ ]?#?0?\d*(?:\.\d*)?[bcdoxXneEfFgG%]?)"
_BRACE = re.compile(rf"\{{(?:\{{|(?P<name>{_FIELD}(?::(?:\{{(?:\{{|{_FIELD}\}})|{_SPECIFIER}))?)\}})", re.ASCII)


def _read_brace(text: str, translated: bool) -> Arguments | None:
    """Read a format string of Python's ``str.format``; what stands in braces is a name, specifier and all."""
    matches = list(_directives(_BRACE, text, "{"))
    return Arguments(named={match["name"]: "" for match in matches if match and match["name"]}) if None not in matches else None


def _read_perl_brace(text: str, translated: bool) -> Arguments | None:
    """Read a format string of Perl's libintl: ``{name}``; braces around anything else are text."""
    return Arguments(named=dict.fromkeys(re.findall(r"\{([A-Za-z_]\w*)\}", text, re.ASCII), ""))


def _names_differ(source: Arguments, target: Arguments, all_of_them: bool) -> bool:
    return all_of_them and source.named.keys() != target.named.keys()


def _names_missing(source: Arguments, target: Arguments, all_of_them: bool) -> bool:
    return all_of_them and not source.named.keys() <= target.named.keys()


def _directives(pattern: re.Pattern[str], text: str, mark: str = "%") -> Iterable[re.Match[str] | None]:
    """Yield a match for each directive in the text, and None for what is none, there to stop."""
    place = text.find(mark)
    while place >= 0:
        match = pattern.match(text, place)
        yield match
        if match is None:
            return
        place = text.find(mark, match.end())


FORMATS = {
    "c": Format(_read_c, _c_differs),
    "objc": Format(_read_objc, _c_differs),
    "python": Format(_read_python, _python_differs),
    "python-brace": Format(_read_brace, _names_differ),
    "perl-brace": Format(_read_perl_brace, _names_missing),
}
