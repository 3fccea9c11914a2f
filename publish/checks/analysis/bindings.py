"""Bind the numbers of a text to what they count and to times of day: “1 tablet in the morning” counts a tablet, in the morning."""

import re
from bisect import bisect
from itertools import groupby

from publish.checks.analysis.frame_words import NamedWord, find_counted, find_daytimes, frame_words
from publish.checks.analysis.letters import LETTER
from publish.checks.analysis.word_lists import is_spaceless, language_code

Spans = list[tuple[int, int]]
"""Where each number of a text begins and ends, its unit included."""

LONGEST_GAP = 24  # characters between a number and what it counts
_CLAUSE_END = re.compile(r"[.;:!?()…\[\]|،؛。、，；：！？।\n,]")
_WORDS_BETWEEN = re.compile(rf"[-\u2011\s\u00a0\u202f]*(?:[{LETTER}’'-]+[\s\u00a0]+)?")  # one adjective at most
_SIGNS_BETWEEN = re.compile(r"[\s\u00a0]*.?")  # a Chinese or Korean counter, or a letter
_SPACE_BEFORE = re.compile(r"[\s\u00a0]*$")
# An English label with its number counts nothing: “type 2”, “step 3”.
_LABEL = re.compile(
    r"\b(?:type|grade|step|phase|stage|level|chapter|figure|table|page|day|week|month|dose|question|part|version"
    r"|number|no\.|class|group|aged?)\s$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def bind_counted(text: str, numbers: list[re.Match[str]], locale: str) -> list[NamedWord | None]:
    """Return for each of ``numbers``, matches in ``text``, the word for what it counts; None if no known word is near."""
    words = find_counted(text, locale)
    if not words:
        return [None] * len(numbers)
    ends = [*(number.start() for number in numbers[1:]), len(text)]
    starts = [word.start for word in words]
    near = (words[bisect(starts, number.start() - LONGEST_GAP) : bisect(starts, number.end() + LONGEST_GAP)] for number in numbers)
    return [_word_of(text, number, end, close, locale) for number, end, close in zip(numbers, ends, near, strict=True)]


def bind_daytimes(text: str, numbers: list[re.Match[str]], locale: str) -> list[frozenset[str]]:
    """Return the time of day of each of ``numbers``; nothing where it is not clear which number belongs to which time.

    It is clear if numbers and times of day take turns: “1 in the morning, 2 at night”, “朝1錠、夜2錠”.
    """
    nothing = [frozenset[str]()] * len(numbers)
    times = find_daytimes(text, locale) if numbers else []
    if not times:
        return nothing
    places = [(number.start(), place) for place, number in enumerate(numbers)]
    parts = sorted([*places, *((time.start, -1 - place) for place, time in enumerate(times))])
    groups = [[place for _, place in group] for _, group in groupby(parts, key=lambda part: part[1] < 0)]
    if len(groups) % 2:
        return nothing
    found = nothing.copy()
    for first, second in zip(groups[::2], groups[1::2], strict=True):
        counted, named = (second, first) if first[0] < 0 else (first, second)
        names = frozenset[str].intersection(*(times[-1 - place].names for place in named))
        if not names:
            return nothing
        for place in counted:
            found[place] = names
    return found


def _word_of(text: str, number: re.Match[str], end: int, words: tuple[NamedWord, ...], locale: str) -> NamedWord | None:
    """Return the counted word that belongs to ``number``, which ``end`` separates from the next number."""
    if _YEAR.fullmatch(number[0]) or language_code(locale) == "en" and _LABEL.search(text, max(0, number.start() - 12), number.start()):
        return None
    before = next((word for word in words if word.end <= number.start() and _SPACE_BEFORE.fullmatch(text, word.end, number.start())), None)
    if before and frame_words(locale).order == "before":
        return before
    stop = _CLAUSE_END.search(text, number.end(), min(end, number.end() + LONGEST_GAP))
    limit = stop.start() if stop else min(end, number.end() + LONGEST_GAP)
    between = _SIGNS_BETWEEN if is_spaceless(locale) else _WORDS_BETWEEN
    near = [word for word in words if number.end() <= word.start < limit]
    return next((word for word in near if between.fullmatch(text, number.end(), word.start)), None)
