"""Directional formatting characters (Unicode UAX 9), and isolates around left-to-right runs."""

import re
import unicodedata

LRI, PDI = "\u2066", "\u2069"
"""Left-to-right isolate, and pop directional isolate."""

RTL_LETTERS = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]"
"""A character of a script that is written from right to left, as a regular expression."""

_CONTROL_CLASSES = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def is_direction_control(char: str) -> bool:
    """Tell whether ``char`` embeds, overrides or isolates: it can change the order in which the text around it is read."""
    return unicodedata.bidirectional(char) in _CONTROL_CLASSES


def isolate_runs(text: str, run: re.Pattern[str]) -> str:
    """Return ``text`` with each match of ``run`` between LRI and PDI, so that “10 mg” keeps its order in right-to-left text.

    A run of digits alone needs no isolate: it keeps its order by itself.
    """
    return run.sub(lambda found: found[0] if found[0].isdigit() else f"{LRI}{found[0]}{PDI}", text)
