"""The word lists of every language find each thing in a natural sentence that says it, and not in sentences that do not."""

import tomllib
from itertools import permutations
from pathlib import Path

import pytest

from publish.checks.analysis.word_lists import word_lists
from publish.checks.meaning import check_negations, check_warnings
from tests.checks.examples import CRITICAL, run_check

SENTENCES: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "concepts.toml").read_text(encoding="utf-8"))
ENGLISH = SENTENCES["en"]
CONCEPTS = [name for name in ENGLISH if name != "neutral"]
# What a list finds in a sentence that says something else, because the word has both meanings (French “urgence”): “concept other”. A lost
# warning may go unnoticed there. Take out what is mended.
AMBIGUOUS = {
    "fr": "harm danger", "nl": "warning breathing", "el": "warning breathing", "so": "now emergency", "ar": "serious danger",
    "he": "warning breathing", "bn": "now emergency", "te": "serious danger", "th": "harm danger", "lo": "harm danger", "km": "harm danger",
}  # fmt: skip


def lost(locale: str, concept: str, target: str) -> bool:
    """Tell whether ``concept`` is reported as lost where ``target`` translates its English sentence."""
    check = check_negations if concept == "negation" else check_warnings
    return bool(run_check(check, locale, ENGLISH[concept], target, CRITICAL))


@pytest.mark.parametrize("locale", SENTENCES)
def test_a_right_translation_is_not_reported(locale: str) -> None:
    assert [concept for concept in CONCEPTS if lost(locale, concept, SENTENCES[locale][concept])] == []


@pytest.mark.parametrize("locale", SENTENCES)
def test_a_translation_that_says_something_else_is_reported(locale: str) -> None:
    pairs = [(concept, other) for concept, other in permutations(ENGLISH, 2) if concept != "neutral"]
    missed = {f"{concept} {other}" for concept, other in pairs if not lost(locale, concept, SENTENCES[locale][other])}
    assert missed == set(filter(None, AMBIGUOUS.get(locale, "").split(", ")))


def test_every_language_with_word_lists_has_sentences() -> None:
    folder = Path(word_lists.__code__.co_filename).parents[1] / "words"
    assert {path.stem for path in folder.glob("*.toml")} == {locale.partition("_")[0] for locale in SENTENCES}
