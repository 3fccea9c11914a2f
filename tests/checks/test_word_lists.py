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
    lists_in,
    longer_words_pattern,
    normalize_text,
    split_phrases,
    word_lists,
    word_pattern,
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


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("no", "no", ["no"]), ("no", "No, NO", ["No", "NO"]), ("no", "not knot", []), ("no", "noé nó", []),
        ("seri*", "a serious series", ["seri", "seri"]), ("seri*", "miseries", []),
        ("*less", "useless, less, lesser", ["less", "less"]), ("un*", "until sun", ["un"]),
        ("“no more” no", "no more, no", ["no more", "no"]), ("no “no more”", "no more", ["no more"]), ("a.b", "a.b axb", ["a.b"]),
        ("ہ", "ہ ه ھ", ["ہ", "ه", "ھ"]), ("یک", "يك ىک", ["يك", "ىک"]), ("न", "न नि ना", ["न"]), ("", "anything", []),
    ],
)  # fmt: skip
def test_words_are_found_as_the_lists_write_them(words: str, text: str, found: list[str]) -> None:
    assert word_pattern(words).findall(text) == found


@pytest.mark.parametrize(("words", "text", "found"), [("死", "死亡 生死", ["死", "死"]), ("*死 亡*", "死亡", ["死", "亡"])])
def test_without_spaces_words_are_found_anywhere(words: str, text: str, found: list[str]) -> None:
    assert word_pattern(words, spaceless=True).findall(text) == found


def test_a_longer_word_that_begins_like_an_idiom_is_found() -> None:
    longer = longer_words_pattern("nej*", "nejsou ne nej")
    assert longer.findall("nejsou ne nej nejlepší") == ["nejsou"]


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


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["en", *SENTENCES])
def test_lists_in_finds_what_a_search_for_each_list_finds(locale: str) -> None:
    known, spaceless = word_lists(locale), is_spaceless(locale)
    lists = (*known.warnings.values(), *known.opposites.values(), *known.numbers.values(), known.negations)
    words = [word.strip("*").replace("…", "x") for listed in lists for word in split_phrases(listed)]
    texts = [" ".join(words[place : place + 3]) for place in range(0, len(words), 2)]
    for text in (*texts, *map(str.upper, texts[::5])):
        assert lists_in(text, lists, spaceless) == {listed for listed in lists if word_pattern(listed, spaceless).search(text)}, text
