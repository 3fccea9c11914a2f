"""Check style sheets before anything is laid out: what they load, what they print by themselves, and what would take all memory.

A value that no layout needs is refused with its line. The limits are far above what layouts use: 50 columns, 26 metres, 10,000 counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from publish.press.engine.css import COMPUTED, IMPORT, Declaration, addresses, declarations, read_tokens, walk_tokens
from publish.project import Finding, Severity

MOST_LETTERS = 2_000_000
MOST_DEPTH = 40
MOST_BLOCKS = 20_000
MOST_COLUMNS = 50
MOST_LINES_OF_GRID = 1_000
MOST_COUNT = 10_000
MOST_PAD = 100
MOST_MULTIPLE = 1_000
MOST_NUMBER = 1e10
"""What no property needs more of; browsers end at 2³¹ where layers are counted."""
MOST_LENGTH_PX = 100_000
MOST_EXPANDED = 100_000
"""Letters of a custom property with all that it refers to."""
MOST_REFERENCES = 50
"""Custom properties that refer to each other in a row."""
_PX = {"px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
_PX |= {"em": 16, "rem": 16, "ex": 8, "ch": 8, "lh": 20, "rlh": 20, "vw": 10, "vh": 10, "vmin": 10, "vmax": 10}  # about
_ENDLESS = frozenset({"infinity", "-infinity", "nan"})  # the numbers of calc() that are none (CSS Values 4, 10.7.1)
_COUNTS = ("counter-reset", "counter-increment", "counter-set")
_MULTIPLES = ("line-height", "tab-size", "zoom", "flex-grow", "flex", "initial-letter")
_GROWS = "the custom property {} grows without end: it refers to others again and again"
_BESIDE = "put what it needs beside the style sheet, as icons/name.svg"
_SMALLER = "use a smaller value: no layout needs one like this"
_ALLOWED = "let style sheets leave the letters of texts as they are; docs/layouts.md says what they may print by themselves"
# What may stand at the end of a line where a word is divided: hyphens of all scripts.
_HYPHENS = frozenset("-\u00ad\u058a\u05be\u1400\u1806\u2010\u2011\u2027\u2e17")
# OpenType features that leave every letter and digit what it is; others draw small capitals, superior digits, fractions or other letters.
_FEATURES = frozenset("kern mark mkmk ccmp locl liga clig calt rlig rclt tnum pnum lnum onum palt halt chws vpal".split())
_VARIANTS = frozenset("normal none auto tabular-nums proportional-nums lining-nums oldstyle-nums slashed-zero".split())
_VARIANTS |= {f"{no}{kind}" for no in ("", "no-") for kind in ("common-ligatures", "discretionary-ligatures", "contextual")}
_DEFAULTS = frozenset({"none", "normal", "auto", "inherit", "initial", "unset", "revert"})
_EMBEDDED = ("data:image/", "data:font/", "data:application/font", "#")


@dataclass(frozen=True, slots=True)
class StyleProblem:
    """What is wrong in a line of a style sheet, and the ``code`` of a finding about it."""

    line: int
    message: str
    code: str = "style-limit"


@dataclass(frozen=True, slots=True)
class _Property:
    """A custom property: the letters of its value, the names of those that it refers to, as often as it does, and its line."""

    name: str
    letters: int
    references: tuple[str, ...]
    line: int


def check_styles(sheets: Iterable[tuple[str, str]], joined: str) -> tuple[Finding, ...]:
    """Return what is wrong with style sheets, pairs of file and text, and (an error of the file ``joined``) with all of them together."""
    known = tuple(sheets)
    found = tuple(_finding(file, each) for file, text in known for each in style_problems(text))
    name = None if found else grown_property(text for _, text in known)
    if name is None:
        return found
    return (Finding(Severity.ERROR, "style-limit", _GROWS.format(name), file=joined, hint=_SMALLER),)


def _finding(file: str, found: StyleProblem) -> Finding:
    hint = {"fetch-refused": _BESIDE, "text-unsigned": _ALLOWED}.get(found.code, _SMALLER)
    return Finding(Severity.ERROR, found.code, found.message, file=file, line=found.line, hint=hint)


def style_problems(text: str) -> tuple[StyleProblem, ...]:
    """Return what is wrong with a style sheet, or with a style attribute; relative addresses are not judged."""
    return _read(text)[0]


def grown_property(texts: Iterable[str]) -> str | None:
    """Return the name of a custom property that grows too long once all that it refers to, in any of the style sheets, is in its place."""
    return next((found.name for found in _grown(each for text in texts for each in _read(text)[1])), None)


@lru_cache(maxsize=256)
def _read(text: str) -> tuple[tuple[StyleProblem, ...], tuple[_Property, ...]]:
    """Return what is wrong with a style sheet, and its custom properties."""
    if len(text) > MOST_LETTERS:
        return (StyleProblem(1, f"a style sheet of more than {MOST_LETTERS:,} letters"),), ()
    tokens = read_tokens(text)
    if problem := _shape_problem(tokens):
        return (problem,), ()
    found = list(declarations(tokens))
    outside = ((address, line) for address, line in addresses(tokens) if is_outside(address))
    loaded = (StyleProblem(line, f"it loads “{address[:200]}”", "fetch-refused") for address, line in outside)
    properties = tuple(_property(declaration) for declaration in found if declaration.name.startswith("--"))
    grown = (StyleProblem(each.line, _GROWS.format(each.name)) for each in islice(_grown(properties), 1))
    return (*loaded, *_value_problems(found), *_print_problems(found), *grown), properties


def is_outside(address: str) -> bool:
    """Tell whether ``address`` leads out of the workspace: it has a scheme or a host, or cannot be known."""
    plain = "".join(address.split()).lower()
    if plain.startswith(_EMBEDDED):
        return False
    return address in (COMPUTED, IMPORT) or plain.startswith(("//", "/\\", "\\")) or ":" in plain.split("/")[0]


def is_embedded(address: str) -> bool:
    """Tell whether ``address`` names a part of the page itself, or holds a picture or a font."""
    return "".join(address.split()).lower().startswith(_EMBEDDED)


def _shape_problem(tokens: list[Any]) -> StyleProblem | None:
    blocks = 0
    for token, depth in walk_tokens(tokens):
        blocks += token.type == "{} block"
        if depth > MOST_DEPTH:
            return StyleProblem(token.source_line, f"brackets are nested more than {MOST_DEPTH} deep")
    return StyleProblem(1, f"a style sheet of more than {MOST_BLOCKS:,} rules") if blocks > MOST_BLOCKS else None


def _value_problems(found: Iterable[Declaration]) -> Iterator[StyleProblem]:
    for declaration in found:
        most = _most_number(declaration.name)
        for token, _ in walk_tokens(declaration.value):
            message = _token_problem(token, most)
            if message:
                yield StyleProblem(declaration.line, f"{declaration.name}: {message}")


def _print_problems(found: Iterable[Declaration]) -> Iterator[StyleProblem]:
    """Yield each declaration that prints a text by itself, or draws letters as others, where the finished page does not show it."""
    for declaration in found:
        judge = _PRINTING.get(declaration.name)
        tokens = [token for token in declaration.value if token.type not in ("whitespace", "literal")]
        if judge and not judge(tokens, declaration.rules) and not _is_default(tokens):
            yield StyleProblem(declaration.line, f"{declaration.name}: it prints what nobody has signed", "text-unsigned")


def _is_default(tokens: list[Any]) -> bool:
    return len(tokens) == 1 and tokens[0].type == "ident" and tokens[0].lower_value in _DEFAULTS


def _is_safe_content(tokens: list[Any], rules: str) -> bool:
    """Tell whether WeasyPrint can print this ``content``: it stops at that of a marker, and at attributes in a margin of the page."""
    calls = {token.lower_name for token, _ in walk_tokens(tokens) if token.type == "function"}
    return "::marker" not in rules and not ("@page" in rules and any(name.startswith(("attr", "target-")) for name in calls))


def _is_hyphen(tokens: list[Any], _: str) -> bool:
    return all(token.type == "string" and len(token.value) <= 1 and _HYPHENS.issuperset(token.value) for token in tokens)


def _is_own_text(tokens: list[Any], _: str) -> bool:
    return all(token.type == "function" and token.lower_name == "content" for token in tokens)


def _keeps_letters(tokens: list[Any], _: str) -> bool:
    """Tell whether ``font-feature-settings`` names only features that leave letters as they are, or switches others off."""
    pairs = zip(tokens, [*tokens[1:], None], strict=True)
    named = [(token, after) for token, after in pairs if token.type == "string"]
    known = all(token.type in ("string", "number") or token.type == "ident" and token.lower_value in ("on", "off") for token in tokens)
    return known and all(token.value in _FEATURES or _is_off(after) for token, after in named)


def _is_off(token: Any) -> bool:
    return token is not None and (token.type == "number" and token.value == 0 or token.type == "ident" and token.lower_value == "off")


def _keeps_variant(tokens: list[Any], _: str) -> bool:
    return all(token.type == "ident" and token.lower_value in _VARIANTS for token in tokens)


_PRINTING = {
    "content": _is_safe_content,
    "hyphenate-character": _is_hyphen,
    "bookmark-label": _is_own_text,
    "font-feature-settings": _keeps_letters,
    "font-language-override": lambda tokens, _: False,
    **dict.fromkeys(("font-variant", "font-variant-alternates", "font-variant-caps", "font-variant-east-asian"), _keeps_variant),
    **dict.fromkeys(("font-variant-ligatures", "font-variant-numeric", "font-variant-position"), _keeps_variant),
}


def _most_number(name: str) -> float | None:
    """Return the largest number that the property ``name`` may have; None for any."""
    if name in ("columns", "column-count"):
        return MOST_COLUMNS
    if name in _COUNTS:
        return MOST_COUNT
    if name in _MULTIPLES:
        return MOST_MULTIPLE
    if name == "pad":
        return MOST_PAD
    return MOST_LINES_OF_GRID if name.startswith("grid") else None


def _token_problem(token: Any, most: float | None) -> str:
    if token.type == "dimension":
        length = abs(token.value) * _PX.get(token.lower_unit, 0)
        return f"a length of {token.value:g}{token.unit}" if length > MOST_LENGTH_PX else ""
    if token.type == "percentage":
        return f"a share of {token.value:g}%" if abs(token.value) > MOST_LENGTH_PX else ""
    if token.type == "function" and token.lower_name == "repeat":
        counts = [each.value for each in token.arguments if each.type == "number"]
        return f"repeat({counts[0]:g}, …)" if counts and counts[0] > MOST_LINES_OF_GRID else ""
    if token.type == "ident" and token.lower_value in _ENDLESS:
        return "a number without end"
    if token.type == "number" and abs(token.value) > MOST_NUMBER:
        return f"{token.value:g} is more than {MOST_NUMBER:g}"
    too_large = token.type == "number" and most is not None and abs(token.value) > most
    return f"{token.value:g} is more than {most:g}" if too_large else ""


def _property(declaration: Declaration) -> _Property:
    tokens = [token for token, _ in walk_tokens(declaration.value)]
    calls = [token for token in tokens if token.type == "function" and token.lower_name == "var"]
    named = (argument for call in calls for argument in call.arguments if argument.type == "ident")
    names = (argument.value for argument in named if argument.value.startswith("--"))
    letters = len(tokens) + sum(len(str(getattr(token, "value", ""))) for token in tokens)
    return _Property(declaration.name, letters, tuple(names), declaration.line)


def _grown(properties: Iterable[_Property]) -> Iterator[_Property]:
    """Yield each of ``properties`` that grows too long, or refers to too many in a row, once all that it refers to is in its place."""
    by_name: defaultdict[str, list[_Property]] = defaultdict(list)
    for each in properties:
        by_name[each.name].append(each)
    known: dict[str, tuple[float, int]] = {}
    for name, found in list(by_name.items()):
        letters, row = _expanded(name, by_name, known, 0)
        if letters > MOST_EXPANDED or row > MOST_REFERENCES:
            yield found[0]


def _expanded(
    name: str, by_name: Mapping[str, list[_Property]], known: dict[str, tuple[float, int]], depth: int
) -> tuple[float, int]:
    """Return the letters of a custom property with all that it refers to, and how many refer to each other in a row.

    A reference to itself counts nothing, as CSS has it.
    """
    if depth > MOST_REFERENCES:
        return MOST_EXPANDED + 1, depth
    if name not in known:
        known[name] = (0, 0)
        letters, row = 0.0, 0
        for each in by_name.get(name, ()):
            inner = [_expanded(other, by_name, known, depth + 1) for other in each.references]
            letters = max(letters, each.letters + sum(size for size, _ in inner))
            row = max(row, 1 + max((count for _, count in inner), default=0))
        known[name] = (letters, row)
    return known[name]
