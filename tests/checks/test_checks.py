"""Each check reports the example that docs/checks.md gives for it, and the shipped catalogs are clean."""

import re
import shutil
import unicodedata
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.catalog.glossary import Glossary, Term, glossary
from publish.checks import CHECKS, check, check_catalog
from publish.checks.analysis.numbers import find_numbers
from publish.checks.case import case_of
from publish.checks.features import features_of
from publish.po.codec import read_po
from publish.po.model import Catalog, Entry
from publish.po.parse import parse_po
from publish.project import Finding, PublishError, Severity, Workspace
from tests.steps import steps

ROOT = Path(__file__).resolve().parents[2]
GUIDE = "dutasteride-mesotherapy"
PAGE = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
SECTION = re.compile(r"^### `([\w-]+)` · (error|warning|note)(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
EXAMPLE = re.compile(r"```po\n# (\w+)\n(.*?)```", re.DOTALL)
EXAMPLES = [(code, *example) for code, _, body in SECTION.findall(PAGE) for example in EXAMPLE.findall(body)]
TERMS = Glossary(
    (
        Term("scalp", translations=("cuero cabelludo",)),
        Term("DHT", kept=True),
        Term("abscess", translations=("bolsa de pus",), forbidden=("absceso",)),
    )
)


def findings(locale: str, *entries: Entry, terms: Glossary = Glossary()) -> list[Finding]:
    """Check the entries; their flags say what the template says of them, ``plain`` that they are no Markdown."""
    wanted = Catalog(tuple(replace(entry, msgstr="", flags=(*entry.flags, "md-text") if "plain" not in entry.flags else entry.flags)
                           for entry in entries))
    header = Entry("", f"Language: {locale}\nPlural-Forms: nplurals=2; plural=(n != 1);\n")
    return list(check_catalog(Catalog((header, *entries)), wanted, locale, "en", terms))


def codes(locale: str, source: str, target: str, *flags: str, terms: Glossary = Glossary()) -> set[str]:
    return {finding.code for finding in findings(locale, Entry(source, target, flags=flags), terms=terms)}


@pytest.mark.parametrize(("code", "locale", "text"), EXAMPLES, ids=[f"{code}-{locale}" for code, locale, _ in EXAMPLES])
def test_every_example_of_the_page_is_reported(code: str, locale: str, text: str) -> None:
    found = findings(locale, *parse_po(text.encode()).entries, terms=TERMS if code.startswith("term-") else Glossary())
    assert code in {finding.code for finding in found}
    assert all(finding.hint and finding.locale == locale for finding in found)


def test_the_page_tells_of_every_code() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "publish" / "checks").glob("*.py"))
    used = set(re.findall(r'report(?:_\w+)?\((?:case, )?"([\w-]+)"', source))
    assert used == {code for code, _, _ in SECTION.findall(PAGE)}


SHIPPED = [
    (locale, domain)
    for locale in Workspace(ROOT).snapshot().settings.locales
    for domain in (*Workspace(ROOT).snapshot().guides(), "layouts")
    if Workspace(ROOT).catalog_path(locale, domain).is_file()
]


