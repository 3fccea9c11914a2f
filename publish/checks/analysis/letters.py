"""Letters of a text, folded so that those that are written differently are the same."""

import re
from functools import lru_cache
from itertools import groupby
from unicodedata import category


def _marks() -> str:
    """Return ranges of the combining marks from Latin to Sinhala, the scripts whose words stand apart."""
    codes = [code for code in range(0x300, 0xE00) if category(chr(code)).startswith("M")]
    runs = [[code for _, code in run] for _, run in groupby(enumerate(codes), lambda placed: placed[1] - placed[0])]
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)


LETTER = rf"\w{_marks()}"
"""Letters and the marks on them, for a character class: \\w lacks accents, points of Arabic and Hebrew, and vowel signs of India.

The danda “।”, which ends a sentence of Hindi or Bengali, is none."""
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
