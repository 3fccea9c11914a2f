"""Numbers stay with what they count: an exchange of two numbers is reported in every language, and a right sentence is not."""

import re
import tomllib
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from publish.checks.analysis.frame_words import find_counted
from publish.po.model import Entry
from publish.project import Severity
from tests.checks.examples import CRITICAL, codes, findings

SENTENCES = tomllib.loads((Path(__file__).parent / "frames.toml").read_text(encoding="utf-8"))
ENGLISH = SENTENCES.pop("en")
FOUND = {"dose-changed", "numbers-exchanged"}
# Exchanges after which each number still counts what another number of the sentence counts: “10日間” and “1日”, “1回” twice.
NOT_FOUND = {"ja": 3, "ko": 1}


def exchanged(text: str) -> Iterator[str]:
    """Yield ``text`` with each two of its numbers exchanged."""
    for one, other in combinations(re.finditer(r"\d+", text), 2):
        if one[0] != other[0]:
            yield text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


@pytest.mark.parametrize("locale", SENTENCES)
def test_right_sentences_are_not_reported(locale: str) -> None:
    assert not {name: found for name, text in SENTENCES[locale].items() if (found := codes(locale, ENGLISH[name], text, CRITICAL) & FOUND)}


@pytest.mark.parametrize("locale", SENTENCES)
def test_exchanged_numbers_are_reported(locale: str) -> None:
    made = [(name, text) for name, right in SENTENCES[locale].items() for text in exchanged(right)]
    missed = [text for name, text in made if not codes(locale, ENGLISH[name], text) & FOUND]
    assert len(made) > 30 and len(missed) <= NOT_FOUND.get(locale, 0), missed


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("es", "Take 2 tablets 3 times a day.", "Tome 3 tabletas 2 veces al día."),
        ("de", "Take two tablets three times a day.", "Nehmen Sie drei Tabletten zweimal am Tag, also 2 Mal."),
        ("fr", "Take two tablets three times a day.", "Prenez trois comprimés deux fois par jour."),
        ("ru", "Take two tablets three times a day.", "Принимайте три таблетки два раза в день."),
        ("hi", "Take two tablets.", "तीन गोलियाँ लें।"),
        ("zh_Hans", "Take two tablets three times a day.", "每天两次，每次三片。"),
        ("ar", "Take 3 tablets.", "تناول حبتين."),
        ("es", "Take 1 tablet in the morning and 2 in the evening.", "Tome 2 tabletas por la mañana y 1 por la noche."),
        ("ja", "Take 1 tablet in the morning and 2 in the evening.", "朝2錠、夜1錠を服用してください。"),
        ("vi", "Take 1 tablet in the evening.", "Uống 1 viên vào buổi sáng."),
        ("es", "Give 2 teaspoons.", "Dé 2 cucharadas."),
        ("ro", "Give a teaspoon of it.", "Dați o lingură."),
        ("af", "Give 2 teaspoons.", "Gee 2 eetlepels."),
        ("fa", "Call if it is over 38 °C.", "اگر بیش از ۳۸ درجه فارنهایت است تماس بگیرید."),
        ("zh_Hans", "Take the tablet once a week.", "每天服用一次药片。"),
        ("es", "Take .5 mg.", "Tome 5 mg."),
        ("es", "Take 1-2 tablets.", "Tome 01-feb tabletas."),
        ("es", "Use 10-30 drops.", "Ponga 30-oct gotas."),
        ("ja", "1 in 10,000 people has it.", "1,000人に1人です。"),
        ("es", "It happened to 10,000 people.", "Ocurrió a 10 personas."),
    ],
)
def test_a_changed_frame_is_an_error(locale: str, source: str, target: str) -> None:
    errors = [each for each in findings(locale, Entry(source, target)) if each.severity is Severity.ERROR]
    assert {each.code for each in errors} == {"dose-changed"}


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("es", "Take .5 mg.", "Tome 0,5 mg."),
        ("ja", "Take 5 mg once a day.", "1日1回5mgを服用してください。"),
        ("ko", "Take 5 mg once a day.", "1일 1회 5mg을 복용하십시오."),
        ("ar", "Take 2 capsules.", "تناول كبسولتين."),
        ("ar", "Keep 2 metres apart.", "ابق على بعد مترين."),
        ("tl", "Come back on 4 March.", "Bumalik ka sa ika-4 ng Marso."),
        ("es", "Between 10% and 20% of people feel dizzy.", "Entre el 10 y el 20 % de las personas se marean."),
        ("zh_Hans", "1 in 10,000 people has it.", "每1万人中有1人患病。"),
        ("es", "It happened to 10,000 people.", "Ocurrió a 10 mil personas."),
        ("hi", "There are 200,000 people.", "2 लाख लोग हैं।"),
        ("sw", "There are 10,000 people.", "Kuna watu elfu 10."),
        ("es", "In a 2020 literature review.", "En una revisión de la literatura de 2020."),
        ("ur", "It helps 30% of people.", "یہ %30 لوگوں کی مدد کرتا ہے۔"),
        ("ar", "Your pressure is 120 mmHg.", "ضغطك 120 ملم زئبق."),
        ("th", "Your pressure is 90 mmHg.", "ความดัน 90 มม.ปรอท"),
        ("zh_Hans", "On day 2, rest.", "第2天请休息。"),
        ("hi", "On day 2, rest.", "दूसरे दिन आराम करें।"),
        ("zh_Hans", "COVID-19 lasts 7 days.", "新冠肺炎持续7天。"),
        ("de", "The 5 of 20 children.", "Von 20 Kindern 5."),
        ("fa", "The card is 9×11.", "کارت ۱۱×۹ است."),
        ("vi", "At most 150 characters.", "Tối đa 150 ký tự."),
    ],
)
def test_the_same_frame_is_right(locale: str, source: str, target: str) -> None:
    assert not codes(locale, source, target, CRITICAL) & {*FOUND, "date-changed"}


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("es", "Come back on March 4.", "Vuelva el 4 de mayo."),
        ("ru", "It begins in June.", "Начинается в июле."),
        ("ja", "It begins in March.", "5月に始まります。"),
        ("de", "Come on 4 March 2031.", "Kommen Sie am 4.5.2031."),
        ("fr", "Come on 4 March 2031.", "Venez le 3/4/2031."),
        ("hi", "Come on Monday.", "मंगलवार को आएँ।"),
        ("ar", "It begins in January.", "يبدأ في فبراير."),
        ("ar", "It begins in March.", "يبدأ في مايو."),
    ],
)
def test_another_month_or_weekday_is_an_error(locale: str, source: str, target: str) -> None:
    assert "date-changed" in codes(locale, source, target)


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("es", "You may call us.", "Puede llamarnos en mayo."),
        ("ru", "It begins in March.", "Начинается в марте."),
        ("fr", "Come on 4 March 2031.", "Venez le 4/3/2031."),
        ("de", "Come on 3/4/2031.", "Kommen Sie am 3.4.2031."),
        ("zh_Hans", "It was July 23, 2031.", "那是2031年7月23日。"),
        ("ar", "It begins in April.", "يبدأ في أبريل."),
    ],
)
def test_the_same_date_in_another_form_is_right(locale: str, source: str, target: str) -> None:
    assert not codes(locale, source, target) & {"date-changed", "dose-changed"}


