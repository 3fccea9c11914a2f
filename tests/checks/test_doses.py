"""Numbers written in any notation match, and a changed dose is reported."""

from decimal import Decimal

import pytest

from publish.catalog.template import CRITICAL_FLAG
from publish.checks.analysis.numbers import WrittenNumber
from publish.checks.case import case_of
from publish.checks.doses import check_doses, may_be_mistyped
from publish.po.model import Entry
from publish.project import Severity
from tests.checks.examples import codes

pytestmark = pytest.mark.usefixtures("empty_caches")

DOSE, NOTE = ("dose-changed", Severity.ERROR), ("number-spelled", Severity.NOTE)


def result(locale: str, source: str, target: str, source_locale: str = "en") -> list[tuple[str, Severity]]:
    """Return the code and severity of what the check of doses finds."""
    issues = list(check_doses(case_of(Entry(source), target, locale, source_locale)))
    assert all(issue.message and issue.hint for issue in issues)
    return [(issue.code, issue.severity) for issue in issues]


def message(locale: str, source: str, target: str) -> str:
    (issue,) = check_doses(case_of(Entry(source), target, locale))
    return issue.message


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("es", "Take 1.5 mg, at most 1,500 times.", "Tome 1,5 mg, como máximo 1.500 veces."),
        ("fr", "It helped 62.8% of 1,200 people.", "Cela a aidé 62,8 % de 1 200 personnes."),
        ("fr", "From 10 to 30 minutes.", "De 10 à 30 minutes."),
        ("ar", "Wait 1.5 hours or 10–30 minutes.", "انتظر ١٫٥ ساعة أو ١٠–٣٠ دقيقة."),
        ("ar", "Wait 2 months.", "انتظر شهرين."),
        ("hi", "There were 100,000 people in 3 months.", "3 महीनों में 1,00,000 लोग थे।"),
        ("hi", "Wait 10 minutes.", "१० मिनट रुकें।"),
        ("zh_Hans", "Wait 3 months, or 62.8%.", "请等3个月，或62.8%。"),
        ("ko", "Wait 10 to 30 minutes.", "10~30분 기다리세요."),
        ("de", "Take 1,000 mg at 8:30.", "Nehmen Sie 1.000 mg um 8:30."),
        ("sw", "Take 10 mg.", "Chukua 10 mg."),
        ("es", "Take 50% of the dose.", "Tome el 50 % de la dosis."),
        ("es", "It is the 1st of 5-alpha types.", "Es el 1.º de los tipos 5-alfa."),
        ("fr", "We are open until 4:00 p.m.", "Nous sommes ouverts jusqu’à 16 h 00."),
        ("zh_Hans", "It was July 23, 2031.", "那是2031年7月23日。"),
        ("fr", "It began in the 17th century.", "Cela a commencé au XVIIe siècle."),
        ("de", "Take half of it, or 1/2.", "Nehmen Sie die Hälfte oder ½."),
        ("tr", "It helps 50% of people.", "İnsanların %50’sine yardım eder."),
        ("th", "It helps 50% of people.", "ช่วยได้ร้อยละ 50 ของผู้คน"),
        ("el", "The scale is 10 cm long.", "Η κλίμακα έχει μήκος 10 εκατοστών."),
        ("ja", "Take 2 tablets each day.", "1日2錠を服用してください。"),
        ("ru", "Take vitamin B12; B12 helps.", "Принимайте витамин B12; он помогает."),
        ("de", "There are 2 kinds.", "Es gibt die beiden Arten."),
        ("cs", "Any of 1, 2, 3.", "Cokoli z 1,2,3."),
        ("my", "Wait 24 hours.", "၂၄ နာရီ စောင့်ပါ။"),
        ("pt-BR", "Take 1.5 mg, at most 1,500 times.", "Tome 1,5 mg, no máximo 1.500 vezes."),
        ("de", "Take a 10 mg tablet.", "Nehmen Sie eine 10-mg-Tablette."),
        ("de", "Use a 5 percent cream.", "Nehmen Sie eine 5-Prozent-Creme."),
        ("de", "Take 2x10 mg.", "Nehmen Sie 2 × 10 mg."),
        ("de", "Take 1 mg/kg a day if it is ≤ 70 mg/dL.", "Nehmen Sie täglich 1 mg pro Kilo, wenn es <= 70 mg/dl ist."),
        ("hi", "Take 1 mg/kg.", "1 मिग्रा/किग्रा लें।"),
        ("fa", "Take a tablet of 500 mg.", "یک قرص ۵۰۰ میلی‌گرمی بخورید."),
        ("ar", "Take 1 mg/kg.", "تناول 1 ملغ لكل كيلوغرام."),
        ("ja", "Call us if it is less than 70 mg/dL.", "70 mg/dL未満の場合はお電話ください。"),
        ("zh_Hans", "Store at -20 °C, not at 2-8 °C.", "请在-20℃保存，不要在2–8℃保存。"),
        ("ja", "Store at −20 °C.", "零下20℃で保存してください。"),
        ("de", "Store at 20 °C below zero, or at -30 °C.", "Bei 20 °C unter null oder bei minus 30 °C lagern."),
        ("ar", "Store at -20 °C.", "يحفظ عند ناقص 20 درجة مئوية."),
        ("fa", "Store below −20 °C.", "در دمای زیر ۲۰− °C نگه دارید."),
        ("he", "Keep it at 25 °C.", "יש לשמור ב-25 °C."),
        ("en_GB", "Keep it at 2 - 8 °C.", "Keep it at 2 to 8 °C."),
        ("hi", "Take 4 tablets in 24 hours. Store below 20 °C.", "24 घंटे में 4 गोलियाँ। 20 °C से नीचे रखें।"),
        ("nl", "Open from 07:00 to 16:30.", "Open van 7.00 uur tot 16.30 uur."),
        ("fi", "Come at 16:00.", "Tule klo 16.00."),
        ("hu", "Wait 10 minutes.", "Várjon 10 percet."),
        ("ru", "In the 2nd month.", "Во 2-м месяце."),
        ("sv", "1,000 meteors fell.", "1 000 meteorer föll."),
        ("es", "Take 5 millilitres in 2 litres.", "Tome 5 ml en 2 litros."),
        ("bn", "2 million people walk 500 metres.", "২ মিলিয়ন লোক ৫০০ মিটার হাঁটে।"),
        ("ru", "It costs 100 euros.", "Стоит 100 евро."),
        ("ko", "It costs $100.", "100달러입니다."),
        ("tr", "Page %1 of 10, in %2.", "Sayfa %1 / 10: %2."),
    ],
)
def test_numbers_written_the_way_of_the_locale_are_the_same(locale: str, source: str, target: str) -> None:
    assert not codes(locale, source, target) & {"dose-changed"}


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("es", "Take 1.5 mg.", "Tome 1.500 mg."),
        ("es", "Take 10 mg.", "Tome 10 g."),
        ("es", "Take 10 mg.", "Tome 10 mcg."),
        ("es", "Take 10 mg.", "Tome diez veces."),
        ("hi", "Take 10 mg.", "100 मिग्रा लें।"),
        ("zh_Hans", "Take 10 mg.", "服用10克。"),
        ("ar", "Take 10 mg.", "تناول ١٠٠ ملغ."),
        ("fr", "Wait 10–30 minutes.", "Attendez 10–20 minutes."),
        ("fr", "Wait 3 months.", "Attendez 3 semaines."),
        ("ko", "About 5% felt pain.", "약 5명이 아팠습니다."),
        ("ko", "Take 10 tablets if you have a fever.", "열이 나면 1정을 복용하세요."),
        ("ru", "Take 10 mg.", "Примите 10 г."),
        ("ja", "Take 10 mg.", "10グラムを服用してください。"),
        ("th", "Take 10 mg.", "รับประทาน 10 กรัม"),
        ("ru", "Take vitamin B12.", "Принимайте витамин B1."),
        ("tr", "It helps 50% of people.", "50 kişiye yardım eder."),
        ("xx", "Take 10 mg.", "Xyz 1 mg."),
        ("es", "It helped 10,000 people.", "Ayudó a 10 00 personas."),
        ("es", "There are 0 risks.", "Hay 00 riesgos."),
        ("de", "Take a 10 mg tablet.", "Nehmen Sie eine 10-g-Tablette."),
        ("de", "Take a 10 mg tablet.", "Nehmen Sie eine 10-kg-Tablette."),
        ("de", "Take 2x10 mg.", "Nehmen Sie 2x10 g."),
        ("nl", "Open from 07:00 to 16:30.", "Open van 7.00 uur tot 16.03 uur."),
        ("hu", "Wait 10 minutes.", "Várjon 10 százalékot."),
        ("tr", "It helps 50% of people.", "İnsanların %5’ine yardım eder."),
        ("tr", "Page %1 of 10.", "Sayfa %2 / 10."),
        ("bn", "2 million people.", "২ মিলি।"),
        ("de", "Call us if it is ≤ 70 mg/dL.", "Rufen Sie uns an, wenn es ≥ 70 mg/dL ist."),
        ("ru", "Call us if it is < 70 mg/dL.", "Позвоните нам, если он > 70 мг/дл."),
        ("he", "Call us if it is 70 mg/dL.", "התקשרו אלינו אם הוא 70 mg/L."),
        ("zh_Hant", "Take 1 mg/kg.", "服用1毫克。"),
        ("pl", "Take 1 mg/kg a day.", "Przyjmuj 1 mg na dobę."),
        ("ja", "Take 10 mg.", "10.000 mgを服用してください。"),
        ("de", "Store below −20 °C.", "Unter 20 °C lagern."),
        ("fr", "Store at -20 °C.", "Conserver à 20 °C."),
        ("ar", "Store at 20 °C.", "يحفظ عند -20 °C."),
        ("zh_Hans", "Store at -20 °C.", "请在20℃保存。"),
        ("he", "Take 10 mg.", "יש ליטול 10.000 מ״ג."),
    ],
)
def test_a_changed_dose_is_reported(locale: str, source: str, target: str) -> None:
    assert "dose-changed" in codes(locale, source, target)


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("fr", "It helps 62.8% of people.", "Cela aide 68,2 % des gens."),
        ("fr", "It helps 62.8% of people.", "Cela aide 62,7 % des gens."),
        ("fr", "It helps 62.8% of people.", "Cela aide 62 % des gens."),
        ("fr", "It helps 62.8% of people.", "Cela aide 628 % des gens."),
        ("es", "It helps 62% of people.", "Ayuda al 62,8 % de la gente."),
        ("es", "It helps 62.8% of people.", "Ayuda al 62,80 % de la gente."),
        ("tr", "It helps 62.8% of people.", "İnsanların %62,9’una yardım eder."),
        ("ar", "It helps 62.8% of people.", "يساعد ٦٢٫٧٪ من الناس."),
        ("hi", "It helps 0.5% of people.", "यह 5% लोगों की मदद करता है।"),
        ("de", "Take 2 tablets, at most 12 a day.", "Nehmen Sie zwei Tabletten, höchstens 21 am Tag."),
        ("de", "Take 25 mg, for 2 days.", "Nehmen Sie 52 mg, zwei Tage lang."),
        ("ru", "Take 25 mg for 2 days.", "Принимайте 26 мг два дня."),
        ("ko", "Take 25 mg for 2 days.", "이틀 동안 225 mg을 복용하세요."),
        ("es", "Take 10 mg for 3 days.", "Tome 10 mg."),
        ("es", "Take it for 3 days.", "Tómelo 3 días, 2 veces."),
        ("es", "Take 2 mg.", "Tome dos mg."),
        ("es", "Take 2 mg for two days.", "Tome 2 mg, 2 g."),
    ],
)
def test_a_mistyped_number_is_an_error(locale: str, source: str, target: str) -> None:
    assert result(locale, source, target) == [DOSE]


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("fr", "It helps 62.8% of people.", "Cela aide 62,8 % des gens."),
        ("hi", "It helps 0.5% of people.", "यह 0.5% लोगों की मदद करता है।"),
        ("de", "Vitamin B12 is red.", "Vitamin B12 ist ein Vitamin; B12 ist rot."),
        ("fr", "Open at 7:30 and 8:15.", "Ouvert à 7.30 et 8.15."),
        ("fr", "Ouvert à 7.30", "Open at 7:30."),
        ("ar", "Any of 1, 2.", "أي من 1،2."),
        ("tr", "Page %1 of %12.", "Sayfa %1 / %12."),
        ("zh_Hans", "Take 1 mg/hour.", "每小时服用1毫克。"),
        ("es", "Take 5 mg/day.", "Tome 5 mg al día."),
        ("es", "Take it.", "Tómelo."),
        ("xx", "Take two.", "Xyz two."),
    ],
)
def test_the_same_numbers_in_another_notation_are_right(locale: str, source: str, target: str) -> None:
    assert result(locale, source, target) == []


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("fr", "There are 2 types.", "Il y a deux types."),
        ("de", "Wait 2 days and take 10 mg.", "Warten Sie zwei Tage und nehmen Sie 10 mg."),
        ("de", "On 7/23/2031.", "Am 23. Juli 2031."),
        ("fr", "In the 17th century", "Au XVIIe siècle"),
        ("zh_Hans", "12 people", "十二人"),
        ("de", "Vitamin B12 is a vitamin; B12 helps; B12 is red.", "Vitamin B12 ist rot."),
        ("fr", "Come at 4 p.m. or 11 pm.", "Venez à 16 heures ou à 23 heures."),
        ("cs", "Any of 1, 2 or 3, 4.", "Cokoli z 1,2 či 3,4."),
        ("cs", "Any of 1,2.", "Cokoli z 1, 2."),
        ("cs", "Any of 10, 12.", "Cokoli z 10,12."),
        ("cs", "Any of 1, 2; wait 7 days, not three.", "Cokoli z 1,2; čekejte 3 dny, ne sedm."),
    ],
)
def test_a_number_in_words_or_in_another_notation_is_a_note(locale: str, source: str, target: str) -> None:
    assert result(locale, source, target) == [NOTE]


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("fr", "Come at 4 a.m.", "Venez à 16 heures."),
        ("fr", "Come at 12 p.m.", "Venez à 24 heures."),
        ("fr", "Come at 4 p.m.", "Venez à 15 heures."),
        ("fr", "Come at 4 pmol.", "Venez à 16 pmol."),
        ("cs", "Any of 1, 1.", "Cokoli z 1,2."),
        ("cs", "Any of 1 or 2.", "Cokoli z 1.2.3."),
        ("cs", "Take 5 of 2.", "Vezměte 1,2."),
        ("cs", "Any of 1, 3.", "Cokoli z 1,2."),
        ("de", "Wait 2 days, not three.", "Warten Sie 3 Tage, nicht zwei."),
        ("de", "Vitamin B12 is red.", "Vitamin B6 ist rot; B12 ist rot."),
        ("tr", "Page %1 of it.", "Sayfa %2."),
        ("es", "Take 5 mg/kg a day.", "Tome 5 mg al día."),
        ("tr", "Take 1% of %1.", "Alın: %2 / %1."),
    ],
)
def test_another_number_is_an_error(locale: str, source: str, target: str) -> None:
    assert result(locale, source, target) == [DOSE]


