"""Typed facts, as readers of each language write them (CLDR)."""

import tomllib
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from babel import Locale
from babel.core import get_global

from publish.edition.layout.typography import read_typography
from publish.edition.values.facts import MARKS, fact_text, unknown_units
from publish.edition.values.locale_info import locale_info
from publish.guide import Day, FactValue, Phrase, Quantity
from publish.project import UsageError, Workspace, layouts_folder


def text(value: FactValue, locale: str) -> str:
    language = locale_info(locale)
    # CLDR parts numbers and signs by hard spaces of several widths; they are not what is tested here.
    span = read_typography(Workspace(Path("nowhere")).snapshot(), language).range
    return fact_text(value, language, span).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", "10 to 30 minutes"),
        ("es", "10 a 30 minutos"),
        ("fr", "10 à 30 minutes"),
        ("ar", "10 إلى 30 دقيقة"),
        ("fa", "۱۰ تا ۳۰ دقیقه"),
        ("zh_Hans", "10至30分钟"),
        ("hi", "10 से 30 मिनट"),
        ("ko", "10~30분"),
        ("de", "10 bis 30 Minuten"),
        ("ne", "१० देखि ३० मिनेट"),
    ],
)
def test_a_range_of_minutes(locale: str, expected: str) -> None:
    assert text(Quantity(10, 30, "minute"), locale) == expected


@pytest.mark.parametrize(
    ("locale", "one", "two", "five"),
    [
        ("en", "1 month", "2 months", "5 months"),
        ("ar", "شهر", "شهران", "5 أشهر"),
        ("pl", "1 miesiąc", "2 miesiące", "5 miesięcy"),
        ("ko", "1개월", "2개월", "5개월"),
    ],
)
def test_units_have_the_plural_of_their_number(locale: str, one: str, two: str, five: str) -> None:
    assert [text(Quantity(n, n, "month"), locale) for n in (1, 2, 5)] == [one, two, five]


@pytest.mark.parametrize(
    ("value", "locale", "expected"),
    [
        (Quantity(62.8, 62.8, "percent"), "en", "62.8%"),
        (Quantity(62.8, 62.8, "percent"), "fr", "62,8 %"),
        (Quantity(62.8, 62.8, "percent"), "fa", "۶۲٫۸٪"),
        (Quantity(40, 60, "percent"), "es", "40 % a 60 %"),
        (Quantity(12600, 12600), "en", "12,600"),
        (Quantity(12600, 12600), "es", "12.600"),
        (Quantity(0.5, 0.5, "milligram"), "es", "0,5 miligramos"),
        (Quantity(300, 3000, None, "USD"), "en", "$300 to $3,000"),
        (Quantity(300, 3000, None, "USD"), "hi", "$300 से $3,000"),
        (Quantity(19.9, 19.9, None, "EUR"), "en", "€19.90"),
        (Day(date(2009, 7, 1)), "en", "July 1, 2009"),
        (Day(date(2009, 7, 1)), "es", "1 de julio de 2009"),
        (Day(date(2009, 7, 1)), "zh_Hans", "2009年7月1日"),
        (Day(date(2009, 7, 1)), "ru", "1 июля 2009"),
        (Day(date(2009, 7, 1)), "uk", "1 липня 2009"),
        (Phrase("dutasteride"), "ar", "dutasteride"),
    ],
)
def test_numbers_money_and_dates(value: FactValue, locale: str, expected: str) -> None:
    assert text(value, locale) == expected


@pytest.mark.parametrize("locale", ["ar", "fa", "he", "ur"])
def test_no_invisible_direction_marks(locale: str) -> None:
    assert not set("\u200e\u200f\u061c") & set(text(Quantity(300, 3000, None, "USD"), locale))


def test_a_unit_that_cldr_does_not_have() -> None:
    assert fact_text(Quantity(1, 1, "smidgen"), locale_info("en"), "{0}–{1}") is None
    (error,) = unknown_units({"target": Quantity(1, 1, "milligram-per-deciliter"), "wait": Quantity(1, 1, "month")}, "guide.toml")
    assert "target" in str(error) and "milligram-ofglucose-per-deciliter" in str(error)


