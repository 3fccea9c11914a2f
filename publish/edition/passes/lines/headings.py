"""Keep the last line of a heading from being one word."""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from publish.edition.passes.tree import Element, TextSlot, has_class, slots_at, text_slots
from publish.text.width import BOLD, width_em
from publish.text.word_breaks import BREAK, word_starts
from publish.text.zero_width import WORD_JOINER

_TITLE, _HEADINGS = "h1", ("h1", "h2", "h3", "h4", "h5", "h6")
_WHOLE = ("held", "whole", "word")
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
        whole = _places_in_whole_words(slots)
        starts = [place for place in _starts(text) if place not in whole]
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


def _places_in_whole_words(slots: Sequence[TextSlot]) -> set[int]:
    """Return the places in the joined texts that are within an element that no line breaks."""
    ends = [0, *accumulate(len(slot.text) for slot in slots)]
    whole = [at for at, slot in enumerate(slots) if not slot.after and any(has_class(slot.element, name) for name in _WHOLE)]
    return {place for at in whole for place in range(ends[at] + 1, ends[at + 1])}


def _width_em(text: str) -> float:
    return width_em(_IGNORED.sub("", text).strip()) * BOLD


def _join(slots: Sequence[TextSlot], text: str, starts: Sequence[int]) -> None:
    """Forbid line breaks between the last two words, and within them where a line may break between any two letters."""
    if _THAI.search(text, starts[-2]) and not text[starts[-1] - 1].isspace():
        _enclose(slots, starts[-2])
        return
    places = {starts[-1]} | {place for place in range(starts[-2] + 1, len(text)) if _ANYWHERE.match(text, place)}
    for slot, place in slots_at(slots, places):
        before, behind = slot.text[:place], slot.text[place:]
        slot.text = f"{before.removesuffix(BREAK)}{WORD_JOINER}{behind}"


def _enclose(slots: Sequence[TextSlot], start: int) -> None:
    """Put the end of a Thai heading, from ``start``, in an element that does not break: Pango breaks at its words whatever sign is there.

    Where the last word is such an element already, the word before it joins it. What is in several elements stays as it is.
    """
    for slot, place in slots_at(slots, {start}):
        parent = slot.element.getparent() if slot.after else slot.element
        behind = [each for each in slots[slots.index(slot) + 1 :] if each.text.strip(f" \n{BREAK}")]
        held = slot.boundary if slot.starts else None
        if not behind and not has_class(parent, "held"):
            held = parent.makeelement("span", {"class": "held"})
            parent.insert(parent.index(slot.element) + 1 if slot.after else 0, held)
        elif held is None or not has_class(held, "held") or [each.element for each in behind] != [held] or behind[0].after:
            return
        held.text = slot.text[place:].rstrip(f" \n{BREAK}") + (held.text or "")
        slot.text = slot.text[:place] + BREAK