def test_the_message_names_what_is_lost_and_what_is_added() -> None:
    assert message("es", "Take 10 mg.", "Tome 100 mg.") == "“10 mg” became “100 mg”"
    assert message("es", "Take 10 mg, 5 mg/kg.", "Tome.") == "“10 mg”, “5 mg/kg” of the source is not in the translation"
    assert message("es", "Take it.", "Tome 5 g.") == "“5 g” is not in the source"
    assert message("es", "Take 5 mg/kg.", "Tome 5 mg.") == "“5 mg/kg” of the source is not in the translation"


def test_each_number_matches_one_other_only() -> None:
    assert message("es", "Take 10 mg and 10 mg.", "Tome 10 mg.") == "“10 mg” of the source is not in the translation"
    assert message("es", "Take 10 mg and 20 mg.", "Tome 20 mg, 10 mg, 20 mg.") == "“20 mg” is not in the source"


def test_both_numbers_of_a_list_count() -> None:
    assert message("cs", "Any of 1, 2, 3.", "Cokoli z 1,2.") == "“3” of the source is not in the translation"


def test_plural_forms_may_leave_out_their_number() -> None:
    entry = Entry("one day", msgid_plural="2 days", flags=(CRITICAL_FLAG,))
    assert not list(check_doses(case_of(entry, "один день", "ru")))


