"""Where we spare ourselves the parser, or the order of its rules, it gives the same."""

from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import given
from hypothesis import strategies as st

from publish.guide import markdown, parse

PLAIN = ["a", "b ", "  ", "\n", " \n", "\t", "\u00a0", "\u2028", "\0", *"!]})>~#-|é：", "1.", "http://x.y"]
CITING = "[^a] [^b] [a] [^b\u2002c] (u) [ ] ( ) {.c} ! \n\n \n text * ` <b> \\ ![ ](/u) {f}".split(" ")
NOTES = ["", "\n\n[^a]: note\n\n[a]: /x\n", "\n\n[^b\u2002c]: /url\n"]


@contextmanager
def links_first() -> Iterator[None]:
    rulers = [markdown._parser(nesting).inline.ruler for nesting in (markdown._INLINE_NESTING, markdown._BLOCK_NESTING)]
    for ruler in rulers:
        ruler.disable("lone_citation")
    yield
    for ruler in rulers:
        ruler.enable("lone_citation")


@given(st.lists(st.sampled_from(PLAIN), max_size=7).map("".join))
def test_text_without_marks_needs_no_parser(text: str) -> None:
    clean, md = text.replace("\0", "\ufffd"), markdown._parser(markdown._INLINE_NESTING)
    assert markdown.inline_tokens(text) == md.inline.parse(clean, md, {}, [])


@given(st.lists(st.sampled_from(CITING), max_size=7).map("".join), st.sampled_from(NOTES))
def test_citations_are_as_they_were_after_links(text: str, notes: str) -> None:
    found = parse(text + notes)
    with links_first():
        assert parse(text + notes) == found
