"""The passes over whole pages, each with the fault that it mends."""

from functools import partial

import pytest
from markupsafe import Markup

from publish.edition.passes.address_breaks import use_break_elements
from publish.edition.passes.checks import direction_override, hidden_critical
from publish.edition.passes.draft_mark import mark_draft
from publish.edition.passes.lines.hold import keep_together
from publish.edition.passes.table_boxes import box_tables
from publish.edition.passes.tree import parse_page, write_page
from publish.edition.passes.visible_text import visible_texts
from publish.edition.passes.word_marks import marked_word, place_marks
from publish.edition.typesetting.tables import column_label
from publish.guide import Message
from publish.text.zero_width import WORD_JOINER
from tests.edition.passes.fragments import changed


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('«\u00a0<span lang="en">T</span>\u00a0»', '«<span class="held"><span lang="en">\u00a0T</span>\u00a0»</span>'),
        ("63\u00a0<b></b><i>mg</i>", "63<b></b><i>\u00a0mg</i>"),
        ("<b>63\u00a0</b>mg", '<span class="held"><b>63</b>\u00a0mg</span>'),
        ("<b>all in\u00a0</b>mg of", '<b>all in</b><span class="held">\u00a0mg</span> of'),
        ("<p>63\u202f</p>", "<p>63\u202f</p>"),
        ("\u00a0<b>a</b>", "\u00a0<b>a</b>"),
        ("a \u00a0<b>a</b>", "a \u00a0<b>a</b>"),
        ("63\u00a0<br>mg", "63\u00a0<br>mg"),
    ],
)
def test_weasyprint_would_break_lines_at_a_hard_space_before_an_element(html: str, expected: str) -> None:
    assert changed(html, keep_together) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('약 <b>63</b><span class="word">명이</span>', f'약 <b>63</b>{WORD_JOINER}<span class="word">명이</span>'),
        ('63<span class="word">명이</span>', f'63{WORD_JOINER}<span class="word">명이</span>'),
        ('63, <span class="word">명이</span>', '63, <span class="word">명이</span>'),
        ('<b>탈모</b><span class="word">(유전성</span>', '<b>탈모</b><span class="word">(유전성</span>'),
        ('<b>63</b><span class="word">(명</span>', f'<b>63</b>{WORD_JOINER}<span class="word">(명</span>'),
        ('<p>63</p><span class="word">명이</span>', '<p>63</p><span class="word">명이</span>'),
        ('<span class="word">명이</span>', '<span class="word">명이</span>'),
        ('63<span class="word big">명이</span>', '63<span class="word big">명이</span>'),
    ],
)
def test_weasyprint_would_break_a_korean_word_between_its_elements(html: str, expected: str) -> None:
    assert changed(html, keep_together) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Take <b>2</b> capsules</p>", '<p>Take <span class="held"><b>2</b>\u00a0capsules</span></p>'),
        ("<p>Take 2 <b>capsules</b></p>", "<p>Take 2<b>\u00a0capsules</b></p>"),
        ("<p>Take 2</p><p> capsules</p>", "<p>Take 2</p><p> capsules</p>"),
        ('<p>نبض &gt;\u00a0<span dir="ltr">120</span></p>', f'<p>نبض &gt;\u00a0{WORD_JOINER}<span dir="ltr">120</span></p>'),
        ('<p data-critical="x">रक्तदान न करें</p>', '<p data-critical="x">रक्तदान न\u00a0करें</p>'),
        ("<p>रक्तदान न करें</p>", "<p>रक्तदान न करें</p>"),
        ('<p data-critical="x">헌혈하지 마세요</p>', '<p data-critical="x">헌혈하지\u00a0마세요</p>'),
        ('<p data-critical="x">Do <b>not</b> stop</p>', '<p data-critical="x">Do <span class="held"><b>not</b>\u00a0stop</span></p>'),
        ('<li><span data-critical="x">Do not stop</span></li>', '<li><span data-critical="x">Do not\u00a0stop</span></li>'),
        ('<p data-critical="x">ຢ່າ\u200bກິນ\u200bຢາ</p>', '<p data-critical="x">ຢ່າກິນ\u200bຢາ</p>'),
        (
            '<p data-critical="x">ห้ามกินยาและอย่าดื่มสุรา</p>',
            '<p data-critical="x"><span class="held">ห้ามกิน</span>\u200bยาและ\u200b<span class="held">อย่าดื่ม</span>\u200bสุรา</p>',
        ),
        ("<p>ห้ามกินยา ຢ່າ\u200bກິນ</p>", "<p>ห้ามกินยา ຢ່າ\u200bກິນ</p>"),
        ("<p>每人治疗<b>12</b>次，共63人</p>", f"<p>每人治疗<b>12{WORD_JOINER}</b>次，共63{WORD_JOINER}人</p>"),
        ('<p data-critical="x">请勿使用</p>', f'<p data-critical="x">请{WORD_JOINER}勿{WORD_JOINER}使用</p>'),
        ("<p>500\u00a0มก.</p>", f"<p>500\u00a0{WORD_JOINER}มก.</p>"),
    ],
)
def test_a_number_and_its_unit_a_negation_and_its_verb_hold_together(html: str, expected: str) -> None:
    assert changed(html, keep_together) == expected


