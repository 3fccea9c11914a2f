"""Hostile text: parse returns, in time, with nothing lost."""

from functools import partial

import pytest

from publish.guide import messages, parse_guide, to_html
from tests.steps import steps

pytestmark = pytest.mark.slow

MEGABYTE = 1_000_000
LONG = [
    "[", "*", "{", "`", "<", "![", "\\", "&", "[^", ":::",
    "::: ", "*a ", "_a ", "> ", "- ", "[a](b", "[x]{.a}", "{a}", "<!-- ", "*_[`<!{", "\x00",
]  # fmt: skip
LINES = [
    "::: a\n", ":::\n", "> > a\n", "- a\n", "# h\n", "<!-- a\n\n",
    "{.a}\n", "[^a]: b\n", "[a]: b\n", "a\n: b\n", "| a |\n", "[\n", "~~~\n",
]  # fmt: skip
DEEP = ["[" * 9000 + "]" * 9000, "![" * 3000 + "](u)" * 3000, "*" * 9000 + "a" + "*" * 9000, "> " * 300 + "a", "(" * 9000]
ODD = [
    "", "\n", "\ufeff", "\x00", "\ud800", "\r", "a\r\nb", "{", "{.a}", "::: ",
    "<!--", "[^a]:", "|", "\t", "{.a} b {.c}", "# {#a}", "a\nb | c\n---",
]  # fmt: skip


@pytest.mark.parametrize("unit", LONG)
def test_a_megabyte_of_marks(unit: str) -> None:
    assert to_html(parse_guide(unit * (MEGABYTE // len(unit)))) is not None


@pytest.mark.parametrize("unit", LINES)
def test_work_grows_with_length_not_with_its_square(unit: str) -> None:
    short, long = (steps(partial(parse_guide, unit * (size // len(unit)))) for size in (3_000, 12_000))
    assert long < 6 * short


@pytest.mark.parametrize("text", DEEP)
def test_deep_nesting(text: str) -> None:
    assert "a" in to_html(parse_guide(text + "\n\na"))


@pytest.mark.parametrize("prefix", ["> ", "- ", "1. ", "::: a\n", "[^x]: "])
def test_deep_nesting_loses_no_word(prefix: str) -> None:
    text = prefix * 200 + "needle"
    assert "needle" in to_html(parse_guide(text))
    assert any("needle" in message.msgid for message in messages(parse_guide(text)))


@pytest.mark.parametrize("text", ODD)
def test_odd_texts(text: str) -> None:
    to_html(parse_guide(text)).encode("utf-8")


def test_nothing_is_swallowed_by_a_comment_that_never_ends() -> None:
    assert "needle" in to_html(parse_guide("<!-- open\n\nneedle"))


def test_nothing_is_swallowed_by_braces_at_both_ends() -> None:
    assert "needle" in to_html(parse_guide("{.a} needle {.b}"))
