"""A text as its reader sees it: the words without the marks, and the marks counted."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from publish.guide.inline import to_nodes
from publish.guide.markdown import inline_tokens
from publish.guide.tree import Break, Citation, Code, Emphasis, Fact, Image, Inline, Link, NoteRef, Words, children_of

_MARKUP = re.compile(r"[*_`\[\]<>\\&{}\n~^]")
_PLACEHOLDER = re.compile(r"\{[A-Za-z][\w.-]*\}")
_PYTHON = re.compile(r"%\(\w+\)[a-z]")


@dataclass(frozen=True, slots=True)
class Text:
    """One side of a translation.

    ``words`` is what is read, without code, targets, citations and placeholders (each is a space);
    the rest are the marks that the other side must have too.
    """

    raw: str
    words: str
    placeholders: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    images: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    code: Counter[str] = field(default_factory=Counter)
    emphasis: Counter[str] = field(default_factory=Counter)
    breaks: int = 0


@lru_cache(maxsize=8192)
def text_of(raw: str, markdown: bool) -> Text:
    """Return ``raw`` taken apart; without ``markdown`` only placeholders are marks."""
    if not markdown:
        found = Counter(_PLACEHOLDER.findall(raw) + _PYTHON.findall(raw))
        return Text(raw, _PYTHON.sub(" ", _PLACEHOLDER.sub(" ", raw)) if found else raw, found)
    return _taken_apart(raw, to_nodes(inline_tokens(raw))) if _MARKUP.search(raw) else Text(raw, raw)


def _taken_apart(raw: str, nodes: Iterable[Inline]) -> Text:
    text = Text(raw, "")
    words: list[str] = []
    breaks = _walk(nodes, text, words)
    return Text(
        raw, "".join(words), text.placeholders, text.links, text.images, text.notes, text.code, text.emphasis, breaks
    )


def _walk(nodes: Iterable[Inline], text: Text, words: list[str]) -> int:
    """Count the marks of ``nodes`` into ``text``, collect the words, and return the number of hard breaks."""
    breaks = 0
    for node in nodes:
        words.append(node.text if isinstance(node, Words) else " " if not children_of(node) else "")
        breaks += isinstance(node, Break)
        for counter, name in _marks(node, text):
            counter[name] += 1
        breaks += _walk(children_of(node), text, words)
    return breaks


def _marks(node: Inline, text: Text) -> list[tuple[Counter[str], str]]:
    match node:
        case Fact(name):
            return [(text.placeholders, f"{{{name}}}")]
        case Link(_, href):
            return [(text.links, href), *((text.placeholders, name) for name in _PLACEHOLDER.findall(href))]
        case Image(_, src):
            return [(text.images, src)]
        case Citation(name) | NoteRef(name):
            return [(text.notes, f"[^{name}]")]
        case Code(code):
            return [(text.code, code)]
        case Emphasis(_, strong):
            return [(text.emphasis, "**" if strong else "*")]
    return []
