"""Reading grades: syllables against a list counted by hand, the formulas against worked examples."""

import pytest

from publish.guide.review.grade import grade, syllables

# Counted by hand, as they are spoken in the United States.
COUNTED = {
    1: "the pain drug once looked called helped mild blood heart nurse breathe please friend tries died stopped mixed skin scalp",
    2: "open over many treatment doctor session hormone headache swelling tablet capsules approved needed water breathing kidney"
    " safety likely sometimes careful useful table muscle diet quiet being doing photos prices about again stopping symptom vessel",
    3: "area medicine follicle clinician injection allergies pregnancy specialist suicide serious family history decided hospital"
    " pharmacy reaction bacterial exercise prescription carefully agency testing-room",
    4: "dutasteride finasteride minoxidil testosterone information emergency medication vegetable operation scientific variable",
    5: "mesotherapy immediately refrigerator laboratory examination",
}
WORDS = [(word, count) for count, words in COUNTED.items() for word in words.split()]


def test_nine_of_ten_words_are_counted_exactly() -> None:
    wrong = [(word, syllables(word)) for word, count in WORDS if syllables(word) != count]
    assert len(wrong) <= len(WORDS) / 10, wrong


def test_errors_do_not_add_up() -> None:
    counted, real = sum(syllables(word) for word, _ in WORDS), sum(count for _, count in WORDS)
    assert abs(counted - real) <= 0.02 * real


def test_the_formulas_give_what_they_give_by_hand() -> None:
    # 10 words, 12 syllables, 2 sentences, 1 word of three syllables.
    found = grade([["We", "gave", "her", "the", "best"], ["We", "had", "a", "small", "hospital"]])
    assert found.flesch_kincaid == pytest.approx(max(0, 0.39 * 5 + 11.8 * 1.2 - 15.59))
    assert found.smog == pytest.approx(3.1291 + 1.043 * 15**0.5)


def test_an_empty_text_has_no_grade() -> None:
    assert grade([]).flesch_kincaid == grade([]).smog == 0


def test_longer_words_and_sentences_raise_both_grades() -> None:
    easy = [["Call", "us", "now"]] * 30
    hard = [["Consultation", "facilitates", "individualized", "interventions", "considerably"]] * 30
    assert grade(easy).flesch_kincaid < grade(hard).flesch_kincaid and grade(easy).smog < grade(hard).smog
