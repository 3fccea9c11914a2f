"""The text of a guide as it was written: its lines, its blocks with their lines, and the text of each block in pieces."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from publish.guide.parse.block_rules import split_attributes
from publish.guide.parse.blocks import parse_guide
from publish.guide.parse.inline import is_comment, to_msgid
from publish.guide.parse.markdown import block_tokens, inline_tokens
from publish.guide.tree import Guide
from publish.project import Severity

CELLS = frozenset({"td_open", "th_open"})

_NEWLINE = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: its ``line`` counts from 1."""

    severity: Severity
    code: str
    message: str
    hint: str
    line: int


def slip_error(code: str, line: int, message: str, hint: str) -> Slip:
    """Return a slip that stops the output."""
    return Slip(Severity.ERROR, code, message, hint, line)


def slip_warning(code: str, line: int, message: str, hint: str) -> Slip:
    """Return a slip that prints otherwise than it was meant."""
    return Slip(Severity.WARNING, code, message, hint, line)


def slip_note(code: str, line: int, message: str, hint: str) -> Slip:
    """Return a slip that is often no fault."""
    return Slip(Severity.NOTE, code, message, hint, line)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of plain text as it was written, and its line."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class WrittenText:
    """The inline text of one block, as it was written from ``line`` on; ``block`` is the type of the token that opens the block."""

    line: int
    content: str
    block: str
    tokens: tuple[Token, ...]
    msgid: str
    critical: bool

    @property
    def lines(self) -> Iterator[tuple[int, str]]:
        """The lines of the text, each with its number."""
        return enumerate(self.content.split("\n"), self.line)

    def pieces(self) -> Iterator[Piece]:
        """Yield the runs of plain text, without code, links and escaped characters."""
        for token, line in self.placed_tokens():
            if token.type == "text":
                yield Piece(token.content, line)

    def placed_tokens(self) -> Iterator[tuple[Token, int]]:
        """Yield the tokens, those in descriptions of images too, each with its line."""
        place = 0
        for token in _flat(self.tokens):
            found = self.content.find(token.content, place) if token.content and token.type != "image" else -1
            yield token, self.line + self.content.count("\n", 0, max(found, place))
            if found >= 0:
                place = found + len(token.content)
            elif token.type in ("softbreak", "hardbreak"):
                place = self.content.find("\n", place) + 1 or place

    def line_of(self, written: str) -> int:
        """Return the line on which ``written`` begins, the first line of the text if it is not there word for word."""
        return self.line + self.content.count("\n", 0, max(0, self.content.find(written)))


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.type == "image":
            yield from _flat(token.children or [])


@dataclass(frozen=True, slots=True)
class SourceText:
    """A guide as it was written. ``verbatim`` are the numbers of the lines that are code or comments."""

    lines: tuple[str, ...]
    tokens: tuple[Token, ...]
    texts: tuple[WrittenText, ...]
    guide: Guide
    verbatim: frozenset[int]

    def line_of(self, msgid: str) -> int | None:
        """Return the line on which the message ``msgid`` begins; None if no block of the text has this message."""
        return next((text.line for text in self.texts if text.msgid == msgid), None)


SlipCheck = Callable[[SourceText, frozenset[str]], Iterator[Slip]]
"""A check gets the text and the roles that the workspace knows."""


def read_source(text: str) -> SourceText:
    """Return the guide written in ``text`` with its lines."""
    tokens, env = block_tokens(text)
    guide = parse_guide(text)
    critical = frozenset(each.message.msgid for block in guide.walk() for each in block.texts if each.message and each.message.critical)
    lines = tuple(_NEWLINE.sub("\n", text.removeprefix("\ufeff")).split("\n"))
    return SourceText(lines, tuple(tokens), tuple(_texts(tokens, env, critical)), guide, frozenset(_verbatim(tokens)))


def _texts(tokens: Sequence[Token], env: dict[str, Any], critical: frozenset[str]) -> Iterator[WrittenText]:
    block = ""
    for token in tokens:
        content = token.content if token.type == "inline" else token.meta.get("title", "") if token.type == "container_open" else ""
        block = token.type if token.type != "inline" else block
        if content and token.map:
            content = split_attributes(content)[0] if block == "heading_open" else content
            inside = tuple(inline_tokens(content, env))
            msgid = to_msgid(inside)
            yield WrittenText(token.map[0] + 1, content, block, inside, msgid, msgid in critical)


def _verbatim(tokens: Sequence[Token]) -> Iterator[int]:
    for token in tokens:
        if token.type in ("fence", "comment") and token.map:
            yield from range(token.map[0] + 1, token.map[1] + 1)


def comment_texts(source: SourceText) -> Iterator[tuple[str, int]]:
    """Yield the text inside each HTML comment, and the line on which the comment begins."""
    for token in source.tokens:
        if token.type == "comment" and token.map:
            yield token.content, token.map[0] + 1
    for text in source.texts:
        for token, line in text.placed_tokens():
            if is_comment(token):
                yield token.content, line
