"""Tests of `publish.text.word_diff`: both texts can be restored, and the pieces are words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.text.word_diff import DiffPiece, word_diff


@pytest.mark.slow
@given(st.text(), st.text())
def test_both_texts_can_be_read_from_it(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "deleted") == new
    assert "".join(piece.text for piece in pieces if piece.kind != "inserted") == old


def test_one_word_is_one_word() -> None:
    assert word_diff("Take 10 mg now", "Take 100 mg now") == (
        DiffPiece("same", "Take "),
        DiffPiece("deleted", "10 "),
        DiffPiece("inserted", "100 "),
        DiffPiece("same", "mg now"),
    )


def test_chinese_is_compared_letter_by_letter() -> None:
    assert [piece.text for piece in word_diff("请不要献血", "请要献血")] == ["请", "不", "要献血"]


def test_thai_letters_keep_their_signs() -> None:
    assert [piece.text for piece in word_diff("ห้ามกินน้ำ", "ห้ามดื่มน้ำ")] == ["ห้าม", "กิน", "ดื่ม", "น้ำ"]
