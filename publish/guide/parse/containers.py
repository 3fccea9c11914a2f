"""The rule of the Markdown parser for colon containers: ``::: role title {#id}`` … ``:::``."""

import re

from markdown_it.rules_block import StateBlock

from publish.guide.parse.block_rules import DEEPEST, begins_with, source_line, split_attributes
from publish.guide.tree import Attributes

_OPENING = re.compile(r"([\w-]+)?[ \t]*(.*)", re.DOTALL)
_COLONS = ":： \t"  # “::: warning: Call us” has the title “Call us”
_CODE_FENCE = re.compile(r"(`{3,}|~{3,})(.*)")


def container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse a container from ``::: role title {#id}`` to the ``:::`` that closes it, or to the end of the block around it.

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
    outside = close < end and state.sCount[close] < state.blkIndent
    closed = close < end and not outside and _fence_info(state, close) == ""
    token.map = [start, close + closed]
    token.meta = {"role": role, "title": title, "attributes": attributes, "close": close, "closed": closed, "outside": outside}
    parent, line_max = state.parentType, state.lineMax
    # the end of the container also ends a paragraph with a lazy continuation line
    state.parentType, state.lineMax = "container", close
    state.md.block.tokenize(state, start + 1, close)
    state.parentType, state.lineMax = parent, line_max
    state.push("container_close", "", -1)
    state.line = close + closed  # a line outside of the block around the container is none of its own


def _opening(state: StateBlock, line: int) -> tuple[str, str, Attributes] | None:
    """Return role, title and attributes of the container that ``line`` opens, None if it opens none."""
    info = _fence_info(state, line)
    if not info:
        return None
    rest, attributes = split_attributes(info)
    found = _OPENING.fullmatch(rest)
    role = found[1] if found else None
    if found is None or not (role or attributes) or (role is None and found[2]):
        return None
    return role or "", found[2].lstrip(_COLONS), attributes


def _fence_info(state: StateBlock, line: int) -> str | None:
    """Return the text after the colons of a fence, empty for a bare one; None if ``line`` is no fence."""
    if not begins_with(state, line, ":::") or state.is_code_block(line):
        return None
    info = source_line(state, line).lstrip(":").strip(" \t")
    return info.rstrip(":").rstrip(" \t") if info.endswith(":::") else info


def _closing_line(state: StateBlock, start: int, end: int) -> int:
    """Return the line that closes the container opened at ``start``.

    One pass also finds the ends of the containers inside it. They are kept, so that many nested or unclosed containers do not need
    a pass each.
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
        code, inside = _in_code(source_line(state, line), code)
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
    """Return the code fence that is open after the line ``text`` (empty for none), and whether the line is code."""
    found = _CODE_FENCE.match(text) if text[:3] in ("```", "~~~") else None
    if fence:
        closes = found is not None and found[1].startswith(fence) and not found[2].strip()
        return ("" if closes else fence), True
    if found is None or (found[1][0] == "`" and "`" in found[2]):
        return "", False
    return found[1], True
