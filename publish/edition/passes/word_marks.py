"""Lead the words of a layout on the page back to their messages, as the Printer does for the texts of a guide (``data-message``).

A template can put a word anywhere, also into an attribute. So each word is printed with a mark around it that is valid everywhere, and
this pass gives the mark to the element in which the word stands.
"""

import re

from markupsafe import Markup

from publish.edition.passes.tree import Comment, Element, unwrap_element
from publish.guide import Message

WORD_MARK = "data-word"
"""The attribute of the mark around a word."""

_TEXT_ONLY = frozenset({"title", "textarea", "style", "script", Comment})
_IN_ATTRIBUTE = re.compile(rf"<span {WORD_MARK}=[0-9a-f]+>|</span>")


def marked_word(html: Markup, msgid: str, msgctxt: str | None) -> Markup:
    """Return ``html``, the text of a message of the layouts, with its mark around it."""
    # Without quotation marks, which would end the value of an attribute.
    return Markup("<span {}={}>{}</span>").format(Markup(WORD_MARK), Message(msgid, msgctxt).mark, html)


def without_marks(text: str) -> str:
    """Return ``text``, of an attribute or of an element that can hold no others, without the marks in it."""
    return _IN_ATTRIBUTE.sub("", text)


def place_marks(root: Element) -> None:
    """Replace the marks around words by the attribute ``data-message`` of the element around them."""
    for element in list(root.iter()):
        _clean(element)
    for word in list(root.iter("span")):
        if mark := word.get(WORD_MARK):
            _add(word.getparent(), mark)
            unwrap_element(word)


def _clean(element: Element) -> None:
    """Remove marks from the attributes of ``element``, and from the text of an element that can hold no others."""
    if element.tag in _TEXT_ONLY:
        element.text = _IN_ATTRIBUTE.sub("", element.text or "")
    for name, value in element.attrib.items():
        if WORD_MARK in value:
            element.set(name, _IN_ATTRIBUTE.sub("", value))


def _add(element: Element, mark: str) -> None:
    known = element.get("data-message", "").split()
    element.set("data-message", " ".join(dict.fromkeys([*known, mark])))
