"""Each check reports the example that docs/checks.md gives for it, and the shipped catalogs are clean."""

import re
import shutil
import unicodedata
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.catalog.glossary import Glossary, Term
from publish.checks import CHECKS, check, check_catalog
from publish.checks.case import case_of
from publish.checks.features import features_of
from publish.po.codec import read_po
from publish.po.model import Catalog, Entry
from publish.po.parse import parse_po
from publish.project import Severity, Workspace
from tests.checks.examples import findings
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


@pytest.mark.parametrize(("code", "locale", "text"), EXAMPLES, ids=[f"{code}-{locale}" for code, locale, _ in EXAMPLES])
def test_every_example_of_the_page_is_reported(code: str, locale: str, text: str) -> None:
    found = findings(locale, *parse_po(text.encode()).entries, terms=TERMS if code.startswith("term-") else Glossary())
    assert code in {finding.code for finding in found}
    assert all(finding.hint and finding.locale == locale for finding in found)


def test_the_page_tells_of_every_code() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "publish" / "checks").rglob("*.py"))
    used = set(re.findall(r'report(?:_\w+)?\((?:case, )?"([\w-]+)"', source))
    assert used == {code for code, _, _ in SECTION.findall(PAGE)}


SHIPPED = [
    (locale, domain)
    for locale in Workspace(ROOT).snapshot().settings.locales
    for domain in (*Workspace(ROOT).snapshot().guides(), "layouts", "desk")
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
    found = check(Workspace(ROOT).snapshot(), locale, domain)
    assert [each for each in found if each.severity is not Severity.NOTE] == []


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


def test_a_finding_says_where_it_is() -> None:
    data = b'msgid ""\nmsgstr "Language: es\\n"\n\nmsgid "Take 10 mg."\nmsgstr "Tome 100 mg."\n'
    wanted = Catalog((Entry("Take 10 mg.", references=("source/g/guide.md#dose",), flags=("md-text",)),))
    (found,) = check_catalog(read_po(data, "locales/es/LC_MESSAGES/g.po"), wanted, "es")
    assert (found.file, found.line, found.anchor, found.msgid) == ("locales/es/LC_MESSAGES/g.po", 4, "dose", "Take 10 mg.")


PIECES = ["*", "[", "](", "`", "{a}", "1,", "1½", "\u0661.", "<a ", "@", "+1 ", "\u2066", "aа", "no ", "a a ", "&amp;", "\\\n"]


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("locale", ["es", "ar", "zh_Hans"])
def test_a_hostile_text_is_no_great_work(piece: str, locale: str) -> None:
    def work(count: int) -> int:
        return steps(lambda: findings(locale, Entry("Take 10 mg.", piece * count), Entry(piece * count, "x")))

    assert len(findings(locale, Entry("Take 10 mg.", piece * 2000), Entry(piece * 2000, "x"))) < 100
    assert work(1200) < 5 * work(300) + 10_000


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
