"""The short way to fold plain words gives what the long way gives."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.po import wrap

WORDS = st.lists(st.from_regex(r"[A-Za-z0-9]{1,12}[,.;:!?]?", fullmatch=True), min_size=1, max_size=30)


@pytest.fixture(scope="module")
def no_short_way() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@given(WORDS, st.integers(4, 60), st.sampled_from(["", " "]))
def test_prose_folds_as_any_text(no_short_way: pytest.MonkeyPatch, words: list[str], width: int, end: str) -> None:
    text = " ".join(words) + end
    short = wrap.fold(text, width)
    with no_short_way.context() as patch:
        patch.setattr(wrap, "_PROSE", re.compile("(?!)"))
        assert wrap.fold(text, width) == short
    assert "".join(short) == text
