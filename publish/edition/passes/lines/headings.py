"""Keep the last line of a heading from being one word."""

import re
from collections.abc import Sequence
from itertools import pairwise

from publish.edition.passes.tree import Element, TextSlot, has_class, slots_at, text_slots
from publish.text.width import BOLD, width_em
from publish.text.word_breaks import BREAK, word_starts
from publish.text.zero_width import WORD_JOINER

_TITLE, _HEADINGS = "h1", ("h1", "h2", "h3", "h4", "h5", "h6")
_SPACED = re.compile(rf"(?<=[ \n{BREAK}])(?=\S)")
_HAN_OR_KANA = "\u3041-\u3096\u309d-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNSPACED, _ANYWHERE, _THAI = map(re.compile, (f"[\u0e01-\u0e4e{_HAN_OR_KANA}]", f"[{_HAN_OR_KANA}]", "[\u0e01-\u0e4e]"))
_IGNORED = re.compile(f"[{BREAK}{WORD_JOINER}]")


def balance_headings(root: Element, room_em: float) -> None:
    """Hold the last two words of each heading of three words or more together, so that its last line is not one word.

    Two words that are wider than ``room_em``, the narrowest line in em of the heading, stay apart. The size of a title follows from
    its longest word, so two words that are wider than that one do too.
    """
    for heading in root.iter(*_HEADINGS):
        slots = list(text_slots(heading))
        text = "".join(slot.text for slot in slots).rstrip()
        starts = _starts(text)
        if len(starts) > 1:
            words = [_width_em(text[start:end]) for start, end in pairwise((0, *starts, len(text)))]
            if _width_em(text[starts[-2] :]) <= (max(words) if heading.tag == _TITLE else room_em):
                _join(slots, text, starts)


def _starts(text: str) -> Sequence[int]:
    """Return where each word of ``text`` but the first begins, if a line may end before it."""
    spaced = [found.start() for found in _SPACED.finditer(text.lstrip(), 1)]
    lead = len(text) - len(text.lstrip())
    unspaced = [place for place in word_starts(text) if _UNSPACED.match(text, place)] if _UNSPACED.search(text) else []
    return sorted({*(lead + place for place in spaced), *(place for place in unspaced if place > lead)})


def _width_em(text: str) -> float:
    return width_em(_IGNORED.sub("", text).strip()) * BOLD


def _join(slots: Sequence[TextSlot], text: str, starts: Sequence[int]) -> None:
    """Forbid line breaks between the last two words, and within them where a line may break between any two letters."""
    if _THAI.search(text, starts[-2]):
        _enclose(slots, starts[-2])
        return
    places = {starts[-1]} | {place for place in range(starts[-2] + 1, len(text)) if _ANYWHERE.match(text, place)}
    for slot, place in slots_at(slots, places):
        before, behind = slot.text[:place], slot.text[place:]
        slot.text = f"{before.removesuffix(BREAK)}{WORD_JOINER}{behind}"


def _enclose(slots: Sequence[TextSlot], start: int) -> None:
    """Put the end of a Thai heading, from ``start``, in an element that does not break: Pango breaks at its words whatever sign is there.

    What is in several elements stays as it is.
    """
    for slot, place in slots_at(slots, {start}):
        parent = slot.element.getparent() if slot.after else slot.element
        if any(each.text.strip() for each in slots[slots.index(slot) + 1 :]) or has_class(parent, "held"):
            return
        held = parent.makeelement("span", {"class": "held"})
        parent.insert(parent.index(slot.element) + 1 if slot.after else 0, held)
        held.text = slot.text[place:].rstrip()
        slot.text = slot.text[:place] + BREAK
