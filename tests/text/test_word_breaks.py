"""Lines of Khmer, Lao and Burmese end between words, never within one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.guide.svg.fit import fit_label
from publish.text.word_breaks import BREAK, mark_word_breaks

PHRASES = {
    "km": ("សូមលេបថ្នាំបន្ទាប់ពីអាហារ", "សូម|លេបថ្នាំ|បន្ទាប់ពី|អាហារ"),
    "km, a word that is repeated": ("ថែទាំកន្លែងចាក់ថ្នាំម្តងៗ", "ថែទាំ|កន្លែង|ចាក់|ថ្នាំ|ម្តងៗ"),
    "km, signs of stacks": ("រាល់ពេលទឹកធ្វើឲ្យដំណក់ឈាមរាវ", "រាល់ពេល|ទឹក|ធ្វើឲ្យ|ដំណក់|ឈាមរាវ"),
    "lo": ("ປຶກສາທ່ານໝໍກ່ອນກິນຢານີ້", "ປຶກສາ|ທ່ານໝໍ|ກ່ອນ|ກິນ|ຢາ|ນີ້"),
    "my": ("အစာစားပြီးနောက်ဆေးသောက်ပါ", "အစာ|စား|ပြီး|နောက်|ဆေး|သောက်|ပါ"),
    "my, words of two syllables": ("ကောင်းစွာခြောက်သွေ့အောင်သုတ်ပါ", "ကောင်း|စွာ|ခြောက်သွေ့|အောင်|သုတ်|ပါ"),
    "my, behind a particle": ("ဆေးရုံ၏ဖုန်းနံပါတ်", "ဆေးရုံ၏|ဖုန်း|နံပါတ်"),
    "my, a verb with its negation": ("ဤဆေးကိုမသောက်ပါနှင့်", "ဤ|ဆေး|ကို|မသောက်|ပါ|နှင့်"),
    "lo, a consonant that is no word": ("ໂທຫາຄລີນິກ", "ໂທ|ຫາຄລີ|ນິກ"),
    "behind a sign of two UTF-16 units": ("𝒳 ទឹកធ្វើឲ្យ", "𝒳 ទឹក|ធ្វើឲ្យ"),
}
WHOLE = ("ຄວາມ", "ຜົວະ", "ຫວັດ", "ເຫຼົ່າ", "ພຣະ", "အင်္ဂလိပ်", "ယောက်ျား", "ဥက္ကဋ္ဌ", "កន្លែង", "ผู้เชี่ยวชาญ", "insulin", "200 mg")
STACKING, BEFORE = "\u17d2\u1039", "\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4"
letters = st.sampled_from([chr(code) for block in ((0x0E80, 0x0F00), (0x1000, 0x1040), (0x1780, 0x17DE)) for code in range(*block)])


@pytest.mark.parametrize(("phrase", "expected"), PHRASES.values(), ids=PHRASES)
def test_a_phrase_may_break_between_words(phrase: str, expected: str) -> None:
    assert mark_word_breaks(phrase) == expected.replace("|", BREAK)


@pytest.mark.parametrize("word", WHOLE)
def test_words_and_other_scripts_stay_whole(word: str) -> None:
    assert mark_word_breaks(word) == word


def test_a_word_that_the_dictionary_does_not_have_stays_whole_if_it_is_named() -> None:
    drug, phrase = "ប៉ារ៉ាសេតាម៉ុល", "លេបប៉ារ៉ាសេតាម៉ុលឥឡូវ"
    assert BREAK in mark_word_breaks(drug)
    assert mark_word_breaks(phrase, ("សេតា", drug)) == f"លេប{BREAK}{drug}{BREAK}ឥឡូវ"


@given(st.text(letters, max_size=30))
def test_no_place_is_within_a_stack_or_before_a_mark(text: str) -> None:
    pieces = mark_word_breaks(text).split(BREAK)
    assert "".join(pieces) == text
    for before, after in zip(pieces, pieces[1:]):
        assert before[-1] not in STACKING + BEFORE and not unicodedata.category(after[0]).startswith("M")


def test_a_label_of_a_drawing_breaks_between_words() -> None:
    phrase, expected = PHRASES["km"]
    lines = fit_label(phrase, 9, 3).lines
    assert len(lines) > 1 and "".join(lines) == phrase and set(lines) <= set(_joined(expected.split("|")))


def _joined(parts: list[str]) -> list[str]:
    return ["".join(parts[start:end]) for start in range(len(parts)) for end in range(start + 1, len(parts) + 1)]