def test_an_order_that_nothing_explains_is_a_warning_and_in_a_critical_message_an_error() -> None:
    found = [findings("xx", Entry("First 10 mg, then 20 mg.", "Xyz 20 mg, xyz 10 mg.", flags=flags)) for flags in ((), (CRITICAL,))]
    severities = [{each.severity for each in issues if each.code == "numbers-exchanged"} for issues in found]
    assert severities == [{Severity.WARNING}, {Severity.ERROR}]


@pytest.mark.parametrize(
    ("locale", "text"),
    [("hi", "रोज़ 2 गोलियाँ।"), ("bn", "প্রতিদিন ২টি ট্যাবলেট।"), ("ne", "दिनमा २ चक्की।"), ("tr", "GÜNDE 2 TABLET.")],
)
def test_a_word_that_ends_a_sentence_is_what_its_number_counts(locale: str, text: str) -> None:
    assert [word.names for word in find_counted(text, locale)] == [{"tablet"}]


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("es", "Wait one minute.", "Espere una hora."),
        ("es", "Wait one minute.", "Espere un segundo."),
        ("pt_BR", "Wait a few minutes.", "Espere algumas horas."),
        ("de", "Rest for a few days.", "Ruhen Sie sich einige Wochen aus."),
        ("ru", "Wait a minute.", "Подождите час."),
        ("tr", "Come every two weeks.", "İki saatte bir gelin."),
        ("ar", "Rest for two days.", "استرح أسبوعين."),
        ("he", "Wait an hour.", "המתינו דקה."),
        ("hi", "Rest for a month.", "एक हफ़्ते आराम करें।"),
        ("bn", "Wait an hour.", "এক মিনিট অপেক্ষা করুন।"),
        ("sw", "Wait one hour.", "Subiri dakika moja."),
        ("zh_Hans", "Wait one minute.", "等待一小时。"),
        ("ja", "Rest for a few days.", "数週間休んでください。"),
        ("ko", "Wait one minute.", "한 시간 기다리세요."),
        ("th", "Wait one hour.", "รอหนึ่งนาที"),
        ("my", "Wait one hour.", "တစ်မိနစ် စောင့်ပါ။"),
        ("es", "Take it once a week, never every day.", "Tómelo una vez al día, nunca todos los días."),
    ],
)
def test_another_unit_of_time_is_an_error(locale: str, source: str, target: str) -> None:
    assert "dose-changed" in codes(locale, source, target)


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("es", "Wait half an hour.", "Espere treinta minutos."),
        ("de", "Rest for two days.", "Ruhen Sie sich 48 Stunden aus."),
        ("de", "Take it every day, for some weeks.", "Nehmen Sie es täglich, einige Wochen lang."),
        ("fr", "Come back in two weeks.", "Revenez dans quinze jours."),
        ("es", "Take it once a day for a week.", "Tómelo una vez al día durante siete días."),
        ("es", "Rest on the second day.", "Descanse el segundo día."),
        ("ja", "Rest for a few days each month.", "毎月、数日間休んでください。"),
        ("zh_Hans", "Part of each day.", "每天的一部分时间。"),
        ("th", "Rest each day.", "พักผ่อนทุกวัน"),
        ("pl", "Once a year.", "Raz w roku."),
    ],
)
def test_units_of_time_may_be_said_in_other_words(locale: str, source: str, target: str) -> None:
    assert not codes(locale, source, target, CRITICAL) & FOUND


