"""Guides whose source is not English: what is right in any two of six languages is not reported, and what is lost is."""

import re
import tomllib
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from publish.catalog.template import CRITICAL_FLAG
from publish.checks import check_catalog
from publish.checks.analysis.word_lists import is_spaceless, split_phrases, word_lists
from publish.checks.analysis.word_search import word_pattern
from publish.po.model import Catalog, Entry
from publish.project import Finding, Severity

TEXTS: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "sources.toml").read_text(encoding="utf-8"))
PAIRS = [*permutations(("en", "de", "es", "fr", "ar", "zh_Hans"), 2)]
DENYING = ("not_alone", "emergency", "concord", "allergy")
WARNED = {
    "not_alone": {"warning", "pregnancy"},
    "emergency": {"call", "emergency", "now", "breathing"},
    "concord": set(),
    "words_that_look_alike": set(),
    "off_the_point": set(),
    "allergy": {"allergy", "overdose", "death"},
}


def found(topic: str, source: str, target: str, msgstr: str, *, critical: bool = True) -> list[Finding]:
    message = Entry(TEXTS[topic][source], flags=("md-text", CRITICAL_FLAG) if critical else ("md-text",))
    catalog = Catalog((Entry("", f"Language: {target}\n"), replace(message, msgstr=msgstr)))
    findings = check_catalog(catalog, Catalog((message,)), target, source)
    return [finding for finding in findings if finding.severity is not Severity.NOTE]


def without(words: str, locale: str, text: str) -> str:
    """Return ``text`` without any of ``words``, to their last letter."""
    spaceless = is_spaceless(locale)
    for found in reversed([*word_pattern(words, spaceless).finditer(text)]):
        rest = text[found.end :] if spaceless else re.sub(r"^\w+", "", text[found.end :])
        text = f"{text[: found.start]} {rest}"
    return text


@pytest.mark.parametrize("critical", [True, False])
@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_what_is_right_is_not_reported(source: str, target: str, critical: bool) -> None:
    for topic, said in TEXTS.items():
        assert not found(topic, source, target, said[target], critical=critical), topic


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_a_dropped_negation_is_reported(source: str, target: str) -> None:
    language = word_lists(target)
    for topic in DENYING:
        msgstr = without(f"{language.negations} {language.denials}", target, TEXTS[topic][target])
        assert msgstr != TEXTS[topic][target]
        for critical, severity in ((True, Severity.ERROR), (False, Severity.WARNING)):
            told = found(topic, source, target, msgstr, critical=critical)
            assert ("negation-lost", severity) in {(finding.code, finding.severity) for finding in told}, msgstr


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_a_dropped_warning_is_reported(source: str, target: str) -> None:
    for topic, names in WARNED.items():
        for name in names:
            msgstr = without(word_lists(target).warnings[name], target, TEXTS[topic][target])
            assert "warning-lost" in {finding.code for finding in found(topic, source, target, msgstr)}, (name, msgstr)


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_one_negation_of_two_is_reported(source: str, target: str) -> None:
    language = word_lists(target)
    repeats = word_pattern(language.source.repeats, is_spaceless(target)).sub(" ", TEXTS["concord"][target])
    msgstr = word_pattern(language.negations, is_spaceless(target)).sub(" ", repeats, count=1)
    assert len(TEXTS["concord"]) == 6 and msgstr != repeats
    wanted = [] if source == "ar" else ["negation-lost"]  # “ولا” may repeat “لا”
    assert [item.code for item in found("concord", source, target, msgstr) if item.code == "negation-lost"] == wanted


def test_of_a_source_whose_words_are_not_known_beyond_doubt_a_person_looks() -> None:
    message = Entry("Não dirija.", flags=("md-text", CRITICAL_FLAG))
    wanted, heads = Catalog((message,)), Entry("", "Language: en\n")
    for msgstr, codes in (("Do not drive.", []), ("Drive.", [("negation-lost", Severity.WARNING)])):
        told = check_catalog(Catalog((heads, replace(message, msgstr=msgstr))), wanted, "en", "pt")
        assert [(finding.code, finding.severity) for finding in told] == codes


def test_the_words_of_a_source_have_their_counterparts() -> None:
    for locale in ("en", "de", "es", "fr", "ar", "zh"):
        language = word_lists(locale)
        assert language.source.warnings.keys() <= language.warnings.keys()
        for name, words in language.source.warnings.items():
            for word in split_phrases(words.partition("≠")[0].replace("|", " ")):
                assert word_pattern(language.warnings[name], is_spaceless(locale)).search(word.strip("*")), (locale, name, word)