def test_a_unit_with_a_hyphen_needs_no_kind() -> None:
    named = "milligram-ofglucose-per-deciliter", "concentr-milligram-ofglucose-per-deciliter", "millimeter-ofhg", "fluid-ounce"
    assert not list(unknown_units({name: Quantity(1, 1, name) for name in named}, "guide.toml"))
    assert len({text(Quantity(70, 70, name), "de") for name in named[:2]}) == 1


@pytest.mark.parametrize("locale", ["", "xx_nonsense", "../etc", "en\x00"])
def test_a_locale_that_cldr_does_not_have(locale: str) -> None:
    with pytest.raises(UsageError, match="unknown-locale"):
        locale_info(locale)


def test_pseudo_locales_are_set_as_their_language() -> None:
    assert (locale_info("ar_XB").direction, locale_info("ar_XB").tag) == ("rtl", "ar-XB")
    assert locale_info("en_XA").script == "Latn"


@pytest.mark.parametrize(
    ("locale", "native", "english"),
    [
        ("zh_Hans", "简体中文", "Simplified Chinese"),
        ("pt_BR", "Português (Brasil)", "Brazilian Portuguese"),
        ("fr", "Français", "French"),
        ("tl", "Tagalog", "Tagalog"),
    ],
)
def test_languages_are_called_by_their_whole_name(locale: str, native: str, english: str) -> None:
    assert (locale_info(locale).native, locale_info(locale).english) == (native, english)


UNITS = ("minute", "hour", "day", "week", "month", "year")


def every_locale() -> list[str]:
    """Return the locales that layouts/typography.toml sets: those of its own, and the likely locale of each of its scripts."""
    table = tomllib.loads((layouts_folder() / "typography.toml").read_text(encoding="utf-8"))
    likely = [f"und_{script}" for script in table["script"]]
    return sorted({*table["locale"], *(get_global("likely_subtags")[name].rsplit("_", 1)[0] for name in likely)})


@pytest.mark.parametrize("locale", every_locale())
def test_units_are_those_of_cldr_in_every_plural(locale: str) -> None:
    """The words around the number are those of CLDR's pattern for that plural, of the longest form it has."""
    language = locale_info(locale)
    known = Locale.parse(language.cldr)
    for unit, count in product(UNITS, (1, 2, 3, 5, 11, 21, 100)):
        pattern = cldr_pattern(known, f"duration-{unit}", known.plural_form(count))
        expected = language.numerals(pattern.replace("{0}", str(count)).translate(MARKS))
        assert fact_text(Quantity(count, count, unit), language, "{0}–{1}") == expected, (unit, count)


def test_a_long_form_that_babel_lacks_keeps_its_plural() -> None:
    assert [text(Quantity(n, n, "week"), "ar") for n in (1, 2, 5, 12, 100)] == ["أسبوع", "أسبوعان", "5 أسابيع", "12 أسبوعًا", "100 أسبوع"]


def test_no_unit_is_in_english_elsewhere() -> None:
    # French and Romanian say “minute” too, and Haitian Creole gets the units of French: CLDR has none of its own.
    for locale, unit in product(set(every_locale()) - {"en", "fr", "ht", "ro"}, UNITS):
        assert text(Quantity(5, 5, unit), locale).split()[-1] not in (unit, f"{unit}s")


def cldr_pattern(known: Locale, unit: str, plural: str) -> str:
    """Return the pattern (``{0} weeks``) of ``unit``: a form that is lacking is that of the next shorter length."""
    for length in ("long", "short", "narrow"):
        forms = known._data["unit_patterns"].get(unit, {}).get(length, {})
        if "other" in forms:
            return str(forms.get(plural, forms["other"]))
    raise AssertionError(f"CLDR has no pattern for {unit} in {known}")
