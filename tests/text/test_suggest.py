"""A misspelt name is answered with the name that was meant."""

import pytest

from publish.text.suggest import choose_from, did_you_mean, similar_names

LAYOUTS = ("brochure", "handout", "large-print", "web")


@pytest.mark.parametrize(
    ("word", "meant"),
    [("brochur", ["brochure"]), ("BROCHURE", ["brochure"]), ("large_print", ["large-print"]), ("handuot", ["handout"]), ("poster", [])],
)
def test_the_nearest_name_is_found_whatever_the_case_and_the_hyphen(word: str, meant: list[str]) -> None:
    assert similar_names(word, LAYOUTS) == meant


def test_several_names_come_with_the_most_similar_first_and_no_more_than_asked_for() -> None:
    assert similar_names("en_U", ("es", "fr", "en_US", "en_GB", "en"), 2, 0.5) == ["en_US", "en_GB"]


def test_a_stricter_cutoff_accepts_fewer_names() -> None:
    assert similar_names("press", ("project", "release", "pres"), 3, 0.75) == ["pres"]


def test_the_hint_asks_first_and_then_says_what_to_do() -> None:
    assert did_you_mean("brochur", LAYOUTS, "see docs") == "did you mean “brochure”? see docs"
    assert did_you_mean("brochur", LAYOUTS) == "did you mean “brochure”?"
    assert did_you_mean("poster", LAYOUTS, "see docs") == "see docs"
    assert did_you_mean("en_U", ("en", "en_US"), limit=2, cutoff=0.5) == "did you mean “en_US” or “en”?"


def test_the_list_names_each_choice_once_in_its_order() -> None:
    assert choose_from("wed", ("web", "card", "web")) == "did you mean “web”? choose from: web, card"
    assert choose_from("web", ()) == "choose from: none exist yet"
