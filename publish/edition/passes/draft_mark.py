"""Mark a web page as a draft, even if its layout leaves that out."""

import re
from collections.abc import Sequence

from lxml import etree

from publish.edition.passes.tree import Element
from publish.edition.passes.visible_text import visible_texts

_DRAFT = re.compile(r"\bDRAFT\b")
# The style of the mark, which no style sheet can override.
_RULES = ("display: block", "visibility: visible", "position: static", "padding: .7rem", "color: #6b3500", "background: #fff3da")
_STYLE = "; ".join(f"{rule} !important" for rule in _RULES)


def mark_draft(root: Element, words: Sequence[str], always: bool = False) -> None:
    """Put ``words`` (“draft” in the reader's language, then in English) above a page that shows the word DRAFT nowhere, or ``always``."""
    if not always and any(map(_DRAFT.search, visible_texts(root))):
        return
    bar = etree.Element("p", {"class": "draft-bar", "style": _STYLE})
    strong = etree.SubElement(bar, "strong")
    strong.text, *others = dict.fromkeys(words)
    for word in others:
        strong.text += " "
        etree.SubElement(strong, "span", {"lang": "en", "dir": "ltr"}).text = word
    body = root.find("body")
    place = body if body is not None else root
    bar.tail, place.text = place.text, None
    place.insert(0, bar)
