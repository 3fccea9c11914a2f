"""The rules of our own that the Markdown parser follows: containers, comments, attribute lines, facts."""

import re
from bisect import bisect_right

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, paragraph, table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs.parse import ParseError
from mdit_py_plugins.attrs.parse import parse as parse_attributes

from publish.guide.safety import safe_attributes
from publish.guide.tree import Attributes
from publish.text.placeholders import CITATION, FACT

DEEPEST = 40
"""Blocks nested deeper than this are paragraphs, so that the parser's own limit never drops text."""

_LONE_CITATION = re.compile(rf"{CITATION.pattern}(?![({{]|\[(?!\^[^\s\[\]]+\]))")
# An address that the parser's normalization gives back as it is: no escape, no capital or foreign letter in the host, no port.
_NORMAL = r"(?:https?://[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,4}(?=[/?#)]|\Z)|(?!//))[A-Za-z0-9/._~?#=+,;@-]*"
_NORMAL_LINK = re.compile(_NORMAL)
# A label that ends at its first bracket whatever its marks mean: words without marks, and code that is closed within it. What may follow
# a repetition here is never part of it, so the search goes back over no text twice.
_WORDS = r"[^][\\<`{]"
_PLAIN_LINK = re.compile(rf"\[({_WORDS}*(?:`{_WORDS}+`(?!`){_WORDS}*)*)\]\(((?!\)){_NORMAL})\)")
_SHALLOW = 10  # well within the parser's limit of nesting, which links near it have to be held to
_OPENING = re.compile(r"([\w-]+)?[ \t]*(.*)", re.DOTALL)
_CODE_FENCE = re.compile(r"(`{3,}|~{3,})(.*)")
_DELIMITERS = frozenset("|-:")  # what the line below the heading of a table begins with
_BRACES = re.compile(r"(?:^|[ \t])(\{[^{}]*\})$")


def deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Make paragraphs of everything that is nested deeper than `DEEPEST`."""
    return state.level >= DEEPEST and paragraph(state, start, end, silent)


def text(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph, or a heading with a line below it: what the parser's two rules make, with its lines read once.

    False where a definition may follow, or where the block around it ends early: that is left to those rules.
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
    """Tell whether the line after ``start`` and at most one empty line begins like a definition."""
    line = start + 1
    line += line < end and state.isEmpty(line)
    return line < end and state.src.startswith((":", "~"), state.bMarks[line] + state.tShift[line])


def _text_end(state: StateBlock, start: int, end: int) -> tuple[int, str]:
    """Return the line after a text that begins on line ``start``, and the mark that underlines it there, if one does."""
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


def citation(state: StateInline, silent: bool) -> bool:
    """``[^id]``: a footnote or a reference, which of them is decided when all footnotes are known."""
    found = CITATION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("citation", "", 0).content = found[1]
    state.pos = found.end()
    return True


def lone_citation(state: StateInline, silent: bool) -> bool:
    """``[^id]`` that no link can begin with: it need not be tried as one first, which costs a search of all that follows."""
    return bool(_LONE_CITATION.match(state.src, state.pos, state.posMax)) and citation(state, silent)


def is_normal(url: str) -> bool:
    """Tell whether normalizing ``url`` would change nothing, as is true of most."""
    return bool(_NORMAL_LINK.fullmatch(url))


def plain_link(state: StateInline, silent: bool) -> bool:
    """``[text](address)`` without title, escapes or brackets inside: what the parser's rule does, without its searches."""
    found = _PLAIN_LINK.match(state.src, state.pos, state.posMax) if state.level < _SHALLOW else None
    if not found:
        return False
    if not silent:
        maximum = state.posMax
        state.push("link_open", "a", 1).attrs = {"href": found[2]}
        state.pos, state.posMax = found.span(1)
        state.md.inline.tokenize(state)
        state.posMax = maximum
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def fact(state: StateInline, silent: bool) -> bool:
    """``{name}`` or ``{table.name}``."""
    found = FACT.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("fact", "", 0).content = found[1]
    state.pos = found.end()
    return True


def whole_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table; where a row has more cells than the heading, what the parser would drop stays in the row's last cell."""
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
        _keep_rest(state, cells)
    return True


def _keep_rest(state: StateBlock, cells: list[Token]) -> None:
    line = (cells[-1].map or [0])[0]
    written = escapedSplit(_line(state, line).strip())
    written = written[written[0] == "" :]
    if len(written) > len(cells):
        rest = " | ".join(part.strip() for part in written[len(cells) - 1 :])
        cells[-1].content = rest.rstrip("| ")


def comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``<!-- … -->`` on lines of its own; one that is never closed, or has text behind it, is left to be text."""
    if not _begins(state, start, "<!--") or state.is_code_block(start):
        return False
    last = _comment_end(state, start, end)
    if last is None:
        return False
    if not silent:
        state.push("comment", "", 0).content = state.getLines(start, last + 1, state.blkIndent, False)
        state.line = last + 1
    return True


def _comment_end(state: StateBlock, start: int, end: int) -> int | None:
    """Return the line that ends with the first ``-->``, None where there is none in this block or text follows it."""
    close = _next_close(state, state.bMarks[start] + state.tShift[start] + 4)
    last = bisect_right(state.bMarks, close) - 1
    if close < 0 or last >= end or state.src[close + 3 : state.eMarks[last]].strip():
        return None
    left = any(state.sCount[line] < state.blkIndent and not state.isEmpty(line) for line in range(start, last + 1))
    return None if left else last


def _next_close(state: StateBlock, position: int) -> int:
    """Return where the next ``-->`` after ``position`` is, -1 for nowhere; remembered, so that many openings cost one search."""
    searched, close = state.env.get("close", (0, -2))
    if close == -2 or not searched <= position or (-1 < close < position):
        close = state.src.find("-->", position)
        state.env["close"] = (position, close)
    return int(close)


def attribute_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``{#id .class lang=la}`` on a line of its own: attributes of the next block."""
    if not _begins(state, start, "{") or state.is_code_block(start):
        return False
    attributes = read_attributes(_line(state, start).rstrip())
    if attributes is None:
        return False
    if not silent:
        state.push("attributes", "", 0).meta["attributes"] = attributes
        state.line = start + 1
    return True


def read_attributes(text: str) -> Attributes | None:
    """Return the safe attributes in ``text``, None unless all of it is one pair of braces with attributes."""
    try:
        last, given = parse_attributes(text)
    except ParseError:
        return None
    return safe_attributes(given.items()) if given and last == len(text) - 1 else None


def split_attributes(text: str) -> tuple[str, Attributes]:
    """Return ``text`` without the attributes in braces at its end, and these."""
    found = _BRACES.search(text)
    attributes = read_attributes(found[1]) if found else None
    if found is None or attributes is None:
        return text, ()
    return text[: found.start()].rstrip(), attributes


def container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``::: role title {#id}`` to the ``:::`` that closes it (or to the end of the block around it).

    As in Pandoc, a bare fence closes the innermost container, whatever the number of its colons.
    """
    opening = _opening(state, start)
    if opening is None or state.level >= DEEPEST:
        return False
    if not silent:
        _push_container(state, start, end, opening)
    return True


def _push_container(state: StateBlock, start: int, end: int, opening: tuple[str, str, Attributes]) -> None:
    role, title, attributes = opening
    close = min(_closing_line(state, start, end), end)
    token = state.push("container_open", "", 1)
    token.meta = {"role": role, "title": title, "attributes": attributes}
    parent, line_max = state.parentType, state.lineMax
    # the end of the container also ends a paragraph that would lazily go on
    state.parentType, state.lineMax = "container", close
    state.md.block.tokenize(state, start + 1, close)
    state.parentType, state.lineMax = parent, line_max
    state.push("container_close", "", -1)
    state.line = min(close + 1, end)


def _opening(state: StateBlock, line: int) -> tuple[str, str, Attributes] | None:
    """Return role, title and attributes of the container that ``line`` opens; None where it opens none."""
    info = _fence_info(state, line)
    if not info:
        return None
    rest, attributes = split_attributes(info)
    found = _OPENING.fullmatch(rest)
    role = found[1] if found else None
    if found is None or not (role or attributes) or (role is None and found[2]):
        return None
    return role or "", found[2], attributes


def _fence_info(state: StateBlock, line: int) -> str | None:
    """Return what follows the colons of a fence, empty for a bare one; None where ``line`` is no fence."""
    if not _begins(state, line, ":::") or state.is_code_block(line):
        return None
    info = _line(state, line).lstrip(":").strip(" \t")
    return info.rstrip(":").rstrip(" \t") if info.endswith(":::") else info


def _closing_line(state: StateBlock, start: int, end: int) -> int:
    """Return the line that closes the container opened at ``start``.

    One pass finds the ends of the containers inside it as well; they are kept, so that many
    nested or unclosed containers do not cost a pass each.
    """
    known: dict[int, int] = state.env.setdefault("containers", {})
    if start not in known:
        known.update(_match_fences(state, start, end))
    return known[start]


def _match_fences(state: StateBlock, start: int, end: int) -> dict[int, int]:
    ends: dict[int, int] = {}
    unclosed: list[int] = []
    code = ""
    for line in range(start, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            end = line
            break
        code, inside = _in_code(_line(state, line), code)
        if inside:
            continue
        if _opening(state, line):
            unclosed.append(line)
        elif _fence_info(state, line) == "":
            ends[unclosed.pop()] = line
        if not unclosed:
            break
    return ends | dict.fromkeys(unclosed, end)


def _in_code(text: str, fence: str) -> tuple[str, bool]:
    """Return the code fence open after the line ``text`` (empty for none), and whether the line belongs to code."""
    found = _CODE_FENCE.match(text) if text[:3] in ("```", "~~~") else None
    if fence:
        closes = found is not None and found[1].startswith(fence) and not found[2].strip()
        return ("" if closes else fence), True
    if found is None or (found[1][0] == "`" and "`" in found[2]):
        return "", False
    return found[1], True


def _begins(state: StateBlock, line: int, mark: str) -> bool:
    return state.src.startswith(mark, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
