"""Parse one source text or translation for the checks: the words that a reader sees, and a count of each Markdown construct."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from publish.checks.analysis.separators import FRACTIONS
from publish.checks.analysis.word_lists import normalize_text
from publish.guide.parse.inline import to_nodes
from publish.guide.parse.markdown import inline_tokens
from publish.guide.tree import Break, Citation, Code, Emphasis, Fact, Image, Inline, Link, NoteRef, Words, children_of
from publish.text.placeholders import FACT, FACT_WITH_FORMS

_STARS = re.compile(r"\*+")
_MARKUP = re.compile(r"[*_`\[\]<>\\&{}\n~^]")
# Citations and facts, where no other rule of Markdown could apply to what follows. Most texts with marks have no others.
_CITATION_OR_FACT = re.compile(rf"(\[\^[^\s\[\]\\]{{1,200}}\]|{FACT.pattern})(?![({{]|\[(?!\^[^\s\[\]]+\]))")
_FIGURE = re.compile(rf"[\d{FRACTIONS}]")
_SPACE_RUN = re.compile(r"[ \t]{2,}|\t")
_PYTHON_FORMAT = re.compile(r"%\(\w+\)[a-z]")


@dataclass(frozen=True, slots=True)
class ParsedText:
    """One side of a translation, source or target.

    - ``raw``: the text as the catalog has it.
    - ``words``: what is read, without code, link targets, citations and placeholders; each of these is a space.
    - ``marks``: what both sides must have, counted by kind: placeholder, link, image, note, code, emphasis, break. Kinds
      that the text does not have are left out.
    - ``has_figures``: there are digits or fractions among the words.
    - ``may_have_contacts``: there may be a telephone number or an address among the words.
    - ``has_loose_marks``: there are unparsed marks such as ``**`` among the words.
    - ``has_brackets``: there may be a link or HTML.
    - ``is_trimmed``: no white space stands at either end.
    """

    raw: str
    words: str
    marks: dict[str, Counter[str]]
    has_figures: bool
    may_have_contacts: bool
    has_loose_marks: bool
    has_brackets: bool
    is_trimmed: bool


@lru_cache(maxsize=8192)
def parse_text(raw: str, markdown: bool) -> ParsedText:
    """Return ``raw`` parsed; if it is not ``markdown``, its only marks are placeholders."""
    if markdown and _MARKUP.search(raw):
        return _parse_simple(raw) or _parse_markdown(raw)
    found = [] if markdown else _facts(raw) + _PYTHON_FORMAT.findall(raw)
    if not found:
        return _parsed(raw, raw, {})
    return _parsed(raw, _PYTHON_FORMAT.sub(" ", FACT_WITH_FORMS.sub(" ", raw)), {"placeholder": Counter(found)})


def _parsed(raw: str, words: str, marks: dict[str, Counter[str]]) -> ParsedText:
    words = normalize_text(words)
    has_figures = bool(_FIGURE.search(words))
    may_have_contacts = has_figures or "@" in words or "//" in words or "www" in words
    has_loose_marks = "**" in words or "__" in words or "](" in words
    has_brackets = "<" in raw or "](" in raw or "]:" in raw
    return ParsedText(raw, words, marks, has_figures, may_have_contacts, has_loose_marks, has_brackets, raw.strip() == raw)


def _parse_markdown(raw: str) -> ParsedText:
    """Parse a text with the Markdown parser."""
    marks: dict[str, Counter[str]] = {}
    words = "".join(_words_of(to_nodes(inline_tokens(raw)), marks))
    return _parsed(raw, words, marks)


def _words_of(nodes: Iterable[Inline], marks: dict[str, Counter[str]]) -> Iterator[str]:
    """Yield the words of ``nodes`` and count their marks in ``marks``."""
    for node in nodes:
        yield node.text if isinstance(node, Words) else " " if not children_of(node) else ""
        for kind, mark in _marks_of(node):
            marks.setdefault(kind, Counter())[mark] += 1
        yield from _words_of(children_of(node), marks)


def _marks_of(node: Inline) -> Iterator[tuple[str, str]]:
    """Yield the marks of a node: kind, and what the other side must have too."""
    match node:
        case Fact(name):
            yield "placeholder", f"{{{name}}}"
        case Link(_, href):
            yield "link", href
            yield from (("placeholder", name) for name in _facts(href))
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


def _facts(text: str) -> list[str]:
    """Return the facts of ``text`` in their braces."""
    return [f"{{{name}}}" for name in FACT.findall(text)]


def _parse_simple(raw: str) -> ParsedText | None:
    """Return what `_parse_markdown` returns, without the parser, if all marks are citations, facts and plain emphasis; else None.

    The parser takes most of the time of all checks, and most texts are simple.
    """
    parts = _CITATION_OR_FACT.split(raw)
    plain, found = parts[::3], parts[1::3]
    marks: dict[str, Counter[str]] = {}
    if "*" in raw:
        emphasis = None if any("*" in mark for mark in found) else _count_emphasis(raw)
        if emphasis is None:
            return None
        marks["emphasis"] = emphasis
        plain = [_STARS.sub("", part) for part in plain]
    if _MARKUP.search("".join(plain)):
        return None
    for mark in found:
        marks.setdefault("note" if mark[0] == "[" else "placeholder", Counter())[mark] += 1
    words = [_SPACE_RUN.sub(" ", part) if "  " in part or "\t" in part else part for part in plain]
    words[0] = words[0].lstrip(" ")
    words[-1] = words[-1].rstrip(" ")
    return _parsed(raw, " ".join(words), marks)


def _count_emphasis(raw: str) -> Counter[str] | None:
    """Count the emphasis of a text whose stars open and close in turn; None if CommonMark 6.2 might read them in another way."""
    stars = list(_STARS.finditer(raw))
    runs = [(run[0], _kind_of(raw[run.start() - 1 : run.start()]), _kind_of(raw[run.end() : run.end() + 1])) for run in stars]
    if len(runs) % 2 or any(len(run) > 2 or "?" in (before, after) for run, before, after in runs):
        return None
    for (opening, before, inner), (closing, last, after) in zip(runs[::2], runs[1::2], strict=True):
        opens = inner == "letter" or inner == "sign" and before != "letter"
        closes = last == "letter" or last == "sign" and after != "letter"
        if not opens or not closes or opening != closing:
            return None
    return Counter([opening for opening, _, _ in runs[::2]])


@lru_cache(maxsize=4096)
def _kind_of(character: str) -> str:
    """Return the kind of the character beside a star: “space” (or none), “sign”, “letter”, or “?” if CommonMark's rules differ."""
    if character in ("", " "):
        return "space"
    kind = unicodedata.category(character)[0]
    if kind == "P" or character.isascii() and kind == "S":
        return "sign"
    return "letter" if kind in "LMN" else "?"
