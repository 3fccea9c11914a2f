"""Every example of CommonMark: the same HTML as the specification's, and the same again after an identity translation."""

import re

import pytest

from publish.guide import messages, parse_guide, to_html, translate_guide
from publish.guide.parse.inline import to_nodes
from publish.guide.parse.markdown import inline_tokens
from tests.guide.pseudo import pseudo
from tests.guide.spec import examples, normal

RAW_HTML = "raw HTML is text, comments vanish"
SCHEME = "only http, https, mailto and tel are links"
DIFFERENT = {500: SCHEME, 596: SCHEME, 598: SCHEME, 599: SCHEME, 601: SCHEME}
AGREE = 574
"""Of 652. The others are 73 with raw HTML and 5 with other schemes; nothing else differs."""


@pytest.fixture(scope="module", autouse=True)
def _fetched() -> None:
    assert len(examples()) == 652


@pytest.mark.slow
def test_html_is_that_of_the_specification() -> None:
    """Where it is not, the example passes HTML through or links to a scheme that we refuse."""
    different = [example for example in examples() if normal(to_html(parse_guide(example["markdown"]))) != normal(example["html"])]
    unexplained = [example for example in different if example["example"] not in DIFFERENT and not _has_html(example["markdown"])]
    assert not unexplained
    assert len(examples()) - len(different) == AGREE


def _has_html(markdown: str) -> bool:
    return re.search(r"<[A-Za-z/!?]", markdown) is not None


def test_identity_translation_changes_nothing() -> None:
    for example in examples():
        guide = parse_guide(example["markdown"])
        assert to_html(translate_guide(guide, lambda msgid, msgctxt: msgid)) == to_html(guide), example
        assert to_html(translate_guide(guide, lambda msgid, msgctxt: None)) == to_html(guide), example


def test_msgids_read_back_as_what_they_stand_for() -> None:
    """The identity is no trick: parsed again, a msgid gives the nodes it was made from."""
    for example in examples():
        guide = parse_guide(example["markdown"])
        # 491 breaks a target over two lines, which makes it no link; folded to one line it would be one
        for text in (text for block in guide.walk() for text in block.texts if text.message and example["example"] != 491):
            assert text.message is not None
            assert to_nodes(inline_tokens(text.message.msgid), [note.id for note in guide.notes]) == text.inlines, example


def test_no_source_word_survives_a_pseudo_translation() -> None:
    """But in code and targets; HTML, entities and targets of no link are left out, which `pseudo` does not take apart."""
    for example in examples():
        shown = to_html(translate_guide(parse_guide(example["markdown"]), pseudo))
        if re.search("[<&]", example["markdown"]) or "](" in shown:
            continue
        without_code = re.sub(r"<code[^>]*>.*?</code>|<[^>]*>|&\w+;|&#x?\w+;", " ", shown, flags=re.DOTALL)
        assert not re.search(r"[A-Za-zäöü]{2,}", without_code), (example, shown)


def test_every_message_has_words() -> None:
    for example in examples():
        for message in messages(parse_guide(example["markdown"])):
            assert message.msgid.strip() and any(character.isalnum() for character in message.msgid)
