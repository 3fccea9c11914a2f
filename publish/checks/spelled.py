"""Numbers that do not stand in figures: words, names of months, Roman and Chinese numerals."""

import re
from decimal import Decimal
from functools import lru_cache

from babel import UnknownLocaleError
from babel.dates import get_month_names

from publish.catalog.locales import parsed_locale
from publish.checks.languages import code_of, is_spaceless, language_of, normalized, pattern

_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_HAN = "〇一二三四五六七八九"
MOST_ROMAN, MOST_HAN = 89, 99


def spelled(value: Decimal, text: str, locale: str) -> bool:
    """Tell whether ``text`` may hold ``value`` without figures, as the language of ``locale`` writes it."""
    words = _words(f"{value.normalize():f}", locale)
    return words is not None and bool(words.search(text))


@lru_cache(maxsize=4096)
def _words(figures: str, locale: str) -> re.Pattern[str] | None:
    """Return a pattern for the ways to write a number without figures; none where none is known."""
    known = language_of(locale).numbers.get(figures, "")
    parts = [f"(?i:{pattern(known, is_spaceless(locale)).pattern})"] if known else []
    if figures.isdecimal() and len(figures) < 3:
        parts += _numerals(int(figures), locale)
    return re.compile("|".join(parts)) if parts else None


def _numerals(number: int, locale: str) -> list[str]:
    """Return patterns for ``number`` as a numeral, or as a month."""
    found = []
    if 1 <= number <= 12:
        found += [rf"(?<!\w){re.escape(name)}" for name in _months(locale, number) if not name.isdecimal()]
    if 1 <= number <= MOST_ROMAN:
        found.append(rf"(?<![A-Za-z]){roman(number)}(?![A-Z])")
    if 10 < number <= MOST_HAN and code_of(locale) in ("zh", "ja", "ko"):
        found.append(f"(?<![{_HAN}十]){han(number)}(?![{_HAN}十])")
    return found


def roman(number: int) -> str:
    """Return ``number`` (1 to 89) in Roman numerals."""
    said = ""
    for worth, letters in _ROMAN:
        said += letters * (number // worth)
        number %= worth
    return said


def han(number: int) -> str:
    """Return ``number`` (10 to 99) in Chinese numerals."""
    tens, ones = divmod(number, 10)
    return (_HAN[tens] if tens > 1 else "") + "十" + (_HAN[ones] if ones else "")


def _months(locale: str, month: int) -> list[str]:
    """Return what the month is called in dates and alone, in full and short."""
    try:
        known = parsed_locale(locale)
    except (UnknownLocaleError, ValueError):
        return []
    names = (get_month_names(width, context, known)[month] for width in ("wide", "abbreviated") for context in ("format", "stand-alone"))
    return sorted({normalized(name.rstrip(".")) for name in names}, key=len, reverse=True)
