"""Numbers with their units, as multisets: 10 mg stays 10 mg in every script and with every separator.

Digits of any script are one. Separators are read as the locale writes them (CLDR), so 1.500 is one and a
half in English and fifteen hundred in Spanish. A number that stands in words on one side is a note.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from babel import UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol
from babel.units import format_unit

from publish.catalog.checks.languages import Language, is_spaceless, language_of, pattern
from publish.catalog.locales import parsed_locale

UNITS = (
    "duration-second", "duration-minute", "duration-hour", "duration-day", "duration-week", "duration-month", "duration-year",
    "mass-microgram", "mass-milligram", "mass-gram", "mass-kilogram", "volume-milliliter", "volume-liter",
    "length-millimeter", "length-centimeter", "length-meter", "concentr-percent", "temperature-celsius",
)
SYMBOLS = {
    "mg": "milligram", "mcg": "microgram", "µg": "microgram", "μg": "microgram", "ug": "microgram", "g": "gram", "kg": "kilogram",
    "ml": "milliliter", "l": "liter", "mm": "millimeter", "cm": "centimeter", "m": "meter", "%": "percent", "٪": "percent", "％": "percent",
    "percent": "percent", "°c": "celsius", "iu": "iu", "ie": "iu", "ui": "iu", "mmhg": "mmhg",
    "$": "dollar", "€": "euro", "£": "pound", "₹": "rupee", "₩": "won", "¥": "yen",
}
TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})

_FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_DIGIT = re.compile(r"\d")
_GROUPED = "\u00a0\u202f\u2009'’"
_NUMBER = re.compile(rf"(?:\d+(?:[.,٫٬{_GROUPED}]\d+|(?<!\d\d\d\d) \d{{3}}(?!\d))*[{_FRACTIONS}]?|[{_FRACTIONS}])")
_DIGITS = re.compile(rf"[\d{_FRACTIONS}]")
_SEPARATOR = re.compile(rf"[.,٫٬{_GROUPED} ]")
_RANGE = re.compile(
    r"\s*(?:-|–|—|~|〜|～|to|or|and|a|o|y|à|ou|et|إلى|الى|أو|و|से|या|और|到|至|或|에서|내지|또는|bis|oder|und)\s*(?:ال)?", re.IGNORECASE
)
_BEFORE_PERCENT = re.compile(r"百分之\s*$")
_CURRENCY = re.compile(r"[$€£₹₩¥]\s*$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is written, its value, and the units that the word beside it may mean (none where it is no unit).

    ``shared`` tells that the unit stands at the other end of a range.
    """

    shown: str
    value: Decimal
    units: frozenset[str] = frozenset()
    shared: bool = False

    def agrees(self, other: "Quantity") -> bool:
        """Tell whether both say the same. A unit of time that is not understood on one side is given the benefit of the doubt."""
        if self.value != other.value:
            return False
        if self.units and other.units:
            return bool(self.units & other.units)
        return self.shared or other.shared or (self.units | other.units) <= TIMES


def has_number(text: str) -> bool:
    """Tell whether `quantities` would find any, for a fraction of the price."""
    return bool(_DIGITS.search(text))


def quantities(text: str, locale: str) -> list[Quantity]:
    """Return the quantities in ``text``, written as ``locale`` writes them, in order."""
    text = ascii_digits(text)
    found: list[Quantity] = []
    end = 0
    for match in _NUMBER.finditer(text):
        units, shown = _unit(text, match, locale)
        if units and found and not found[-1].units and _RANGE.fullmatch(text[end:match.start()]):
            found[-1] = Quantity(found[-1].shown, found[-1].value, units, shared=True)
        found += [Quantity(shown, value, units) for value in values(match[0], locale)]
        end = match.end()
    return found


def ascii_digits(text: str) -> str:
    """Return ``text`` with the digits of every script as 0 to 9."""
    return text if text.isascii() else _DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)


