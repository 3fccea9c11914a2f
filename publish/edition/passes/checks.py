"""Check a finished page: whether every critical text is on it, and whether its text reads in the order in which it is written."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from publish.edition.passes.tree import Element, parse_page
from publish.edition.passes.visible_text import visible_elements
from publish.guide import Message
from publish.project import problem

MOST_TAGS = 400_000
MOST_DEPTH = 90
"""Elements in elements; WeasyPrint lays out about 130."""
_TOO_DEEP = etree.XPath(f"boolean(//*[count(ancestor::*) >= {MOST_DEPTH}])")
# The two controls that turn all letters around, whatever they are (UAX 9, 2.2), and what follows them.
_OVERRIDE = re.compile("([\u202d\u202e])([^<>\u202c]{0,60})")


def parse_checked(html: str, file: str) -> Element:
    """Return the root element of a page; raises `PublishError` (``template-broken``) about ``file`` if it is too large or too deep."""
    if html.count("<") > MOST_TAGS:
        message = f"the page has more than {MOST_TAGS:,} tags"
        raise problem("template-broken", message, file=file, hint="print less: a page on paper has a few thousand tags")
    root = parse_page(html)
    if _TOO_DEEP(root):
        message = f"the page has elements that are nested more than {MOST_DEPTH} deep"
        raise problem("template-broken", message, file=file, hint="close the elements of the template; nest lists and quotations less")
    return root


def own_styles(root: Element) -> Iterator[str]:
    """Yield the style sheets and the style attributes of a page, each once."""
    attributes = (element.get("style") for element in root.iter() if "style" in element.attrib)
    yield from dict.fromkeys((*(element.text or "" for element in root.iter("style")), *attributes))


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
