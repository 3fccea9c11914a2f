"""Keep together what a line must not part: numbers and units, negations, dates, the parts of a word.

WeasyPrint 70 breaks a line after each of its words where a run of text ends in a hard space, and between two elements even within a word.
"""

import re
from collections.abc import Iterator, Sequence

from publish.edition.passes.tree import Element, TextSlot, has_class, slots_at, text_slots
from publish.text.held import hold_negations, hold_spaces, hold_unspaced, hold_unspaced_negations, hold_wide, thai_negations
from publish.text.word_breaks import BREAK
from publish.text.zero_width import WORD_JOINER

_HARD_SPACES = "\u00a0\u202f"
_INLINE = frozenset({"a", "b", "em", "i", "span", "strong", "sup"})
_WIDE_COLON = "："
# Pango looks for the words of Thai by a dictionary also where a sign forbids a break: “100 / คน”, “23 / พฤศจิกายน”.
_GAP = r"\u00a0\u2060?"
_THAI_COUNTED = re.compile(
    rf"(?<![\w.,/–-])(?:\d{{1,2}}{_GAP}[\u0e01-\u0e4e]{{3,12}}{_GAP}(?:[คพ]\.ศ\.{_GAP})?\d{{4}}(?!\d)"
    rf"|\d+(?:[.,]\d+)*{_GAP}(?:คน|ครั้ง|วินาที|นาที|ชั่วโมง|วัน|สัปดาห์|เดือน|ปี|เม็ด|แคปซูล|หยด|ช้อนชา|ช้อนโต๊ะ|ซอง|แผ่น|ขวด|แก้ว"
    r"|มิลลิกรัม|ไมโครกรัม|กิโลกรัม|กรัม|มิลลิลิตร|ลิตร|มิลลิเมตร|เซนติเมตร|เมตร|องศา|ยูนิต|หน่วย|เปอร์เซ็นต์))"
)
_THAI_LETTER = re.compile("[\u0e01-\u0e4e]")
_HELD_TO_ELEMENT = re.compile(rf"(?:[{_HARD_SPACES}][^\s{BREAK}]{{1,24}}){{1,3}}(?=[\s{BREAK}]|$)")
_HANGUL_LETTER = re.compile("[\uac00-\ud7a3]")
_OPENING = ("(", "（")
_NO_PROSE = frozenset({"style", "script"})
_DANDA = re.compile(r"(?<=\d)(?=[।॥])")
# What an inline element may hold that moves to the next line whole: a word, or two short ones with a hard space between them.
_ONE_WORD = re.compile(rf"[{_HARD_SPACES}]?[^\s{BREAK}]{{0,16}}|\S{{1,8}}[{_HARD_SPACES}]\S{{1,8}}")


def join_wide_colons(root: Element) -> None:
    """Remove the line break behind a label that ends in a wide colon, which needs no space after it."""
    for span in root.iter("span"):
        last = span[-1].tail if len(span) else span.text
        if (last or "").endswith(_WIDE_COLON) and (span.tail or "").startswith("\n"):
            span.tail = span.tail[1:]


def part_dandas(root: Element) -> None:
    """Put a hard space between a digit and a danda, which would be read as another digit: “2029।” ends in something like a 1."""
    before = ""
    for slot in text_slots(root):
        text = slot.text
        if text:
            parted = _DANDA.sub(_HARD_SPACES[0], text)
            slot.text = _HARD_SPACES[0] + parted if before.isdigit() and text[0] in "।॥" else parted
            before = text[-1]


def keep_together(root: Element) -> None:
    """Hold numbers, units and (in critical texts) negations together, also where emphasis divides them, and the parts of a word."""
    slots = [slot for slot in text_slots(root) if _parent(slot).tag not in _NO_PROSE]
    critical = {id(each) for marked in root.iter() if marked.get("data-critical") for each in marked.iter()}
    for run in _runs(slots):
        _hold(run, any(slot.text.strip() and id(_parent(slot)) in critical for slot in run))
        _join_wide(run)
    for place in range(len(slots)):
        _move_hard_space(slots, place)
    for place in range(len(slots)):
        _join_word(slots, place)
    for slot in slots:
        _enclose_thai(slot, id(_parent(slot)) in critical)
    for slot in slots:
        _enclose_held(slot)


