"""Line breaks in Khmer, Lao and Burmese, which are written without spaces: between words, as ICU's dictionaries find them.

Pango has a dictionary of Thai words but none of these three languages. Without marks it would break a phrase that is longer than
its line between any two letters, even within a stack of consonants.
"""

import re
from functools import cache, lru_cache
from itertools import accumulate, pairwise

BREAK = "\u200b"
"""Zero-width space: a line may end here."""

_LETTER = "[\u0e80-\u0ec6\u0ec8-\u0ecd\u0edc-\u0edf\u1000-\u103f\u1050-\u109f\u1780-\u17d3\u17d7\u17dc\u17dd]"
_LETTERS = re.compile(f"{_LETTER}{{2}}")
# A place between two letters. Never behind a vowel that is written before its consonant or a sign that stacks what follows; never before
# a mark, or a sign that repeats or shortens the word before it.
_BETWEEN = re.compile(f"(?<={_LETTER})(?<![\u0ec0-\u0ec4\u1039\u17d2])(?={_LETTER})")
_NOT_FIRST = re.compile(
    "[\u0eaf-\u0ebd\u0ec6-\u0ecd\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d"
    "\u108f\u109a-\u109d\u17b4-\u17d3\u17d7\u17dd]"
)
# A consonant alone is a piece of a word that the dictionary does not have: ຄ|ລີ|ນິກ.
_PIECE = re.compile("[\u0e81-\u0eae\u0edc-\u0edf\u1780-\u17a2]")
_BURMESE_NOT = "\u1019"
# Particles of written Burmese that end a phrase (၌ ၍ ၏), to which UAX 14 gives no break.
_PHRASE_END = re.compile("[\u104c\u104d\u104f](?=[\u1000-\u102a])")


def mark_word_breaks(text: str, whole_words: tuple[str, ...] = ()) -> str:
    """Return ``text`` with `BREAK` at each place where a phrase of Khmer, Lao or Burmese may end a line.

    That is between two words, but not within one of the ``whole_words``, which ICU's dictionaries need not have.
    """
    if not _LETTERS.search(text):
        return text
    starts = _without_fragments(text, _line_starts(text))
    between = (place for place in starts if _BETWEEN.match(text, place) and not _NOT_FIRST.match(text, place))
    places = sorted({*between, *(found.end() for found in _PHRASE_END.finditer(text))})
    for word in _finder(whole_words).finditer(text) if whole_words else ():
        places = [place for place in places if not word.start() < place < word.end()]
    return BREAK.join(text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True))


def word_starts(text: str) -> tuple[int, ...]:
    """Return where each word of ``text`` but the first, and what is between words, begins by UAX 29; also in Han, kana and Thai."""
    from icu4py.breakers import WordBreaker

    return tuple(accumulate(map(len, WordBreaker(text, "en"))))[:-1]


@lru_cache(maxsize=4096)
def _line_starts(text: str) -> tuple[int, ...]:
    """Return where a line of ``text`` may begin by UAX 14, whose class SA (South East Asian) asks for a dictionary."""
    from icu4py.breakers import LineBreaker  # 30 MB of data, which few languages need

    return tuple(accumulate(map(len, LineBreaker(text, "en"))))


def _without_fragments(text: str, starts: tuple[int, ...]) -> set[int]:
    """Return ``starts`` but for those around a consonant alone, and those between a Burmese verb and the letter that negates it."""
    alone = [(start, end) for start, end in pairwise((0, *starts)) if end - start == 1]
    joined = {place for start, end in alone if _PIECE.match(text, start) for place in (start, end)}
    return {*starts} - joined - {end for start, end in alone if text[start] == _BURMESE_NOT}


@cache
def _finder(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
