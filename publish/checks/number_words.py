"""Check of number words: “two tablets” stays two, in words or in figures."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from publish.checks.analysis.numbers import find_numbers
from publish.checks.analysis.spelled_numbers import may_spell_number
from publish.checks.analysis.spelled_out import spelled_out
from publish.checks.analysis.word_lists import is_spaceless, language_code, word_lists
from publish.checks.analysis.word_search import FoundWord, lists_in, word_pattern
from publish.checks.case import CheckIssue, TranslationCase, report_graded

LONGEST_CHECKED = 300
"""Characters of the longest text that is checked: in longer ones some word looks like a number by chance."""
NUMBERS = range(2, 10)
# A word of each English number from 11. A look at it saves loading ICU's data, which takes longer than checking a catalog.
_ENGLISH_WORD = re.compile(
    r"\b(?:eleven|twel|thirt|fourteen|fift|sixt|sevent|eighteen|eighty|ninet|twent|forty|hundred|thousand)", re.IGNORECASE
)
_HALF_PAST = re.compile(r"\bhalf[- ]past\b", re.IGNORECASE)
_HALF_TO = frozenset({"de", "nl", "sv", "da", "hu", "ru", "uk", "pl", "cs"})
"""Languages in which half past eight is “half nine”."""
_LARGER_NUMBER = frozenset("十廿卅百拾")  # beside one of these, a Chinese numeral is part of a larger number


def check_number_words(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report a number word that the translation lacks while it has another number, which the source lacks."""
    source, target = case.source.words, case.target.words
    wanted = find_number_words(source, case.source_locale)
    if not wanted or max(len(source), len(target)) > LONGEST_CHECKED or case.plural:
        return
    if language_code(case.locale) in _HALF_TO and _HALF_PAST.search(source):
        return
    lost = [word for number, word in wanted.items() if not _has_number(target, case.locale, number)]
    if len(lost) != 1:
        return
    added = [shown for number, shown in _find_small_numbers(target, case.locale) if not _has_number(source, case.source_locale, number)]
    if len(added) == 1:
        message = f"“{lost[0]}” became “{added[0]}”"
        yield report_graded(case, "number-word-changed", message, "write the number of the source, preferably in figures")


def check_spelled_numbers(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report a number from 11 that the source spells out, and the translation writes as another one."""
    source, target = case.source.words, case.target.words
    wanted = find_spelled_out(source, case.source_locale)
    lost = [shown for number, shown in wanted.items() if not _has_number(target, case.locale, number)]
    if len(lost) != 1 or case.plural or max(len(source), len(target)) > LONGEST_CHECKED:
        return
    given = spelled_out(target, case.locale)
    added = [shown for number, shown in given.items() if not _has_number(source, case.source_locale, number)]
    if len(added) == 1:
        message = f"“{lost[0]}” became “{added[0]}”"
        yield report_graded(case, "number-word-changed", message, "write the number of the source, preferably in figures")


@lru_cache(maxsize=4096)
def find_spelled_out(text: str, locale: str) -> dict[int, str]:
    """Return the numbers from 11 that a source text spells out, each with its words."""
    return spelled_out(text, locale) if language_code(locale) != "en" or _ENGLISH_WORD.search(text) else {}


@lru_cache(maxsize=4096)
def find_number_words(text: str, locale: str) -> dict[int, str]:
    """Return the numbers that a source text has in words, each with its word."""
    words, spaceless = word_lists(locale).source.numbers, is_spaceless(locale)
    said = lists_in(text, tuple(words.values()), spaceless)
    found = {int(number): word_pattern(listed, spaceless).search(text) for number, listed in words.items() if listed in said}
    return {number: match.text for number, match in found.items() if match}


def _has_number(text: str, locale: str, number: int) -> bool:
    """Tell whether ``text`` may have ``number``, in figures or in words."""
    return number in _figures(text, locale) or may_spell_number(Decimal(number), text, locale)


@lru_cache(maxsize=1024)
def _figures(text: str, locale: str) -> frozenset[Decimal]:
    return frozenset(number.value for number in find_numbers(text, locale))


def _find_small_numbers(text: str, locale: str) -> Iterator[tuple[int, str]]:
    """Yield each of `NUMBERS` that a translation has, and how it is written. A word that may be a negation is no number."""
    lists, spaceless = word_lists(locale), is_spaceless(locale)
    for number in NUMBERS:
        if Decimal(number) in _figures(text, locale):
            yield number, str(number)
        elif (words := lists.numbers.get(str(number))) and (match := word_pattern(words, spaceless).search(text)):
            if not word_pattern(lists.negations, spaceless).fullmatch(match.text) and not _is_part_of_number(text, match):
                yield number, match.text


def _is_part_of_number(text: str, match: FoundWord) -> bool:
    return bool(_LARGER_NUMBER & {*text[max(0, match.start - 1) : match.start], *text[match.end : match.end + 1]})