def _enclose_thai(slot: TextSlot, critical: bool) -> None:
    """Put each number with what it counts in Thai, each date, and each negation in a critical text, in an element that does not break."""
    parent = _parent(slot)
    if parent is None or has_class(parent, "held"):
        return
    place = parent.index(slot.element) + 1 if slot.after else 0
    spans = [found.span() for found in _THAI_COUNTED.finditer(slot.text)]
    for start, end in sorted([*spans, *(thai_negations(slot.text) if critical else ())], reverse=True):
        if end > len(slot.text):
            continue
        element = parent.makeelement("span", {"class": "held"})
        parent.insert(place, element)
        rest = slot.text[end:]
        element.text, element.tail = slot.text[start:end], (BREAK if _THAI_LETTER.match(rest) else "") + rest
        slot.text = slot.text[:start] + (BREAK if _THAI_LETTER.match(slot.text, start - 1) and start else "")


def _runs(slots: Sequence[TextSlot]) -> Iterator[Sequence[TextSlot]]:
    """Yield the slots that are of one line of text: only tags of inline elements are between them."""
    start = 0
    for place, slot in enumerate(slots):
        if not _is_inline(slot.boundary):
            yield slots[start : place + 1]
            start = place + 1


def _parent(slot: TextSlot) -> Element:
    return slot.element.getparent() if slot.after else slot.element


def _hold(run: Sequence[TextSlot], critical: bool) -> None:
    text = "".join(slot.text for slot in run)
    held = hold_spaces(text)
    if critical:
        held = hold_negations(held)
    place = 0
    for slot in run:
        before, after = slot.text, held[place : place + len(slot.text)]
        place += len(before)
        if critical:
            after = hold_unspaced_negations(after)
        after = hold_unspaced(after)
        if after != before:
            slot.text = after


def _join_wide(run: Sequence[TextSlot]) -> None:
    """Hold Chinese and Japanese numbers with their units also where the number is a fact or emphasis divides them."""
    text = "".join(slot.text for slot in run)
    held = hold_wide(text)
    if held != text:
        for slot, place in slots_at(run, _inserted(text, held)):
            slot.text = slot.text[:place] + WORD_JOINER + slot.text[place:]


def _inserted(text: str, held: str) -> Iterator[int]:
    """Yield the places in ``text`` before which ``held`` has a word joiner more."""
    place = 0
    for sign in held:
        if place < len(text) and sign == text[place]:
            place += 1
        else:
            yield place


def _move_hard_space(slots: Sequence[TextSlot], place: int) -> None:
    """Move a hard space at the end of a text behind the inline tags that follow it.

    It stays before a left-to-right run, on whose other side it would print.
    """
    text = slots[place].text
    if len(text) < 2 or text[-1] not in _HARD_SPACES or text[-2].isspace():
        return
    target = _slot_behind_tags(slots, place)
    if target > place and slots[target].element.get("dir") == "ltr" and not slots[target].after:
        slots[place].text += WORD_JOINER
    elif target > place:
        slots[place].text = text[:-1]
        slots[target].text = text[-1] + slots[target].text


def _enclose_held(slot: TextSlot) -> None:
    """Put an inline element, and the word that a hard space holds to it, in an element that does not break: <em>न</em> करें.

    WeasyPrint 70 would break that word rather than the line before the inline element. Of an element that may need lines of its own, only
    the word behind it is enclosed: the line may end between them, and not within the word.
    """
    element = slot.element
    held = _HELD_TO_ELEMENT.match(slot.text) if slot.after and _is_inline(element) else None
    parent = element.getparent()
    if not held or parent is None or has_class(parent, "held"):
        return
    span = parent.makeelement("span", {"class": "held"})
    rest = slot.text[held.end() :]
    if _ONE_WORD.fullmatch("".join(element.itertext())):
        parent.insert(parent.index(element), span)
        span.append(element)
        element.tail, span.tail = held[0], rest
    else:
        parent.insert(parent.index(element) + 1, span)
        element.tail, span.text, span.tail = "", held[0], rest


def _slot_behind_tags(slots: Sequence[TextSlot], place: int) -> int:
    """Return the place behind the inline tags that follow ``place`` directly, one after the other."""
    while _is_inline(slots[place].boundary):
        place += 1
        if slots[place].text:
            break
    return place


def _join_word(slots: Sequence[TextSlot], place: int) -> None:
    """Put a word joiner before a word that is an element of its own (``<span class="word">``), where a letter stands before it.

    A line may end between a Korean word and the bracket behind it: a long name and its explanation are wider than a narrow column.
    """
    slot = slots[place]
    word = slot.boundary
    if word is None or not slot.starts or word.tag != "span" or dict(word.attrib) != {"class": "word"}:
        return
    before = place
    while not slots[before].text and before and _is_inline(slots[before - 1].boundary):
        before -= 1
    last = slots[before].text[-1:]
    if last and not last.isspace() and not (_HANGUL_LETTER.match(last) and (word.text or "").startswith(_OPENING)):
        slot.text += WORD_JOINER


def _is_inline(element: Element | None) -> bool:
    return element is not None and element.tag in _INLINE
