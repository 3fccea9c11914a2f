"""Facts are written as CLDR says (unicode.org/cldr/charts): the values below were taken from its charts by hand, locale by locale."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.edition.layout.typography import read_typography
from publish.edition.values.facts import fact_text, unknown_units
from publish.edition.values.locale_info import locale_info
from publish.guide import Day, FactValue, Phrase, Quantity
from publish.project import UsageError, Workspace
from publish.text.digits import ascii_digits

LOCALES = ("en", "es", "fr", "de", "ar", "hi", "zh_Hans", "ko", "fa")


def text(value: FactValue, locale: str, span: str | None = None) -> str:
    """Return a fact, with a usual space for the hard spaces of several widths that CLDR has, and without joiners of letters."""
    language = locale_info(locale)
    usual = span or read_typography(Workspace(Path("nowhere")).snapshot(), language).range
    found = fact_text(value, language, usual)
    assert found is not None
    return re.sub("[\u00a0\u202f]", " ", found).replace("\u200c", "")


def single(number: float, unit: str | None = None, currency: str | None = None) -> Quantity:
    return Quantity(number, number, unit, currency)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (single(12600), "12,600 | 12.600 | 12 600 | 12.600 | 12,600 | 12,600 | 12,600 | 12,600 | ۱۲٬۶۰۰"),
        (
            single(1234567.5),
            "1,234,567.5 | 1.234.567,5 | 1 234 567,5 | 1.234.567,5 | 1,234,567.5 | "
            "12,34,567.5 | 1,234,567.5 | 1,234,567.5 | ۱٬۲۳۴٬۵۶۷٫۵",
        ),
        (single(0.5), "0.5 | 0,5 | 0,5 | 0,5 | 0.5 | 0.5 | 0.5 | 0.5 | ۰٫۵"),
        (single(5, "percent"), "5% | 5 % | 5 % | 5 % | 5% | 5% | 5% | 5% | ۵٪"),
        (single(62.8, "percent"), "62.8% | 62,8 % | 62,8 % | 62,8 % | 62.8% | 62.8% | 62.8% | 62.8% | ۶۲٫۸٪"),
        (single(100, "percent"), "100% | 100 % | 100 % | 100 % | 100% | 100% | 100% | 100% | ۱۰۰٪"),
        (single(300, None, "USD"), "$300 | 300 US$ | 300 $US | 300 $ | 300 US$ | $300 | US$300 | US$300 | $ ۳۰۰"),
        (single(19.9, None, "EUR"), "€19.90 | 19,90 € | 19,90 € | 19,90 € | 19.90 € | €19.90 | €19.90 | €19.90 | € ۱۹٫۹۰"),
        (single(45, None, "EUR"), "€45 | 45 € | 45 € | 45 € | 45 € | €45 | €45 | €45 | € ۴۵"),
        (
            single(200, "milligram"),
            "200 milligrams | 200 miligramos | 200 milligrammes | 200 Milligramm | 200 مليغرام | "
            "200 मिलीग्राम | 200毫克 | 200밀리그램 | ۲۰۰ میلیگرم",
        ),
        (single(1, "month"), "1 month | 1 mes | 1 mois | 1 Monat | شهر | 1 महीना | 1个月 | 1개월 | ۱ ماه"),
        (single(3, "week"), "3 weeks | 3 semanas | 3 semaines | 3 Wochen | 3 أسابيع | 3 सप्ताह | 3周 | 3주 | ۳ هفته"),
        (
            Quantity(10, 30, "minute"),
            "10–30 minutes | 10–30 minutos | 10–30 minutes | 10–30 Minuten | 10–30 دقيقة | "
            "10–30 मिनट | 10–30分钟 | 10–30분 | ۱۰–۳۰ دقیقه",
        ),
        (
            Quantity(2, 3, "week"),
            "2–3 weeks | 2–3 semanas | 2–3 semaines | 2–3 Wochen | 2–3 أسابيع | "
            "2–3 सप्ताह | 2–3周 | 2–3주 | ۲–۳ هفته",
        ),
        (Quantity(0.5, 1.5), "0.5–1.5 | 0,5–1,5 | 0,5–1,5 | 0,5–1,5 | 0.5–1.5 | 0.5–1.5 | 0.5–1.5 | 0.5–1.5 | ۰٫۵–۱٫۵"),
        (Quantity(40, 60, "percent"), "40%–60% | 40 %–60 % | 40 %–60 % | 40 %–60 % | 40%–60% | 40%–60% | 40%–60% | 40%–60% | ۴۰٪–۶۰٪"),
        (
            Quantity(20, 30, None, "USD"),
            "$20–$30 | 20 US$–30 US$ | 20 $US–30 $US | 20 $–30 $ | 20 US$–30 US$ | "
            "$20–$30 | US$20–US$30 | US$20–US$30 | $ ۲۰–$ ۳۰",
        ),
        (
            Day(date(2009, 7, 1)),
            "July 1, 2009 | 1 de julio de 2009 | 1 juillet 2009 | 1. Juli 2009 | 1 يوليو 2009 | "
            "1 जुलाई 2009 | 2009年7月1日 | 2009년 7월 1일 | ۱ ژوئیهٔ ۲۰۰۹",
        ),
        (Phrase("dutasteride"), " | ".join(["dutasteride"] * 9)),
    ],
    ids=str,
)
def test_a_fact_in_nine_locales(value: FactValue, expected: str) -> None:
    assert [text(value, locale, "{0}–{1}") for locale in LOCALES] == expected.split(" | ")


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
        ("ht", "10 a 30 minit"),
    ],
)
def test_a_range_is_joined_as_typography_says(locale: str, expected: str) -> None:
    assert text(Quantity(10, 30, "minute"), locale) == expected


@pytest.mark.parametrize(
    ("locale", "unit", "expected"),
    [
        ("en", "month", "1 month | 2 months | 5 months | 11 months | 100 months"),
        ("ar", "month", "شهر | شهران | 5 أشهر | 11 شهرًا | 100 شهر"),
        ("ar", "week", "أسبوع | أسبوعان | 5 أسابيع | 11 أسبوعًا | 100 أسبوع"),  # the long forms lack some of these
        ("pl", "month", "1 miesiąc | 2 miesiące | 5 miesięcy | 11 miesięcy | 100 miesięcy"),
        ("ru", "week", "1 неделя | 2 недели | 5 недель | 11 недель | 100 недель"),
        ("ko", "month", "1개월 | 2개월 | 5개월 | 11개월 | 100개월"),
        ("fr", "hour", "1 heure | 2 heures | 5 heures | 11 heures | 100 heures"),
        ("ht", "month", "1 mwa | 2 mwa | 5 mwa | 11 mwa | 100 mwa"),  # CLDR has the French words for Haitian Creole
    ],
)
def test_a_unit_has_the_plural_of_its_number(locale: str, unit: str, expected: str) -> None:
    assert [text(single(number, unit), locale) for number in (1, 2, 5, 11, 100)] == expected.split(" | ")


@pytest.mark.parametrize(("locale", "expected"), [("ar", "1–2 يوم"), ("he", "1–2 ימים"), ("en", "1–2 days"), ("sl", "1–2 dneva")])
def test_a_range_never_loses_its_lower_end_in_a_word_that_means_two(locale: str, expected: str) -> None:
    assert text(Quantity(1, 2, "day"), locale, "{0}–{1}") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (single(0.0625, "milligram"), "0.0625 milligrams"),
        (single(0.125, "percent"), "0.125%"),
        (single(0.0001), "0.0001"),
        (Quantity(0.0625, 0.125, "milligram"), "0.0625–0.125 milligrams"),
        (single(12.3456), "12.3456"),
    ],
    ids=str,
)
def test_no_decimal_of_a_dose_is_rounded_away(value: Quantity, expected: str) -> None:
    assert text(value, "en", "{0}–{1}") == expected


@pytest.mark.parametrize(("currency", "locale", "expected"), [("JPY", "en", "¥1,500"), ("JPY", "ko", "JP¥1,500")])
def test_a_whole_price_has_no_decimals(currency: str, locale: str, expected: str) -> None:
    assert text(single(1500, None, currency), locale) == expected


@pytest.mark.parametrize(("locale", "expected"), [("ru", "1 июля 2009"), ("uk", "1 липня 2009"), ("pt_BR", "1 de julho de 2009")])
def test_a_date_has_no_abbreviation_that_ends_in_a_full_stop(locale: str, expected: str) -> None:
    assert text(Day(date(2009, 7, 1)), locale) == expected


@pytest.mark.parametrize("locale", ["ar", "fa", "he", "ur"])
def test_no_invisible_direction_marks(locale: str) -> None:
    assert not set("\u200e\u200f\u061c") & set(text(Quantity(300, 3000, None, "USD"), locale))


NUMBERS = st.decimals(0, 10**6, allow_nan=False, places=4) | st.integers(0, 10**9).map(Decimal)
SIGNS = {"en": ",.", "de": ".,", "fa": "٬٫", "hi": ",.", "ar": ",."}


@given(NUMBERS, st.sampled_from([None, "percent", "milligram"]), st.sampled_from(sorted(SIGNS)))
def test_every_digit_of_a_number_is_printed(number: Decimal, unit: str | None, locale: str) -> None:
    value = int(number) if number == number.to_integral_value() else float(number)
    grouping, decimal = SIGNS[locale]
    printed = ascii_digits(text(single(value, unit), locale)).replace(grouping, "").replace(decimal, ".")
    assert re.findall(r"[\d.]+", printed) == [f"{number.normalize():f}"]


@given(st.integers(0, 99), st.integers(100, 999), st.sampled_from([None, "percent", "day", "milligram"]), st.sampled_from(LOCALES))
def test_a_range_has_its_two_numbers_in_order(low: int, high: int, unit: str | None, locale: str) -> None:
    printed = ascii_digits(text(Quantity(low, high, unit), locale, "{0}…{1}"))
    assert re.findall(r"\d+", printed) == [str(low), str(high)] and printed.index(str(low)) < printed.index("…")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_locale_writes_its_own_digits_alone(locale: str) -> None:
    digits = Counter(letter for letter in text(single(9876543210), locale) if letter.isdigit())
    assert set(digits) == set(locale_info(locale).digits) and set(digits.values()) == {1}


def test_a_unit_that_cldr_does_not_have() -> None:
    assert fact_text(single(1, "smidgen"), locale_info("en"), "{0}–{1}") is None
    assert fact_text(Quantity(1, 2, "smidgen"), locale_info("ar"), "{0}–{1}") is None
    facts = {"target": single(1, "milligram-per-deciliter"), "wait": single(1, "month"), "part": single(1, "percent"), "name": Phrase("x")}
    (error,) = unknown_units(facts, "guide.toml")
    assert (error.severity, error.code, error.file) == ("error", "unknown-unit", "guide.toml")
    assert error.message == "CLDR has no unit “milligram-per-deciliter”, as the fact “target” has"
    assert error.hint and error.hint.startswith("use a name of CLDR: milligram-ofglucose-per-deciliter")


def test_a_unit_like_no_other_gets_the_usual_ones_proposed() -> None:
    (error,) = unknown_units({"x": single(1, "qqqq")}, "guide.toml")
    assert str(error.hint).startswith("use a name of CLDR: minute, month, percent, milligram; ")


@pytest.mark.parametrize(
    ("written", "meant"), [("mcg", "microgram"), ("ML", "milliliter"), ("hrs", "hour"), ("days", "day"), ("%", "percent")]
)
def test_an_abbreviation_or_a_plural_suggests_the_name_of_cldr(written: str, meant: str) -> None:
    (error,) = unknown_units({"x": single(1, written)}, "guide.toml", lambda name: 7)
    assert error.hint == f"did you mean “{meant}”?" and error.line == 7


def test_a_unit_with_a_hyphen_needs_no_kind() -> None:
    named = "milligram-ofglucose-per-deciliter", "concentr-milligram-ofglucose-per-deciliter", "millimeter-ofhg", "fluid-ounce"
    assert not list(unknown_units({name: single(1, name) for name in named}, "guide.toml"))
    assert len({text(single(70, name), "de") for name in named[:2]}) == 1


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
