"""Punctuation and length."""

from tests.checks.examples import codes


def test_a_greek_question_ends_with_a_semicolon() -> None:
    assert "end-punctuation" not in codes("el", "Is this treatment approved?", "Είναι εγκεκριμένη η θεραπεία;")


def test_a_text_without_end_stops_the_output() -> None:
    assert "growth" in codes("de", "Title", "T" * 20_000)
