"""Mutation test: whatever is broken in a shipped translation, the check that should see it does."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import pytest

from publish.catalog.store import load
from publish.catalog.template import CRITICAL_FLAG, is_critical, template
from publish.checks import check_catalog
from publish.checks.analysis.parsed_text import parse_text
from publish.checks.analysis.word_lists import is_spaceless, word_lists
from publish.checks.analysis.word_search import word_pattern
from publish.po.model import Catalog, Entry
from publish.project import Workspace
from tests.workspaces import EACH_LOCALE, ROOT

WORKSPACE = Workspace(ROOT)
GUIDE = "dutasteride-mesotherapy"

# The guide prints no dose, so that a sentence with every kind of quantity stands beside it.
DOSE = (
    "Take 10–30 mg every 24 hours for 3 months; it helped 62.8% of 1,500 people. "
    "Do **not** take 1.5 mg more: call us, see [the label](https://example.org/label).[^label]"
)
DOSES = {
    "es": "Tome 10–30 mg cada 24 horas durante 3 meses; ayudó al 62,8 % de 1.500 personas. "
    "**No** tome 1,5 mg más: llámenos, vea [el prospecto](https://example.org/label).[^label]",
    "fr": "Prenez 10–30 mg toutes les 24 heures pendant 3 mois ; cela a aidé 62,8 % de 1 500 personnes. "
    "Ne prenez **pas** 1,5 mg de plus : appelez-nous, voyez [la notice](https://example.org/label).[^label]",
    "ar": "تناول ١٠–٣٠ ملغ كل ٢٤ ساعة لمدة ٣ أشهر؛ وقد ساعد ٦٢٫٨٪ من ١٬٥٠٠ شخص. "
    "**لا** تتناول ١٫٥ ملغ إضافية: اتصل بنا، وانظر [النشرة](https://example.org/label).[^label]",
    "zh_Hans": "每24小时服用10–30毫克，持续3个月；1,500人中有62.8%见效。 **不要** 多服1.5毫克：请致电我们，参见[说明书](https://example.org/label)。[^label]",
    "hi": "3 महीने तक हर 24 घंटे में 10–30 मिग्रा लें; 1,500 में से 62.8% लोगों को फ़ायदा हुआ। "
    "1.5 मिग्रा ज़्यादा **न** लें: हमें कॉल करें, [लेबल](https://example.org/label) देखें।[^label]",
    "ko": "3개월 동안 24시간마다 10–30mg을 복용하십시오. 1,500명 중 62.8%에게 도움이 되었습니다. "
    "1.5mg을 더 복용하지 **마십시오**. 전화하시고 [설명서](https://example.org/label)를 보십시오.[^label]",
}
UNITS = ("mg", "ملغ", "毫克", "मिग्रा")
PERCENT = re.compile(r"[\s\u00a0]?[%٪％]")
PLACEHOLDER = re.compile(r"\{[a-z][\w.]*\}")
HIDDEN = re.compile(r"\{[^}]*\}|\[\^[^\]]*\]|\]\([^)]*\)|[\w.-]*clinic-publish|\bmailto:\S+")
NUMBER = re.compile(r"\d+")
DECIMAL = re.compile(r"(\d)(\d)([.,٫])(\d)(?!\d\d)")

Mutation = Callable[[str], Iterator[str]]


def numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers that a reader sees."""
    hidden = [match.span() for match in HIDDEN.finditer(text)]
    for match in NUMBER.finditer(text):
        if not any(start <= match.start() < end for start, end in hidden):
            yield match


def spliced(text: str, match: re.Match[str], new: str) -> str:
    return text[:match.start()] + new + text[match.end():]


def digit_added(text: str) -> Iterator[str]:
    yield from (spliced(text, match, match[0] + match[0][0]) for match in numbers(text))


def digit_lost(text: str) -> Iterator[str]:
    yield from (spliced(text, match, match[0][:-1]) for match in numbers(text) if len(match[0]) > 1)


def digit_changed(text: str) -> Iterator[str]:
    for match in numbers(text):
        if text.startswith(("つ", "人"), match.end()):
            continue  # small numbers, words in English: “first”; “both” may stand for 2, and “one” for nothing
        step = -1 if match[0][0] in "9٩" else 1
        yield spliced(text, match, chr(ord(match[0][0]) + step) + match[0][1:])


def decimal_moved(text: str) -> Iterator[str]:
    yield from (spliced(text, match, f"{match[1]}{match[3]}{match[2]}{match[4]}") for match in DECIMAL.finditer(text))


def unit_changed(text: str) -> Iterator[str]:
    units = (re.search(f"(?<![A-Za-z]){re.escape(unit)}(?![A-Za-z])", text) for unit in UNITS)  # not the “mg” of “mga”
    yield from (spliced(text, match, "g") for match in units if match)


def range_end_changed(text: str) -> Iterator[str]:
    yield from (spliced(text, match, match[0][:-1]) for match in re.finditer(r"(?<=[–～])\d\d", text))


