"""Typed facts, as readers of each language write them (CLDR)."""

from datetime import date
from pathlib import Path

import pytest
from babel.units import UnknownUnitError

from publish.edition.facts import fact_text
from publish.edition.language import language_of
from publish.edition.typography import read_typography
from publish.guide import Day, FactValue, Phrase, Quantity
from publish.project import UsageError, Workspace


def text(value: FactValue, locale: str) -> str:
    language = language_of(locale)
    # CLDR parts numbers and signs by hard spaces of several widths; they are not what is tested here.
    span = read_typography(Workspace(Path("nowhere")), language).range
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
        (Phrase("dutasteride"), "ar", "dutasteride"),
    ],
)
def test_numbers_money_and_dates(value: FactValue, locale: str, expected: str) -> None:
    assert text(value, locale) == expected


@pytest.mark.parametrize("locale", ["ar", "fa", "he", "ur"])
def test_no_invisible_direction_marks(locale: str) -> None:
    assert not set("\u200e\u200f\u061c") & set(text(Quantity(300, 3000, None, "USD"), locale))


def test_a_unit_that_cldr_does_not_have() -> None:
    with pytest.raises(UnknownUnitError):
        text(Quantity(1, 1, "smidgen"), "en")


@pytest.mark.parametrize("locale", ["", "xx_nonsense", "../etc", "en\x00"])
def test_a_locale_that_cldr_does_not_have(locale: str) -> None:
    with pytest.raises(UsageError, match="unknown-locale"):
        language_of(locale)


def test_pseudo_locales_are_set_as_their_language() -> None:
    assert (language_of("ar_XB").direction, language_of("ar_XB").tag) == ("rtl", "ar-XB")
    assert language_of("en_XA").script == "Latn"
