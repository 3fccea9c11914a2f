"""Numbers that are written without digits: words, month names, Roman and Chinese numerals."""

import re
from decimal import Decimal
from functools import lru_cache

from babel import UnknownLocaleError
from babel.dates import get_month_names

from publish.catalog.locales import parsed_locale
from publish.checks.analysis.word_lists import is_spaceless, language_code, normalize_text, word_lists, word_pattern

MOST_ROMAN, MOST_CHINESE = 89, 99
"""Largest numbers that are recognized as numerals."""

_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_CHINESE_DIGITS = "〇一二三四五六七八九"


def may_spell_number(value: Decimal, text: str, locale: str) -> bool:
    """Tell whether ``text`` may express ``value`` without digits, in the language of ``locale``."""
    words = _number_pattern(f"{value.normalize():f}", locale)
    return words is not None and bool(words.search(text))


def roman(number: int) -> str:
    """Return ``number`` (1 to 89) as a Roman numeral."""
    numeral = ""
    for value, letters in _ROMAN:
        numeral += letters * (number // value)
        number %= value
    return numeral


def chinese(number: int) -> str:
    """Return ``number`` (10 to 99) as a Chinese numeral."""
    tens, ones = divmod(number, 10)
    return (_CHINESE_DIGITS[tens] if tens > 1 else "") + "十" + (_CHINESE_DIGITS[ones] if ones else "")


@lru_cache(maxsize=4096)
def _number_pattern(figures: str, locale: str) -> re.Pattern[str] | None:
    """Return a pattern for all known ways to write a number without digits; None if there are none."""
    words = word_lists(locale).numbers.get(figures, "")
    parts = [f"(?i:{word_pattern(words, is_spaceless(locale)).pattern})"] if words else []
    if figures.isdecimal() and len(figures) < 3:
        parts += _numerals(int(figures), locale)
    return re.compile("|".join(parts)) if parts else None


def _numerals(number: int, locale: str) -> list[str]:
    """Return patterns for ``number`` as a month name, a Roman or a Chinese numeral."""
    found = []
    if 1 <= number <= 12:
        found += [rf"(?<!\w){re.escape(name)}" for name in _month_names(locale, number) if not name.isdecimal()]
    if 1 <= number <= MOST_ROMAN:
        found.append(rf"(?<![A-Za-z]){roman(number)}(?![A-Z])")
    if 10 < number <= MOST_CHINESE and language_code(locale) in ("zh", "ja", "ko"):
        found.append(f"(?<![{_CHINESE_DIGITS}十]){chinese(number)}(?![{_CHINESE_DIGITS}十])")
    return found


def _month_names(locale: str, month: int) -> list[str]:
    """Return the names of a month within dates and alone, long and short, the longest first."""
    try:
        known = parsed_locale(locale)
    except (UnknownLocaleError, ValueError):
        return []
    names = (get_month_names(width, context, known)[month] for width in ("wide", "abbreviated") for context in ("format", "stand-alone"))
    return sorted({normalize_text(name.rstrip(".")) for name in names}, key=len, reverse=True)
