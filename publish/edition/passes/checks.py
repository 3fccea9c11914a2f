"""Check a finished page: whether every critical text is on it, and whether its text reads in the order in which it is written."""

import re
from collections.abc import Iterable, Iterator

from publish.edition.passes.tree import Element
from publish.edition.passes.visible_text import visible_elements
from publish.guide import Message

# The two controls that turn all letters around, whatever they are (UAX 9, 2.2), and what follows them.
_OVERRIDE = re.compile("([\u202d\u202e])([^<>\u202c]{0,60})")


def hidden_critical(root: Element, messages: Iterable[Message]) -> Iterator[Message]:
    """Yield those of ``messages`` that are critical and that the page does not show, or hides."""
    printed = {mark for element in visible_elements(root) for mark in element.get("data-critical", "").split()}
    yield from (message for message in messages if message.critical and message.mark not in printed)


def direction_override(html: str) -> tuple[str, str] | None:
    """Return the first direction override (U+202D, U+202E) in a page and the text after it, None if there is none.

    Text after an override prints back to front: “10 mg” would stand as “gm 01”.
    """
    found = _OVERRIDE.search(html)
    return (found[1], found[2].strip()) if found else None
