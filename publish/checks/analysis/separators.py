"""The value of a written number, whose separators are read as CLDR says for the locale: 1.500 is 1500 in Spanish."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from babel import UnknownLocaleError
from babel.numbers import get_decimal_symbol

from publish.catalog.locales import parsed_locale

FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
GROUP_SIGNS = "\u00a0\u202f\u2009'’"
SEPARATOR = re.compile(rf"[.,٫٬،·{GROUP_SIGNS} ]")


def parse_values(number: str, locale: str) -> list[Decimal]:
    """Return the value of a written number; several values if its separators are neither for thousands nor for decimals."""
    fraction = Decimal(0)
    number = f"0{number}" if number[0] in ".٫" else number
    if number[-1] in FRACTIONS:
        fraction, number = Decimal(str(round(unicodedata.numeric(number[-1]), 6))), number[:-1]
    groups = SEPARATOR.split(number) if number else ["0"]
    separators = SEPARATOR.findall(number)
    if not separators:
        return [Decimal(groups[0]) + fraction]
    has_decimals = _has_decimals(groups, separators, locale)
    whole = groups[:-1] if has_decimals else groups
    if len(whole) > 1 and not _are_thousands(whole, separators[: len(whole) - 1]):
        return [Decimal(part) for part in groups]
    return [Decimal("".join(whole) + ("." + groups[-1] if has_decimals else "")).normalize() + fraction]


def _has_decimals(groups: list[str], separators: list[str], locale: str) -> bool:
    """Tell whether the last separator of a number separates its decimals, as far as its form and the locale tell."""
    *earlier, last = separators
    if last in earlier or last in "٬، " or last in GROUP_SIGNS:
        return False
    if earlier or last in "٫·":
        return True
    could_be_thousands = len(groups[-1]) == 3 and len(groups[0]) <= 3 and not groups[0].startswith("0")
    return last == _decimal_symbol(locale) or not could_be_thousands


def _are_thousands(groups: list[str], separators: list[str]) -> bool:
    """Tell whether digits are grouped by thousands, or by lakh and crore as in India (12,34,567)."""
    same = len(set(separators)) == 1
    return same and len(groups[0]) <= 3 and len(groups[-1]) == 3 and all(len(part) in (2, 3) for part in groups[1:-1])


@lru_cache(maxsize=256)
def _decimal_symbol(locale: str) -> str:
    try:
        return get_decimal_symbol(parsed_locale(locale))
    except (UnknownLocaleError, ValueError):
        return "."
