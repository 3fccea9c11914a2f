"""Units are found beside numbers, in the words and inflected forms of each language, and no other word is taken for one."""

import re

import pytest

from publish.checks.analysis.units import find_unit, mentions_unit
from tests.checks.examples import codes

pytestmark = pytest.mark.usefixtures("empty_caches")


def unit(text: str, locale: str) -> tuple[str, str, str]:
    """Return the units of the last number in ``text``, the number as it is shown, and what it is per."""
    number = [*re.finditer(r"\d+", text)][-1]
    found = find_unit(text, number, locale)
    return " ".join(sorted(found.units)), found.shown, " ".join(sorted(found.per))


@pytest.mark.parametrize(
    ("locale", "text", "units", "shown"),
    [
        ("en", "10 mg", "milligram", "10 mg"), ("en", "10mg", "milligram", "10mg"), ("en", "10 MG", "milligram", "10 MG"),
        ("en", "10\u202fµg", "microgram", "10\u202fµg"), ("en", "10 μg", "microgram", "10 μg"), ("en", "10 mcg.", "microgram", "10 mcg"),
        ("en", "10-mg tablet", "milligram", "10-mg"), ("en", "10\u2011mg tablet", "milligram", "10\u2011mg"),
        ("en", "10 minutes", "minute", "10 minutes"), ("en", "10 Minutes,", "minute", "10 Minutes"), ("en", "5 %", "percent", "5 %"),
        ("en", "5 per cent of", "percent", "5 per cent"), ("en", "5 °C", "celsius", "5 °C"), ("en", "5 ℉", "fahrenheit", "5 ℉"),
        ("en", "2 L", "liter", "2 L"), ("en", "2 international units", "iu", "2 international units"), ("en", "2 mmol", "mmol", "2 mmol"),
        ("en", "5− °C", "celsius", "5− °C"), ("en", "5\u200e mg", "milligram", "5\u200e mg"),
        ("de", "3 Monaten", "month", "3 Monaten"), ("de", "10-mg-Tablette", "milligram", "10-mg"),
        ("de", "5 Prozents", "percent", "5 Prozents"),
        ("es", "24 horas", "hour", "24 horas"), ("pl", "3 miesięcy", "month", "3 miesięcy"), ("ru", "24 часов", "hour", "24 часов"),
        ("ru", "10 мг", "milligram", "10 мг"), ("ru", "5 граммов", "gram", "5 граммов"), ("hu", "10 percet", "minute", "10 percet"),
        ("tr", "24 saatte", "hour", "24 saatte"), ("hi", "24 घंटे", "hour", "24 घंटे"), ("fa", "10 میلی‌گرمی", "milligram", "10 میلی‌گرمی"),
        ("zh_Hans", "3个月内", "month", "3个月"), ("zh_Hans", "10毫克", "milligram", "10毫克"), ("ja", "10mgを", "milligram", "10mg"),
        ("th", "10 มก.", "milligram", "10 มก."), ("ko", "24시간마다", "hour", "24시간"),
        ("tr", "%5", "percent", "%5"), ("tr", "% 5", "percent", "% 5"), ("en", "$100", "dollar", "$100"), ("en", "€ 100", "euro", "€ 100"),
        ("fi", "5 pv", "day", "5 pv"), ("nb", "5 md senere", "month", "5 md"), ("sw", "saa 5", "hour", "saa 5"),
        ("it", "5 giornate", "day", "5 giornate"), ("hu", "100 euróért", "euro", "100 euróért"),
        ("fi", "10 minuutin", "minute", "10 minuutin"), ("it", "5 minutini", "minute", "5 minutini"),
        ("fr", "100 €", "euro", "100 €"), ("eu", "% 5", "percent", "% 5"),
        ("so", "boqolkiiba 5", "percent", "boqolkiiba 5"),
        ("so", "Boqolkii 5", "percent", "Boqolkii 5"), ("de", "5 Std.", "hour", "5 Std."), ("de", "5 Min", "minute", "5 Min"),
        ("th", "ร้อยละ 50", "percent", "ร้อยละ 50"),
    ],
)  # fmt: skip
def test_a_unit_is_found(locale: str, text: str, units: str, shown: str) -> None:
    assert units in unit(text, locale)[0].split() and unit(text, locale)[1] == shown


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "10 meteors"), ("en", "10 glasses"), ("en", "10"), ("en", "10 ."), ("en", "10 G"), ("en", "10 M"), ("en", "10 mgs"),
        ("en", "5 percet"), ("en", "5 %1"), ("en", "5 $6"), ("en", "5--mg"), ("en", "5 ~ mg"), ("en", "5-minutely"), ("en", "5-m"),
        ("en", "$100 and 5"), ("en", "$ a 5"), ("ru", "2-м месяце"), ("de", "822-E-Mail"), ("de", "822-g-Mail"), ("sv", "1000 meteorer"),
        ("ja", "10mgab"), ("es", "5 minutisimamente"), ("en", "%5"), ("en", "5, mg"), ("de", "10 Monatsblutungen"),
        ("en", "5 m²x3"), ("fi", "10 minuuk"), ("ca", "5 h"), ("ca", "5 /h"), ("en", "5 %12"), ("en", "3/4"),
    ],
)  # fmt: skip
def test_what_is_no_unit_is_none(locale: str, text: str) -> None:
    number = re.search(r"\d+", text)
    assert number is not None
    found = find_unit(text, number if text[0].isdigit() else [*re.finditer(r"\d+", text)][-1], locale)
    assert (found.units, found.per) == (frozenset(), frozenset()) and found.shown.isdigit()


