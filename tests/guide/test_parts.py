"""Editions, roles, title and headings."""

import pytest

from publish.guide import Printer, headings, messages, parse_guide, select, take, take_title, to_html

TEXT = """\
# Title

::: short
Brief[^s]
:::

::: warning
::: full
## Long
Words[^f]
:::
::: short
Less
:::
:::

::: full
::: promise
A promise
:::
:::

[^f]: Full
[^s]: Short
[^n]: Never called
"""


def test_select_unwraps_its_own_and_drops_the_other() -> None:
    guide = parse_guide(TEXT)
    short, full = (to_html(select(guide, edition)) for edition in ("short", "full"))
    assert "Brief" in short and "Less" in short and "Words" not in short and "promise" not in short
    assert "Words" in full and "Brief" not in full and '<section class="promise">' in full
    assert 'class="short"' not in short + full and 'class="full"' not in short + full


def test_select_renumbers_footnotes() -> None:
    guide = parse_guide(TEXT)
    assert [note.id for note in guide.notes] == ["s", "f", "n"]
    assert [note.id for note in select(guide, "short").notes] == ["s", "n"]
    assert [note.id for note in select(guide, "full").notes] == ["f", "n"]


def test_every_branch_is_extracted() -> None:
    assert {"Brief[^s]", "Words[^f]", "Less", "A promise", "Full", "Short"} <= {message.msgid for message in messages(parse_guide(TEXT))}


def test_take_gives_a_role_and_the_rest_in_order() -> None:
    guide = select(parse_guide(TEXT), "full")
    taken, rest = take(guide, "warning")
    printer = Printer(guide)
    assert [block.role for block in taken] == ["warning"]
    assert "Words" in printer.blocks(taken) and "Words" not in to_html(rest)
    assert take(rest, "warning") == ((), rest)


def test_title_and_headings() -> None:
    title, rest = take_title(parse_guide(TEXT))
    assert title is not None and title.text is not None and Printer(rest).inline(title.text) == "Title"
    assert [(heading.level, heading.id) for heading in headings(parse_guide(TEXT))] == [(1, "title"), (2, "long")]
    assert [heading.id for heading in headings(rest)] == ["long"]
    assert take_title(parse_guide("no title"))[0] is None


def test_an_empty_section_is_dropped() -> None:
    assert to_html(select(parse_guide("::: faq\n::: full\nx\n:::\n:::"), "short")) == ""


@pytest.mark.parametrize("opening", ["::: warning Call us", "::: warning: Call us", "::: warning : Call us"])
def test_a_colon_after_a_role_is_no_part_of_the_title(opening: str) -> None:
    guide = parse_guide(f"# Title\n\n{opening}\nNow.\n:::\n")
    assert [message.msgid for message in messages(guide)] == ["Title", "Call us", "Now."]


def test_a_colon_alone_is_no_title() -> None:
    assert [message.msgid for message in messages(parse_guide("# Title\n\n::: warning:\nNow.\n:::\n"))] == ["Title", "Now."]
