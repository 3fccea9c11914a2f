"""Authors' slips: what was meant as markup and is not. docs/source-checks.md has an example of each code, which test_review runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.guide import Kind, messages, parse_guide
from publish.guide.classes import ROLES
from publish.guide.slips import Slip, find_slips, read_source

TEN = """# Your inhaler

::: waring
Do not take more than 8 puffs
a day. See [the steps](#how-to-uze).
:::

<!-- critcal -->
Call **at once if you cannot breathe.

| Day | Puffs |
|---|---|
| Monday |
| Tuesday | 2 | 3 |

Read [the form](form.pdf). Your CO~2~ is fine.

- [ ] I did it

    ::: warning
    Rest.

::: steps
1. Shake it.
"""


def slips(text: str) -> list[Slip]:
    return find_slips(read_source(text), ROLES)


def found(text: str) -> list[tuple[int, str]]:
    return [(slip.line, slip.code) for slip in slips(text)]


def test_all_slips_of_a_guide_are_found_at_once_each_on_its_line() -> None:
    wanted = [
        (3, "unknown-role"), (5, "link-unknown"), (8, "unknown-comment"), (9, "emphasis-open"), (13, "row-cells"), (14, "row-cells"),
        (16, "link-relative"), (16, "markup-unknown"), (18, "task-box"), (20, "section-indented"), (23, "section-unclosed"),
    ]  # fmt: skip
    assert found(TEN) == wanted
    assert found("\ufeff" + TEN.replace("\n", "\r\n")) == wanted


@pytest.mark.parametrize(
    ("written", "meant"),
    [("waring", "warning"), ("Warnign", "warning"), ("when to call", "when-to-call"), ("key points", "key-points")],
)
def test_an_unknown_role_suggests_the_one_that_was_meant(written: str, meant: str) -> None:
    (slip,) = slips(f"::: {written}\nRest.\n:::\n")
    assert slip.severity == "error" and f"did you mean “{meant}”?" in slip.hint


def test_roles_of_the_workspace_are_known_and_capital_letters_make_no_difference() -> None:
    text = "::: Recipe\nRest.\n:::\n\n::: {.recipe}\nRest.\n:::\n"
    assert [slip.code for slip in slips(text)] == ["unknown-role"] * 2
    assert not find_slips(read_source(text), ROLES | {"recipe"})


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("::: warning\nA\n\n::: when-to-call\nB\n:::\n", 1, "section-unclosed"),
        ("::::: full\n\n::: warning\nA\n\n:::::\n", 3, "section-unclosed"),  # five colons were meant to close five
        ("::: warning\nA\n:::\n\nB\n\n:::\n", 7, "section-stray"),
        ("A\n\n    ::: warning\n    B\n:::\n", 3, "section-indented"),
        ("::: warning\nA\n\n    :::\n", 4, "section-indented"),
        ("A\n\n\t::: warning\n\tB\n\t:::\n", 3, "section-indented"),
        ("- A\n\n  ::: warning\n  B\n:::\n", 3, "section-indented"),
        ("- A\n  ::: warning\n  B\n  :::\n", 2, "section-in-list"),
        (":: warning\nA\n:::\n", 1, "section-colons"),
        ("：：： warning\nA\n:::\n", 1, "section-colons"),
        ("::: {warning}\nA\n:::\n", 1, "section-stray"),
    ],
)
def test_one_slip_at_a_section_is_one_error_at_the_line_to_correct(text: str, line: int, code: str) -> None:
    assert [(slip.line, slip.code, slip.severity.value) for slip in slips(text) if slip.code != "indented-code"] == [(line, code, "error")]


@pytest.mark.parametrize("mark", ["WARNING", "Caution", "IMPORTANT"])
def test_an_alert_that_warns_is_critical(mark: str) -> None:
    guide = parse_guide(f"> [!{mark}]\n> Do not drive.\n")
    (section,) = guide.blocks
    assert (section.kind, section.role) == (Kind.SECTION, "warning")
    assert [(message.msgid, message.critical) for message in messages(guide)] == [("Do not drive.", True)]
    assert [slip.code for slip in slips(f"> [!{mark}]\n> Do not drive.\n")] == ["alert-quote"]


def test_an_alert_may_have_a_title_and_other_blocks_and_a_note_stays_a_quote() -> None:
    assert [m.msgid for m in messages(parse_guide("> [!warning] Stop\n>\n> - Do not drive.\n"))] == ["Stop", "Do not drive."]
    (quote,) = parse_guide("> [!NOTE]\n> Rest.\n").blocks
    assert quote.kind is Kind.QUOTE and [m.msgid for m in messages(parse_guide("> [!NOTE]\n> Rest.\n"))] == ["Rest."]
    assert [m.msgid for m in messages(parse_guide("> [!other]\n> Rest."))] == ["[!other] Rest."]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Take {dose now.", "braces-raw"), ("Take dose} now.", "braces-raw"), ("x **very* y", "emphasis-open"),
        ("\\newpage", "markup-unknown"), ("a^[note]", "markup-unknown"), ("a[^ b]", "markup-unknown"), ("a[b^]", "markup-unknown"),
        ("####### Seven", "heading-unspaced"), ("[x](http:/e.org)", "link-broken"), ("[x](mailto:a.org)", "link-broken"),
        ("```\nDo not drive.", "code-open"), ("~~~ Warning\nDo not drive.\n~~~", "code-open"), ("> ```\n> x", "code-open"),
    ],
)  # fmt: skip
def test_slips_of_single_marks_are_found(text: str, code: str) -> None:
    assert found(f"First.\n\n{text}\n") == [(3, code)]


def test_markup_in_braces_is_shown_as_an_ellipsis() -> None:
    (slip,) = slips("Take {a *b* c} now.")
    assert slip.message.startswith("“{a …b… c}”") and slip.message.isprintable()


@pytest.mark.parametrize(
    "text",
    ["```\na\n```", "```\n\n```\n\nb", "> ~~~\n> a\n> ~~~", "- ```\n  a\n  ```", "~~~~ text\n```\n~~~~~", "A^2 and f(x) = {2}",
     "[x](mailto:{clinic.email}) [y](mailto:a@b.org?subject=x) [z](http://e.org)", "**a**\\* and *b* and ***c***"],
)  # fmt: skip
def test_single_marks_that_are_right_raise_no_alarm(text: str) -> None:
    assert not [slip for slip in found(text) if slip[1] in ("code-open", "link-broken", "emphasis-open")]


def test_a_message_is_found_at_a_heading_with_an_id_of_its_own() -> None:
    assert read_source("# Knee\n\n## When to *stop* {#stop .note}\n").line_of("When to *stop*") == 3


@pytest.mark.parametrize("text", ["Do **not drive.", "Do ** not ** drive.", "Do *not drive.", "Do __not drive.", "**a *b*"])
def test_open_emphasis_is_an_error_where_safety_depends_on_the_text(text: str) -> None:
    assert [(slip.code, slip.severity.value) for slip in slips(text)] == [("emphasis-open", "warning")]
    assert [(slip.code, slip.severity.value) for slip in slips(f"<!-- critical -->\n{text}")] == [("emphasis-open", "error")]


@pytest.mark.parametrize(
    "text",
    [
        "Take 2 * 3 tablets, 5*3 mg, with food*.\n\n\\* With a full glass.",
        "A `**code**` and snake_case_name and __strong__ and *a **b** c*.",
        "| a | b |\n|---|---|\n| `x` \\| y | |\n| c | d |",
        "Term\n: Definition\n\n~ 5 minutes, 10 – 20, 3^rd place? No: third.",
        "<!-- a remark: nothing to do with translators -->\nRest.\n\n<!-- TODO critical care unit phone -->\nSleep.",
        "> A quote\n> of two lines\n\n```\n::: waring\n<br> **\n```\n\n<!--\n::: waring\n-->",
        "::: warning Stop *now*\n## Before\n- A [link](#before)\n:::\n\n[x]{#place} and [there](#place)[^n].\n\n[^n]: A note.",
        "1. One\n1. Two\n\nText\n\n3. Three\n\n   - in three\n   - also",
        "At 10:30: rest. Ratio 1:2. 5 mg:: none. AT&T; R&D. a<b and 3 < 5 > 2.",
        "Hello,\n- one\n- two\n\n12. December is late.\n",
        "## When to stop {#stop}\n\nSee [when](#stop). Name: ______ Born: __/__/____ (____)",
    ],
)
def test_what_is_right_raises_no_alarm(text: str) -> None:
    assert not [slip for slip in slips(text) if slip.code != "entity-raw"]


MARKS = st.sampled_from(
    ["::: warning", ":::", "> ", "- ", "1. ", "**", "|a|b|", "|---|", "[^a]: ", "<!--", "-->", "{x}", "\n", "    ", "# ", "a", "[", "]("]
)


@given(st.lists(MARKS | st.text(max_size=4), max_size=25).map("".join))
def test_any_text_is_read_and_every_slip_is_on_one_of_its_lines(text: str) -> None:
    source = read_source(text)
    assert all(1 <= slip.line <= len(source.lines) and slip.hint for slip in find_slips(source, ROLES))


def test_the_time_for_a_text_grows_with_its_length_only() -> None:
    for text in ("::: a\n" * 800, "*a " * 1000, "| a " * 1000 + "\n", "[x](#y) " * 500, "{ " * 4000, "~a" * 4000, "[![" * 2000):
        find_slips(read_source(text + "\n"), ROLES)
