"""Make addresses on web pages safe to copy: what is copied with an address must be part of it.

On paper invisible characters say where an address may break; a browser has an element for that.
"""

from lxml import etree

from publish.edition.passes.tree import Element, TextSlot, text_slots
from publish.text.zero_width import WORD_JOINER

_ADDRESSES = ("https://", "http://", "www.")
_MAY_BREAK = "\u200b"
_RAW = frozenset({"script", "style"})


def use_break_elements(root: Element) -> None:
    """Replace the invisible characters in the addresses of a web page, and all places for a break, by ``<wbr>``."""
    for slot in list(text_slots(root)):
        if slot.text.startswith(_ADDRESSES):
            slot.text = slot.text.replace(WORD_JOINER, "")
        if _MAY_BREAK in slot.text and (slot.after or slot.element.tag not in _RAW):
            _split(slot)


def _split(slot: TextSlot) -> None:
    first, *parts = slot.text.split(_MAY_BREAK)
    slot.text = first
    breaks = []
    for part in parts:
        element = etree.Element("wbr")
        element.tail = part
        breaks.append(element)
    if slot.after:
        parent = slot.element.getparent()
        place = parent.index(slot.element) + 1
        parent[place:place] = breaks
    else:
        slot.element[0:0] = breaks
