"""Units beside numbers, in the words of a locale: symbols that all languages share, the words of CLDR, and those of words/."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from babel import UnknownLocaleError

from publish.catalog.locales import locale_data, parsed_locale
from publish.checks.analysis.frame_words import frame_words
from publish.checks.analysis.letters import LETTER
from publish.checks.analysis.word_lists import is_spaceless, language_code, normalize_text, split_phrases, word_lists

CLDR_UNITS = (
    "duration-second", "duration-minute", "duration-hour", "duration-day", "duration-week", "duration-month", "duration-year",
    "mass-microgram", "mass-milligram", "mass-gram", "mass-kilogram", "volume-milliliter", "volume-deciliter", "volume-liter",
    "length-millimeter", "length-centimeter", "length-meter", "length-kilometer", "concentr-percent",
    "temperature-celsius", "temperature-fahrenheit", "pressure-millimeter-ofhg", "energy-kilocalorie",
)  # fmt: skip
SYMBOLS = {
    "mg": "milligram", "mcg": "microgram", "µg": "microgram", "μg": "microgram", "ug": "microgram", "g": "gram", "kg": "kilogram",
    "ng": "nanogram", "ml": "milliliter", "dl": "deciliter", "l": "liter", "L": "liter", "µl": "microliter", "μl": "microliter",
    "mm": "millimeter", "cm": "centimeter", "m": "meter", "km": "kilometer", "nm": "nanometer", "µm": "micrometer", "μm": "micrometer",
    "%": "percent", "٪": "percent", "％": "percent", "﹪": "percent", "percent": "percent", "per cent": "percent", "‰": "permille",
    "°c": "celsius", "℃": "celsius", "°f": "fahrenheit", "℉": "fahrenheit", "iu": "iu", "ie": "iu", "ui": "iu",
    "°م": "celsius", "° م": "celsius", "°ف": "fahrenheit",
    "cc": "milliliter", "mmhg": "mmhg", "mmol": "mmol", "kcal": "kcal", "meq": "meq",
    "$": "dollar", "€": "euro", "£": "pound", "₹": "rupee", "₩": "won", "¥": "yen",
    "mm hg": "mmhg", "usd": "dollar", "eur": "euro", "gbp": "pound", "inr": "rupee",
}  # fmt: skip
_CLDR_NAMES = {"pressure-millimeter-ofhg": "mmhg", "energy-kilocalorie": "kcal"}
_LINKERS = {"ro": "de ", "tl": "na ", "fil": "na "}  # between a number and its unit
_NOT_SYMBOLS = {"tl": frozenset({"ng"}), "fil": frozenset({"ng"})}  # a particle of Tagalog
# Words that begin as a unit does, and are none: literature, meteor, grammar.
_NO_UNIT = re.compile(r"l[ií]t[eé]?r+at|л[иі]терат|meteor|метеор|gram+[aá]t|грам+ат|μέτρι[οαεω]|метрич", re.IGNORECASE)
TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
LOOSE = TIMES | {"unit", "degree", "million"}
"""Units that a translation may leave out or express in words that are not listed."""

_SPACES = "[\\s\u00a0\u202f\u200b\u200c\u200e\u200f\u2066-\u2069]*"
_WORD = re.compile(f"[{LETTER}]+")
_NUMBER_TO_UNIT = re.compile(rf"[-\u2011]|−?{_SPACES}")  # in right-to-left text a minus sign may follow its number
_SLASH = re.compile("\\.?[/\u2044\u2215]")
_HYPHENS = ("-", "\u2011")
_MONEY = "$€£₹₩¥"
_MONEY_BEFORE = re.compile(r"[$€£₹₩¥]\s*$")
LEAST_STEM, MOST_ENDING = 4, 5
"""Letters of the shortest unit word that may be inflected, and of the longest inflected ending."""
LONG_STEM = 8
"""Letters of the shortest beginning of a unit that may have an ending after a hyphen: 5-prozentige."""
LONGEST_UNIT = 40  # characters after a number that are searched for its unit
LONGEST_PREFIX = 16  # characters before it
_ONE_LETTER_WORDS = re.compile("[\u0370-\u0dff\u1200-\u137f\u3040-\u9fff\uac00-\ud7af]")  # scripts in which one letter may be a unit
_AROUND_UNIT = "\u200f\u200e .\u00a0\u202f"
_NO_UNITS = frozenset[str]()


@dataclass(frozen=True, slots=True)
class _UnitWords:
    """The unit words of a locale.

    ``after`` maps the beginning (in lower case) of a word that follows a number to its units, ``sizes`` are the lengths of these
    beginnings by their first letters, the longest first, ``before`` are patterns of words that precede a number, and ``linker`` is a
    word that may stand between a number and its unit.
    """

    after: dict[str, frozenset[str]]
    sizes: dict[str, tuple[int, ...]]
    before: tuple[tuple[re.Pattern[str], str], ...]
    spaceless: bool
    linker: str


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """The unit of a number: what it may mean, the number ``shown`` with it, and the units it is ``per`` (kilogram in 5 mg/kg)."""

    units: frozenset[str]
    shown: str
    per: frozenset[str] = _NO_UNITS


def find_unit(text: str, number: re.Match[str], locale: str) -> UnitMatch:
    """Return the unit beside the match ``number`` in ``text``; a `UnitMatch` without units if there is none."""
    before = text[max(0, number.start() - LONGEST_PREFIX) : number.start()]
    if money := _MONEY_BEFORE.search(before):
        return UnitMatch(frozenset({SYMBOLS[money[0].strip()]}), money[0] + number[0])
    words = _unit_words(locale)
    if found := _unit_after(text, number, words):
        return found
    for pattern, unit in words.before:
        if prefix := pattern.search(before):
            return UnitMatch(frozenset({unit}), prefix[0] + number[0])
    return UnitMatch(_NO_UNITS, number[0])


def mentions_unit(units: frozenset[str], text: str, locale: str) -> bool:
    """Tell whether ``text`` may mention one of ``units`` anywhere, by its symbol or the beginning of its word: kg, kilo."""
    beginnings = (word[:LEAST_STEM] for word, names in _unit_words(locale).after.items() if names & units)
    lower = text.lower()
    return any(word in lower for word in beginnings)


def unit_words(locale: str) -> dict[str, frozenset[str]]:
    """Return the words of units that follow a number in ``locale``, or their beginnings, each with its units."""
    return _unit_words(locale).after


def unit_forms(locale: str) -> Iterator[tuple[str, str]]:
    """Yield the words of units in ``locale``, in each form of CLDR and of words/, with the unit."""
    yield from ((word, name) for word, name, _ in (*_cldr_words(locale), *_listed_words(locale)))


def _unit_after(text: str, number: re.Match[str], words: _UnitWords) -> UnitMatch | None:
    """Return the unit that follows ``number``; None if there is none."""
    gap = _NUMBER_TO_UNIT.match(text, number.end())
    between = gap[0] if gap else ""
    if words.linker and text.startswith(words.linker, number.end() + len(between)):
        between += words.linker
    rest = text[number.end() + len(between) :][:LONGEST_UNIT]
    if _NO_UNIT.match(rest):
        return None
    units, end = _unit_at_start(rest, words, hyphened=between in _HYPHENS)
    if not end:
        return None
    slash = _SLASH.match(rest, end)
    per, length = _unit_at_start(rest[slash.end() :], words) if slash else (_NO_UNITS, 0)
    end = slash.end() + length if slash and length else end
    return UnitMatch(units, number[0] + between + rest[:end], per)


def _unit_at_start(rest: str, words: _UnitWords, *, hyphened: bool = False) -> tuple[frozenset[str], int]:
    """Return the units that the word at the beginning of ``rest`` may mean, and where it ends: 0 if it is no unit."""
    for size in words.sizes.get(rest[:1].lower()[:1], ()):
        units = words.after.get(rest[:size].lower()) if len(rest) >= size else None
        end = _unit_end(rest, size, words.spaceless, hyphened) if units else 0
        if units and end:
            return units, end
    return _NO_UNITS, 0


def _unit_end(rest: str, size: int, spaceless: bool, hyphened: bool) -> int:
    """Return where the unit ends that matches the first ``size`` letters of ``rest``; 0 if they begin a longer word.

    After a hyphen a unit must be complete, but for the ending of a long word: 10-mg-Tablette, 5-prozentige, but not 2-м (an ordinal) nor
    822-E-Mail.
    """
    word, following = rest[:size], rest[size : size + 1]
    if size == 1 and following in ("'", "’"):  # an Italian or French article: l’immediato
        return 0
    rest_of_word = _WORD.match(rest, size) if hyphened else None
    if hyphened and (size == 1 or rest_of_word and (size < LONG_STEM or len(rest_of_word[0]) > 2)):
        return 0
    if word == "%" or word in _MONEY:
        return 0 if following.isdecimal() else size  # %1 is a placeholder of some programs; $5 belongs to the next number
    if word in ("G", "M"):  # giga and mega, or a name; grams and metres are written in lower case
        return 0
    if not _WORD.match(word[-1]):
        return size
    if spaceless:
        return 0 if word[-1].isascii() and following.isascii() and following.isalpha() else size
    ending = _WORD.match(rest, size)
    length = len(ending[0]) if ending else 0
    inflects = size >= LEAST_STEM and _WORD.fullmatch(word.replace("\u200c", ""))  # Persian words contain non-joiners
    return size + length if length <= (MOST_ENDING if inflects else 0) else 0


@lru_cache(maxsize=256)
def _unit_words(locale: str) -> _UnitWords:
    skipped = _NOT_SYMBOLS.get(language_code(locale), _NO_UNITS)
    table: dict[str, set[str]] = {symbol: {name} for symbol, name in SYMBOLS.items() if symbol not in skipped}
    before: dict[str, list[str]] = {}
    spaceless = is_spaceless(locale)
    uninflected = spaceless or language_code(locale) == "en"  # so that English “meteors” are not taken for metres
    for written, name, precedes in (*_cldr_words(locale), *_listed_words(locale)):
        word = normalize_text(written)
        if precedes:
            before.setdefault(name, []).append(word.lower())
        else:
            table.setdefault(word.lower() if uninflected else _stem(word.lower()), set()).add(name)
    for word, name, _ in _cldr_words("en"):
        table.setdefault(word.lower(), {name})  # not as stems: “percet” is no percent
    after = {word: frozenset(names) for word, names in table.items()}
    sizes: dict[str, set[int]] = {}
    for word in after:
        sizes.setdefault(word[0], set()).add(len(word))
    longest_first = {letter: tuple(sorted(found, reverse=True)) for letter, found in sizes.items()}
    preceding = tuple((_prefix_pattern(words), name) for name, words in before.items())
    return _UnitWords(after, longest_first, preceding, spaceless, _LINKERS.get(language_code(locale), ""))


def _stem(word: str) -> str:
    """Return the beginning of a unit word that is the same in all its inflected forms."""
    return word[:-2] if len(word) >= LEAST_STEM + 2 and _WORD.fullmatch(word) else word


def _prefix_pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![{LETTER}])(?<!\d\s)(?:{'|'.join(map(re.escape, words))}){_SPACES}$", re.IGNORECASE)


def _listed_words(locale: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the unit words of words/: word, unit, and whether it precedes the number."""
    lists = word_lists(locale)
    for units, precedes in ((lists.units, False), (frame_words(locale).units, False), (lists.before, True)):
        for name, words in units.items():
            yield from ((word.rstrip("*"), name, precedes) for word in split_phrases(words))
    if frame_words(locale).order == "before":
        yield from ((symbol, name, True) for symbol, name in SYMBOLS.items() if symbol.isalpha())


def _cldr_words(locale: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the unit words of CLDR in all plural forms: word, unit, and whether it precedes the number."""
    try:
        known = parsed_locale(locale)
    except (UnknownLocaleError, ValueError):
        return
    if known.percent_formats[None].pattern.startswith("%"):
        yield "%", "percent", True
    elif known.text_direction == "rtl":  # in right-to-left text some write the sign before its number
        yield from (("%", "percent", True), ("٪", "percent", True))
    patterns = locale_data(known)["unit_patterns"]
    for unit in CLDR_UNITS:
        for length in ("long", "short"):
            yield from _words_of_forms(patterns.get(unit, {}).get(length, {}), _CLDR_NAMES.get(unit, unit.partition("-")[2]))


def _words_of_forms(forms: dict[str, object], name: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the words of one CLDR unit from its plural forms, such as ``{0} hours``."""
    for form in {form for count, form in forms.items() if count != "per" and isinstance(form, str)}:
        word = form.replace("{0}", "").strip(_AROUND_UNIT)
        if len(word) > 1 or (word and _ONE_LETTER_WORDS.match(word)):
            yield word, name, form.strip(_AROUND_UNIT).endswith("{0}")
