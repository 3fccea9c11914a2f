"""The language of a guide: what becomes of each of its forms."""

import pytest

from publish.guide import Hooks, Message, headings, messages, parse_guide, to_html, translate_guide
from tests.guide.pseudo import pseudo

EVERYTHING = """\
# Title *one*

<!-- translators: keep it short -->
<!-- context: cover -->
Soft
break\\
hard break {dose} [^note] [^moftah] `code`

::: warning Stop at once {#stop}
- Item with [link](tel:{clinic.phone} "Tip") and [text][ref]
- ![Inline](a.svg "Tooltip") image
:::

::: short
Brief
:::

::: full
Long

> Quoted
:::

| Head | Right |
|------|------:|
| Cell | **2** |

Term
: Definition

![Drawing of skin](skin.svg "Caption {dose}")

    code block

---

[^note]: The footnote

    has two paragraphs

[ref]: https://example.org/a "Title of it"
"""


def msgids(text: str) -> list[str]:
    return [message.msgid for message in messages(parse_guide(text))]


def test_every_text_is_one_message() -> None:
    assert msgids(EVERYTHING) == [
        "Title *one*",
        "Soft break\\\nhard break {dose} [^note] [^moftah] `code`",
        "Stop at once",
        'Item with [link](tel:{clinic.phone} "Tip") and [text](https://example.org/a "Title of it")',
        '![Inline](a.svg "Tooltip") image',
        "Brief",
        "Long",
        "Quoted",
        "Head",
        "Right",
        "Cell",
        "**2**",
        "Term",
        "Definition",
        "Caption {dose}",
        "Drawing of skin",
        "The footnote",
        "has two paragraphs",
    ]


def test_pseudo_translation_of_everything() -> None:
    shown = to_html(translate_guide(parse_guide(EVERYTHING), pseudo))
    words = "Title Soft break Stop Item link Tip text Inline Tooltip Brief Long Quoted Head Cell Term Drawing Caption paragraphs"
    for word in words.split():
        assert f">{word}" not in shown and f"{word} " not in shown and f'"{word}' not in shown
    assert "<code>code</code>" in shown and "code block" in shown


def test_a_message_has_context_comments_reference_and_critical_mark() -> None:
    by_msgid = {message.msgid: message for message in messages(parse_guide(EVERYTHING))}
    soft = by_msgid["Soft break\\\nhard break {dose} [^note] [^moftah] `code`"]
    assert soft == Message(soft.msgid, "cover", ("keep it short",), "#title-one", False)
    assert by_msgid["Stop at once"].critical and by_msgid['![Inline](a.svg "Tooltip") image'].critical
    assert not by_msgid["Brief"].critical and by_msgid["Brief"].msgctxt is None


@pytest.mark.parametrize("role", ["warning", "off-label", "when-to-call", "Warning"])
def test_critical_roles(role: str) -> None:
    html = to_html(parse_guide(f"::: {role}\nDo not drive.\n:::"))
    (message,) = messages(parse_guide(f"::: {role}\nDo not drive.\n:::"))
    assert message.critical and f'<p data-critical="{message.mark}">Do not drive.</p>' in html


def test_a_critical_comment_applies_to_the_next_block_only() -> None:
    text = "<!-- critical -->\n- a\n\n  b\n\nc\n\n<!-- critical --> d"
    found = [(message.msgid, message.critical) for message in messages(parse_guide(text))]
    assert found == [("a", True), ("b", True), ("c", False), ("d", True)]


def test_critical_marks_are_on_every_kind_of_block() -> None:
    text = EVERYTHING.replace("# Title", "::: warning\n# Title") + "\n:::\n"
    guide = parse_guide(text)
    html = to_html(guide)
    assert all(message.mark in html for message in messages(guide) if message.critical)


@pytest.mark.parametrize(
    "row, cells",
    [
        ("| a | b |", ["a", "b"]),
        ("a | b", ["a", "b"]),
        ("| a", ["a", ""]),
        ("| a | b | c | d |", ["a", "b | c | d"]),
        ("a | b | c", ["a", "b | c"]),
        ("| a | b \\| c |", ["a", "b | c"]),
        ("| a | b | |", ["a", "b"]),
    ],
)
def test_a_row_loses_no_cell(row: str, cells: list[str]) -> None:
    for prefix in ("", "> ", "- "):
        inner = " " * len(prefix) if prefix == "- " else prefix
        html = to_html(parse_guide(f"{prefix}| A | B |\n{inner}|---|---|\n{inner}{row}\n"))
        assert "<td>" + "</td>\n<td>".join(cells) + "</td>" in html


def test_comments_are_removed() -> None:
    assert to_html(parse_guide("<!-- a\n\nb -->\n\nx <!-- note --> y")) == "<p>x y</p>\n"
    assert msgids("x <!-- note --> y") == ["x y"]


