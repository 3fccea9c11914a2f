"""Name the characters that print nothing (word joiner, soft hyphen, zero-width space, directional controls), and strip them from text."""

import re

WORD_JOINER = "\u2060"
"""Forbids a line break where it stands, also after a space (UAX 14, LB11); the space stays one that a search finds."""

_REMOVED = dict.fromkeys(map(ord, "\u00ad\u2060\u200b\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
# Default_Ignorable_Code_Point of the Unicode Character Database, which Python does not have; some of them are letters (U+3164).
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def strip_zero_width(text: str) -> str:
    """Return ``text`` without the characters that neither print nor matter to a reader, a search or a voice.

    The joiner and non-joiner that shape letters (U+200D, U+200C) are kept.
    """
    return text.translate(_REMOVED)


def strip_ignorable(text: str) -> str:
    """Return ``text`` without any character that prints nothing by itself, by Unicode's property Default_Ignorable_Code_Point."""
    return _IGNORABLE.sub("", text)
