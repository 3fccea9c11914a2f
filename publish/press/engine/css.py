"""Read a style sheet as tokens (CSS Syntax 3), without laying anything out: what it loads, what it declares, how deep it is nested.

Tokens, and not a search in the text, because CSS can spell ``url(`` as ``\\75rl(``.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cssselect2 import ElementWrapper, SelectorError, compile_selector_list
from tinycss2 import parse_blocks_contents, parse_component_value_list, parse_stylesheet, serialize
from tinycss2.color4 import parse_color

from publish.press.findings import NamedRule, SelectorRule

# Functions whose texts are addresses (CSS Images 4, CSS Values 5); the texts of ``type()`` in them are not.
_LOADING = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade", "element", "paint"})
_COMPUTED = frozenset({"attr", "env", "var"})
COMPUTED = "an address that is computed"
IMPORT = "@import"
# Rules that hold others.
_GROUPS = frozenset({"media", "supports", "container", "layer"})
# What says that a selector matches at some moments, in some languages or in drafts only.
_MAY_MATCH = re.compile(
    r":(?:hover|focus|active|visited|link|any-link|target|lang|dir|checked|disabled|nth-|first-l)|\[|\b(?:rtl|draft)\b", re.I
)
_SIZE = re.compile(r"[\d.]|(?:x+-)?(?:small|large)|medium|larger|var\(", re.I)
# A name of a tag, class or id; not that of a pseudo-class or an attribute.
_NOT_NAMES = re.compile(r"\[[^\]]*\]|::?[\w-]+")
_NAME = re.compile(r"(?<![\w-])[a-z_][\w-]*", re.I)
MOST_MATCHED = 300_000
"""How often selectors are compared with elements; those that are left then count as matching."""
LONGEST_SELECTOR = 300


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


def read_rules(css: str, root: Any = None) -> tuple[SelectorRule | NamedRule, ...]:
    """Return the selectors, and the names of pages and fonts, in the style sheet ``css``, each with its line.

    A selector that cannot be read, or that may match at another moment, counts as matching; without ``root`` all do.
    """
    elements = list(ElementWrapper.from_html_root(root).iter_subtree()) if root is not None else []
    tests = iter(range(MOST_MATCHED if elements else 0))

    def _is_unused(selector: Any) -> bool:
        return not any(selector.test(element) for element, _ in zip(elements, tests)) and next(tests, None) is not None

    return tuple(_rules(parse_stylesheet(css, skip_comments=True, skip_whitespace=True), _is_unused))


def _rules(rules: Iterable[Any], is_unused: Callable[[Any], bool]) -> Iterator[SelectorRule | NamedRule]:
    for rule in rules:
        if rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in _GROUPS:
            yield from _rules(parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True), is_unused)
        elif rule.type == "at-rule" and rule.lower_at_keyword == "page":
            pages = serialize(rule.prelude).split(",")
            yield NamedRule(rule.source_line, "@page", tuple(page.partition(":")[0].strip() for page in pages))
            yield from _named(rule.content or ())
        elif rule.type == "qualified-rule":
            yield from _selectors(rule, is_unused)
            yield from _named(rule.content)


def _selectors(rule: Any, is_unused: Callable[[Any], bool]) -> Iterator[SelectorRule]:
    text = serialize(rule.prelude).strip()
    try:
        compiled = compile_selector_list(rule.prelude) if len(text) <= LONGEST_SELECTOR else []
    except SelectorError:
        return  # the engine warns of it
    parts = text.split(",") if text.count(",") == len(compiled) - 1 else [text] * len(compiled)
    for selector, part in zip(compiled, map(str.strip, parts), strict=True):
        names = tuple(dict.fromkeys(_NAME.findall(_NOT_NAMES.sub("", part))))
        yield SelectorRule(rule.source_line, part, names, bool(_MAY_MATCH.search(part)) or not is_unused(selector))


def _named(content: Iterable[Any]) -> Iterator[NamedRule]:
    for part in parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if part.type == "declaration" and part.lower_name == "page":
            yield NamedRule(part.source_line, "page", (serialize(part.value).strip(),))
        elif part.type == "declaration" and part.lower_name in ("font-family", "font"):
            yield NamedRule(part.source_line, "font", tuple(_families(serialize(part.value), part.lower_name == "font")))
        elif part.type in ("qualified-rule", "at-rule") and part.content:
            yield from _named(part.content)


def _families(value: str, shorthand: bool) -> Iterator[str]:
    """Yield the names of fonts in the value of ``font-family``, or of ``font``, where they are behind the size."""
    words = value.split()
    size = next((place for place, word in enumerate(words) if _SIZE.match(word)), len(words)) if shorthand else -1
    for name in " ".join(words[size + 1 :]).split(","):
        plain = name.strip("\"' /")
        if plain and "(" not in plain and not _SIZE.match(plain):
            yield plain
