"""Slips at headings: no space after the number sign, text that a line of hyphens made a heading, the same heading twice."""

import re
from collections.abc import Iterator, Sequence

from publish.guide.parse.inline import plain, to_nodes
from publish.guide.parts import EDITIONS
from publish.guide.slips.base import Slip, SourceText, slip_warning
from publish.guide.slips.blocks import front_matter_end

_UNSPACED = re.compile(r"#{1,6}[^\W\d_]|#{7,}\s")
_SHORT_LINE = 3  # hyphens; a longer line is drawn under a heading on purpose


def unspaced_heading(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """A heading without a space after its number signs: it is text."""
    for text in source.texts:
        for number, line in text.lines if text.block == "paragraph_open" else ():
            if _UNSPACED.match(line):
                marks = line[: len(line) - len(line.lstrip("#"))]
                hint = f"write a space after “{marks}”" if len(marks) < 7 else "write at most six number signs"
                message = f"“{line[:30]}” is no heading: it prints as text"
                yield slip_warning("heading-unspaced", number, message, hint)


def underlined_heading(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """Text that became a heading, because a line of hyphens stands right below it."""
    end = front_matter_end(source)
    for place, token in enumerate(source.tokens):
        if token.type == "heading_open" and token.markup == "-" and token.map and token.map[1] > end:
            text = source.tokens[place + 1].content
            hyphens = source.lines[token.map[1] - 1].strip(" >")
            if "\n" in text or len(hyphens) <= _SHORT_LINE or text.rstrip().endswith((".", ":", "!", "?")):
                message = f"the line “{hyphens}” makes the text above it a heading"
                hint = "leave an empty line above it for a rule; write “## …” for a heading"
                yield slip_warning("heading-underlined", token.map[1], message, hint)


def repeated_heading(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """The same heading twice under the same one, in one edition: readers and links cannot tell them apart."""
    seen: dict[tuple[str, ...], int] = {}
    for path, edition, line in _headings(source):
        for each in (edition,) if edition else EDITIONS:
            first = seen.setdefault((each, *path), line)
            if first != line:
                message = f"the heading “{path[-1]}” is there twice; the first is on line {first}"
                yield slip_warning("heading-repeated", line, message, "give each heading words of its own, or delete one")
                break


def _headings(source: SourceText) -> Iterator[tuple[tuple[str, ...], str, int]]:
    """Yield each heading below the headings above it, the edition that it is only in (or nothing), and its line."""
    above: list[tuple[int, str]] = []
    open_roles: list[str] = []
    for place, token in enumerate(source.tokens):
        if token.type == "container_open":
            open_roles.append(str(token.meta["role"]).lower())
        elif token.type == "container_close":
            open_roles.pop()
        elif token.type == "heading_open" and token.map:
            level = int(token.tag[1:])
            above = [pair for pair in above if pair[0] < level] + [(level, _words(source, token.map[0] + 1, place))]
            yield tuple(text for _, text in above), _edition(open_roles), token.map[0] + 1


def _words(source: SourceText, line: int, place: int) -> str:
    found = next((text for text in source.texts if text.line == line and text.block == "heading_open"), None)
    return plain(to_nodes(found.tokens)) if found else source.tokens[place + 1].content


def _edition(roles: Sequence[str]) -> str:
    return next((role for role in roles if role in EDITIONS), "")