def test_roles_nest_and_a_bare_fence_closes_the_innermost() -> None:
    html = to_html(parse_guide("::: a\n::: b\nx\n:::\ny\n:::\nz"))
    assert html == '<section class="a">\n<section class="b">\n<p>x</p>\n</section>\n<p>y</p>\n</section>\n<p>z</p>\n'


def test_fences_in_code_close_nothing() -> None:
    assert to_html(parse_guide("::: a\n```\n:::\n```\nx\n:::\ny")).endswith("<p>x</p>\n</section>\n<p>y</p>\n")


def test_heading_ids_are_stable_unique_and_the_same_in_all_languages() -> None:
    guide = parse_guide("# What is it?\n# What is it?\n# What is it 2\n## यह क्या है?\n# !\n# Given {#what-is-it-2}\n")
    ids = [heading.id for heading in headings(guide)]
    assert ids == ["what-is-it", "what-is-it-3", "what-is-it-2-2", "यह-क्या-है", "section", "what-is-it-2"]
    assert [heading.id for heading in headings(translate_guide(guide, pseudo))] == ids


def test_only_safe_attributes_are_kept() -> None:
    html = to_html(parse_guide('{#a .b style="x" onclick="y" lang=la}\ntext [span]{.c href="z" dir=rtl}\n\n# H {.d title="t"}'))
    assert html == '<p id="a" class="b" lang="la">text <span dir="rtl" class="c">span</span></p>\n<h1 id="h" class="d">H</h1>\n'


def test_an_id_is_printed_once() -> None:
    assert to_html(parse_guide("# A\n\n[x]{#a .k} [y]{#z} [y]{#z}")).count("id=") == 2


@pytest.mark.parametrize("text", ["{", "{}", "{ a }", "{1a}", "{a b}", "a { b", "\\{a}", "{a.}"])
def test_braces_that_are_no_placeholder_are_text(text: str) -> None:
    assert to_html(parse_guide(text), Hooks(fact=lambda name: "FACT")) == f"<p>{text.removeprefix(chr(92))}</p>\n"


def test_facts_and_citations() -> None:
    hooks = Hooks(fact={"dose": "<b>0.5</b> mg", "clinic.phone": "+1 555 01"}.get, citation=lambda name: f"<sup>{name}</sup>")
    text = "{dose} {other} `{dose}` [^m] [call](tel:{clinic.phone}) ![{dose}](a.svg)"
    assert to_html(parse_guide(text), hooks) == (
        '<p><b>0.5</b> mg {other} <code>{dose}</code> <sup>m</sup> <a href="tel:+155501">call</a> <img src="a.svg" alt="0.5 mg" /></p>\n'
    )
    assert to_html(parse_guide("{dose} [^m]")) == "<p>{dose} [^m]</p>\n"


def test_a_fact_cannot_smuggle_a_scheme_into_a_link() -> None:
    assert to_html(parse_guide("[x]({a})"), Hooks(fact=lambda name: "javascript:alert(1)")) == "<p>x</p>\n"


def test_footnotes_are_numbered_by_their_calls() -> None:
    html = to_html(parse_guide("x[^b] y[^a] z[^b]\n\n[^a]: A\n[^b]: B\n"), Hooks(backlink="^"))
    assert html.index("<p>B</p>") < html.index("<p>A</p>")
    assert html.count('id="call.1"') == 1 and html.count('href="#note.1"') == 2


def test_untranslated_blocks_are_marked() -> None:
    guide = translate_guide(parse_guide("# One\n\n- Two\n- Three"), lambda msgid, msgctxt: "Deux" if msgid == "Two" else None)
    assert [block.translated for block in guide.walk() if block.text] == [False, True, False]
    html = to_html(guide, Hooks(source_language="en"))
    assert '<h1 id="one" lang="en" dir="ltr">One</h1>' in html
    assert "<li>Deux</li>" in html and '<li><span lang="en" dir="ltr">Three</span></li>' in html


def test_hooks_place_figures_and_images() -> None:
    hooks = Hooks(figure=lambda *parts: f"<figure>{parts}</figure>", image=lambda *parts: f"<i>{parts}</i>", heading_shift=1)
    html = to_html(parse_guide('![A *b*](x.svg "C")\n\nsee ![d](y.svg)\n\n# T'), hooks)
    assert html == "<figure>('x.svg', 'A b', 'C', '')</figure>\n<p>see <i>('y.svg', 'd', '')</i></p>\n<h2 id=\"t\">T</h2>\n"


def test_reflowing_changes_no_msgid() -> None:
    assert msgids("a *b\nc* `d\ne` [f\ng](/u 'h\ni')  \nj") == msgids("a *b c* `d e` [f g](/u 'h i')\\\nj")
