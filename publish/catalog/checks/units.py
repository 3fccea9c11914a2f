"""What a unit is called: symbols that all languages share, the words of CLDR, and those of words/."""

import re
from collections.abc import Iterator
from functools import lru_cache

from babel import UnknownLocaleError
from babel.units import format_unit

from publish.catalog.checks.languages import is_spaceless, language_of, phrases
from publish.catalog.locales import parsed_locale

UNITS = (
    "duration-second", "duration-minute", "duration-hour", "duration-day", "duration-week", "duration-month", "duration-year",
    "mass-microgram", "mass-milligram", "mass-gram", "mass-kilogram", "volume-milliliter", "volume-deciliter", "volume-liter",
    "length-millimeter", "length-centimeter", "length-meter", "length-kilometer", "concentr-percent",
    "temperature-celsius", "temperature-fahrenheit",
)
SYMBOLS = {
    "mg": "milligram", "mcg": "microgram", "µg": "microgram", "μg": "microgram", "ug": "microgram", "g": "gram", "kg": "kilogram",
    "ng": "nanogram", "ml": "milliliter", "dl": "deciliter", "l": "liter", "L": "liter", "µl": "microliter", "μl": "microliter",
    "mm": "millimeter", "cm": "centimeter", "m": "meter", "km": "kilometer", "nm": "nanometer", "µm": "micrometer", "μm": "micrometer",
    "%": "percent", "٪": "percent", "％": "percent", "﹪": "percent", "percent": "percent", "per cent": "percent", "‰": "permille",
    "°c": "celsius", "℃": "celsius", "°f": "fahrenheit", "℉": "fahrenheit", "iu": "iu", "ie": "iu", "ui": "iu",
    "mmhg": "mmhg", "mmol": "mmol", "kcal": "kcal", "meq": "meq",
    "$": "dollar", "€": "euro", "£": "pound", "₹": "rupee", "₩": "won", "¥": "yen",
}
TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
LOOSE = TIMES | {"unit", "degree"}  # what languages call in many ways, or do not say

_SPACES = "[\\s\u00a0\u202f\u200b\u200c\u200e\u200f\u2066-\u2069]*"
_LETTERS = "\\w\u0300-\u036f\u0900-\u0d4d"  # with the vowel signs of India
_WORD = re.compile(f"[{_LETTERS}]+")
_BENT = 4  # letters from which a word may end in others, as languages bend them
_CURRENCY = re.compile(r"[$€£₹₩¥]\s*$")
_IS_WORD = re.compile("[\u0370-\u0dff\u1200-\u137f\u3040-\u9fff\uac00-\ud7af]")  # scripts in which one letter is a unit
_FIGURE = re.compile(r"\d")
_EDGE = "\u200f\u200e .\u00a0\u202f"


def unit_at(text: str, match: re.Match[str], locale: str) -> tuple[frozenset[str], str]:
    """Return what the word at the number ``match`` in ``text`` may mean as a unit, and the number as it is shown with it."""
    before = text[max(0, match.start() - 16):match.start()]
    after, before_words, meanings = _unit_words(locale)
    said = _CURRENCY.search(before)
    if said:
        return frozenset({SYMBOLS[said[0].strip()]}), said[0] + match[0]
    found = after.match(text, match.end())
    if found and found.lastindex:
        return meanings[found.lastindex - 1], match[0] + found[0]
    for words, unit in before_words:
        said = words.search(before)
        if said:
            return frozenset({unit}), said[0] + match[0]
    return frozenset(), match[0]


@lru_cache(maxsize=256)
def _unit_words(locale: str) -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...], tuple[frozenset[str], ...]]:
    """Return a pattern for a unit after a number, those for one before it, and what each group of the first may mean."""
    table: dict[str, set[str]] = {symbol: {name} for symbol, name in SYMBOLS.items()}
    before: dict[str, set[str]] = {}
    for word, name, leads in (*_cldr_words(locale), *_own_words(locale)):
        (before if leads else table).setdefault(word.casefold(), set()).add(name)
    for word, name, _ in _cldr_words("en"):
        table.setdefault(word.casefold(), {name})
    words = sorted(table, key=len, reverse=True)
    spaceless = is_spaceless(locale)
    finder = "|".join(f"({_bent(word, spaceless)})" for word in words)
    after = re.compile(rf"(?:{_SPACES}|[-\u2011])(?:{finder})(?<![$€£₹₩¥](?=\d))", re.IGNORECASE)
    leading = {name: [word for word, names in before.items() if name in names] for names in before.values() for name in names}
    return after, tuple((_before(each), name) for name, each in leading.items()), tuple(frozenset(table[word]) for word in words)


def _bent(word: str, spaceless: bool) -> str:
    """Return a pattern for a unit word with what languages add to it; symbols stand as they are."""
    if word == "%":
        return r"%(?!\d)"  # %1 is a placeholder of some programs
    if word.isascii() and len(word) == 1 and word.isalpha():
        return f"(?-i:{word})(?![{_LETTERS}])" if not spaceless else f"(?-i:{word})(?![A-Za-z])"
    if spaceless:
        return re.escape(word) + ("(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else "")
    if not _WORD.fullmatch(word):
        return re.escape(word) + f"(?![{_LETTERS}])" * bool(_WORD.fullmatch(word[-1]))
    stem = word[:-2] if len(word) >= _BENT + 2 else word
    more = "{0,5}" if len(word) >= _BENT else "{0}"
    return f"{re.escape(stem)}[{_LETTERS}]{more}(?![{_LETTERS}])"


def _before(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))}){_SPACES}$", re.IGNORECASE)


def _own_words(locale: str) -> Iterator[tuple[str, str, bool]]:
    language = language_of(locale)
    for units, leads in ((language.units, False), (language.before, True)):
        for name, words in units.items():
            yield from ((word.rstrip("*"), name, leads) for word in phrases(words))


def _cldr_words(locale: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the words of CLDR for the units, in all their plural forms, and whether they stand before the number."""
    try:
        known = parsed_locale(locale)
    except (UnknownLocaleError, ValueError):
        return
    if known.percent_formats[None].pattern.startswith("%"):
        yield "%", "percent", True
    for unit in UNITS:
        for length in ("long", "short"):
            for count in (0, 1, 2, 3, 11, 100):
                said = format_unit(count, unit, length, locale=known)
                word = _FIGURE.sub("", said).strip(_EDGE)
                if len(word) > 1 or (word and _IS_WORD.match(word)):
                    yield word, unit.partition("-")[2], said.strip(_EDGE)[-1:].isdecimal()
