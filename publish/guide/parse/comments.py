"""Notes for translators, contexts and critical marks: what comments and roles around a block say about its messages."""

import re
from dataclasses import dataclass, replace

CRITICAL_ROLES = frozenset({"warning", "off-label", "when-to-call"})
"""Roles of sections whose messages are critical: without their translation nothing is printed."""

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_DIRECTIVE = re.compile(r"(translators?|context)\s*:\s*(.*)|critical", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """Notes for translators, msgctxt and whether the text is critical, for a block and everything in it."""

    comments: tuple[str, ...] = ()
    msgctxt: str | None = None
    critical: bool = False

    def within(self, outer: "Context") -> "Context":
        """Return this context inside ``outer``: the inner msgctxt wins, notes and the critical mark add up."""
        if self is NOTHING or self == NOTHING:
            return outer
        return Context(outer.comments + self.comments, self.msgctxt or outer.msgctxt, outer.critical or self.critical)


NOTHING = Context()


def read_comments(text: str) -> Context:
    """Return the context that the HTML comments in ``text`` state; a comment that is no directive is ignored.

    >>> read_comments("<!-- translators: a drug --><!-- critical -->")
    Context(comments=('a drug',), msgctxt=None, critical=True)
    """
    context = NOTHING
    for comment in _COMMENT.findall(text):
        context = _read(comment.strip()).within(context)
    return context


def _read(comment: str) -> Context:
    found = _DIRECTIVE.fullmatch(comment)
    if not found:
        return Context()
    value = " ".join((found[2] or "").split())
    if not found[1]:
        return Context(critical=True)
    return Context(msgctxt=value or None) if found[1].lower() == "context" else Context(comments=(value,) if value else ())


def in_role(context: Context, role: str) -> Context:
    """Return ``context`` inside a section of ``role``."""
    return replace(context, critical=context.critical or role in CRITICAL_ROLES)
