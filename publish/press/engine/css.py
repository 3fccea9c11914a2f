"""Read a style sheet as tokens (CSS Syntax 3), without laying anything out: what it loads, what it declares, how deep it is nested.

Tokens, and not a search in the text, because CSS can spell ``url(`` as ``\\75rl(``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tinycss2 import parse_component_value_list, serialize
from tinycss2.color4 import parse_color

# Functions whose texts are addresses (CSS Images 4, CSS Values 5); the texts of ``type()`` in them are not.
_LOADING = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade", "element", "paint"})
_COMPUTED = frozenset({"attr", "env", "var"})
COMPUTED = "an address that is computed"
IMPORT = "@import"


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration: its name in small letters (that of a custom property as it is written), its value as tokens, and its line.

    ``rules`` are the selectors and at-rules around it, written plainly, in small letters.
    """

    name: str
    value: tuple[Any, ...]
    line: int
    rules: str = ""


def read_tokens(text: str) -> list[Any]:
    """Return the tokens of a style sheet or of a style attribute; a block or a function is one token."""
    return list(parse_component_value_list(text, skip_comments=True))


def walk_tokens(tokens: Iterable[Any]) -> Iterator[tuple[Any, int]]:
    """Yield every token with the number of brackets around it."""
    stack = [(token, 0) for token in tokens]
    while stack:
        token, depth = stack.pop()
        yield token, depth
        stack += [(inner, depth + 1) for inner in content_of(token)]


def content_of(token: Any) -> list[Any]:
    """Return what is in the brackets of ``token``; nothing for a token without any."""
    return getattr(token, "arguments", None) or getattr(token, "content", None) or []


def addresses(tokens: Iterable[Any]) -> Iterator[tuple[str, int]]:
    """Yield each address that the tokens of a style sheet name in order to load it, with its line.

    An address that cannot be known yet is `COMPUTED`; what is imported is `IMPORT`.
    """
    for token, _ in walk_tokens(tokens):
        if token.type == "url":
            yield token.value, token.source_line
        elif token.type == "at-keyword" and token.lower_value == "import":
            yield IMPORT, token.source_line
        elif token.type == "function" and token.lower_name in _LOADING:
            yield from _texts_in(token)


def _texts_in(function: Any) -> Iterator[tuple[str, int]]:
    stack = list(function.arguments)
    while stack:
        token = stack.pop()
        if token.type == "string":
            yield token.value, token.source_line
        elif token.type == "function" and token.lower_name in _COMPUTED:
            yield COMPUTED, token.source_line
        elif token.type != "function" or token.lower_name != "type":
            stack += content_of(token)


def declarations(tokens: Iterable[Any]) -> Iterator[Declaration]:
    """Yield every declaration, those in nested blocks too; a selector such as ``a:hover`` may look like one."""
    blocks = [(list(tokens), "")]
    while blocks:
        part: list[Any] = []
        content, rules = blocks.pop()
        for token in content:
            if token.type == "{} block":
                blocks.append((token.content, f"{rules} {serialize(part).lower()}"))
                yield from _declaration([*part, token], rules)
                part = []
            elif token.type == "literal" and token.value == ";":
                yield from _declaration(part, rules)
                part = []
            else:
                part.append(token)
        yield from _declaration(part, rules)


def _declaration(tokens: list[Any], rules: str) -> Iterator[Declaration]:
    found = [token for token in tokens if token.type != "whitespace"]
    if len(found) > 2 and found[0].type == "ident" and found[1].type == "literal" and found[1].value == ":":
        custom = found[0].value.startswith("--")
        yield Declaration(found[0].value if custom else found[0].lower_value, tuple(found[2:]), found[0].source_line, rules)


def is_opaque(colour: str) -> bool:
    """Tell whether ``colour`` is one that every browser knows, and lets nothing through; those of systems (``Canvas``) are not known."""
    found = parse_color(colour)
    return found is not None and (found == "currentcolor" or found.alpha == 1)