def test_a_source_in_another_language_is_read_as_its_locale_writes() -> None:
    assert result("en", "Tome 1.500 mg.", "Take 1,500 mg.", "es") == []
    assert result("en", "Tome 1.500 mg.", "Take 1.500 mg.", "es") == [DOSE]
    assert result("de", "Tome dos comprimidos.", "Nehmen Sie 2 Tabletten.", "es") == []


def test_very_many_numbers_are_compared_up_to_a_bound() -> None:
    many = " ".join(f"{number}." for number in range(1000, 1200))
    assert result("es", f"{many} 7 mg", f"{many} 8 mg") == []
    assert result("es", f"7 mg. {many}", f"8 mg. {many}") == [DOSE]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10 mg", "100 mg"), ("10 mg", "0 mg"), ("62.8%", "62.7%"), ("62.8%", "628 %"), ("62.8%", "62%"), ("1 mg", "10 mg"),
        ("25 g", "2 g"), ("1,500", "1.500"), ("10 mg", "10 g"), ("120", "12"), ("120", "10"), ("120", "20"), ("15", "16"), ("5", "5"),
        ("123", "223"), ("7", "70"),
    ],
)  # fmt: skip
def test_numbers_that_differ_by_one_digit_may_be_mistyped(one: str, other: str) -> None:
    assert mistyped(one, other) and mistyped(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("5", "6"), ("12", "21"), ("12", "345"), ("12", "1200"), ("120", "34"), ("123", "145"), ("1", "23")]
)
def test_other_numbers_are_not_mistyped(one: str, other: str) -> None:
    assert not mistyped(one, other) and not mistyped(other, one)


def mistyped(one: str, other: str) -> bool:
    return may_be_mistyped(WrittenNumber(one, Decimal()), WrittenNumber(other, Decimal()))


def test_a_mistyped_number_is_reported_even_where_a_word_could_explain_it() -> None:
    source, target = "Wait 12 hours for 2 days.", "Warten Sie zwei Tage lang 13 Stunden, bis Dezember."
    assert message("de", source, target) == "“12 hours”, “2 days” became “13 Stunden”"
