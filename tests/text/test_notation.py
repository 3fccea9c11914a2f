"""Notations of doses that were misread are found, and safe ones are not."""

import pytest

from publish.text.notation import find_unsafe_notations


def written(text: str, language: str = "en") -> list[str]:
    return [found.written for found in find_unsafe_notations(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take 1.0 mg.", "1.0"), ("Take .5 mg.", ".5"), ("Take .25 mL now.", ".25"), ("Inject 10U.", "10U"),
        ("Inject 4 u now.", "4 u"),
        ("Inject 100 IU.", "IU"), ("Take 5 mg QD.", "QD"), ("Take 5 mg q.d.", "q.d"), ("Take 5 mg QOD", "QOD"), ("Take MS 10 mg", "MS"),
        ("Take 25 µg", "25 µg"), ("Take 25 mcg", "25 mcg"), ("Give 5 cc", "5 cc"), ("Take 1 tablet BID", "BID"), ("Take 10mg", "10mg"),
        ("Take 5000 units", "5000"), ("Take 20 mg/day", "mg/day"), ("Take 0.5 tablet", "0.5 tablet"),
    ],
)  # fmt: skip
def test_a_notation_that_was_misread_is_found(text: str, expected: str) -> None:
    assert written(text)[0] == expected


def test_a_number_without_end_is_not_searched_again_from_each_of_its_digits() -> None:
    assert len(written("1," * 50 + "1 mcg")[0]) < 40


@pytest.mark.parametrize(
    "text",
    [
        "Take 1 mg, 0.5 mg or 2.5 mL.", "Inject 1,000 units.", "Above 70 mg/dL or 5.0 mmol/L.", "Take 5 mg/kg.",
        "Take half a tablet daily.",
        "Version 1.0 is out.", "It is 10.05 mg.", "The MS society helps. I am 5.", "Do U-turns. It costs 10 U.S. dollars.",
        "Take 10 mg in 24 hours.", "See Fig.5 first.",
    ],
)  # fmt: skip
def test_a_safe_notation_is_none(text: str) -> None:
    assert written(text) == []


def test_other_languages_have_the_rules_that_need_no_words() -> None:
    assert written("Tome ,5 mg y 1,0 mg; inyecte 10 U.", "es") == ["1,0", ",5", "10 U"]
    assert written("Tome 1.000 mg, 5 mg QD, 10mg y 100 UI.", "es") == []


def test_a_grave_one_changes_the_dose_tenfold() -> None:
    grave = {found.written: found.notation.is_grave for found in find_unsafe_notations("Take .5 mg or 1.0 mg QD.", "en")}
    assert grave == {"1.0": True, ".5": True, "QD": False}
