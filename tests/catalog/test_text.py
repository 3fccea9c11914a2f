"""A text taken apart without the parser, where its marks are simple, is what the parser makes of it."""

from hypothesis import given
from hypothesis import strategies as st

from publish.catalog.checks.text import _parsed, _simple

CITED = ["[^a]", "[^b-1]", "[^x{y}]", "[^<b>]", "[^a\\]", "{fact}", "{clinic.phone}"]
AROUND = [" ", "  ", "\u00a0", "\t", "a", "é", "：", "(", "[", "{", "}", "]", ".", "*", "_", "\\", "`", "<", "&amp;", "{.c}", "://", "~"]
TEXTS = st.lists(st.sampled_from(CITED) | st.sampled_from(AROUND), max_size=7).map("".join)


def test_citations_and_facts_need_no_parser() -> None:
    assert _simple(" See  {clinic.phone}, or ask[^who][^fda]. ") is not None
    assert _simple("**Stop**[^fda]") is None


@given(TEXTS)
def test_both_ways_give_the_same(raw: str) -> None:
    found = _simple(raw)
    assert found is None or not found.marks or found == _parsed(raw)
