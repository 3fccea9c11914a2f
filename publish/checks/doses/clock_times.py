"""Times of the clock: 8:30 is “half past eight”, “ocho y media”, “halb neun” and 8時半; 10 p.m. is 22:00, and never 10:00."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from publish.checks.analysis.frame_words import NamedWord, find_daytimes, frame_words
from publish.checks.analysis.numbers import WrittenNumber, find_numbers
from publish.checks.analysis.word_lists import is_spaceless, word_lists
from publish.checks.analysis.word_search import word_pattern
from publish.checks.case import CheckIssue, TranslationCase, report_graded

_SIGNS = frozenset(":.hH：")  # between hours and minutes
_HOURS = 12
HALF = 30
_AFTERNOON = re.compile(r"\b(1[01]|[1-9])(?:[:.][0-5]\d)?\s?p\.?\s?m\b", re.IGNORECASE)
_MORNING = re.compile(r"\b(1[01]|[5-9])(?:[:.][0-5]\d)?\s?a\.?\s?m\b", re.IGNORECASE)
_LATER = frozenset({"noon", "afternoon", "evening", "night"})


def check_afternoons(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report “10 p.m.” whose translation says 10 and nothing of the evening, as clocks may have 24 hours; and “6 a.m.” in the evening."""
    later, early = _AFTERNOON.search(case.source.words), _MORNING.search(case.source.words)
    if not (later or early) or case.plural or not frame_words(case.locale).daytime:
        return
    values = {number.value for number in find_numbers(case.target.words, case.locale)}
    named = find_daytimes(case.target.words, case.locale)
    if early and not later and int(early[1]) in values and (wrong := _only_later(named)):
        yield report_graded(case, "dose-changed", f"“{early[0]}” became “{wrong}”", "write the time of day of the source")
    hour = int(later[1]) if later else 0
    is_later = any(word.names & _LATER for word in named)
    if later and hour in values and hour + _HOURS not in values and not is_later:
        hint = f"write {hour + _HOURS}, or the time of day"
        yield report_graded(case, "dose-changed", f"“{later[0]}” became {hour}, which may be in the morning", hint)


def _only_later(named: Sequence[NamedWord]) -> str:
    """Return the word for the afternoon or evening of a text that names no morning; “6 in the night” may be early."""
    if any("morning" in word.names for word in named):
        return ""
    return next((word.shown for word in named if word.names & {"afternoon", "evening"}), "")


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
