"""Letters of a text, folded so that those that are written differently are the same."""

import re
from functools import lru_cache

LETTER = (
    "\\w\u0300-\u036f\u064b-\u0655\u0670\u0900-\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0a70\u0a71"
    "\u0a81-\u0a83\u0abc-\u0acd\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3c-\u0c56"
)
"""Letters and vowel signs, for a character class. Python's \\w lacks combining marks of Latin and Arabic, and vowel signs of India."""
LETTERS = re.compile(f"[{LETTER}]+")
"""A word: letters without anything between them."""
TYPED_AS = {"ی": "یيى", "ک": "کك", "ہ": "ہهھ", "’": "’'ʼ", "'": "’'ʼ"}
"""What may stand for a letter of a list: keyboards for Arabic, Persian and Urdu have other code points; apostrophes may be curved."""
_FOLDED = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ھ": "ہ", "ʼ": "'", "’": "'"})
# Small letters with the same capital, as `re.IGNORECASE` compares them.
_SAME_CAPITAL = str.maketrans({
    "ı": "i", "ſ": "s", "µ": "μ", "\u0345": "ι", "\u1fbe": "ι", "\u1fd3": "\u0390", "\u1fe3": "\u03b0", "ϐ": "β", "ϵ": "ε",
    "ϑ": "θ", "ϰ": "κ", "ϖ": "π", "ϱ": "ρ", "ς": "σ", "ϕ": "φ", "\u1c80": "в", "\u1c81": "д", "\u1c82": "о", "\u1c83": "с",
    "\u1c84": "т", "\u1c85": "т", "\u1c86": "ъ", "\u1c87": "ѣ", "\u1c88": "ꙋ", "ẛ": "ṡ", "ﬆ": "ﬅ",
})  # fmt: skip
_RARE = re.compile(f"[{''.join(map(chr, _SAME_CAPITAL))}]")
_SAME = _SAME_CAPITAL | _FOLDED
_OTHERWISE = re.compile(f"[{''.join(map(chr, _SAME))}]")


def fold_case(text: str) -> str:
    """Return ``text`` with small letters, one for all that have the same capital. Its length stays, because İ becomes i."""
    if text.isascii():
        return text.lower()
    lower = (text.replace("İ", "i") if "İ" in text else text).lower()
    return lower.translate(_SAME_CAPITAL) if _RARE.search(lower) else lower


@lru_cache(maxsize=1024)
def fold_text(text: str) -> str:
    """Return ``text`` with one code point for letters that differ in case only, or that keyboards type differently; its length stays."""
    if text.isascii():
        return text.lower()
    lower = (text.replace("İ", "i") if "İ" in text else text).lower()
    return lower.translate(_SAME) if _OTHERWISE.search(lower) else lower


@lru_cache(maxsize=8192)
def is_letter(character: str) -> bool:
    """Tell whether ``character`` is part of a word."""
    return LETTERS.match(character) is not None
