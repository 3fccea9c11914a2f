"""Invariants over generated guides."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from publish.guide import messages, parse_guide, select, take, to_html, translate_guide
from publish.guide.tree import Guide
from tests.guide.pseudo import pseudo

INLINE = [
    "*", "**", "_", "`", "``", "[", "]", "](", ")", "![", "\\",
    "{", "}", "{dose}", "{#id}", "{.c lang=la}", "<", ">", "&amp;", "&#32;", "[^a]", "[r]",
]  # fmt: skip
BLOCK = [
    ":::", "::: warning\n", "\n:::\n", "::: short\n", "- ", "1. ", "> ", "# ",
    "    ", "\t", "|", "|-|-|", ": ", "~~~", "```\n", "\n[^a]: ",
]  # fmt: skip
OTHER = [
    "\\\n", "  \n", "\n", "\n\n", "<!-- critical -->", "<!--", "-->", "\n[r]: /u 'T'\n",
    "word", "two words", "é", "क", "字", "ا", "\x00", "\r\n", " ",
]  # fmt: skip
MARKS = st.sampled_from(INLINE + BLOCK + OTHER)
STRUCTURE = st.sampled_from(
    ["word", "word", "word", " ", "\n", "\n\n", "- ", "1. ", "> ", "# ", "    ", "\t", " | ", "\n|-|-|\n", "\n: ", "\n~~~\n", "\n:::\n"]
    + ["\n::: faq\n", "\n::: warning ", "\n[^n]: ", "\n===\n", "\n---\n", "\n{.c}\n", "<!-- a -->", "![", "](a.svg)", "\\", "  \n", "**"]
)
SOUP = st.lists(st.one_of(MARKS, st.text(max_size=4)), max_size=40).map("".join)
WORDS = st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=30)


def identity(msgid: str, msgctxt: str | None) -> str:
    return msgid


@given(SOUP)
@settings(max_examples=400, deadline=None)
def test_identity_translation_changes_nothing(text: str) -> None:
    guide = parse_guide(text)
    assert to_html(translate_guide(guide, identity)) == to_html(guide)


@given(st.lists(STRUCTURE, max_size=30))
@settings(max_examples=300, deadline=None)
def test_every_visible_word_is_in_exactly_one_message(parts: list[str]) -> None:
    """But in code, which is shown and not translated; nothing is lost between the blocks."""
    words = [f"word{number}end" for number, part in enumerate(parts) if part == "word"]
    text = "".join(f"word{number}end" if part == "word" else part for number, part in enumerate(parts))
    guide = parse_guide(text)
    asked = " ".join(message.msgid for message in messages(guide))
    code = " ".join(block.literal for block in guide.walk() if block.kind == "pre")
    for word in words:
        assert word in to_html(guide)
        assert asked.count(word) + code.count(word) == 1


@given(SOUP, SOUP)
@settings(max_examples=300, deadline=None)
def test_a_translation_stays_inside_its_block(text: str, msgstr: str) -> None:
    """Whatever a msgstr says, the blocks are those of the source, and no file, style or script comes in."""
    guide = parse_guide(text)
    translated = translate_guide(guide, lambda msgid, msgctxt: msgstr)
    assert _shape(translated) == _shape(guide)
    html = to_html(translated)
    assert set(re.findall(r'<img src="([^"]*)"', html)) <= set(re.findall(r'<img src="([^"]*)"', to_html(guide)))
    assert not re.search(r"<(?:script|style|iframe)|<[^>]* (?:on\w+|style)=|href=\"(?:javascript|data|file):", html, re.IGNORECASE)


@given(SOUP)
@settings(max_examples=200, deadline=None)
def test_editions_and_roles_are_parts_of_the_guide(text: str) -> None:
    guide = parse_guide(text)
    known = {message.msgid for message in messages(guide)}
    for edition in ("short", "full"):
        assert {message.msgid for message in messages(select(guide, edition))} <= known
    taken, rest = take(guide, "warning")
    assert len(messages(rest)) + len(messages(Guide(taken))) == len(messages(guide))


@given(WORDS, st.randoms())
@settings(max_examples=100, deadline=None)
def test_reflowing_changes_no_msgid(words: list[str], random: "st.Random") -> None:  # type: ignore[name-defined]
    flowed = words[0] + "".join(random.choice([" ", "\n", " \n", "\n  "]) + word for word in words[1:])
    for before, after in (("", ""), ("- ", ""), ("> ", ""), ("::: faq\n", "\n:::")):
        # a continued line of a list item or a quotation is lazily its own
        assert _msgids(f"{before}{flowed}{after}") == _msgids(f"{before}{' '.join(words)}{after}")


@given(WORDS)
@settings(max_examples=100, deadline=None)
def test_pseudo_translation_leaves_no_word(words: list[str]) -> None:
    half = len(words) // 2
    first, second = " ".join(words[:half]), " ".join(words[half:])
    text = f"# {second}\n\n{first}\n: *{second}*\n\n| {second} |\n|---|\n| {second} |\n\n![{second}](a.svg \"{second}\")\n"
    html = to_html(translate_guide(parse_guide(text), pseudo))
    shown = re.sub(r"<[a-z/][^>]*?(?: alt=\"([^\"]*)\"| title=\"([^\"]*)\"|[^>])*>", r" \1 \2 ", html)
    assert not re.search("[a-z]", shown), shown


def _msgids(text: str) -> list[str]:
    return [message.msgid for message in messages(parse_guide(text))]


def _shape(guide: Guide) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.id) for block in guide.walk()]
