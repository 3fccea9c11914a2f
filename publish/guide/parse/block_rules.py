"""Rules of the Markdown parser for blocks: paragraphs in one pass, tables without loss, comments, attribute lines."""

import re
from bisect import bisect_right

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, paragraph, table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from mdit_py_plugins.attrs.parse import ParseError
from mdit_py_plugins.attrs.parse import parse as parse_attributes

from publish.guide.safety import safe_attributes
from publish.guide.tree import Attributes

DEEPEST = 40
"""Blocks nested deeper than this become paragraphs, so that the parser's own limit never drops text."""

_DELIMITERS = frozenset("|-:")  # the first characters of the line below the heading of a table
_BRACES = re.compile(r"(?:^|[ \t])(\{[^{}]*\})$")


def limit_depth(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse everything that is nested deeper than `DEEPEST` as paragraphs."""
    return state.level >= DEEPEST and paragraph(state, start, end, silent)


def paragraph_or_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse a paragraph, or a heading underlined with ``=`` or ``-``, in one pass instead of one for each of the parser's two rules.

    Leave it to those rules (return False) if a definition may follow, or if the block around it ends early.
    """
    if silent or end != state.lineMax or _may_define(state, start, end):
        return False
    parent, state.parentType = state.parentType, "paragraph"
    last, underline = _text_end(state, start, end)
    state.parentType = parent
    kind, tag = ("heading", "h1" if underline == "=" else "h2") if underline else ("paragraph", "p")
    state.line = last + bool(underline)
    opening = state.push(f"{kind}_open", tag, 1)
    opening.markup, opening.map = underline, [start, state.line]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = mdTrim(state.getLines(start, last, state.blkIndent, False)), [start, last], []
    state.push(f"{kind}_close", tag, -1).markup = underline
    return True


def _may_define(state: StateBlock, start: int, end: int) -> bool:
    """Tell whether the line after ``start``, or after one empty line, begins like a definition."""
    line = start + 1
    line += line < end and state.isEmpty(line)
    return line < end and state.src.startswith((":", "~"), state.bMarks[line] + state.tShift[line])


def _text_end(state: StateBlock, start: int, end: int) -> tuple[int, str]:
    """Return the line after a paragraph that begins on line ``start``, and the character that underlines it there, if any."""
    ends_here = state.md.block.ruler.getRules("paragraph")
    for line in range(start + 1, end):
        indent, at = state.sCount[line], state.bMarks[line] + state.tShift[line]
        if at >= state.eMarks[line]:
            return line, ""
        if indent - state.blkIndent > 3:
            continue
        if state.src[at] in "-=" and indent >= state.blkIndent and _is_underline(state.src[at : state.eMarks[line]]):
            return line, state.src[at]
        if indent >= 0 and any(rule(state, line, end, True) for rule in ends_here):
            return line, ""
    return end, ""


def _is_underline(line: str) -> bool:
    return not line.lstrip(line[0]).strip(" \t")


def whole_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse a table; extra cells of a row, which the parser would drop, stay in its last cell."""
    below = state.bMarks[start + 1] + state.tShift[start + 1]
    if state.src[below : below + 1] not in _DELIMITERS:
        return False
    first = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    if silent:
        return True
    rows = [index for index in range(first, len(state.tokens)) if state.tokens[index].type == "tr_open"]
    for row, following in zip(rows, [*rows[1:], len(state.tokens)], strict=True):
        cells = [token for token in state.tokens[row:following] if token.type == "inline"]
        state.tokens[row].meta["cells"] = _keep_rest(state, cells)
    return True


def _keep_rest(state: StateBlock, cells: list[Token]) -> int:
    """Put cells beyond the last column into the last cell, and return the number of cells that were written."""
    line = (cells[-1].map or [0])[0]
    written = escapedSplit(source_line(state, line).strip())
    written = written[written[0] == "" :]
    if len(written) > len(cells):
        rest = " | ".join(part.strip() for part in written[len(cells) - 1 :])
        cells[-1].content = rest.rstrip("| ")
    return len(written) - (len(written) > 1 and written[-1] == "")


def comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse ``<!-- … -->`` on lines of its own; one that is not closed, or is followed by text, stays text."""
    if not begins_with(state, start, "<!--") or state.is_code_block(start):
        return False
    last = _comment_end(state, start, end)
    if last is None:
        return False
    if not silent:
        token = state.push("comment", "", 0)
        token.content, token.map = state.getLines(start, last + 1, state.blkIndent, False), [start, last + 1]
        state.line = last + 1
    return True


def _comment_end(state: StateBlock, start: int, end: int) -> int | None:
    """Return the line that ends with the first ``-->``; None if this block has none, or text follows it."""
    close = _next_close(state, state.bMarks[start] + state.tShift[start] + 4)
    last = bisect_right(state.bMarks, close) - 1
    if close < 0 or last >= end or state.src[close + 3 : state.eMarks[last]].strip():
        return None
    left = any(state.sCount[line] < state.blkIndent and not state.isEmpty(line) for line in range(start, last + 1))
    return None if left else last


def _next_close(state: StateBlock, position: int) -> int:
    """Return the position of the next ``-->`` after ``position``, -1 if there is none; kept, so that many openings need one search."""
    searched, close = state.env.get("close", (0, -2))
    if close == -2 or not searched <= position or (-1 < close < position):
        close = state.src.find("-->", position)
        state.env["close"] = (position, close)
    return int(close)


def attribute_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse ``{#id .class lang=la}`` on a line of its own: attributes of the next block."""
    if not begins_with(state, start, "{") or state.is_code_block(start):
        return False
    attributes = read_attributes(source_line(state, start).rstrip())
    if attributes is None:
        return False
    if not silent:
        state.push("attributes", "", 0).meta["attributes"] = attributes
        state.line = start + 1
    return True


def read_attributes(text: str) -> Attributes | None:
    """Return the safe attributes in ``text``; None unless it is one pair of braces with attributes and nothing else."""
    try:
        last, given = parse_attributes(text)
    except ParseError:
        return None
    return safe_attributes(given.items()) if given and last == len(text) - 1 else None


def split_attributes(text: str) -> tuple[str, Attributes]:
    """Return ``text`` without the attributes in braces at its end, and these attributes."""
    found = _BRACES.search(text)
    attributes = read_attributes(found[1]) if found else None
    if found is None or attributes is None:
        return text, ()
    return text[: found.start()].rstrip(), attributes


def begins_with(state: StateBlock, line: int, mark: str) -> bool:
    """Tell whether ``line`` begins with ``mark`` after its indentation."""
    return state.src.startswith(mark, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def source_line(state: StateBlock, line: int) -> str:
    """Return the text of ``line`` without its indentation."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
