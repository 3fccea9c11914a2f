"""Slips in lists: boxes to tick, bullets of a word processor, numbers that change, lists that are not nested."""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from publish.guide.slips.base import Slip, SourceText, WrittenText, slip_warning

_BOX = re.compile(r"\[[ xX]?\](?:\s|$)")
_BULLET = re.compile(r"[•·▪▫◦●○■□‣⁃➢✓✔\uf0b7\uf0a7\uf0d8]\s*\S")
_LETTER = re.compile(r"[a-zA-Z][.)]\s+\S")
_NUMBER = re.compile(r"\d{1,2}[.)](?:\s+\S|(?=[^\W\d]))|\(\d{1,2}\)\s+\S")
_DASH = re.compile(r"(?:[-–—*+](?=[^\W\d_])|[–—]\s+\S)")
_LISTS = ("ordered_list_open", "bullet_list_open")


def task_box(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """A box to tick, as on GitHub: its brackets print."""
    for text in source.texts:
        found = _BOX.match(text.content)
        if found:
            message = f"“{found[0].strip()}” is no box here: it prints as it is written"
            yield slip_warning("task-box", text.line, message, "delete it, or write “☐” where readers should tick with a pen")


def unmarked_item(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """Lines that look like a list, but run together as one paragraph. One finding for each paragraph."""
    for text in source.texts:
        if text.block == "paragraph_open":
            line = _first_item(text)
            if line:
                message = "the line looks like an item of a list, but is text: the lines run together"
                hint = "begin each item with “- ” or “1. ”, and leave an empty line before the list"
                yield slip_warning("list-unmarked", line, message, hint)


def _first_item(text: WrittenText) -> int | None:
    """Return the first line that looks like an item and is none."""
    lines = [(number, line.strip()) for number, line in text.lines]
    if bullets := [number for number, line in lines if _BULLET.match(line)]:
        return bullets[0]
    for pattern in (_LETTER, _NUMBER, _DASH):
        found = [number for number, line in lines if pattern.match(line)]
        if len(found) > 1 or (found and pattern is _NUMBER and found[0] > text.line):
            return found[0]
    return None


def renumbered(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """A list whose items print with other numbers than those written."""
    open_lists: list[list[tuple[int, int]]] = []
    for token in source.tokens:
        if token.type == "ordered_list_open":
            open_lists.append([])
        elif token.type == "list_item_open" and token.info and token.map and open_lists:
            open_lists[-1].append((int(token.info), token.map[0] + 1))
        elif token.type == "ordered_list_close":
            yield from _renumbered(open_lists.pop())


def _renumbered(items: list[tuple[int, int]]) -> Iterator[Slip]:
    first = items[0][0] if items else 0
    if len({number for number, _ in items}) == 1:  # “1.” before each item is the usual way not to count
        return
    for place, (number, line) in enumerate(items):
        if number != first + place:
            message = f"the item is written with {number}, but prints with {first + place}"
            yield slip_warning("list-renumbered", line, message, "correct the number, or begin another list under words of its own")
            return


def not_nested(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """A list that is indented, but not far enough to be inside the item above: it ends the numbered list."""
    before: dict[int, Token] = {}
    for token in source.tokens:
        if token.nesting == 1 and token.type in _LISTS and token.map:
            above = before.get(token.level)
            follows = above is not None and above.type != token.type and above.map is not None and above.map[1] == token.map[0]
            if above and follows and _indent(source, token) > _indent(source, above):
                message = "the list is not inside the item above: its first line is indented too little"
                hint = "indent it as far as the text of the item: three spaces below “1. ”"
                yield slip_warning("list-not-nested", token.map[0] + 1, message, hint)
            before[token.level] = token
        elif token.nesting == 1 and token.type != "list_item_open":
            before.pop(token.level, None)


def _indent(source: SourceText, token: Token) -> int:
    line = source.lines[(token.map or [0])[0]]
    return len(line) - len(line.lstrip())