def test_a_language_without_words_is_told_once_for_each_guide(tmp_path: Path) -> None:
    for locale in ("am", "es"):
        shutil.copytree(ROOT / "locales" / "es", tmp_path / "locales" / locale)
    for folder in ("source", "layouts"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    workspace = Workspace(tmp_path)
    pairs = product(("am", "es"), (GUIDE, "layouts"))
    told = {pair: [each.code for each in check(workspace.snapshot(), *pair)].count("words-unknown") for pair in pairs}
    assert told == {("am", GUIDE): 1, ("am", "layouts"): 0, ("es", GUIDE): 0, ("es", "layouts"): 0}


@pytest.mark.parametrize(("locale", "domain"), SHIPPED, ids=[f"{locale}-{domain}" for locale, domain in SHIPPED])
def test_the_shipped_catalogs_raise_no_false_alarm(locale: str, domain: str) -> None:
    assert check(Workspace(ROOT).snapshot(), locale, domain) == []


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


RIGHT = {
    "negation-lost": [
        ("cs", "They are not the same.", "Nejsou stejné."),
        ("zh_Hans", "It is not suitable for pregnant women.", "本品不适合孕妇使用。"),
        ("bn", "They are not the same.", unicodedata.normalize("NFD", "এগুলো এক নয়।")),
        ("vi", "Do not drive.", unicodedata.normalize("NFD", "Không lái xe.")),
        ("ur", "It was not found.", "صفحہ نھیں ملا۔"),
        ("fa", "It is not the same.", "مانند هم نمي‌باشد."),
        ("ar", "It is not possible.", "لايمكن ذلك."),
    ],
    "end-punctuation": [
        ("fr", "The list of all the drugs.", "la liste des médicaments ;"),
        ("hy", "Is this treatment approved?", "Արդյո՞ք այս բուժումը հաստատված է։"),
        ("el", "an operating system that runs;", "ένα λειτουργικό σύστημα που τρέχει;"),
    ],
    "doubled-word": [
        ("nb", "It costs 12,000,000 crowns.", "Det koster 12 000 000 kroner."),
        ("ru", "See the **Field of data**.", "Смотрите поле **Поле данных**."),
    ],
    "contact-changed": [("nl", "Born 2017-05-31 22:00.", "Geboren 31-05-2017 22:00.")],
    "mixed-scripts": [("uk", "%1$sOpen%2$s", "%1$sВідкрити%2$s")],
}


@pytest.mark.parametrize("code", RIGHT)
def test_what_real_catalogs_have_and_is_right_is_not_reported(code: str) -> None:
    for locale, source, target in RIGHT[code]:
        found = [finding for finding in findings(locale, Entry(source, target)) if finding.severity is not Severity.NOTE]
        assert code not in {finding.code for finding in found}, target


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("ru", "You cannot take it now.", "Теперь принимать его невозможно."),
        ("fr", "It can no longer be used at once.", "Il ne peut plus être utilisé tout de suite."),
        ("pl", "There is no cure.", "Brak leku."),
        ("de", "Warning: avoid pregnancy now.", "Warnung: verhüten Sie nun eine Schwangerschaft."),
        ("ja", "Call us now.", "現在の状態を電話で知らせてください。"),
        ("es", "Death: never take two at once.", "Defunción: nunca tome dos a la vez."),
    ],
)
def test_the_words_of_critical_messages_are_known(locale: str, source: str, target: str) -> None:
    assert not codes(locale, source, target, "priority:200") & {"negation-lost", "warning-lost"}


def test_a_greek_question_ends_with_a_semicolon() -> None:
    assert "end-punctuation" not in codes("el", "Is this treatment approved?", "Είναι εγκεκριμένη η θεραπεία;")


@pytest.mark.parametrize(("locale", "target"), [("cs", "Nejlépe stejné."), ("zh_Hans", "本品令孕妇不适。")])
def test_what_only_looks_like_a_negation_is_none(locale: str, target: str) -> None:
    assert "negation-lost" in codes(locale, "They are not the same.", target)


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
    "target",
    [
        "[x](javascript:a)", "[x]( JaVaScript:a)", "[x](<data:text/html,a>)", "[x](java\tscript:a)", "[x](&#106;avascript:a)",
        "[x](javascript&colon;a)", "[x](%6aavascript:a)", "[x](java\\script:a)", "[x](\u200bvbscript:a)", "[x](java&Tab;script:a)",
        "<file:///etc/hosts>", "![x](data:image/png;base64,a)", "[x][1]\n\n[1]: javascript:a", "`[x](javascript:a)` [x](javascript:a)",
    ],
)
def test_a_hidden_scheme_is_found(target: str) -> None:
    assert "link-scheme" in codes("fr", "Read more.", target)


@pytest.mark.parametrize(
    "target", ["`[x](javascript:a)`", "[x](https://a.example/b:c)", "[x](tel:+1)", "a (note: b)", "[x](#a:b)", "[^a]: b:c"]
)
def test_what_is_no_scheme_is_left_alone(target: str) -> None:
    assert "link-scheme" not in codes("fr", target, target)


def test_marks_may_change_their_order() -> None:
    source = "*One* [a](https://a.example) and **two** [b](https://b.example).[^x] {n}"
    target = "{n} **Deux** [b](https://b.example) et *un* [a](https://a.example)[^x]."
    assert not codes("fr", source, target)


def test_a_mark_that_is_not_read_as_one_is_reported() -> None:
    assert "emphasis-changed" in codes("es", "**Off-label.** Ask us.", "**Fuera de indicación.**Pregunte.")
    assert "emphasis-changed" not in codes("zh_Hans", "**Off-label.** Ask us.", "**说明书外使用。**请询问我们。")


def test_a_finding_says_where_it_is() -> None:
    data = b'msgid ""\nmsgstr "Language: es\\n"\n\nmsgid "Take 10 mg."\nmsgstr "Tome 100 mg."\n'
    wanted = Catalog((Entry("Take 10 mg.", references=("source/g/guide.md#dose",), flags=("md-text",)),))
    (found,) = check_catalog(read_po(data, "locales/es/LC_MESSAGES/g.po"), wanted, "es")
    assert (found.file, found.line, found.anchor, found.msgid) == ("locales/es/LC_MESSAGES/g.po", 4, "dose", "Take 10 mg.")


def test_a_header_in_another_language_is_reported() -> None:
    found = check_catalog(Catalog((Entry("", "Language: fr\n"), Entry("one", "uno"))), Catalog((Entry("one"),)), "es")
    assert [finding.code for finding in found] == ["header-language"]


