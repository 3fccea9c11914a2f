"""A text taken apart without the parser, where its marks are simple, is what the parser makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.checks.analysis.parsed_text import _parse_markdown, _parse_simple

CITED = ["[^a]", "[^b-1]", "[^x{y}]", "[^<b>]", "[^a\\]", "{fact}", "{clinic.phone}"]
AROUND = [" ", "  ", "\u00a0", "\t", "a", "é", "：", "(", "[", "{", "}", "]", ".", "*", "_", "\\", "`", "<", "&amp;", "{.c}", "://", "~"]
STARRED = ["*", "**", "***", "a", "न्", "ि", "的", "5", " ", "  ", "\u3000", "\u2028", "\ufeff", ".", "。", "(", "€", "$", "“", "[^a]", "{b}"]
STARS = st.lists(st.sampled_from(STARRED), max_size=12).map("".join)
TEXTS = st.lists(st.sampled_from(CITED) | st.sampled_from(AROUND), max_size=7).map("".join)


def test_citations_and_facts_need_no_parser() -> None:
    assert _parse_simple(" See  {clinic.phone}, or ask[^who][^fda]. ") is not None
    assert _parse_simple("[**Stop**](#a)[^fda]") is None


@pytest.mark.parametrize("raw", ["**Stop.** Call *us*.[^fda]", "先**不要**做[^fda]。", "**पता नहीं:** {fact}"])
def test_plain_emphasis_needs_no_parser(raw: str) -> None:
    assert _parse_simple(raw) == _parse_markdown(raw)


@pytest.mark.parametrize("raw", ["a ** b**", "**a", "***a***", "*a **b** c*", "a*b **c*", "**“a”**b", "a[^*b]*"])
def test_emphasis_that_is_not_plain_is_left_to_the_parser(raw: str) -> None:
    assert _parse_simple(raw) is None


@given(TEXTS | STARS)
def test_both_ways_give_the_same(raw: str) -> None:
    found = _parse_simple(raw)
    assert found is None or not found.marks or found == _parse_markdown(raw)
