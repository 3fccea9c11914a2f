"""Keep together what WeasyPrint 70 would part at the end of a line.

It breaks a line after each of its words where a run of text ends in a hard space, and between two elements even within a word.
"""

from collections.abc import Sequence

from publish.edition.passes.tree import Element, TextSlot, text_slots
from publish.text.zero_width import WORD_JOINER

_HARD_SPACES = "\u00a0\u202f"
_INLINE = frozenset({"a", "b", "em", "i", "span", "strong", "sup"})
_WIDE_COLON = "："


def join_wide_colons(root: Element) -> None:
    """Remove the line break behind a label that ends in a wide colon, which needs no space after it."""
    for span in root.iter("span"):
        last = span[-1].tail if len(span) else span.text
        if (last or "").endswith(_WIDE_COLON) and (span.tail or "").startswith("\n"):
            span.tail = span.tail[1:]


def keep_together(root: Element) -> None:
    """Move hard spaces of the page into the element that follows, and join the parts of a word that are elements of their own."""
    slots = list(text_slots(root))
    for place in range(len(slots)):
        _move_hard_space(slots, place)
    for place in range(len(slots)):
        _join_word(slots, place)


def _move_hard_space(slots: Sequence[TextSlot], place: int) -> None:
    """Move a hard space at the end of a text behind the inline tags that follow it."""
    text = slots[place].text
    if len(text) < 2 or text[-1] not in _HARD_SPACES or text[-2].isspace():
        return
    target = _slot_behind_tags(slots, place)
    if target > place:
        slots[place].text = text[:-1]
        slots[target].text = text[-1] + slots[target].text


def _slot_behind_tags(slots: Sequence[TextSlot], place: int) -> int:
    """Return the place behind the inline tags that follow ``place`` directly, one after the other."""
    while _is_inline(slots[place].boundary):
        place += 1
        if slots[place].text:
            break
    return place


def _join_word(slots: Sequence[TextSlot], place: int) -> None:
    """Put a word joiner before a word that is an element of its own (``<span class="word">``), where a letter stands before it."""
    slot = slots[place]
    word = slot.boundary
    if word is None or not slot.starts or word.tag != "span" or dict(word.attrib) != {"class": "word"}:
        return
    before = place
    while not slots[before].text and before and _is_inline(slots[before - 1].boundary):
        before -= 1
    if slots[before].text and not slots[before].text[-1].isspace():
        slot.text += WORD_JOINER


def _is_inline(element: Element | None) -> bool:
    return element is not None and element.tag in _INLINE
