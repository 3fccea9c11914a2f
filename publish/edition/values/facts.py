"""Format facts in a locale: numbers, ranges, units, percentages, money and dates, as CLDR (through Babel) writes them."""

import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from decimal import Decimal
from functools import cache
from typing import Any

from babel import Locale
from babel.localedata import LocaleDataDict, load
from babel.numbers import format_currency, format_decimal, format_percent

from publish.edition.values.locale_info import LocaleInfo
from publish.guide import Day, FactValue, Phrase, Quantity
from publish.guide.tree import Forms
from publish.project import Finding, Severity
from publish.text.plural_categories import names_one_number
from publish.text.suggest import similar_names

# The kinds of unit of CLDR (units.xml): guide.toml names a unit without its kind, as people do.
UNIT_KINDS = ("duration", "mass", "volume", "length", "concentr", "temperature", "energy", "pressure", "area", "speed", "digital")
# What people write in place of CLDR's names, without capital letters.
ABBREVIATIONS = {
    "mcg": "microgram", "µg": "microgram", "μg": "microgram", "ug": "microgram", "mg": "milligram", "g": "gram", "gm": "gram",
    "kg": "kilogram", "lb": "pound", "lbs": "pound", "oz": "ounce", "l": "liter", "dl": "deciliter", "cl": "centiliter",
    "ml": "milliliter", "cc": "milliliter", "milliliters": "milliliter", "millilitre": "milliliter", "litre": "liter",
    "mm": "millimeter", "cm": "centimeter", "m": "meter", "km": "kilometer", "metre": "meter", "centimetre": "centimeter",
    "millimetre": "millimeter", "in": "inch", "ft": "foot", "s": "second", "sec": "second", "secs": "second", "min": "minute",
    "mins": "minute", "h": "hour", "hr": "hour", "hrs": "hour", "d": "day", "wk": "week", "wks": "week", "mo": "month", "mth": "month",
    "mths": "month", "y": "year", "yr": "year", "yrs": "year", "%": "percent", "per cent": "percent", "pct": "percent",
    "°c": "celsius", "c": "celsius", "°f": "fahrenheit", "f": "fahrenheit", "kcal": "kilocalorie", "cal": "calorie",
    "mmhg": "millimeter-ofhg", "mm hg": "millimeter-ofhg", "mmol/l": "millimole-per-liter", "mg/dl": "milligram-ofglucose-per-deciliter",
    "tsp": "teaspoon", "tbsp": "tablespoon",
}  # fmt: skip
LENGTHS = ("long", "short", "narrow")
DEFAULT = "default"  # the locale's own numbering system, for its decimal and grouping signs
# CLDR orders currency signs by LRM, RLM and ALM; a page does it with elements, which WeasyPrint honours.
MARKS = str.maketrans("", "", "\u200e\u200f\u061c")


def fact_text(value: FactValue, language: LocaleInfo, span: str) -> str | None:
    """Return ``value`` as a reader of ``language`` expects it; ``span`` is the pattern of a range (``{0}–{1}``).

    Returns None for a unit that CLDR does not have; `unknown_units` says which.
    """
    if isinstance(value, Phrase):
        return value.text
    if isinstance(value, Day):
        return language.date(value.date)
    text = _quantity(value, language.cldr, span)
    return None if text is None else language.numerals(text.translate(MARKS))


def quantity_in_form(value: FactValue, forms: Forms, language: LocaleInfo, span: str) -> str | None:
    """Return a number and its unit in the words of ``forms``, those of a translation; ``#`` in them is the number.

    Returns None for what is no plain quantity, and for forms without “other”. A form without a number prints only where it can mean no
    other one: Arabic “two” is for 2 alone, Russian “one” for 21, too.
    """
    texts = dict(forms)
    if not isinstance(value, Quantity) or value.currency or "#" not in texts.get("other", ""):
        return None
    low, high = Decimal(str(value.low)), Decimal(str(value.high))
    category = Locale.parse(language.cldr).plural_form(high)
    text = texts.get(category, texts["other"])
    if "#" not in text and (value.is_range or not names_one_number(language.cldr, category)):
        text = texts["other"]
    numbers = [_number(number, language.cldr) for number in (low, high)]
    written = span.format(*numbers) if value.is_range else numbers[1]
    return language.numerals(text.replace("#", written).translate(MARKS))


