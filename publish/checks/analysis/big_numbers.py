"""Words that multiply a number: “10 thousand”, “10 mil”, “1万”, “2 लाख”, from CLDR, the word lists and the frame words."""

import re
from collections.abc import Iterator
from functools import lru_cache

from babel import UnknownLocaleError

from publish.catalog.locales import locale_data, parsed_locale
from publish.checks.analysis.frame_words import Lexicon, NamedWord, build_lexicon, frame_words
from publish.checks.analysis.word_lists import split_phrases, word_lists

LONGEST_WORD = 20  # characters of the longest word that multiplies a number
_SPACES = ("\u00a0", "\u202f", " ")
_ZEROS = re.compile("0+")


def find_multiplier(text: str, start: int, end: int, locale: str) -> tuple[int, int]:
    """Return the factor of the word beside a number from ``start`` to ``end`` of ``text``, and where number and word end.

    Without such a word the factor is 1. In Swahili it stands before its number: “elfu 10”.
    """
    words = big_words(locale)
    if not words.names:
        return 1, end
    start_of_word = end + (text[end : end + 1] in _SPACES)
    if after := words.word_at(text[start_of_word : start_of_word + LONGEST_WORD]):
        return _factor(after), start_of_word + after.end
    if frame_words(locale).order == "before" and text[start - 1 : start] in _SPACES:
        near = text[max(0, start - 1 - LONGEST_WORD) : start - 1]
        before = [word for word in words.find(near) if word.end == len(near)]
        return (_factor(before[-1]) if before else 1), end
    return 1, end


@lru_cache(maxsize=256)
def big_words(locale: str) -> Lexicon:
    """Return the words that multiply a number in ``locale``; each is named by its factor."""
    words = [(word, factor) for factor, listed in frame_words(locale).big.items() for word in split_phrases(listed)]
    words += [(word, "1000000") for word in split_phrases(word_lists(locale).units.get("million", "").replace("*", ""))]
    return build_lexicon([*words, *_cldr_words(locale)], locale)


def _factor(word: NamedWord) -> int:
    return max(map(int, word.names))


def _cldr_words(locale: str) -> Iterator[tuple[str, str]]:
    """Yield the words of CLDR's compact numbers, such as “0 mil” for 1000 and “00 mil” for 10000, each with its factor."""
    try:
        formats = locale_data(parsed_locale(locale))["compact_decimal_formats"]["long"]
    except (KeyError, UnknownLocaleError, ValueError):
        return
    for form in formats.values():
        for size, pattern in form.items():
            written = pattern.pattern.partition(";")[0]
            zeros = _ZEROS.search(written)
            word = written.replace("'", "").replace("0", "").strip("\u00a0\u202f\u200e\u200f ")
            if zeros and word:
                yield word, str(int(size) // 10 ** (len(zeros[0]) - 1))
