"""What a unit is called: symbols that all languages share, the words of CLDR, and those of words/."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from babel import UnknownLocaleError

from publish.catalog.locales import locale_data, parsed_locale
from publish.checks.languages import code_of, is_spaceless, language_of, normalized, phrases

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
    "usd": "dollar", "eur": "euro", "gbp": "pound", "inr": "rupee",
}
TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
LOOSE = TIMES | {"unit", "degree", "million"}  # what languages call in many ways, or do not say

_SPACES = "[\\s\u00a0\u202f\u200b\u200c\u200e\u200f\u2066-\u2069]*"
_LETTERS = "\\w\u0300-\u036f\u0900-\u0d4d"  # with the vowel signs of India
_WORD = re.compile(f"[{_LETTERS}]+")
_AFTER = re.compile(rf"[-\u2011]|−?{_SPACES}")  # a minus may stand behind its number, where lines are read from the right
_SLASH = re.compile("\\.?[/\u2044\u2215]")
_HYPHENS = ("-", "\u2011")
_MONEY = "$€£₹₩¥"
BENT, ENDING = 4, 5  # letters from which a word may end in others, as languages bend them, and how many these are
LONGEST = 40  # characters in which a unit is looked for
_CURRENCY = re.compile(r"[$€£₹₩¥]\s*$")
_IS_WORD = re.compile("[\u0370-\u0dff\u1200-\u137f\u3040-\u9fff\uac00-\ud7af]")  # scripts in which one letter is a unit
_EDGE = "\u200f\u200e .\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class _Words:
    """The unit words of a locale: what may follow a number by how it begins, in lower case, and patterns for what may lead one."""

    after: dict[str, frozenset[str]]
    sizes: tuple[int, ...]
    before: tuple[tuple[re.Pattern[str], str], ...]
    spaceless: bool


def unit_at(text: str, match: re.Match[str], locale: str) -> tuple[frozenset[str], str, frozenset[str]]:
    """Return what the word at the number ``match`` in ``text`` may mean as a unit, the number as it is shown with it, and what
    the word behind a slash may mean: kilogram in 5 mg/kg."""
    before = text[max(0, match.start() - 16):match.start()]
    words = _unit_words(locale)
    said = _CURRENCY.search(before)
    if said:
        return frozenset({SYMBOLS[said[0].strip()]}), said[0] + match[0], frozenset()
    start = _AFTER.match(text, match.end())
    rest = text[start.end() if start else match.end():][:LONGEST]
    hyphened = start is not None and start[0] in _HYPHENS
    units, end = _begun(rest, words, hyphened)
    if end:
        slash = _SLASH.match(rest, end)
        per, more = _begun(rest[slash.end():], words, False) if slash else (frozenset[str](), 0)
        end = slash.end() + more if slash and more else end
        return units, text[match.start():match.end()] + (start[0] if start else "") + rest[:end], per
    for pattern, unit in words.before:
        said = pattern.search(before)
        if said:
            return frozenset({unit}), said[0] + match[0], frozenset()
    return frozenset(), match[0], frozenset()


def named(units: frozenset[str], text: str, locale: str) -> bool:
    """Tell whether ``text`` may name one of ``units`` anywhere, by its sign or by how its words begin: kg, kilo."""
    known = (word[:BENT] for word, names in _unit_words(locale).after.items() if names & units)
    lower = text.lower()
    return any(word in lower for word in known)


def _begun(rest: str, words: "_Words", hyphened: bool) -> tuple[frozenset[str], int]:
    """Return what the unit that begins ``rest`` may mean, and where it ends: 0 where there is none."""
    for size in words.sizes:
        units = words.after.get(rest[:size].lower(), frozenset()) if len(rest) >= size else frozenset()
        end = _end_of(rest, size, words.spaceless, hyphened) if units else 0
        if end:
            return units, end
    return frozenset(), 0


@lru_cache(maxsize=256)
def _unit_words(locale: str) -> _Words:
    table: dict[str, set[str]] = {symbol: {name} for symbol, name in SYMBOLS.items()}
    before: dict[str, list[str]] = {}
    spaceless = is_spaceless(locale)
    whole = spaceless or code_of(locale) == "en"  # English bends no unit, and meteors are no meters
    for said, name, leads in (*_cldr_words(locale), *_own_words(locale)):
        word = normalized(said)
        if leads:
            before.setdefault(name, []).append(word.lower())
        else:
            table.setdefault(_stem(word.lower(), whole), set()).add(name)
    for word, name, _ in _cldr_words("en"):
        table.setdefault(word.lower(), {name})  # unbent: “percet” is not “percent”
    after = {word: frozenset(names) for word, names in table.items()}
    sizes = tuple(sorted(set(map(len, after)), reverse=True))
    return _Words(after, sizes, tuple((_before(each), name) for name, each in before.items()), spaceless)


def _stem(word: str, whole: bool) -> str:
    """Return what stays of a unit word however the language bends it; of a ``whole`` one, the word."""
    return word[:-2] if len(word) >= BENT + 2 and not whole and _WORD.fullmatch(word) else word


def _end_of(rest: str, size: int, spaceless: bool, hyphened: bool) -> int:
    """Return where a unit ends that begins ``rest`` with ``size`` letters; 0 where it is another word that begins so.

    Behind a hyphen a unit is written in full: 10-mg-Tablette, and neither 2-м (an ordinal) nor 822-E-Mail.
    """
    word, following = rest[:size], rest[size:size + 1]
    if hyphened and (size == 1 or _WORD.match(rest, size)):
        return 0
    if word == "%" or word in _MONEY:
        return 0 if following.isdecimal() else size  # %1 is a placeholder of some programs, $5 the next number
    if word in "GM" or not _WORD.match(word[-1]):
        return size if word not in "GM" else 0
    if spaceless:
        return 0 if word[-1].isascii() and following.isascii() and following.isalpha() else size
    ending = _WORD.match(rest, size)
    more = len(ending[0]) if ending else 0
    bends = size >= BENT and _WORD.fullmatch(word.replace("\u200c", ""))  # within a Persian word
    return size + more if more <= (ENDING if bends else 0) else 0


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
    patterns = locale_data(known)["unit_patterns"]
    for unit in UNITS:
        for length in ("long", "short"):
            forms = patterns.get(unit, {}).get(length, {})
            for said in {form for count, form in forms.items() if count != "per" and isinstance(form, str)}:
                word = said.replace("{0}", "").strip(_EDGE)
                if len(word) > 1 or (word and _IS_WORD.match(word)):
                    yield word, unit.partition("-")[2], said.strip(_EDGE).endswith("{0}")
