"""Half hours of the clock and hours that are days, in the words of many languages: equal ones are right, others are errors."""

import pytest

from tests.checks.examples import codes

HALF_PAST_EIGHT = {
    "de": "Kommen Sie um halb neun.",
    "nl": "Kom om half negen.",
    "ru": "Приходите в половине девятого.",
    "pl": "Proszę przyjść o wpół do dziewiątej.",
    "uk": "Приходьте о пів на дев’яту.",
    "es": "Venga a las ocho y media.",
    "fr": "Venez à huit heures et demie.",
    "it": "Venga alle otto e mezza.",
    "pt_BR": "Venha às oito e meia.",
    "ja": "8時半に来てください。",
    "ko": "8시 반에 오세요.",
    "zh_Hans": "请在8点半来。",
    "vi": "Hãy đến lúc 8 giờ rưỡi.",
    "hi": "साढ़े आठ बजे आएँ।",
    "ur": "ساڑھے آٹھ بجے آئیں۔",
    "fa": "ساعت هشت و نیم بیایید.",
    "ar": "تعال في الساعة الثامنة والنصف.",
    "tr": "Saat sekiz buçukta gelin.",
    "th": "มาตอนแปดโมงครึ่ง",
}
OTHER_TIMES = {
    "de": "Kommen Sie um halb acht.",
    "ru": "Приходите в половине восьмого.",
    "uk": "Приходьте о пів на восьму.",
    "es": "Venga a las nueve y media.",
    "ja": "9時半に来てください。",
    "hi": "साढ़े नौ बजे आएँ।",
    "ar": "تعال في الساعة التاسعة والنصف.",
    "fr": "Venez à huit heures.",
}
TWO_DAYS = {
    "de": "Warten Sie 2 Tage.",
    "es": "Espere 2 días.",
    "fr": "Attendez deux jours.",
    "ja": "2日待ってください。",
    "ar": "انتظر يومين.",
    "ko": "이틀 기다리세요.",
}


@pytest.mark.parametrize("locale", HALF_PAST_EIGHT)
def test_a_half_hour_may_be_said_in_words(locale: str) -> None:
    assert "dose-changed" not in codes(locale, "Come at 8:30.", HALF_PAST_EIGHT[locale])


@pytest.mark.parametrize("locale", OTHER_TIMES)
def test_another_time_is_an_error(locale: str) -> None:
    assert "dose-changed" in codes(locale, "Come at 8:30.", OTHER_TIMES[locale])


@pytest.mark.parametrize(
    ("source", "translation"), [("Come at 8.", "Kommen Sie um halb acht."), ("Take 30 drops.", "Warten Sie bis halb neun.")]
)
def test_the_words_of_half_hours_are_no_other_numbers(source: str, translation: str) -> None:
    assert "dose-changed" in codes("de", source, translation)


@pytest.mark.parametrize("locale", TWO_DAYS)
def test_forty_eight_hours_are_two_days(locale: str) -> None:
    assert "dose-changed" not in codes(locale, "Wait 48 hours.", TWO_DAYS[locale])
    assert "dose-changed" in codes(locale, "Wait 72 hours.", TWO_DAYS[locale])


def test_a_day_may_end_before_twenty_four_hours() -> None:
    assert "dose-changed" in codes("de", "Wait 24 hours.", "Warten Sie 1 Tag.")
