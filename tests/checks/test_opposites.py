"""Another number in words, or an opposite, is reported; other ways to say the same are not."""

import pytest

from tests.checks.examples import codes

TURNED = [
    ("number-word-changed", "es", "Take two tablets.", "Tome tres comprimidos."),
    ("number-word-changed", "ru", "Take two tablets.", "Примите 3 таблетки."),
    ("number-word-changed", "zh_Hant", "Wait three days.", "請等五天。"),
    ("number-word-changed", "hi", "Take it for four days.", "इसे पाँच दिन लें।"),
    ("meaning-turned", "fr", "Take it twice a day.", "Prenez-le une fois par jour."),
    ("meaning-turned", "pl", "Wait at least 2 hours.", "Proszę odczekać najwyżej 2 godziny."),
    ("meaning-turned", "uk", "Wait at least 2 hours.", "Зачекайте не більше 2 годин."),
    ("meaning-turned", "ja", "Take it before meals.", "食後に服用してください。"),
    ("meaning-turned", "tr", "Raise your left arm.", "Sağ kolunuzu kaldırın."),
    ("meaning-turned", "fa", "Come back in the morning.", "شب برگردید."),
    ("meaning-turned", "he", "Call us if it is less than 5.", "התקשרו אם זה יותר מ-5."),
    ("meaning-turned", "th", "Use it once a week, at most 2 tablets.", "ใช้สัปดาห์ละครั้ง อย่างน้อย 2 เม็ด"),
]
SOUND = [
    ("ar", "Do not give blood until a month after your last session.", "لا تتبرع بالدم قبل مرور شهر على آخر جلسة."),
    ("de", "Do not drive before 24 hours have passed.", "Fahren Sie erst nach 24 Stunden wieder."),
    ("zh_Hant", "Wait 5 minutes before you try again.", "請等待 5 分鐘，然後再試一次。"),
    ("it", "The two passwords do not match.", "Le password non corrispondono."),
    ("ru", "Take no more than two tablets.", "Принимайте не более двух таблеток."),
    ("es", "Take it once you feel better.", "Tómelo después de sentirse mejor."),
    ("bn", "The two are not the same.", "তারা এক নয়।"),
    ("ja", "Stars added to three, 12.", "参宿増十二"),
    ("ko", "There are five ways.", "다섯 가지 방법이 있습니다."),
    ("fr", "Click “Done”.", "Cliquez sur «\u00a0Terminé\u00a0»."),
    ("vi", "Take it twice a day, morning and evening.", "Uống ngày hai lần, sáng và tối."),
]


@pytest.mark.parametrize(("code", "locale", "source", "target"), TURNED)
def test_what_says_another_number_or_the_opposite_is_reported(code: str, locale: str, source: str, target: str) -> None:
    assert code in codes(locale, source, target)


@pytest.mark.parametrize(("locale", "source", "target"), SOUND)
def test_what_says_the_same_in_another_way_is_not(locale: str, source: str, target: str) -> None:
    assert not {"number-word-changed", "meaning-turned", "garbled-text"} & codes(locale, source, target)
