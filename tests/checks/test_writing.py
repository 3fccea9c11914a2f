"""Punctuation and length."""

from tests.checks.examples import codes


def test_a_greek_question_ends_with_a_semicolon() -> None:
    assert "end-punctuation" not in codes("el", "Is this treatment approved?", "Είναι εγκεκριμένη η θεραπεία;")


def test_a_text_without_end_stops_the_output_and_no_other_check_reads_it() -> None:
    assert codes("de", "Title", "1,1 mg " * 20_000) == {"overlong"}
    assert "overlong" not in codes("de", "T" * 1_000, "T" * 10_000)
