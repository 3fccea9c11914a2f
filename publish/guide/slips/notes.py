"""Slips in footnotes: notes without text, and notes that nothing calls."""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from publish.guide.parse.blocks import calls
from publish.guide.slips.base import Slip, SourceText, slip_error, slip_warning

_DEFINED = re.compile(r"[\s>]*\[\^([^\]]+)\]:")


def empty_note(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """A footnote without text."""
    for place, token in enumerate(source.tokens):
        if token.type == "footnote_reference_open" and _is_empty(source, place):
            message = f"the footnote “{token.meta['label']}” has no text"
            yield slip_error("note-empty", _line(source, token), message, "write its text after the colon, or delete it and its mark")


def _is_empty(source: SourceText, place: int) -> bool:
    return source.tokens[place + 1].type == "footnote_reference_close"


def unused_note(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """A footnote that no text calls, or that is there twice: it prints without a mark that leads to it."""
    called = {name for block in source.guide.walk() for name in calls(block)}
    known: set[str] = set()
    for place, token in enumerate(source.tokens):
        if token.type == "footnote_reference_open":
            name = str(token.meta["label"])
            if name in known:
                yield slip_error("note-unused", _line(source, token), f"there are two footnotes “{name}”", "give one of them another name")
            elif name not in called and not _is_empty(source, place):
                message = f"no text calls the footnote “{name}”"
                yield slip_warning("note-unused", _line(source, token), message, f"write [^{name}] where it belongs, or delete it")
            known.add(name)


def _line(source: SourceText, token: Token) -> int:
    """Return the line of a footnote; the parser does not say it of one without text."""
    label = str(token.meta["label"])
    found = (number for number, line in enumerate(source.lines, 1) if (name := _DEFINED.match(line)) and name[1] == label)
    return token.map[0] + 1 if token.map else next(found, 1)
