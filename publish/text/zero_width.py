"""Name the characters that print nothing (word joiner, soft hyphen, zero-width space, directional controls), and strip them from text."""

WORD_JOINER = "\u2060"
"""Forbids a line break where it stands, also after a space (UAX 14, LB11); the space stays one that a search finds."""

_REMOVED = dict.fromkeys(map(ord, "\u00ad\u2060\u200b\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


def strip_zero_width(text: str) -> str:
    """Return ``text`` without the characters that neither print nor matter to a reader, a search or a voice.

    The joiner and non-joiner that shape letters (U+200D, U+200C) are kept.
    """
    return text.translate(_REMOVED)