def values(number: str, locale: str) -> list[Decimal]:
    """Return the values of a written number: one, or several where its separators are no separators of thousands or decimals."""
    extra = Decimal(0)
    if number[-1] in _FRACTIONS:
        extra, number = Decimal(str(round(unicodedata.numeric(number[-1]), 6))), number[:-1]
    groups = _SEPARATOR.split(number) if number else ["0"]
    separators = _SEPARATOR.findall(number)
    if separators:
        decimal, group = _symbols(locale)
        *most, last = separators
        is_decimal = _is_decimal(most, last, groups, decimal, group)
        whole = groups[:-1] if is_decimal else groups
        if len(whole) > 1 and not _are_thousands(whole, separators[: len(whole) - 1]):
            return [Decimal(part) for part in groups]
        return [Decimal("".join(whole) + ("." + groups[-1] if is_decimal else "")).normalize() + extra]
    return [Decimal(groups[0]) + extra]


def _is_decimal(before: list[str], last: str, groups: list[str], decimal: str, group: str) -> bool:
    """Tell whether the last separator parts the decimals."""
    if last in before or last == "٬" or last in _GROUPED or last == " ":
        return False
    if before or last == "٫":
        return True
    could_group = len(groups[-1]) == 3 and len(groups[0]) <= 3 and not groups[0].startswith("0")
    return last == decimal or not could_group


def _are_thousands(groups: list[str], separators: list[str]) -> bool:
    """Tell whether digits are grouped by thousands, or by lakh and crore as in India."""
    same = len(set(separators)) == 1
    return same and len(groups[0]) <= 3 and len(groups[-1]) == 3 and all(len(part) in (2, 3) for part in groups[1:-1])


@lru_cache(maxsize=256)
def _symbols(locale: str) -> tuple[str, str]:
    try:
        known = parsed_locale(locale)
        return get_decimal_symbol(known), get_group_symbol(known)
    except (UnknownLocaleError, ValueError):
        return ".", ","


def _unit(text: str, match: re.Match[str], locale: str) -> tuple[frozenset[str], str]:
    """Return what the word at the number may mean as a unit, and the number as it is shown with it."""
    before = text[max(0, match.start() - 5):match.start()]
    if _BEFORE_PERCENT.search(before):
        return frozenset({"percent"}), f"百分之{match[0]}"
    currency = _CURRENCY.search(before)
    if currency:
        return frozenset({SYMBOLS[currency[0].strip()]}), currency[0] + match[0]
    words, table = _unit_words(locale)
    found = words.match(text, match.end())
    if not found:
        return frozenset(), match[0]
    return table[found[1].casefold()], match[0] + found[0]


@lru_cache(maxsize=256)
def _unit_words(locale: str) -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """Return a pattern for a unit after a number in ``locale``, and what each unit word may mean."""
    table: dict[str, set[str]] = {symbol: {name} for symbol, name in SYMBOLS.items()}
    for word, name in (*_cldr_words(locale), *_own_words(language_of(locale))):
        table.setdefault(word.casefold(), set()).add(name)
    words = "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))
    after = "" if is_spaceless(locale) else r"(?![^\W\d_])"
    finder = re.compile(rf"[\s\u00a0\u202f-]*({words})(?<![$€£₹₩¥](?=\d)){after}", re.IGNORECASE)
    return finder, {word: frozenset(names) for word, names in table.items()}


def _own_words(language: Language) -> Iterator[tuple[str, str]]:
    for name, words in language.units.items():
        for phrase, word in re.findall(r"“([^”]+)”|(\S+)", words):
            yield phrase or word, name


def _cldr_words(locale: str) -> Iterator[tuple[str, str]]:
    """Yield the words of CLDR for the units, in all their plural forms; one letter alone is no word."""
    try:
        known = parsed_locale(locale)
    except (UnknownLocaleError, ValueError):
        return
    for unit in UNITS:
        for length in ("long", "short"):
            for count in (0, 1, 2, 3, 11, 100):
                word = _DIGIT.sub("", format_unit(count, unit, length, locale=known)).strip("\u200f\u200e .\u00a0\u202f")
                if len(word) > 1 or not word.isascii():
                    yield word, unit.partition("-")[2]


def spelled(value: Decimal, text: str, locale: str) -> bool:
    """Tell whether ``text`` may hold ``value`` in words of the language of ``locale``."""
    words = language_of(locale).numbers.get(f"{value.normalize():f}", "")
    return bool(words) and bool(pattern(words, is_spaceless(locale)).search(text))
