"""Nothing of a page is lost or changed by being parsed and written again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.edition.passes.tree import parse_fragment, parse_page, text_slots, unwrap_element, write_fragment, write_page
from publish.guide import parse_guide, to_html

TEXTS = st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff"))


@pytest.mark.parametrize(
    "html",
    [
        "",
        "text alone",
        'a &lt; b &amp; c<br>d<img src="x.svg" alt="">e',
        '<p lang="ar" dir="rtl">الجرعة\u00a0<span dir="ltr">200 mg</span>\u200b\u2060</p>\n',
        '<ul>\n<li><span class="column">A:</span>\n<p>B</p></li>\n</ul>',
        "<section><figure><img><figcaption>C</figcaption></figure></section>",
        "<dl><dt>T</dt><dd><p>D</p></dd></dl><nav><main>M</main></nav>",
    ],
)
def test_a_part_of_a_page_is_written_as_it_was(html: str) -> None:
    assert write_fragment(parse_fragment(html)) == html


@given(TEXTS)
def test_every_text_comes_through(text: str) -> None:
    html = to_html(parse_guide(text))
    assert "".join(parse_fragment(write_fragment(parse_fragment(html))).itertext()) == "".join(parse_fragment(html).itertext())


@pytest.mark.parametrize("html", ["", "   ", "<!-- only a remark -->", "<h1>T</h1>", "<?xml version='1.0' encoding='latin1'?><p>é</p>"])
def test_a_page_has_a_body_whatever_its_template_leaves_out(html: str) -> None:
    root = parse_page(html)
    assert root.tag == "html" and root.find("body") is not None and ("é" in html) == ("é" in write_page(root))


def test_lists_in_lists_may_be_deep() -> None:
    html = "<ul><li>" * 400 + "deep" + "</li></ul>" * 400
    assert "deep" in parse_page(html).xpath("string()") and write_fragment(parse_fragment(html)).count("<ul>") == 400


def test_between_two_places_for_text_is_one_tag() -> None:
    slots = list(text_slots(parse_fragment("a<b>c<i></i></b>d")))
    assert [slot.text for slot in slots] == ["a", "c", "", "", "d"]
    assert [(slot.boundary.tag, slot.starts) for slot in slots[:-1]] == [("b", True), ("i", True), ("i", False), ("b", False)]


@pytest.mark.parametrize("html", ["<p>a<b>c</b>d</p>", "<p><b>c<i>x</i>y</b>d</p>", "<p>a<i></i><b><i>x</i></b>d</p>", "<p><b></b></p>"])
def test_what_is_inside_stays_in_place(html: str) -> None:
    root = parse_fragment(html)
    unwrap_element(next(root.iter("b")))
    assert write_fragment(root) == html.replace("<b>", "").replace("</b>", "")