@pytest.mark.parametrize("source", ["Take one tablet in the morning.", "Take a tablet in the morning."])
@pytest.mark.parametrize(
    ("locale", "right", "wrong"),
    [
        ("es", "Tome una tableta por la mañana.", "Tome dos tabletas por la mañana."),
        ("de", "Nehmen Sie morgens eine Tablette.", "Nehmen Sie morgens zwei Tabletten."),
        ("it", "Prenda una compressa al mattino.", "Prenda due compresse al mattino."),
        ("ru", "Принимайте по таблетке утром.", "Принимайте две таблетки утром."),
        ("pl", "Weź tabletkę rano.", "Weź dwie tabletki rano."),
        ("tr", "Sabah bir tablet alın.", "Sabah iki tablet alın."),
        ("ar", "تناول قرصًا صباحًا.", "تناول قرصين صباحًا."),
        ("he", "קחו טבלייה בבוקר.", "קחו שתי טבליות בבוקר."),
        ("hi", "सुबह एक गोली लें।", "सुबह दो गोलियाँ लें।"),
        ("bn", "সকালে একটি ট্যাবলেট খান।", "সকালে দুটি ট্যাবলেট খান।"),
        ("zh_Hans", "早上服用一片。", "早上服用两片。"),
        ("ja", "朝に1錠飲んでください。", "朝に2錠飲んでください。"),
        ("ko", "아침에 한 알을 드세요.", "아침에 두 알을 드세요."),
        ("th", "กินยาหนึ่งเม็ดตอนเช้า", "กินยาสองเม็ดตอนเช้า"),
        ("vi", "Uống một viên vào buổi sáng.", "Uống hai viên vào buổi sáng."),
    ],
)
def test_one_tablet_does_not_become_two(source: str, locale: str, right: str, wrong: str) -> None:
    assert not codes(locale, source, right, CRITICAL) & FOUND
    assert "dose-changed" in codes(locale, source, wrong)


@pytest.mark.parametrize(
    ("locale", "right", "wrong"),
    [
        ("de", "Etwa 1 von 10 Menschen bekommt Kopfschmerzen.", "Etwa 10 von 1 Menschen bekommt Kopfschmerzen."),
        ("es", "1 persona de cada 10 tiene dolor de cabeza.", "10 personas de cada 1 tienen dolor de cabeza."),
        ("fr", "Environ 1 personne sur 10 a mal à la tête.", "Environ 10 personnes sur 1 ont mal à la tête."),
        ("ru", "Голова болит у 1 из 10 человек.", "Голова болит у 10 из 1 человека."),
        ("ar", "يصاب نحو 1 من كل 10 أشخاص بصداع.", "يصاب نحو 10 من كل 1 أشخاص بصداع."),
        ("hi", "लगभग 10 में से 1 व्यक्ति को सिरदर्द होता है।", "लगभग 1 में से 10 व्यक्ति को सिरदर्द होता है।"),
        ("zh_Hans", "大约每10人中有1人会头痛。", "大约每1人中有10人会头痛。"),
        ("ja", "約10人に1人が頭痛を起こします。", "約1人に10人が頭痛を起こします。"),
        ("ko", "10명 중 1명에게 두통이 생깁니다.", "1명 중 10명에게 두통이 생깁니다."),
        ("tr", "Her 10 kişiden 1 kişide baş ağrısı olur.", "Her 1 kişiden 10 kişide baş ağrısı olur."),
        ("vi", "Khoảng 1 trong 10 người bị đau đầu.", "Khoảng 10 trong 1 người bị đau đầu."),
    ],
)
def test_a_part_is_no_more_than_its_whole(locale: str, right: str, wrong: str) -> None:
    source = "About 1 in 10 people get a headache."
    assert not codes(locale, source, right, CRITICAL) & FOUND
    assert "numbers-exchanged" in codes(locale, source, wrong)
