"""Numbers in words: “two tablets” stays two, whether in words or in figures."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from publish.checks.base import Case, Issue, weighed
from publish.checks.languages import is_spaceless, language_of, pattern
from publish.checks.numbers import quantities
from publish.checks.spelled import spelled

LONGEST = 300
"""Characters of a text that is looked at: in longer ones some word looks like a number by chance."""
NUMBERS = range(2, 10)
_COUNTED_ON = frozenset("十廿卅百拾")  # beside one of these a Han numeral is a part of a larger number


def number_word_changed(case: Case) -> Iterator[Issue]:
    """Look for a number word of the source that is gone while another number, of which the source says nothing, has come."""
    source, target = case.source.words, case.target.words
    said = _said(source, case.source_locale)
    if not said or max(len(source), len(target)) > LONGEST or case.plural:
        return
    lost = {number: word for number, word in said.items() if not _has(target, case.locale, number)}
    if len(lost) != 1:
        return
    came = [shown for number, shown in _came(target, case.locale) if not _has(source, case.source_locale, number)]
    if len(came) == 1:
        message = f"“{next(iter(lost.values()))}” became “{came[0]}”"
        yield weighed(case, "number-word-changed", message, "write the number of the source, best in figures")


@lru_cache(maxsize=4096)
def _said(text: str, locale: str) -> dict[int, str]:
    """Return the numbers that a source says in words, each with its word."""
    words = language_of(locale).source.numbers
    if not pattern(" ".join(words.values()), is_spaceless(locale)).search(text):
        return {}
    found = {int(number): pattern(known, is_spaceless(locale)).search(text) for number, known in words.items()}
    return {number: match[0] for number, match in found.items() if match}


def _has(text: str, locale: str, number: int) -> bool:
    return number in _figures(text, locale) or spelled(Decimal(number), text, locale)


@lru_cache(maxsize=1024)
def _figures(text: str, locale: str) -> frozenset[Decimal]:
    return frozenset(quantity.value for quantity in quantities(text, locale))


def _came(text: str, locale: str) -> Iterator[tuple[int, str]]:
    """Yield the numbers that a translation says in words or in figures, and how; a word that may be a “not” is none."""
    language, spaceless = language_of(locale), is_spaceless(locale)
    for number in NUMBERS:
        if Decimal(number) in _figures(text, locale):
            yield number, str(number)
        elif (known := language.numbers.get(str(number))) and (match := pattern(known, spaceless).search(text)):
            if not pattern(language.negations, spaceless).fullmatch(match[0]) and not _is_part(text, match):
                yield number, match[0]


def _is_part(text: str, match: re.Match[str]) -> bool:
    return bool(_COUNTED_ON & {*text[max(0, match.start() - 1):match.start()], *text[match.end():match.end() + 1]})
