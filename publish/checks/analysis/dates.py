"""Months, weekdays and numeric dates in a text, by the names and the order of day and month of CLDR."""

import re
from collections.abc import Iterator
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import get_date_format, get_day_names, get_month_names

from publish.catalog.locales import parsed_locale
from publish.checks.analysis.frame_words import WORD_END, WORD_START, Lexicon, NamedWord, any_of, by_first_word
from publish.checks.analysis.letters import LETTER, fold_text
from publish.checks.analysis.word_lists import is_spaceless, language_code, normalize_text

_NUMERIC = re.compile(r"(?<![\d/.,-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/]|[.,]\d)|(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?![\d-])")
_DAY_AND_MONTH = re.compile(r"(?<![\d/.,-])(\d{1,2})/(\d{1,2})(?![\d/]|[.,-]\d)")
_MAY_BE_DATE = re.compile(r"\d(?:[./-]\d|\s?[月월])")
_CJK_MONTH = re.compile(r"(?<!\d)(\d{1,2})[\s]?(?:月(?!経)|월)")
_INFLECTED = frozenset("ru uk be pl cs sk sl hr sr bs bg mk hu fi et lv lt tr az el ka".split())
_PARTICLES: dict[str, tuple[str, tuple[str, ...]]] = {"he": ("במלכהו", ()), "bn": ("", ("ে", "ের"))}
"""What is written in one word with the name of a month or weekday: letters before it, endings after it."""
_SHORT, _ENDING = 3, 4  # letters of the longest name that is not inflected, and of the longest ending
# English month names that are also words: “may”, “march” and “august” are months only with a capital, and not at the beginning.
_CAPITALIZED = frozenset({"en", "de", "ht"})
_SHORT_WEEKDAY = 2  # letters of 周三
_CHINESE_COUNTER = re.compile("[次回天个個片粒颗顆支滴喷噴勺杯毫种種盒袋包周週到至]")
_FIGURES_AFTER = re.compile(r",?\s*\d")
_BEFORE_MONTH = re.compile(
    r"(?:\d|\b(?:in|of|on|since|until|by|from|to|through|and|or|early|mid|late|during|before|after|every|next|last|this)\b)[\s-]*$"
)


def find_months(text: str, locale: str) -> list[NamedWord]:
    """Return the months in ``text``: names, months of numeric dates, and 3月. A date that can be read in two ways has two names."""
    found = [*_named_months(text, locale), *_numeric_months(text, locale)]
    return sorted(found, key=lambda word: word.start)


def find_weekdays(text: str, locale: str) -> list[NamedWord]:
    """Return the days of the week in ``text``."""
    found = _lexicon(locale, "weekday").find(text)
    if language_code(locale) == "zh":  # 周三 is Wednesday, 每周三次 three times a week
        found = [word for word in found if len(word.shown) > _SHORT_WEEKDAY or not _CHINESE_COUNTER.match(text, word.end)]
    return found


def date_spans(text: str, locale: str) -> list[tuple[int, int]]:
    """Return where dates that contain the number of a month are in ``text``, those without a year (2/29) included."""
    short = [date for date in _DAY_AND_MONTH.finditer(text) if _is_day_and_month(*sorted((int(date[1]), int(date[2]))))]
    return [*((word.start, word.end) for word in _numeric_months(text, locale)), *(date.span() for date in short)]


def month_name_spans(text: str, locale: str) -> list[tuple[int, int]]:
    """Return where names of months that contain a number are in ``text``: Vietnamese “tháng 10”."""
    return [(word.start, word.end) for word in _lexicon(locale, "month").find(text) if word.shown[-1].isdigit()]


def _is_day_and_month(smaller: int, larger: int) -> bool:
    return smaller <= 12 < larger <= 31


def _named_months(text: str, locale: str) -> Iterator[NamedWord]:
    language = language_code(locale)
    for word in _lexicon(locale, "month").find(text):
        if language in _CAPITALIZED and not word.shown[0].isupper():
            continue
        if language == "en" and word.shown in ("May", "March", "August") and not _is_english_month(text, word):
            continue
        yield word


def _is_english_month(text: str, word: NamedWord) -> bool:
    """Tell whether a word such as “May” stands beside a number or after a preposition, so that it is a month."""
    return bool(_BEFORE_MONTH.search(text[max(0, word.start - 12) : word.start]) or _FIGURES_AFTER.match(text, word.end))


def _numeric_months(text: str, locale: str) -> Iterator[NamedWord]:
    if not _MAY_BE_DATE.search(text):
        return
    for date in _NUMERIC.finditer(text):
        months = {date[6]} if date[5] else _possible_months(date, locale)
        if names := frozenset(str(int(month)) for month in months if 1 <= int(month) <= 12):
            yield NamedWord(names, *date.span(), date[0])
    for month in _CJK_MONTH.finditer(text):
        if int(month[1]) <= 12:  # there is no month 0; it is a name that no source has
            yield NamedWord(frozenset({str(int(month[1]))}), *month.span(), month[0])


def _possible_months(date: re.Match[str], locale: str) -> set[str]:
    """Return which parts of a date such as 3/4/2031 may be its month. English is written in both orders."""
    first, second = date[1], date[3]
    if date[2] == ".":
        return {second}
    return {first, second} if language_code(locale) == "en" else {first} if _is_month_first(locale) else {second}


@lru_cache(maxsize=256)
def _is_month_first(locale: str) -> bool:
    try:
        pattern = get_date_format("short", parsed_locale(locale)).pattern
    except (UnknownLocaleError, ValueError):
        return False
    return 0 <= pattern.find("M") < pattern.find("d")


@lru_cache(maxsize=512)
def _lexicon(locale: str, kind: str) -> Lexicon:
    """Return the lexicon of the names of months or weekdays, with the endings of inflected languages."""
    try:
        known = parsed_locale(locale)
    except (UnknownLocaleError, ValueError):
        return Lexicon({})
    stems: dict[str, set[str]] = {}
    inflected = language_code(locale) in _INFLECTED
    for number, name in _written_names(known, kind, shortened=language_code(locale) == "zh"):
        word = fold_text(normalize_text(name))  # as `Lexicon.find` folds the text
        if word[0].isdigit():
            continue
        before, after = _PARTICLES.get(language_code(locale), ("", ())) if kind == "month" else ("", ())
        for form in (*(letter + word for letter in before), *(word + ending for ending in after)):
            stems.setdefault(form, set()).add(str(number))
        stems.setdefault(word[:-1] if inflected and len(word) > _SHORT else word, set()).add(str(number))
    written = {word: frozenset(found) for word, found in stems.items()}
    if inflected:
        return Lexicon(written, pattern=f"{WORD_START}({any_of(written)})[{LETTER}]{{0,{_ENDING}}}{WORD_END}")
    return Lexicon(written, {} if is_spaceless(locale) else by_first_word(written))


def _written_names(known: Locale, kind: str, *, shortened: bool) -> Iterator[tuple[int, str]]:
    """Yield the names of months or weekdays in ``known``, each with its number; those of weekdays ``shortened`` (周三) too."""
    for context in ("format", "stand-alone"):
        if kind == "month":
            yield from get_month_names("wide", context, known).items()
            continue
        yield from get_day_names("wide", context, known).items()
        if shortened:
            yield from get_day_names("abbreviated", context, known).items()
