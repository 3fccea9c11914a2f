"""Lines of Khmer, Lao and Burmese end between syllables, never within one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.guide.svg.fit import fit_label
from publish.text.syllables import BREAK, mark_syllable_breaks

PHRASES = {
    "km": ("រាល់ពេលទឹកធ្វើឲ្យដំណក់ឈាមរាវ", "រាល់ពេល|ទឹក|ធ្វើឲ្យដំណក់|ឈាមរាវ"),
    "lo": ("ອິນຊູລິນຈະຖືກດູດຊຶມ", "ອິນຊູ|ລິນ|ຈະ|ຖືກ|ດູດຊຶມ"),
    "my": ("ကောင်းစွာခြောက်သွေ့အောင်သုတ်ပါ", "ကောင်းစွာ|ခြောက်|သွေ့|အောင်|သုတ်ပါ"),
}
WHOLE = ("ຄວາມ", "ຜົວະ", "ຫວັດ", "ເຫຼົ່າ", "ພຣະ", "အင်္ဂလိပ်", "ယောက်ျား", "ဥက္ကဋ္ဌ", "កន្លែង", "ผู้เชี่ยวชาญ", "insulin", "200 mg")
STACKING, BEFORE = "\u17d2\u1039", "\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4"
letters = st.sampled_from([chr(code) for block in ((0x0E80, 0x0F00), (0x1000, 0x1040), (0x1780, 0x17DE)) for code in range(*block)])


@pytest.mark.parametrize(("phrase", "expected"), PHRASES.values(), ids=PHRASES)
def test_a_phrase_may_break_between_syllables_but_two_stay_together(phrase: str, expected: str) -> None:
    assert mark_syllable_breaks(phrase) == expected.replace("|", BREAK)


@pytest.mark.parametrize("word", WHOLE)
def test_short_words_and_other_scripts_stay_whole(word: str) -> None:
    assert mark_syllable_breaks(word) == word


@given(st.text(letters, max_size=30))
def test_no_place_is_within_a_stack_or_before_a_mark(text: str) -> None:
    pieces = mark_syllable_breaks(text).split(BREAK)
    assert "".join(pieces) == text
    for before, after in zip(pieces, pieces[1:]):
        assert before[-1] not in STACKING + BEFORE and not unicodedata.category(after[0]).startswith("M")


def test_a_label_of_a_drawing_breaks_between_syllables() -> None:
    phrase = PHRASES["km"][0]
    lines = fit_label(phrase, 9, 3).lines
    assert len(lines) > 1 and "".join(lines) == phrase and set(lines) <= set(_joined(PHRASES["km"][1].split("|")))


def _joined(parts: list[str]) -> list[str]:
    return ["".join(parts[start:end]) for start in range(len(parts)) for end in range(start + 1, len(parts) + 1)]
