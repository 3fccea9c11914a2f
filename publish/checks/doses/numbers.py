"""Check of doses: every number of the source, with its unit, is in the translation, and no other."""

import re
from collections.abc import Iterator
from functools import lru_cache

from publish.checks.analysis.numbers import WrittenNumber, align_times, find_numbers
from publish.checks.analysis.spelled_numbers import may_spell_number
from publish.checks.analysis.units import TIMES, mentions_unit
from publish.checks.analysis.word_lists import language_code
from publish.checks.case import CheckIssue, TranslationCase, quote_items, report_error, report_graded, report_note
from publish.checks.doses.clock_times import remove_half_hours
from publish.checks.doses.durations import TextPair, remove_equal_durations
from publish.checks.doses.equivalents import remove_equivalents
from publish.checks.doses.order import find_exchanged

MOST_NUMBERS = 200
"""Numbers of one message that are compared; no message for readers has more."""

DAYS_OF_WEEK = 7
RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "ps", "ckb", "sd", "ug"})
"""Languages in which 9×11 is often typed as 11×9."""

# Units of everyday life, whose small numbers translators spell out: “1 litre” is “un litre”. Those of drugs are not among them.
_SPELLED_OUT = frozenset({"liter", "kilogram", "meter", "kilometer", "centimeter"})
_HINT = "write the numbers and units of the source"
_AFTERNOON = re.compile(r"\d\s*p\.?\s?m\b", re.IGNORECASE)
_PROGRAM_PLACEHOLDER = re.compile(r"(?<![\d%])%\d{1,2}(?!\d|[.,]\d)")
_TWO_NUMBERS = re.compile(r"(\d+)[.,،](\d+)")

Unmatched = tuple[list[WrittenNumber], list[WrittenNumber]]
"""The numbers of the source that the translation lacks, and those of the translation that the source lacks."""


def check_doses(case: TranslationCase) -> Iterator[CheckIssue]:
    """Compare the numbers of both sides with their units; their order is free."""
    if case.plural or not (case.source.has_figures or case.target.has_figures):
        return
    source, target = _align_notation(case.source.words, case.target.words)
    wanted, given = _source_numbers(source, case.source_locale), find_numbers(target, case.locale)
    lost, added = remove_equivalents(*_unmatched(wanted, given), case.source.words, case.target.words, case.locale)
    if not lost and not added:
        yield from _report_exchanged(case, wanted, given)
    if lost or added:
        lost = remove_half_hours(lost, wanted, case.target.words, case.locale)
        added = remove_half_hours(added, given, case.source.words, case.source_locale)
        texts = TextPair(case.source.words, case.source_locale, case.target.words, case.locale)
        unequal = remove_equal_durations(*_remove_equivalents(lost, added, case.source.words), texts)
        different = _remove_explained(case, unequal, wanted, given)
        yield from _report(*different, may_be_spelled=bool(lost))
    elif source.count("/") > target.count("/"):
        lost = [number for number in wanted if number.per - TIMES and not mentions_unit(number.per, target, case.locale)]
        yield from _report(lost, [], may_be_spelled=False)


def may_be_mistyped(one: WrittenNumber, other: WrittenNumber) -> bool:
    """Tell whether the digits of two numbers are the same, or differ by one digit that was added, left out or changed."""
    short, long = sorted((_digits(one), _digits(other)), key=len)
    if short == long:
        return True
    if len(short) == len(long):
        return len(long) > 1 and sum(map(str.__ne__, short, long)) == 1
    return len(short) + 1 == len(long) and any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def _report(lost: list[WrittenNumber], added: list[WrittenNumber], *, may_be_spelled: bool) -> Iterator[CheckIssue]:
    if lost and added:
        yield report_error("dose-changed", f"{_quote(lost)} became {_quote(added)}", _HINT)
    elif lost:
        yield report_error("dose-changed", f"{_quote(lost)} of the source is not in the translation", _HINT)
    elif added:
        yield report_error("dose-changed", f"{_quote(added)} is not in the source", _HINT)
    elif may_be_spelled:
        message = "a number of the source is written in another way, or in words, in the translation"
        hint = "prefer figures: they are easier to compare"
        yield report_note("number-spelled", message, hint)


def _report_exchanged(case: TranslationCase, wanted: list[WrittenNumber], given: list[WrittenNumber]) -> Iterator[CheckIssue]:
    if len(wanted) < 2 or len(given) < 2:
        return
    right_to_left = language_code(case.locale) in RIGHT_TO_LEFT
    if exchanged := find_exchanged(wanted[:MOST_NUMBERS], given[:MOST_NUMBERS], right_to_left=right_to_left):
        message = f"{_quote(list(exchanged))} of the source stand in the other order in the translation"
        yield report_graded(case, "numbers-exchanged", message, "check that each number still belongs to the same words")