def _quantity(value: Quantity, locale: str, span: str) -> str | None:
    low, high = Decimal(str(value.low)), Decimal(str(value.high))
    if value.unit in (None, "percent"):
        text = _percent if value.unit else lambda number, where: _money(number, value.currency, where)
        return span.format(text(low, locale), text(high, locale)) if value.is_range else text(high, locale)
    # A plural follows the upper end of a range (CLDR pluralRanges: “end” in all but a few locales).
    plural = Locale.parse(locale).plural_form(high)
    pattern = _pattern(str(value.unit), plural, locale)
    if not value.is_range:
        return pattern and pattern.replace("{0}", _number(high, locale))
    # A form that says its number in the word alone (Arabic “two days”) would hide the lower end.
    pattern = pattern if pattern is None or "{0}" in pattern else _pattern(str(value.unit), "other", locale)
    return pattern and pattern.replace("{0}", span.format(_number(low, locale), _number(high, locale)))


def _pattern(unit: str, plural: str, locale: str) -> str | None:
    return next((found for name in _names(unit) if (found := _unit_pattern(locale, name, plural))), None)


def _names(unit: str) -> tuple[str, ...]:
    return unit, *(f"{kind}-{unit}" for kind in UNIT_KINDS)


def _unit_patterns(locale: str) -> Mapping[str, Any]:
    data: MutableMapping[Any, Any] = dict(load(locale))
    patterns: Mapping[str, Any] = LocaleDataDict(data)["unit_patterns"]
    return patterns


@cache
def _unit_pattern(locale: str, unit: str, plural: str) -> str | None:
    """Return CLDR's pattern (``{0} weeks``), None where it has none.

    A form that a locale lacks is that of the next shorter length, and a plural it lacks is “other” (UTS 35, part 2, 6).
    Babel's own ``format_unit`` writes the bare name of the unit there: “12 أسابيع”, which is wrong.
    """
    patterns = _unit_patterns(locale).get(unit, {})
    forms: Mapping[str, str] = next((patterns[length] for length in LENGTHS if "other" in patterns.get(length, {})), {})
    return forms.get(plural, forms.get("other"))


def unknown_units(facts: Mapping[str, FactValue], file: str, line_of: Callable[[str], int | None] = lambda name: None) -> Iterator[Finding]:
    """Yield an error for each of the ``facts`` of ``file`` whose unit CLDR does not have, with similar names of CLDR.

    ``line_of`` returns the line of a fact in the file.
    """
    for name, value in facts.items():
        unit = value.unit if isinstance(value, Quantity) else None
        if unit and unit != "percent" and not any(_unit_pattern("root", each, "other") for each in _names(unit)):
            message = f"CLDR has no unit “{unit}”, as the fact “{name}” has"
            yield Finding(Severity.ERROR, "unknown-unit", message, file=file, line=line_of(name), hint=_unit_hint(unit))


def _unit_hint(unit: str) -> str:
    """Return what to write instead of ``unit``: an abbreviation and a plural have one name in CLDR."""
    folded = unit.strip().lower().rstrip(".")
    meant = ABBREVIATIONS.get(folded) or next((name for name in (folded, folded.removesuffix("s")) if name in (*_units(), "percent")), "")
    if meant:
        return f"did you mean “{meant}”?"
    near = similar_names(unit, _units(), 3)
    others = "for what CLDR has no name (tablet, puff, drop), leave the unit out and write the word in the text"
    return f"use a name of CLDR: {', '.join(near or ['minute', 'month', 'percent', 'milligram'])}; {others}"


@cache
def _units() -> tuple[str, ...]:
    """Return the units of CLDR as people name them, without their kind: those that all locales have."""
    names = (name.partition("-") for name in _unit_patterns("root"))
    return tuple(sorted(name for kind, _, name in names if kind in UNIT_KINDS and _unit_pattern("root", f"{kind}-{name}", "other")))


def _number(number: Decimal, locale: str) -> str:
    # All decimals, however many: rounded to the three of CLDR's pattern, 0.0625 mg would be another dose.
    return format_decimal(number, locale=locale, decimal_quantization=False, numbering_system=DEFAULT)


def _money(number: Decimal, currency: str | None, locale: str) -> str:
    if currency is None:
        return _number(number, locale)
    if number != number.to_integral_value():
        return format_currency(number, currency, locale=locale, numbering_system=DEFAULT)
    pattern = Locale.parse(locale).currency_formats["standard"].pattern
    return format_currency(number, currency, re.sub(r"\.0+", "", pattern), locale=locale, currency_digits=False, numbering_system=DEFAULT)


def _percent(number: Decimal, locale: str) -> str:
    known = Locale.parse(locale)
    pattern = known.percent_formats[None].pattern
    text = format_percent(number / 100, pattern, locale=locale, decimal_quantization=False, numbering_system=DEFAULT)
    return text.replace("%", known.number_symbols[known.default_numbering_system].get("percentSign", "%"))