def test_invisible_characters_would_be_copied_with_an_address() -> None:
    shown = f"https://example.org/\u200ba-{WORD_JOINER}b/\u200bc"
    html = f'<p><a href="x">{shown}</a>d\u200be {WORD_JOINER}</p><style>a\u200bb</style>'
    expected = f'<p><a href="x">https://example.org/<wbr>a-b/<wbr>c</a>d<wbr>e {WORD_JOINER}</p><style>a\u200bb</style>'
    assert changed(html, use_break_elements) == expected


def test_a_wide_table_would_widen_the_page_of_a_phone() -> None:
    table = "<table><thead><tr><th>Dose &amp; time</th></tr></thead></table>"
    html = changed(f"<p>A</p>{table} b{table}<table></table>", partial(box_tables, title="Guide"))
    start = '<div class="scrolled" role="region" tabindex="0" aria-label='
    assert html.startswith(f'<p>A</p>{start}"Dose &amp; time">\n{table}\n</div> b{start}"Dose &amp; time (2)">')
    assert f'{start}"Guide">' in html


def test_a_phone_names_each_cell_after_its_column() -> None:
    heads, row = "<th>Dose</th><th>When?</th><th>How</th>", '<td data-label="Never">1</td><td></td><td>slowly</td>'
    change = partial(box_tables, title="T", label=partial(column_label, "{0}: {1}"))
    html = changed(f"<table><tr>{heads}</tr><tr>{row}</tr></table>", change)
    cells = '<td data-label="Dose:">1</td><td data-label="When?"></td><td data-label="How:">slowly</td>'
    assert f'<table class="by-row"><tr>{heads}</tr><tr>{cells}</tr></table>' in html
    two = changed("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>", partial(box_tables, title="T"))
    assert "data-label" not in two and "by-row" not in two


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ('<p data-hidden="no">a</p><p hidden>b<br></p><a title=" hidden ">c</a><img hidden alt="">d<p class="hidden">e</p>', "acde"),
        ("<p>a</p><!-- <p>b", "a"),
        ("<p>a</p><template><p>b", "a"),
        ("<p>a</p><style><p>b", "a"),
        ("<p>a</p><div hidden><p>b", "a"),
        ("<head><title>b</title></head><p>a<noscript>b</noscript>", "a"),
    ],
)
def test_what_no_reader_sees_is_not_visible(html: str, texts: str) -> None:
    assert "".join(visible_texts(parse_page(html))).strip() == texts


def test_a_critical_text_would_pass_for_printed_where_it_is_hidden() -> None:
    shown, hidden, usual = Message("Stop.", critical=True), Message("Call.", critical=True), Message("Breathe.")
    page = parse_page(f'<p data-critical="{shown.mark} 00">Stop.</p><div hidden><p data-critical="{hidden.mark}">Call.</p></div>')
    assert list(hidden_critical(page, [shown, hidden, usual])) == [hidden]


def test_an_override_is_found_with_the_text_after_it() -> None:
    assert direction_override("<p>Take \u202e10 mg\u202c now</p>") == ("\u202e", "10 mg")
    assert direction_override("<p>Take 10 mg</p>") is None


def marked(html: str, *words: str) -> str:
    root = parse_page(html)
    mark_draft(root, words)
    return write_page(root)


def test_a_draft_would_look_approved_on_the_web() -> None:
    assert "<body><p " in marked("<h1>T</h1>", "DRAFT", "DRAFT") and "<strong>DRAFT</strong></p><h1>" in marked("<h1>T</h1>", "DRAFT")
    spanish = marked("<body>text<h1>T</h1>", "BORRADOR", "DRAFT")
    assert '<strong>BORRADOR <span lang="en" dir="ltr">DRAFT</span></strong></p>text<h1>' in spanish
    for unseen in ("<title>DRAFT</title>", "<!-- DRAFT -->", "<p hidden>DRAFT</p>", "<p>DRAFTS</p>", '<p class="DRAFT"></p>'):
        assert "draft-bar" in marked(unseen, "DRAFT")
    assert "draft-bar" not in marked("<p>This is a <b>DRAFT</b>.</p>", "DRAFT")


def test_a_word_of_a_layout_leads_back_to_its_message() -> None:
    word, other = (marked_word(Markup("Call <b>us</b>"), text, context) for text, context in (("Call us", None), ("Call us", "verb")))
    marks = Message("Call us").mark, Message("Call us", "verb").mark
    html = changed(f'<p data-message="ab" title="{word}">{word}, {other}</p><title>{word}</title>', place_marks)
    expected = f'<p data-message="ab {" ".join(marks)}" title="Call &lt;b&gt;us&lt;/b&gt;">Call <b>us</b>, Call <b>us</b></p>'
    assert html.replace("<b>us</b>\"", "&lt;b&gt;us&lt;/b&gt;\"").startswith(expected) and "data-word" not in html
