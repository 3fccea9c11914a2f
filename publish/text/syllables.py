"""Line breaks in Khmer, Lao and Burmese, which are written without spaces: between syllables.

Pango has a dictionary of Thai words but none of these three languages. Without marks it would break a phrase that is longer than
its line between any two letters, even within a stack of consonants. The spelling shows where syllables begin. A syllable that is
not found costs a ragged line; a break is never put within a syllable.
"""

import re
from itertools import pairwise

BREAK = "\u200b"
"""Zero-width space: a line may end here."""
# A phrase begins and ends a line with at least so many syllables: most words are short, and stay whole that way.
_LEAST_SYLLABLES = 2

# A consonant (with those stacked below it) begins a syllable for certain if a vowel sign follows; without one it may end a syllable.
_KHMER = re.compile("(?<!\u17d2)(?=[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u200c\u200d])*[\u17c9\u17ca]?[\u200c\u200d]?[\u17b6-\u17c5])")
# The same in Lao, or a vowel that is written before its consonant. ຫ gives its tone to the consonant after it; ວ, ຣ and ລ may
# follow another consonant; ວ, ອ and ຍ may be vowels themselves (ຄວາມ, ຜົວະ).
_LAO = re.compile(
    "(?<![\u0ec0-\u0ec4\u0eab])(?![\u0ea7\u0ead\u0e8d]\u0eb0)(?!(?<=[\u0e81-\u0eae\u0edc\u0edd])[\u0ea3\u0ea5\u0ea7])"
    "(?=[\u0e81-\u0eae\u0edc\u0edd]\u0ebc?[\u0eb0-\u0eb9\u0ebb\u0ebd\u0ec8-\u0ecb\u0ecd]|[\u0ec0-\u0ec4])"
)
# In Burmese a consonant begins a syllable, unless it is stacked (after U+1039, or before it) or silenced (before U+103A).
_BURMESE = re.compile("(?<!\u1039)(?=[\u1000-\u102a\u103f](?!\u1037?[\u1039\u103a]))")
_SCRIPTS = (
    (re.compile("[\u1780-\u17b3\u17b6-\u17d3\u17dd\u200c\u200d]+"), _KHMER, re.compile("[\u17a3-\u17b3\u17b6-\u17c5]")),
    (re.compile("[\u0e81-\u0eae\u0eb0-\u0ec4\u0ec8-\u0ecd\u0edc\u0edd]+"), _LAO, re.compile("[\u0eb0-\u0ebd\u0ec0-\u0ecd\u0ead]")),
    (re.compile("[\u1000-\u102a\u102b-\u103f]+"), _BURMESE, re.compile("")),
)


def mark_syllable_breaks(text: str) -> str:
    """Return ``text`` with `BREAK` at each place where a phrase of Khmer, Lao or Burmese may end a line."""
    for phrase, start, vowel in _SCRIPTS:
        text = phrase.sub(lambda found: _marked(found[0], start, vowel), text)
    return text


def _marked(phrase: str, start: re.Pattern[str], vowel: re.Pattern[str]) -> str:
    syllables = _syllables(phrase, start, vowel)
    last = len(syllables) - _LEAST_SYLLABLES
    return "".join(BREAK * (_LEAST_SYLLABLES <= place <= last) + syllable for place, syllable in enumerate(syllables))


def _syllables(phrase: str, start: re.Pattern[str], vowel: re.Pattern[str]) -> list[str]:
    """Return the parts of ``phrase`` that begin at ``start``; a part without a ``vowel`` is joined to the next."""
    places = [0, *(found.start() for found in start.finditer(phrase) if found.start()), len(phrase)]
    syllables: list[str] = []
    for begin, end in pairwise(places):
        if syllables and not vowel.search(syllables[-1]):
            syllables[-1] += phrase[begin:end]
        else:
            syllables.append(phrase[begin:end])
    return syllables