def percent_dropped(text: str) -> Iterator[str]:
    yield from (spliced(text, match, " ") for match in PERCENT.finditer(text))


def link_changed(text: str) -> Iterator[str]:
    yield from (spliced(text, match, "](https://example.org/other)") for match in re.finditer(r"\]\(https?:[^)]*\)", text))


def placeholder_renamed(text: str) -> Iterator[str]:
    yield from (spliced(text, match, match[0][:-1] + "x}") for match in PLACEHOLDER.finditer(text))


def placeholder_dropped(text: str) -> Iterator[str]:
    yield from (spliced(text, match, "") for match in PLACEHOLDER.finditer(text))


def emphasis_lost(text: str) -> Iterator[str]:
    if "*" in text:
        yield text.replace("*", "")


def footnote_lost(text: str) -> Iterator[str]:
    yield from (spliced(text, match, "") for match in re.finditer(r"\[\^[\w-]+\]", text))


def script_linked(text: str) -> Iterator[str]:
    yield f"{text} [x](javascript:x)"


MUTATIONS: dict[str, tuple[str, Mutation]] = {
    "digit added": ("dose-changed", digit_added),
    "digit lost": ("dose-changed", digit_lost),
    "digit changed": ("dose-changed", digit_changed),
    "decimal moved": ("dose-changed", decimal_moved),
    "unit changed": ("dose-changed", unit_changed),
    "range end changed": ("dose-changed", range_end_changed),
    "percent dropped": ("dose-changed", percent_dropped),
    "link changed": ("link-changed", link_changed),
    "placeholder renamed": ("placeholder-changed", placeholder_renamed),
    "placeholder dropped": ("placeholder-changed", placeholder_dropped),
    "emphasis lost": ("emphasis-changed", emphasis_lost),
    "footnote lost": ("footnote-changed", footnote_lost),
    "script linked": ("link-scheme", script_linked),
}


@cache
def pairs(locale: str) -> tuple[tuple[Entry, Entry], ...]:
    """Return the messages of the guide and the sentence above, where it is translated, each with its translation."""
    catalog = load(WORKSPACE.snapshot(), locale, GUIDE)
    found = [(message, catalog.get(message.msgid, message.msgctxt)) for message in template(WORKSPACE.snapshot(), GUIDE).messages]
    dose = Entry(DOSE, flags=("md-text", CRITICAL_FLAG))
    doses = ((dose, replace(dose, msgstr=DOSES[locale])),) if locale in DOSES else ()
    return (*doses, *((message, entry) for message, entry in found if entry and entry.usable))


def codes(locale: str, message: Entry, entry: Entry) -> set[str]:
    catalog = Catalog((Entry("", f"Language: {locale}\n"), entry))
    return {finding.code for finding in check_catalog(catalog, Catalog((message,)), locale)}


@pytest.mark.parametrize("locale", DOSES)
def test_the_sentence_with_every_quantity_is_right(locale: str) -> None:
    assert not codes(locale, *pairs(locale)[0])


@pytest.mark.parametrize("locale", EACH_LOCALE)
@pytest.mark.parametrize("kind", MUTATIONS)
def test_a_mutation_is_reported(kind: str, locale: str) -> None:
    code, mutate = MUTATIONS[kind]
    made = 0
    for message, entry in pairs(locale):
        if kind == "script linked" and "md-text" not in message.flags:
            continue
        for msgstr in mutate(entry.msgstr):
            made += 1
            assert code in codes(locale, message, replace(entry, msgstr=msgstr, origin=None)), msgstr
    assert made or locale not in DOSES


@pytest.mark.parametrize("locale", EACH_LOCALE)
def test_a_lost_warning_or_negation_is_reported(locale: str) -> None:
    language, source = word_lists(locale), word_lists("en").source
    made = 0
    for message, entry in pairs(locale):
        said = parse_text(message.msgid, True).words
        names = [name for name, words in source.warnings.items() if is_critical(message) and word_pattern(words).search(said)]
        lost = [("warning-lost", language.warnings[name]) for name in names]
        lost += [("negation-lost", language.negations)] if word_pattern(source.negations).search(said) else []
        for code, words in lost:
            without = word_pattern(words, is_spaceless(locale)).sub(" ", entry.msgstr.replace("*", ""))
            made += 1
            assert code in codes(locale, message, replace(entry, msgstr=without, origin=None)), without
    assert made > 10


@pytest.mark.parametrize("locale", EACH_LOCALE)
@pytest.mark.parametrize(("change", "code"), [({"msgstr": ""}, "critical-missing"), ({"flags": ("fuzzy",)}, "critical-fuzzy")])
def test_a_critical_message_that_cannot_be_printed_is_reported(change: dict[str, str], code: str, locale: str) -> None:
    critical = [(message, entry) for message, entry in pairs(locale) if is_critical(message)]
    assert len(critical) > 5
    for message, entry in critical:
        assert code in codes(locale, message, replace(entry, **change))