def _quote(numbers: list[WrittenNumber]) -> str:
    return quote_items([number.label for number in numbers])


def _align_notation(source: str, target: str) -> tuple[str, str]:
    """Return both sides with their times in one notation, and without placeholders like %1 that both have.

    In Turkish, %1 would be one percent.
    """
    source, target = align_times(source, target), align_times(target, source)
    both = set(_PROGRAM_PLACEHOLDER.findall(source)) & set(_PROGRAM_PLACEHOLDER.findall(target)) if "%" in source else ()
    for placeholder in both:
        source, target = (re.sub(rf"{placeholder}(?!\d|[.,]\d)", " ", side) for side in (source, target))
    return source, target


@lru_cache(maxsize=4096)
def _source_numbers(words: str, locale: str) -> list[WrittenNumber]:
    """Return the numbers of a source text; the same text is asked for in every locale."""
    return find_numbers(words, locale)


def _unmatched(wanted: list[WrittenNumber], given: list[WrittenNumber]) -> Unmatched:
    """Return the numbers of each side that match none of the other; each matches one at most."""
    added, lost = list(given[:MOST_NUMBERS]), []
    for number in wanted[:MOST_NUMBERS]:
        matching = [other for other in added if number.matches(other)]
        same = min(matching, key=lambda other: other.in_date != number.in_date, default=None)  # “3か月” before “3月”
        if same is None:
            lost.append(number)
        else:
            added.remove(same)
    return lost, added


def _remove_equivalents(lost: list[WrittenNumber], added: list[WrittenNumber], source: str) -> Unmatched:
    """Return the numbers that differ however they are read: 4 p.m. is 16, and 1,2 may be the list 1 and 2."""
    lost, added = _remove_lists(lost, added)
    added, lost = _remove_lists(added, lost)
    if lost and added and _AFTERNOON.search(source):
        for number in tuple(lost):
            later = next((other for other in added if other.value == number.value + 12), None)
            if later and number.value < 12:
                lost.remove(number)
                added.remove(later)
    return lost, added


def _remove_lists(numbers: list[WrittenNumber], others: list[WrittenNumber]) -> Unmatched:
    """Return both sides without each of ``others`` that may be a list of two numbers (1,2), and these two numbers."""
    numbers, left = list(numbers), []
    for other in others:
        parts = _TWO_NUMBERS.fullmatch(other.shown)
        pair = [next((number for number in numbers if _digits(number) == part), None) for part in parts.groups()] if parts else []
        if pair and all(pair) and pair[0] is not pair[1]:
            numbers = [number for number in numbers if number is not pair[0] and number is not pair[1]]
        else:
            left.append(other)
    return numbers, left


def _remove_explained(
    case: TranslationCase, unmatched: Unmatched, wanted: list[WrittenNumber], given: list[WrittenNumber]
) -> Unmatched:
    """Return the numbers that are neither spelled out on the other side nor part of a name that is only repeated.

    Nothing is removed if a number may be another one mistyped, or replaces one.
    """
    lost, added = unmatched
    if len(lost) == len(added) and len(wanted) == len(given):
        return lost, added
    lost = [number for number in lost if not (number.in_name and any(other.value == number.value for other in given))]
    added = [number for number in added if not (number.in_name and any(other.value == number.value for other in wanted))]
    if any(may_be_mistyped(one, other) for one in lost for other in added):
        return lost, added
    lost = [number for number in lost if not _is_spelled(number, case.target.words, case.locale)]
    return lost, [number for number in added if not _is_spelled(number, case.source.words, case.source_locale)]


def _digits(number: WrittenNumber) -> str:
    return "".join(filter(str.isdecimal, number.shown))


def _is_spelled(number: WrittenNumber, other: str, other_locale: str) -> bool:
    """Tell whether the other side may have a number in words. Of numbers with a unit, durations are spelled out, and “a litre”.

    A month may stand for a number only in a date, so that “01-feb”, which a spreadsheet makes of 1-2, is no range. “A week” is 7 days, not
    7 weeks.
    """
    if number.value == DAYS_OF_WEEK and "week" in number.units:
        return False
    if number.units - TIMES and not (number.units <= _SPELLED_OUT and mentions_unit(number.units, other, other_locale)):
        return False
    return may_spell_number(number.value, other, other_locale, months=number.in_date or number.in_name)
