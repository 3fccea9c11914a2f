"""Digits change, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.text.digits import ascii_digits, localized_digits

ARABIC, DEVANAGARI = "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९"


def test_digits_of_every_script_become_ascii() -> None:
    assert ascii_digits("٢٫٥ mg, ४५ मिनट, ５ and 7") == "2٫5 mg, 45 मिनट, 5 and 7"
    assert ascii_digits("½ Ⅳ ² 四") == "½ Ⅳ ² 四"  # numbers, but no decimal digits


@pytest.mark.parametrize("digits", [ARABIC, DEVANAGARI])
@given(number=st.integers(0), words=st.text("abc .,"))
def test_the_digits_of_a_locale_read_back_as_the_same_number(digits: str, number: int, words: str) -> None:
    text = f"{words}{number}{words}"
    localized = localized_digits(text, digits)
    assert not set(localized) & set("0123456789") and ascii_digits(localized) == text
