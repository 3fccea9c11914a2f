"""A text as its reader sees it: the words without the marks, and the marks counted."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from publish.checks.languages import normalized
from publish.checks.numbers import FRACTIONS
from publish.guide.parse.inline import to_nodes
from publish.guide.parse.markdown import inline_tokens
from publish.guide.tree import Break, Citation, Code, Emphasis, Fact, Image, Inline, Link, NoteRef, Words, children_of
from publish.text.placeholders import FACT

_STARS = re.compile(r"\*+")
_MARKUP = re.compile(r"[*_`\[\]<>\\&{}\n~^]")
# What most marked texts have and nothing else, placed so that no other rule of Markdown could take it up: citations and facts.
_SIMPLE = re.compile(rf"(\[\^[^\s\[\]\\]{{1,200}}\]|{FACT.pattern})(?![({{]|\[(?!\^[^\s\[\]]+\]))")
_FIGURE = re.compile(rf"[\d{FRACTIONS}]")
_SPACE = re.compile(r"[ \t]{2,}|\t")
_PYTHON = re.compile(r"%\(\w+\)[a-z]")


@dataclass(frozen=True, slots=True)
class Text:
    """One side of a translation.

    ``words`` is what is read, without code, targets, citations and placeholders (each is a space);
    ``marks`` counts what the other side must have too, by kind: placeholder, link, image, note, code,
    emphasis, break. A kind that there is none of is left out. ``figures`` tells whether there are digits or fractions
    among the words, ``contacts`` whether there may be a telephone number or an address, ``loose`` whether
    there are marks; ``bracketed`` whether it may hold a link or HTML, ``trimmed`` that no space stands at an end.
    """

    raw: str
    words: str
    marks: dict[str, Counter[str]]
    figures: bool
    contacts: bool
    loose: bool
    bracketed: bool
    trimmed: bool


def _text(raw: str, words: str, marks: dict[str, Counter[str]]) -> Text:
    words = normalized(words)
    figures = bool(_FIGURE.search(words))
    contacts = figures or "@" in words or "//" in words or "www" in words
    loose = "**" in words or "__" in words or "](" in words
    bracketed = "<" in raw or "](" in raw or "]:" in raw
    return Text(raw, words, marks, figures, contacts, loose, bracketed, raw.strip() == raw)


@lru_cache(maxsize=8192)
def text_of(raw: str, markdown: bool) -> Text:
    """Return ``raw`` taken apart; without ``markdown`` only placeholders are marks."""
    if markdown and _MARKUP.search(raw):
        return _simple(raw) or _parsed(raw)
    found = [] if markdown else _placeholders(raw) + _PYTHON.findall(raw)
    if not found:
        return _text(raw, raw, {})
    return _text(raw, _PYTHON.sub(" ", FACT.sub(" ", raw)), {"placeholder": Counter(found)})


def _simple(raw: str) -> Text | None:
    """Return a text whose only marks are citations, facts and plain emphasis as `_parsed` does, unparsed; None for any other."""
    parts = _SIMPLE.split(raw)
    said, found = parts[::3], parts[1::3]
    marks: dict[str, Counter[str]] = {}
    if "*" in raw:
        emphasis = None if any("*" in mark for mark in found) else _emphasis(raw)
        if emphasis is None:
            return None
        marks["emphasis"] = emphasis
        said = [_STARS.sub("", part) for part in said]
    if _MARKUP.search("".join(said)):
        return None
    for mark in found:
        marks.setdefault("note" if mark[0] == "[" else "placeholder", Counter())[mark] += 1
    words = [_SPACE.sub(" ", part) if "  " in part or "\t" in part else part for part in said]
    words[0] = words[0].lstrip(" ")
    words[-1] = words[-1].rstrip(" ")
    return _text(raw, " ".join(words), marks)


def _emphasis(raw: str) -> Counter[str] | None:
    """Count the emphasis of a text whose stars open and close in turn; None where a rule of CommonMark 6.2 might read them otherwise."""
    stars = list(_STARS.finditer(raw))
    runs = [(run[0], _neighbour(raw[run.start() - 1 : run.start()]), _neighbour(raw[run.end() : run.end() + 1])) for run in stars]
    if len(runs) % 2 or any(len(run) > 2 or "?" in (before, after) for run, before, after in runs):
        return None
    for (opening, before, inner), (closing, last, after) in zip(runs[::2], runs[1::2], strict=True):
        opens = inner == "letter" or inner == "sign" and before != "letter"
        closes = last == "letter" or last == "sign" and after != "letter"
        if not opens or not closes or opening != closing:
            return None
    return Counter([opening for opening, _, _ in runs[::2]])


@lru_cache(maxsize=4096)
def _neighbour(sign: str) -> str:
    """Return what stands beside a star: a space (or nothing), a sign, a letter, or what may be taken for either."""
    if sign in ("", " "):
        return "space"
    kind = unicodedata.category(sign)[0]
    if kind == "P" or sign.isascii() and kind == "S":
        return "sign"
    return "letter" if kind in "LMN" else "?"


def _parsed(raw: str) -> Text:
    marks: dict[str, Counter[str]] = {}
    words = "".join(_words(to_nodes(inline_tokens(raw)), marks))
    return _text(raw, words, marks)


def _words(nodes: Iterable[Inline], marks: dict[str, Counter[str]]) -> Iterator[str]:
    """Yield the words of ``nodes`` and count their marks."""
    for node in nodes:
        yield node.text if isinstance(node, Words) else " " if not children_of(node) else ""
        for kind, mark in _marks(node):
            marks.setdefault(kind, Counter())[mark] += 1
        yield from _words(children_of(node), marks)


def _marks(node: Inline) -> Iterator[tuple[str, str]]:
    """Yield what a node must have a counterpart for."""
    match node:
        case Fact(name):
            yield "placeholder", f"{{{name}}}"
        case Link(_, href):
            yield "link", href
            yield from (("placeholder", name) for name in _placeholders(href))
        case Image(_, src):
            yield "image", src
        case Citation(name) | NoteRef(name):
            yield "note", f"[^{name}]"
        case Code(code):
            yield "code", code
        case Emphasis(_, strong):
            yield "emphasis", "**" if strong else "*"
        case Break():
            yield "break", "\\"


def _placeholders(text: str) -> list[str]:
    """Return the facts of ``text`` in their braces, as marks are counted."""
    return [f"{{{name}}}" for name in FACT.findall(text)]
