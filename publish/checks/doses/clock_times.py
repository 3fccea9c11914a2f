"""Half hours of the clock in words: 8:30 is “half past eight”, “ocho y media”, “halb neun” and 8時半."""

from collections.abc import Sequence
from itertools import pairwise

from publish.checks.analysis.numbers import WrittenNumber
from publish.checks.analysis.word_lists import is_spaceless, word_lists
from publish.checks.analysis.word_search import word_pattern

_SIGNS = frozenset(":.hH：")  # between hours and minutes
_HOURS = 12
HALF = 30


def remove_half_hours(missing: list[WrittenNumber], numbers: Sequence[WrittenNumber], text: str, locale: str) -> list[WrittenNumber]:
    """Return ``missing``, those of the ``numbers`` of one side that the other lacks, without half hours that its ``text`` says in words.

    Where words say the next hour (“halb neun”), they stand for the hour too; elsewhere the hour is a number of its own.
    """
    said = list[WrittenNumber]()
    for hour, minutes in pairwise(numbers):
        if minutes.value == HALF and hour.gap.strip() in _SIGNS:
            said += _said_in_words(hour, minutes, text, locale)
    return [number for number in missing if not any(number is other for other in said)]


def _said_in_words(hour: WrittenNumber, minutes: WrittenNumber, text: str, locale: str) -> Sequence[WrittenNumber]:
    words, spaceless = word_lists(locale).numbers, is_spaceless(locale)
    whole, half = words.get(f"{int(hour.value) % _HOURS or _HOURS}:{HALF}", ""), words.get(f":{HALF}", "")
    if whole and word_pattern(whole, spaceless).search(text):
        return hour, minutes
    return [minutes] if half and word_pattern(half, spaceless).search(text) else []
