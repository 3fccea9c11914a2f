"""Where we spare ourselves the parser, or the order of its rules, it gives the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink

from publish.guide import parse_guide
from publish.guide.parse import markdown
from publish.guide.parse.inline_rules import is_normal

PLAIN = ["a", "b ", "  ", "\n", " \n", "\t", "\u00a0", "\u2028", "\0", *"!]})>~#-|é：", "1.", "http://x.y"]
CITING = "[^a] [^b] [a] [^b\u2002c] (u) [ ] ( ) {.c} ! \n\n \n text * ` <b> \\ ![ ](/u) {f}".split(" ")
NOTES = ["", "\n\n[^a]: note\n\n[a]: /x\n", "\n\n[^b\u2002c]: /url\n"]


LINKING = [
    *"[a] [b](https://x.y/z#1) [`c`](/u?v=1) (x) [ ] ( ) ` `` * ** _ \\ ! ![d](p.png) {.c} {f} &amp; <b> <!-- -->".split(),
    *("<http://é.x>", "](//h)", "](HTTP://X)", "[^a]", "]({f})", "](/a\"b)", "](javascript:x)", "\n", " "),
]


BLOCKS = [
    *("a", "b c", "- ", "* ", "+ x", "1. ", "12) ", "> ", "# h", "===", "---", "- -", "* * *", "___", "```", "~~~ x", "~ d"),
    *(": d", ":::", "::: warning", "<!-- c -->", "<!--", "{.c}", "[a]: /u", "[^a]: n", "| a | b |", "a | b", "|---|---|", ":-:", "-|-"),
    *("    ", "  ", "\t", "\n", "\n", "\n", "\n\n", " ", "\u00a0"),
]


@lru_cache
def every_rule(nesting: int) -> MarkdownIt:
    """Return the parser without our short cuts."""
    md = markdown._full_parser(nesting).disable(["lone_citation", "plain_link", "text"])
    setattr(md, "normalizeLink", normalizeLink)
    return md


@contextmanager
def links_first() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_parser", every_rule)
        yield


@given(st.lists(st.sampled_from(PLAIN), max_size=7).map("".join))
def test_text_without_marks_needs_no_parser(text: str) -> None:
    clean, md = text.replace("\0", "\ufffd"), markdown._parser(markdown._INLINE_NESTING)
    assert markdown.inline_tokens(text) == md.inline.parse(clean, md, {}, [])


@given(st.lists(st.sampled_from(CITING), max_size=7).map("".join), st.sampled_from(NOTES))
def test_citations_are_as_they_were_after_links(text: str, notes: str) -> None:
    found = parse_guide(text + notes)
    with links_first():
        assert parse_guide(text + notes) == found


@given(st.lists(st.sampled_from(LINKING), max_size=9).map("".join), st.sampled_from(NOTES))
def test_links_are_as_they_were_when_all_rules_were_tried(text: str, notes: str) -> None:
    found = parse_guide(text + notes)
    with links_first():
        assert parse_guide(text + notes) == found


@settings(max_examples=300)
@given(st.lists(st.sampled_from(BLOCKS), max_size=16).map("".join))
def test_blocks_are_as_they_were_when_all_rules_were_tried(text: str) -> None:
    found = markdown.block_tokens(text)
    with links_first():
        assert markdown.block_tokens(text) == found


@given(st.from_regex(r"(https?:|/|#|\?|x)[a-zA-Z:/.?#@=%-]{0,12}", fullmatch=True))
def test_an_address_called_normal_is_normal(url: str) -> None:
    assert not is_normal(url) or normalizeLink(url) == url
