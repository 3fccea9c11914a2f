"""Keep the last line of a heading from being one word."""

import re

from publish.edition.passes.tree import Element, text_slots
from publish.text.width import BOLD, width_em

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LAST_WORDS = re.compile(r"(?<=\S)[ \n]+(?=\S+\s*$)")
_HARD_SPACE = "\u00a0"
_FEWEST_WORDS = 3


def balance_headings(root: Element, room_em: float) -> None:
    """Hold the last two words of each heading of three words or more together, so that its last line is not one word.

    Two words that are wider than ``room_em``, the narrowest line in em of the heading, stay apart.
    """
    for heading in root.iter(*_HEADINGS):
        slots = list(text_slots(heading))
        last = next((slot for slot in reversed(slots) if slot.text.strip()), None)
        words = "".join(slot.text for slot in slots).split()
        if last is None or len(words) < _FEWEST_WORDS or width_em(" ".join(words[-2:])) * BOLD > room_em:
            continue
        held = _LAST_WORDS.sub(_HARD_SPACE, last.text)
        if held != last.text:
            last.text = held
