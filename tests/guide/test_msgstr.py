"""A msgstr comes from outside: it is text, and stays in its place."""

import pytest

from publish.guide import parse_guide, to_html, translate_guide


def shown(msgstr: str, source: str = "Source text") -> str:
    return to_html(translate_guide(parse_guide(source), lambda msgid, msgctxt: msgstr))


@pytest.mark.parametrize(
    "msgstr, html",
    [
        ("# one", "# one"),
        ("- one\n- two", "- one - two"),
        ("one\n\ntwo", "one two"),
        ("```\none\n```", "<code>one</code>"),
        ("::: warning\none\n:::", "::: warning one :::"),
        ("    one", "one"),
        ("> one", "&gt; one"),
        ("one\n===", "one ==="),
        ("[a]: /b", "[a]: /b"),
        ("[^a]: b", "[^a]: b"),
        ("| a |\n|---|", "| a | |---|"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("</p><h1>x", "&lt;/p&gt;&lt;h1&gt;x"),
        ("one\\\ntwo", "one<br />\ntwo"),
    ],
)
def test_no_block_and_no_markup_comes_out_of_a_msgstr(msgstr: str, html: str) -> None:
    assert shown(msgstr) == f"<p>{html}</p>\n"


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "ftp://a", "&#106;avascript:x",
     "java&#10;script:x", "x:y", "about:blank"],
)  # fmt: skip
@pytest.mark.parametrize("form", ["[a]({})", "[a](<{}>)", "<{}>", "![a]({})"])
def test_other_schemes_make_no_link(form: str, target: str) -> None:
    html = shown(form.format(target))
    assert "<a" not in html and "<img" not in html or "java%0Ascript" in html
    assert 'href="java%0Ascript:x"' not in html


@pytest.mark.parametrize("target", ["https://a.example", "http://a.example", "mailto:a@a.example", "tel:+1", "a.html", "#a", "/a?b=c:d"])
def test_the_schemes_of_print_make_links(target: str) -> None:
    assert f'<a href="{target}">a</a>' in shown(f"[a]({target})")


def test_a_msgstr_adds_no_file() -> None:
    assert shown("x ![secret](/etc/passwd) [![y](b.png)](https://a.example)") == '<p>x secret <a href="https://a.example">y</a></p>\n'
    assert '<img src="a.svg" alt="B" />' in shown("y ![B](a.svg)", "x ![A](a.svg)")


def test_a_msgstr_adds_no_class_and_no_id() -> None:
    assert shown("[x]{.hidden #top lang=la}") == '<p><span lang="la">x</span></p>\n'
    assert shown("[x]{.drug}", "[y]{.drug}") == '<p><span class="drug">x</span></p>\n'


@pytest.mark.parametrize("empty", ["", " ", "\n", "<!-- nothing -->"])
def test_an_empty_msgstr_is_none(empty: str) -> None:
    guide = translate_guide(parse_guide("Source text"), lambda msgid, msgctxt: empty)
    assert to_html(guide) == "<p>Source text</p>\n" and not guide.blocks[0].translated


def test_captions_are_plain_text() -> None:
    assert 'title="&lt;b&gt; *x* {dose}"' in shown('<b> *x* {dose}', '![A](a.svg "C")')
