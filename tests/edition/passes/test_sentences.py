"""Sentences on lines of their own: only where a sentence surely ends, and nothing is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.edition.passes.lines.sentences import part_sentences
from publish.edition.passes.tree import parse_fragment, text_of_element
from tests.edition.passes.fragments import changed

INNER = re.compile('<span class="idea">(.*?)</span>(?=\\s*<span class="idea">|\\s*</p>)')


def ideas(text: str) -> list[str]:
    return INNER.findall(changed(f'<div class="ideas"><p>{text}</p></div>', part_sentences))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It hurts. Call us! Now?", ["It hurts.", "Call us!", "Now?"]),
        ("<strong>Risks.</strong> One. Two more.", ["<strong>Risks.</strong> One.", "Two more."]),
        ("هل هذا مؤلم؟ نعم.", ["هل هذا مؤلم؟", "نعم."]),
        ("दर्द हुआ। फ़ोन करें।", ["दर्द हुआ।", "फ़ोन करें।"]),
        ("请打电话。不要等。", ["请打电话。", "不要等。"]),
        ("Take 2. 5 of 100 do.", []),
        ("J. Smith wrote it.", []),
        ("One sentence only.", []),
        ("It takes <b>10 min. or</b> more. Ask.", ["It takes <b>10 min. or</b> more.", "Ask."]),
    ],
)
def test_a_sentence_ends_at_a_mark_behind_a_word(text: str, expected: list[str]) -> None:
    assert ideas(text) == expected


def test_elsewhere_and_around_lists_nothing_changes() -> None:
    for html in ("<p>One. Two here.</p>", '<div class="ideas"><dl><dd>One. Two.<ul><li>a</li></ul></dd></dl></div>'):
        assert changed(html, part_sentences) == html


PIECES = ("One. ", "Two here! ", "<b>x. y</b>", "न। ", "。", " ", "3.5 mg. ", "<sup>a</sup>", "Dr. A. ")


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_word_is_lost_or_moved(parts: list[str]) -> None:
    html = f'<div class="ideas"><p>{"".join(parts)}</p></div>'
    before, root = text_of_element(parse_fragment(html)), parse_fragment(html)
    part_sentences(root)
    assert text_of_element(root) == before
