"""Slips at sections: unknown roles, and lines of colons that open or close nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from publish.guide.parse.comments import CRITICAL_ROLES
from publish.guide.slips.base import Slip, SourceText, slip_error, slip_warning
from publish.text.suggest import similar_names

# A line of colons, also of two or of the wide ones of a Chinese keyboard, after the marks of quotes around it.
_FENCE = re.compile(r"([\s>]*)(:{2,}|：{2,})[ \t]*(.*?)[ \t:]*$")
_INDENT = 4


def unknown_role(source: SourceText, roles: frozenset[str]) -> Iterator[Slip]:
    """A role that no layout and no project.toml knows: a misspelt warning would print as ordinary text."""
    for token in _sections(source):
        role = _role_of(token)
        if role and role not in roles:
            meant = _meant_role(role, str(token.meta["title"]), roles)
            lost = ": the text would print without its warning sign, and could be left out" * (meant in CRITICAL_ROLES)
            others = f"the roles are {', '.join(sorted(roles))}; add one of your own to “roles” in source/project.toml"
            hint = f"did you mean “{meant}”? " * bool(meant) + others
            yield slip_error("unknown-role", _line(token), f"there is no role “{role}”{lost}", hint)


def _sections(source: SourceText) -> Iterator[Token]:
    return (token for token in source.tokens if token.type == "container_open")


def _line(token: Token) -> int:
    return (token.map or [0])[0] + 1


def _role_of(token: Token) -> str:
    return str(token.meta["role"] or dict(token.meta["attributes"]).get("class", "").split(" ")[0]).lower()


def _meant_role(role: str, title: str, roles: frozenset[str]) -> str:
    """Return the role that was meant: “when to call” may have lost its hyphens, “waring” a letter."""
    words = [role, *title.lower().split()]
    joined = ("-".join(words[:count]) for count in range(len(words), 1, -1))
    exact = next((name for name in joined if name in roles), "")
    return exact or next(iter(similar_names(role, sorted(roles))), "")


@dataclass(slots=True)
class _Fences:
    """The lines of colons that are not what they look like; ``waiting`` counts openings whose closing line is left over."""

    unclosed: list[Token]
    slips: list[Slip] = field(default_factory=list)
    waiting: int = 0

    def add_opening(self, slip: Slip) -> None:
        """Report a line that was meant to open a section; the line that closes it is no slip of its own."""
        self.slips.append(slip)
        self.waiting += 1

    def add_closing(self, slip: Slip) -> None:
        """Report a line that was meant to close a section, unless it belongs to an opening that is reported."""
        if self.waiting:
            self.waiting -= 1
            return
        self.slips.append(slip)
        above = [token for token in self.unclosed if _line(token) < slip.line]
        if above and slip.code != "section-stray":
            self.unclosed.remove(above[-1])


def misplaced_fence(source: SourceText, roles: frozenset[str]) -> Iterator[Slip]:
    """A section that is never closed, a line of colons that closes nothing, or one that is text because it is indented.

    One slip is reported once: an indented opening leaves a closing line over, which is no slip of its own.
    """
    fences = _Fences(list(_blamed(source)))
    used = {_line(token) for token in _sections(source)} | {token.meta["close"] + 1 for token in _sections(source) if token.meta["closed"]}
    left = {_line(token) for token in fences.unclosed if token.meta["outside"]}
    for number, line in enumerate(source.lines, 1):
        fences.waiting += number in left
        found = _FENCE.match(line) if number not in used and number not in source.verbatim else None
        if found:
            _judge(fences, number, found, roles)
    yield from fences.slips
    yield from map(_unclosed, fences.unclosed)


def _judge(fences: _Fences, number: int, found: re.Match[str], roles: frozenset[str]) -> None:
    """Add what is wrong with a line of colons that the parser took for text."""
    before, colons, rest = found.groups()
    first = re.sub(r"[^\w -]", "", rest).strip().lower().split(" ")[0]
    add = fences.add_opening if rest else fences.add_closing
    if colons[0] != ":" or len(colons) == 2:
        if not rest or similar_names(first, sorted(roles), cutoff=0.75):
            add(slip_error("section-colons", number, f"“{colons}” is not “:::”: the line prints as text", "write three colons"))
    elif len(before.expandtabs(_INDENT)) >= _INDENT and ">" not in before:
        message = "the line is indented, so it is text and no mark of a section"
        add(slip_error("section-indented", number, message, "remove the spaces or tabs before “:::”"))
    elif rest:
        message = f"“{found[0].strip()}” opens no section: it prints as text"
        add(slip_error("section-stray", number, message, f"write “::: {first or 'role'}”"))
    else:
        hint = "delete it, or add the line that opens the section"
        add(slip_error("section-stray", number, "this “:::” closes no section: it prints as text", hint))


def _unclosed(token: Token) -> Slip:
    name = _role_of(token) or "section"
    if token.meta["outside"]:
        message, hint = f"“::: {name}” begins inside a list item or a quote, but is closed outside", "indent both lines alike, or neither"
        return slip_error("section-indented", _line(token), message, hint)
    message = f"“::: {name}” is never closed: everything after it is part of it"
    return slip_error("section-unclosed", _line(token), message, "write a line “:::” where the section ends")


def _blamed(source: SourceText) -> Iterator[Token]:
    """Yield the sections that are not closed.

    The parser lets a line of colons close the section that was opened last. If that leaves one open, the number of colons may tell which
    one the author forgot: “::::” was hardly meant to close “:::”.
    """
    sections = list(_sections(source))
    open_ones = [token for token in sections if not token.meta["closed"]]
    inside_others = [token for token in open_ones if token.meta["outside"]]
    better = _by_colons(source, sections)
    yield from better if len(better) == len(open_ones) and not inside_others else open_ones


def _by_colons(source: SourceText, sections: list[Token]) -> list[Token]:
    events = [(_line(token), token) for token in sections]
    closings = [(token.meta["close"] + 1, None) for token in sections if token.meta["closed"]]
    unclosed: list[Token] = []
    opened: list[tuple[int, Token]] = []
    for line, token in sorted((*events, *closings), key=lambda pair: pair[0]):
        found = _FENCE.match(source.lines[line - 1])
        colons = len(found[2]) if found else 0
        if token:
            opened.append((colons, token))
            continue
        while opened[-1][0] != colons and any(count == colons for count, _ in opened):
            unclosed.append(opened.pop()[1])
        opened.pop()
        if not opened:
            break
    return sorted((*unclosed, *(token for _, token in opened)), key=_line)


def section_in_list(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """A section within an item of a list: an error if no empty line stands before it, because then it was hardly meant to be there."""
    depth = 0
    for token in source.tokens:
        depth += (token.type == "list_item_open") - (token.type == "list_item_close")
        if depth and token.type == "container_open" and token.meta["closed"] and token.map:
            message = f"“::: {_role_of(token)}” is part of the list item above it, because it is indented"
            glued = token.map[0] > 0 and source.lines[token.map[0] - 1].strip()
            hint = "remove the spaces before the section; if it belongs to the item, leave an empty line above it"
            yield (slip_error if glued else slip_warning)("section-in-list", _line(token), message, hint)
