"""Lines break where ``msgcat`` breaks them, and the fast paths of `fold` give the same lines as the general one."""

import re
import subprocess
from collections.abc import Iterator
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.po import wrap
from publish.po.codec import write_po
from publish.po.model import Catalog, Entry
from tests.po.gettext_tools import WRAPPED_SHA256, is_measured_version

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


@given(st.text(st.sampled_from("ab1 -/.,:;!?()[]{}$%+|=&\"\\\n"), max_size=60), st.integers(1, 20))
def test_ascii_breaks_where_any_text_does(text: str, width: int) -> None:
    escaped = wrap.escape(text)
    assert "".join(wrap.fold(escaped, width)) == escaped
    foreign = wrap.fold("é " + escaped, width)
    assert wrap.fold("e " + escaped, width) == ["e" + foreign[0][1:], *foreign[1:]]


def test_lines_break_where_msgcat_breaks_them() -> None:
    """Around each pair of marks, in text of each kind: what Poedit and Weblate leave alone, since they ask gettext."""
    marks = "a1文-–/.,:;!?}…|)]%*_&=+'’”»([{«“$é<#@~।\u00a0\u202f"
    texts = (f"{'z' * 55} {run}{left}{right}{'b' * 40}" for run in ("a" * 14, "1" * 14, "文" * 7) for left in marks for right in marks)
    fresh = write_po(Catalog((Entry("", "Content-Type: text/plain; charset=UTF-8\n"), *map(Entry, dict.fromkeys(texts)))))
    if is_measured_version():
        theirs = subprocess.run(["msgcat", "-"], input=fresh, capture_output=True, check=True).stdout
        assert theirs.decode().split("\n") == fresh.decode().split("\n")
    assert sha256(fresh).hexdigest() == WRAPPED_SHA256
