"""Equal durations in other words: half an hour is 30 minutes, two weeks are 14 days, a year and a half is 18 months."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from publish.checks.analysis.frame_words import NamedWord, frame_lexicon
from publish.checks.analysis.numbers import WrittenNumber, find_numbers
from publish.checks.analysis.spelled_numbers import may_spell_number
from publish.checks.analysis.units import mentions_unit
from publish.checks.analysis.word_lists import language_code
from publish.checks.case import CheckIssue, TranslationCase, report_error
from publish.checks.number_words import LONGEST_CHECKED

_IN_SMALLEST = {
    "minute": (1, "minute"), "hour": (60, "minute"), "day": (1, "day"), "week": (7, "day"), "month": (1, "month"), "year": (12, "month"),
}  # fmt: skip
# In these languages “15 days” are two weeks, and “8 days” a week: both ends are counted.
_BOTH_ENDS_COUNTED = {"14 day": ("15", frozenset({"fr", "es", "it", "pt", "el", "ht"})), "7 day": ("8", frozenset({"fr", "de"}))}

HOURS_OF_DAY, LEAST_HOURS_AS_DAYS = 24, 48

Numbers = list[WrittenNumber]


@dataclass(frozen=True, slots=True)
class TextPair:
    """The two texts that are compared, with their locales."""

    source: str
    source_locale: str
    target: str
    locale: str


def remove_equal_durations(lost: Numbers, added: Numbers, texts: TextPair) -> tuple[Numbers, Numbers]:
    """Return the numbers of both texts without durations that the other side states in another unit, or without figures."""
    source_words = Counter(_names(find_durations(texts.source, texts.source_locale)))
    target_words = Counter(_names(find_durations(texts.target, texts.locale)))
    in_words, given = target_words - source_words, list(added)
    kept = list[WrittenNumber]()
    for number in lost:
        name = duration_name(number)
        equal = next((other for other in given if name and _is_equal(number, other, texts.locale)), None)
        if equal is not None:
            given.remove(equal)
        elif name and in_words[name]:
            in_words[name] -= 1
        elif not _spells_days(number, texts.target, texts.locale):
            kept.append(number)
    from_words = source_words - target_words
    given = [number for number in given if not _spells_days(number, texts.source, texts.source_locale)]
    return kept, [number for number in given if not _take(from_words, duration_name(number))]


def find_durations(text: str, locale: str) -> list[NamedWord]:
    """Return the durations that ``text`` states without figures: “30 minute” of “half an hour”."""
    return frame_lexicon(locale, "duration").find(text)


@lru_cache(maxsize=4096)
def duration_name(number: WrittenNumber) -> str:
    """Return number and unit of a duration in its smallest unit, such as “90 minute” of 1½ hours; nothing for other quantities.

    48 hours are 2 days. 24 hours are no day: “within a day” may mean until the evening.
    """
    units = number.units & _IN_SMALLEST.keys()
    if len(units) != 1 or number.per or number.unit_from_range:
        return ""
    factor, smallest = _IN_SMALLEST[next(iter(units))]
    if units == {"hour"} and number.value >= LEAST_HOURS_AS_DAYS and not number.value % HOURS_OF_DAY:
        return f"{number.value // HOURS_OF_DAY} day"
    return f"{(number.value * factor).normalize():f} {smallest}"


def _spells_days(number: WrittenNumber, text: str, locale: str) -> bool:
    """Tell whether ``text`` has in words the days that ``number`` states in hours: “deux jours” of 48 hours."""
    value, _, unit = duration_name(number).partition(" ")
    if number.units != {"hour"} or unit != "day":
        return False
    return mentions_unit(frozenset({unit}), text, locale) and may_spell_number(Decimal(value), text, locale)


def _is_equal(number: WrittenNumber, other: WrittenNumber, locale: str) -> bool:
    """Tell whether a duration of the source is ``other`` in the translation. “A week” may be “8 jours”, “7 days” may not."""
    name = duration_name(number)
    return name == (duration_name(other) if number.units == {"day"} else _name_in(locale, other, name))


def _name_in(locale: str, number: WrittenNumber, wanted: str) -> str:
    """Return the name of ``number``; ``wanted``, if that is what 15 or 8 days mean in the language of ``locale``."""
    figures, languages = _BOTH_ENDS_COUNTED.get(wanted, ("", frozenset[str]()))
    is_other_count = figures and language_code(locale) in languages and number.units == {"day"} and number.value == Decimal(figures)
    return wanted if is_other_count else duration_name(number)


def _names(words: Iterable[NamedWord]) -> list[str]:
    return [min(word.names) for word in words]


def _take(words: Counter[str], name: str) -> bool:
    """Tell whether ``words`` has ``name``, and take it away."""
    words[name] -= bool(name)
    return words[name] >= 0 if name else False


def check_durations(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report a duration without figures that is another one in the translation: half an hour that became a quarter of an hour."""
    source, target = case.source.words, case.target.words
    if max(len(source), len(target)) > LONGEST_CHECKED or case.plural:
        return
    words = find_durations(source, case.source_locale)
    lost = [word for word in words if not states_duration(target, case.locale, min(word.names))]
    given = find_durations(target, case.locale) if lost else []
    added = [word for word in given if not states_duration(source, case.source_locale, min(word.names))]
    for word in lost:
        other = next((other for other in added if _unit(other) == _unit(word)), None)
        if other:
            message = f"“{word.shown}” became “{other.shown}”"
            yield report_error("dose-changed", message, "say the duration of the source, preferably in figures")


def states_duration(text: str, locale: str, name: str) -> bool:
    """Tell whether ``text`` states the duration ``name``, such as “30 minute”, in words or in figures."""
    in_words = any(name in word.names for word in find_durations(text, locale))
    if in_words or any(_name_in(locale, number, name) == name for number in find_numbers(text, locale)):
        return True
    value, unit = name.split()
    named = {Decimal(value) / factor for factor, smallest in _IN_SMALLEST.values() if smallest == unit}
    return any(value > 1 and may_spell_number(value, text, locale) for value in named)


def _unit(word: NamedWord) -> str:
    return min(word.names).split()[1]
