"""Durations and numbers in other words: equal ones are right, others are reported."""

from decimal import Decimal

import pytest

from publish.checks.analysis.numbers import find_numbers
from publish.checks.analysis.spelled_out import spelled_out
from publish.checks.doses.durations import find_durations
from tests.checks.examples import CRITICAL, codes

DOSE_CODES = {"dose-changed", "number-word-changed", "limit-lost", "numbers-exchanged"}


def reported(source: str, target: str, locale: str) -> set[str]:
    """Return the codes that concern numbers, which the checks report of a critical text."""
    return codes(locale, source, target, CRITICAL) & DOSE_CODES


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("ko", "Wait a quarter of an hour.", "15분 기다리세요."),
        ("de", "Wait three quarters of an hour.", "Warten Sie 45 Minuten."),
        ("zh_Hans", "Wait 15 minutes.", "等待一刻钟。"),
        ("ja", "Wait half an hour.", "30分待ってください。"),
        ("ar", "Wait 30 minutes.", "انتظر نصف ساعة."),
        ("de", "Come back in a fortnight.", "Kommen Sie in 14 Tagen wieder."),
        ("fr", "Come back in 2 weeks.", "Revenez dans 15 jours."),
        ("fr", "Come back in 15 days.", "Revenez dans quinze jours."),
        ("de", "Rest for an hour and a half.", "Ruhen Sie 90 Minuten."),
        ("es", "Rest for 1½ hours.", "Descanse una hora y media."),
        ("hi", "Rest for 2.5 hours.", "ढाई घंटे आराम करें।"),
        ("es", "for half a year", "durante seis meses"),
        ("zh_Hans", "for 6 months", "半年"),
        ("ko", "for 4 days", "나흘 동안"),
        ("uk", "after 15 minutes", "через п’ятнадцять хвилин"),
        ("bn", "after 15 minutes", "পনেরো মিনিট পরে"),
        ("sv", "at half past eight", "klockan halv nio"),
        ("ro", "the opening times of a day", "orele de program dintr-o zi"),
        ("ja", "15,000 people", "1万5千人"),
        ("es", "1 billion people", "mil millones de personas"),
    ],
)
def test_the_same_in_other_words(locale: str, source: str, target: str) -> None:
    assert reported(source, target, locale) == set()


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("ko", "Wait a quarter of an hour.", "30분 기다리세요."),
        ("de", "Wait half an hour.", "Warten Sie eine Viertelstunde."),
        ("fr", "Wait half an hour.", "Attendez un quart d’heure."),
        ("hi", "Rest for an hour and a half.", "ढाई घंटे आराम करें।"),
        ("fr", "Come back in 3 weeks.", "Revenez dans 15 jours."),
        ("es", "Come back in 2 days.", "Vuelva en 2 semanas."),
        ("de", "Wait 15 minutes.", "Warten Sie fünfzig Minuten."),
        ("es", "Wait fifteen minutes.", "Espere catorce minutos."),
        ("ru", "Wait fifteen minutes.", "Подождите двадцать минут."),
        ("vi", "Wait twenty minutes.", "Chờ hai mươi lăm phút."),
        ("ja", "15,000 people", "1万6千人"),
    ],
)
def test_another_duration_or_number(locale: str, source: str, target: str) -> None:
    assert reported(source, target, locale)


@pytest.mark.parametrize(
    ("locale", "text", "numbers"),
    [
        ("fr", "quatre-vingt-quinze jours", {95}),
        ("de", "fünfundvierzig Minuten", {45}),
        ("ru", "через двадцати одной минуты", {21}),
        ("th", "ยี่สิบห้านาที", {25}),
        ("ko", "열다섯 번", {15}),
        ("en", "one hundred and five", {105}),
        ("ur", "fifteen", set()),
    ],
)
def test_numbers_are_spelled_out_whole(locale: str, text: str, numbers: set[int]) -> None:
    assert spelled_out(text, locale).keys() == numbers


def test_parts_of_one_number() -> None:
    assert [number.value for number in find_numbers("2 लाख 50 हज़ार लोग, 6.0.1", "hi")][:1] == [Decimal(250_000)]
    assert [number.value for number in find_numbers("1万 5人", "ja")] == [10_000, 5]


def test_each_duration_is_found_in_its_language() -> None:
    assert [word.shown for word in find_durations("Rest for half an hour, then a fortnight.", "en")] == ["half an hour", "a fortnight"]
    assert find_durations("Rest for 30 minutes.", "en") == []


@pytest.mark.parametrize(("source", "is_right"), [("Take it for 1 week.", True), ("Take it for 7 days.", False)])
def test_a_week_may_be_eight_days_in_french_but_seven_days_may_not(source: str, is_right: bool) -> None:
    assert ("dose-changed" not in codes("fr", source, "Prenez-le pendant 8 jours.")) is is_right