@pytest.mark.parametrize(
    ("locale", "text", "units", "shown", "per"),
    [
        ("en", "5 mg/kg a day", "milligram", "5 mg/kg", "kilogram"), ("en", "5 mg⁄kg", "milligram", "5 mg⁄kg", "kilogram"),
        ("ru", "1 мг/кг", "milligram", "1 мг/кг", "kilogram"), ("en", "5 mg./l", "milligram", "5 mg./l", "liter"),
        ("en", "5 mg/visit", "milligram", "5 mg", ""), ("en", "5 mg /kg", "milligram", "5 mg", ""),
        ("en", "5 mg/-kg", "milligram", "5 mg", ""),
        ("en", "5 mg/", "milligram", "5 mg", ""), ("de", "70 mg/dL", "milligram", "70 mg/dL", "deciliter"),
        ("en", "5 mg/d kg", "milligram", "5 mg", ""),
    ],
)  # fmt: skip
def test_what_a_unit_is_per_is_read(locale: str, text: str, units: str, shown: str, per: str) -> None:
    assert unit(text, locale) == (units, shown, per)


def test_money_before_a_number_wins_over_a_word_after_it() -> None:
    assert unit("$100 a day", "en") == ("dollar", "$100", "")
    assert unit("100 mg", "en") == ("milligram", "100 mg", "")


def test_a_word_after_the_number_wins_over_one_before_it() -> None:
    assert unit("%5 mg", "tr") == ("milligram", "5 mg", "")


@pytest.mark.parametrize(
    ("locale", "units", "text", "expected"),
    [
        ("de", "kilogram", "täglich 1 mg pro Kilo", True), ("de", "kilogram", "1 MG/KG", True), ("ar", "kilogram", "لكل كيلوغرام", True),
        ("pl", "kilogram", "1 mg na dobę", False), ("zh_Hans", "kilogram", "每公斤1毫克", True), ("en", "deciliter", "per decilitre", True),
        ("en", "deciliter", "per glass", False), ("en", "gram day", "a day", True), ("en", "", "1 kg a day", False),
    ],
)
def test_units_are_recognized_anywhere_by_the_beginning_of_their_words(locale: str, units: str, text: str, expected: bool) -> None:
    assert mentions_unit(frozenset(units.split()), text, locale) is expected


def test_a_language_without_word_lists_has_the_words_of_cldr_and_an_unknown_locale_has_symbols() -> None:
    assert unit("3 maand", "af") == ("month", "3 maand", "")
    assert unit("3 mg", "xx") == unit("3 mg", "en")
    assert unit("3 minutes", "xx") == ("minute", "3 minutes", ""), "English words are known everywhere"


@pytest.mark.parametrize(
    ("locale", "word", "meant"),
    [
        ("ar", "كغ", "kilogram"), ("ar", "كجم", "kilogram"), ("ar", "ملل", "milliliter"), ("ar", "مئوية", "celsius"),
        ("ar", "ملم", "millimeter"),
        ("ur", "ملی\u200cگرام", "milligram"), ("he", "סמ״ק", "milliliter"), ("hi", "किग्रा", "kilogram"), ("hi", "एमएल", "milliliter"),
        ("bn", "এমজি", "milligram"), ("th", "ซีซี", "milliliter"), ("ko", "킬로", "kilogram"), ("ja", "cc", "milliliter"),
        ("vi", "ki-lô", "kilogram"), ("es", "kilos", "kilogram"), ("de", "Kilo", "kilogram"),
        ("tr", "lt", "liter"), ("zh_Hans", "公厘", "millimeter"),
    ],
)  # fmt: skip
def test_the_symbols_and_everyday_words_of_a_language_are_units(locale: str, word: str, meant: str) -> None:
    assert unit(f"5 {word}", locale)[0] == meant


@pytest.mark.parametrize(
    ("locale", "target"), [("fr", "Buvez un litre d’eau."), ("ar", "اشرب لترًا واحدًا من الماء."), ("ru", "Выпейте один литр воды.")]
)
def test_a_litre_may_be_spelled_out(locale: str, target: str) -> None:
    assert "dose-changed" not in codes(locale, "Drink 1 litre of water.", target)


def test_a_dose_may_not_be_spelled_out() -> None:
    assert "dose-changed" in codes("fr", "Take 1 mg.", "Prenez un milligramme.")
