"""Mutation test in the languages that have no guide yet: two sentences each, and whatever is broken in them is reported."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from publish.catalog.template import CRITICAL_FLAG
from publish.checks.analysis.word_lists import (
    NO_WORDS,
    is_spaceless,
    language_code,
    normalize_text,
    split_phrases,
    word_lists,
)
from publish.po.model import Entry
from tests.checks.test_mutations import MUTATIONS, codes

SENTENCES: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))
SOURCE = SENTENCES.pop("en")
WITH_DOSE = [locale for locale, said in SENTENCES.items() if "dose" in said]
ABSENT = {"unit changed", "placeholder renamed", "placeholder dropped"}  # units are changed below


def broken(locale: str, kind: str, msgstr: str) -> set[str]:
    message = Entry(SOURCE[kind], flags=("md-text", CRITICAL_FLAG))
    return codes(locale, message, replace(message, msgstr=msgstr))


@pytest.mark.parametrize("locale", SENTENCES)
def test_the_sentences_are_right(locale: str) -> None:
    for kind in ("dose", "warning"):
        assert kind not in SENTENCES[locale] or not broken(locale, kind, SENTENCES[locale][kind])


@pytest.mark.parametrize("locale", WITH_DOSE)
def test_a_mutation_is_reported(locale: str) -> None:
    for kind, (code, mutate) in MUTATIONS.items():
        made = list(mutate(SENTENCES[locale]["dose"])) if kind not in ABSENT else []
        assert made or kind in ABSENT, kind
        for msgstr in made:
            assert code in broken(locale, "dose", msgstr), (kind, msgstr)


@pytest.mark.parametrize("locale", WITH_DOSE)
def test_a_changed_unit_is_reported(locale: str) -> None:
    dose = SENTENCES[locale]["dose"]
    for swap in SENTENCES[locale]["units"]:
        unit, other = swap.split(">")
        assert unit in dose
        assert "dose-changed" in broken(locale, "dose", dose.replace(unit, other, 1)), swap


@pytest.mark.parametrize(
    ("locale", "msgstr"),
    [("he", "אַל תִּנְהַג. זֶה לֹא מְסֻכָּן."), ("te", "నడపవద్దు. మేల్కొనకపోతే కాల్ చేయండి."), ("ne", "नमिसाउनुहोस्। यो होइन।")],
)
def test_a_negation_is_seen_with_vowel_points_and_within_a_verb(locale: str, msgstr: str) -> None:
    message = Entry("Do not drive. It is not so.", flags=("md-text", CRITICAL_FLAG))
    assert "negation-lost" not in codes(locale, message, replace(message, msgstr=msgstr))


def test_lists_are_split_into_words_and_phrases() -> None:
    assert split_phrases("a “b c” d*  “e”") == ["a", "b c", "d*", "e"]


def test_texts_are_normalized() -> None:
    assert normalize_text("ệ לֹא plain") == "ệ לא plain"


@pytest.mark.parametrize(
    ("locale", "language", "spaceless"),
    [("pt_BR", "pt", False), ("pt-BR", "pt", False), ("sr@latin", "sr", False), ("ZH_Hans", "zh", True), ("ko", "ko", True)],
)
def test_the_language_of_a_locale(locale: str, language: str, spaceless: bool) -> None:
    assert language_code(locale) == language and is_spaceless(locale) == spaceless


@pytest.mark.parametrize("locale", ["xx", "../en", "en/../de", "e", "", "engl"])
def test_a_locale_without_a_file_has_no_words(locale: str) -> None:
    assert word_lists(locale) is NO_WORDS