@pytest.mark.parametrize("written", ["pt-BR", "pt_BR", "pt"])
def test_a_header_may_write_the_language_as_a_tag(written: str) -> None:
    assert not list(check_catalog(Catalog((Entry("", f"Language: {written}\n"), Entry("one", "um"))), Catalog((Entry("one"),)), "pt_BR"))


@pytest.mark.parametrize("charset", ["CHARSET", "", "foo", "VISCII"])
def test_a_charset_that_had_to_be_guessed_is_reported(charset: str) -> None:
    data = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n\nmsgid "one"\nmsgstr "únó"\n'
    assert not list(check_catalog(read_po(data.encode("utf-8")), Catalog(), "es"))
    assert [finding.code for finding in check_catalog(read_po(data.encode("latin-1")), Catalog(), "es")] == ["header-charset"]


@pytest.mark.parametrize("text", ["a;b\n1;2\n", "term,translation\n\"x,y\n", "\udcff"])
def test_a_broken_glossary_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "locales" / "es").mkdir(parents=True)
    (tmp_path / "locales" / "es" / "glossary.csv").write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(PublishError) as caught:
        glossary(Workspace(tmp_path).snapshot(), "es")
    assert caught.value.findings[0].code == "glossary-broken"


def test_a_unit_at_one_end_of_a_range_holds_for_both() -> None:
    assert [sorted(item.units) for item in find_numbers("10 to 30 minutes", "en")] == [["minute"], ["minute"]]


PIECES = ["*", "[", "](", "`", "{a}", "1,", "1½", "\u0661.", "<a ", "@", "+1 ", "\u2066", "aа", "no ", "a a ", "&amp;", "\\\n"]


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("locale", ["es", "ar", "zh_Hans"])
def test_a_hostile_text_is_no_great_work(piece: str, locale: str) -> None:
    def work(count: int) -> int:
        return steps(lambda: findings(locale, Entry("Take 10 mg.", piece * count), Entry(piece * count, "x")))

    assert len(findings(locale, Entry("Take 10 mg.", piece * 5000), Entry(piece * 5000, "x"))) < 100
    assert work(4000) < 5 * work(1000) + 10_000


marks = st.text("*_`[](){}<>^!\\&\n 019٠१.,%-–/:@#~αжaé不¿?！\u200d\u2066\u202e½$", max_size=40)


@settings(max_examples=200, deadline=None)
@given(marks, marks, st.sampled_from(["es", "fr", "ar", "zh_Hans", "hi", "ko", "ja", "ru", "th", "xx"]))
def test_no_text_makes_a_traceback(source: str, target: str, locale: str) -> None:
    for finding in findings(locale, Entry(source or "a", target, flags=("priority:200",))):
        assert finding.hint and len(finding.message) < 1000


@given(marks.filter(str.strip))
def test_a_text_is_right_as_its_own_translation(text: str) -> None:
    """Source and target in one language: nothing but the note that it is the same."""
    wrong = {"dose-changed", "link-changed", "placeholder-changed", "emphasis-changed", "footnote-changed", "code-changed", "negation-lost"}
    wanted = Catalog((Entry(text, flags=("md-text",)),))
    found = check_catalog(Catalog((Entry("", "Language: en\n"), Entry(text, text))), wanted, "en")
    assert not wrong & {finding.code for finding in found}


PIECES = ["dose", "not", "Danger", "10 mg", "½", "٣", "{x}", "%(n)s", "%", "[^a]", "**", "*b*", "`c`", "__", "]("]
SIGNS = ["[a](http://b.org)", "]:", "<b>", "www.a.org", "a@b.org", "+34 600 123 456", "//", "\\\n", "\n", " ", "\u00a0"]
ODD = ["\u200b", "\u202e", "\x07", "pа", "¿", "?", "؟"]
SAID = st.lists(st.sampled_from([*PIECES, *SIGNS, *ODD]), max_size=6).map("".join)
FLAGS = st.sets(st.sampled_from(["md-text", "python-format", "priority:200"])).map(tuple)


@settings(max_examples=300)
@given(SAID, SAID, FLAGS)
def test_a_check_that_is_not_asked_has_nothing_to_say(msgid: str, msgstr: str, flags: tuple[str, ...]) -> None:
    case = case_of(Entry(msgid, flags=flags), msgstr, "es")
    assert not [issue for check, trait in CHECKS if trait and trait not in features_of(case) for issue in check(case)]


def test_a_locale_with_a_modifier_is_checked() -> None:
    entry = Entry("Take 10 mg for 2 days.", "Uzmite 100 mg 2 dana.")
    assert [finding.code for finding in findings("sr@latin", entry)] == ["dose-changed"]


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


def test_a_text_without_end_stops_the_output() -> None:
    assert "growth" in codes("de", "Title", "T" * 20_000)
