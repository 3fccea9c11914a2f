"""The passes over printed blocks, each with the fault that it mends."""

import pytest

from publish.edition.passes.citations import join_citations, seat_citations
from publish.edition.passes.lines.headings import balance_headings
from publish.edition.passes.lines.hold import join_wide_colons, part_dandas
from publish.edition.passes.list_starts import set_list_starts
from publish.edition.passes.outline import rename_bare_sections
from publish.edition.passes.source_column import remove_marks
from publish.edition.passes.tree import Element
from publish.text.zero_width import WORD_JOINER
from tests.edition.passes.fragments import changed


def test_a_section_without_a_heading_would_be_a_nameless_entry_of_the_outline() -> None:
    html = "<section><p>A</p></section><section><section><h2>B</h2></section></section><section><section>C</section></section>"
    expected = "<div><p>A</p></div><section><section><h2>B</h2></section></section><div><div>C</div></div>"
    assert changed(html, rename_bare_sections) == expected


@pytest.mark.parametrize(("start", "style"), [("5", ' style="counter-reset: list-item 4"'), ("0", ' style="counter-reset: list-item -1"')])
def test_weasyprint_would_begin_every_list_at_one(start: str, style: str) -> None:
    assert changed(f'<ol class="red" start="{start}"><li>A</li></ol>', set_list_starts) == (
        f'<ol class="red" start="{start}"{style}><li>A</li></ol>'
    )
    assert changed("<ol><li>A</li></ol>", set_list_starts) == "<ol><li>A</li></ol>"


def cite(number: int) -> str:
    return f'<sup class="cite"><a href="#ref-{number}">{number}</a></sup>'


def test_a_citation_would_be_read_as_part_of_the_number_before_it() -> None:
    expected = 'out of 100.<sup class="cite"><a href="#ref-7">\u00a07</a></sup> Next'
    assert changed(f"out of 100.{cite(7)} Next", join_citations) == expected


@pytest.mark.parametrize("text", ["<p>बनाता है।{}</p>", "<p><b>a</b> বলে।{}</p>", "<p>ធ្វើ។{}</p>"])
def test_a_citation_behind_a_danda_would_begin_the_next_line(text: str) -> None:
    assert changed(text.format(cite(7)), seat_citations) == text.format(WORD_JOINER + cite(7))


def test_citations_that_follow_each_other_would_be_read_as_one_number() -> None:
    joined = f'<a href="#ref-1">\u00a01</a>,{WORD_JOINER}<a href="#ref-2">2</a>,{WORD_JOINER}<a href="#ref-3">3</a>'
    assert changed(f"a{cite(1)} {cite(2)}{cite(3)} b", join_citations) == f'a<sup class="cite">{joined}</sup> b'
    apart = changed(f"a{cite(1)} and {cite(2)}", join_citations)
    assert apart.count("<sup") == 2 and apart.count("\u00a0") == 2


def test_a_citation_behind_a_footnote_is_joined_to_it() -> None:
    note = '<sup class="note-ref"><a href="#note.1">1</a></sup>'
    expected = f'<sup class="note-ref"><a href="#note.1">1</a>,{WORD_JOINER}<a href="#ref-2">2</a></sup>.'
    assert changed(f"{note}{cite(2)}.", join_citations) == expected


def seated(language: str, html: str) -> str:
    def seat(root: Element) -> None:
        join_citations(root)
        seat_citations(root, language)

    return changed(html, seat)


def test_marks_with_a_comma_alone_between_them_would_be_read_as_a_decimal_number() -> None:
    for language, comma in {"ar": "،", "fa-AF": "،", "ur": "،", "en": ",", "de": ",", "hi": ","}.items():
        joined = f'<a href="#ref-5">\u00a05</a>{comma}\u00a0<a href="#ref-4">4</a>'
        assert seated(language, f"a.{cite(5)}{cite(4)}") == f'a.<sup class="cite">{joined}</sup>'


@pytest.mark.parametrize("language", ["es", "fr-CA"])
def test_spanish_and_french_set_a_mark_before_the_full_stop(language: str) -> None:
    mark = '<sup class="cite"><a href="#ref-1">\u00a01</a></sup>'
    assert seated(language, f"<p>Toda la vida.{cite(1)} Luego</p>") == f"<p>Toda la vida{mark}. Luego</p>"
    assert seated(language, f"<p><b>Uno</b> de DHT,{cite(1)}</p>") == f"<p><b>Uno</b> de DHT{mark},</p>"
    assert seated("es", f'<p lang="en">All your life.{cite(1)}</p>') == f'<p lang="en">All your life.{mark}</p>'


@pytest.mark.parametrize("text", ["hasta 100.", "mide 5 cm.", "son 1.500.", "en 2,5 m.", "<b>5</b> cm.", "dice…", "¿Sí?"])
def test_a_mark_would_be_read_as_a_power_of_a_number_or_unit(text: str) -> None:
    mark = '<sup class="cite"><a href="#ref-2">\u00a02</a></sup>'
    assert seated("es", f"<p>{text}{cite(2)}</p>") == f"<p>{text}{mark}</p>"


def test_a_danda_would_be_read_as_another_digit() -> None:
    assert changed("<p>23 नवंबर 2029। अगला ५॥ है।</p>", part_dandas) == "<p>23 नवंबर 2029\u00a0। अगला ५\u00a0॥ है।</p>"
    assert changed('<p><span class="whole">10</span>।</p>', part_dandas) == '<p><span class="whole">10</span>\u00a0।</p>'


def test_a_wide_colon_would_have_a_space_behind_it() -> None:
    assert changed("<span>剂量：</span>\n两片", join_wide_colons) == "<span>剂量：</span>两片"
    assert changed("<span>Dose:</span>\ntwo", join_wide_colons) == "<span>Dose:</span>\ntwo"


def test_the_source_beside_its_translation_would_have_each_id_twice_and_prove_what_is_not_printed() -> None:
    html = '<p id="a" data-critical="12" data-message="34" class="b">A<span id="c"></span></p>'
    assert changed(html, remove_marks) == '<p data-message="34" class="b">A<span></span></p>'


WORD = '<span class="word">{}</span>'.format


@pytest.mark.parametrize(
    ("heading", "held"),
    [
        ("<h2>How the treatment works</h2>", "<h2>How the treatment ~works</h2>"),
        ("<h2>Before you <em>start</em></h2>", "<h2>Before you ~<em>start</em></h2>"),
        ("<h3>A <em>very long name</em> of it</h3>", "<h3>A <em>very long name</em> of ~it</h3>"),
        ("<h2>Key points</h2>", "<h2>Key points</h2>"),
        ("<h2>\nKey points\n</h2>", "<h2>\nKey points\n</h2>"),
        ("<h2>The Donaudampfschifffahrtsgesellschaft Kapitänsmütze</h2>", "<h2>The Donaudampfschifffahrtsgesellschaft Kapitänsmütze</h2>"),
        ("<h1>Inhaler use for asthma now</h1>", "<h1>Inhaler use for asthma now</h1>"),
        ("<h1>Corticosteroids for bad asthma</h1>", "<h1>Corticosteroids for bad ~asthma</h1>"),
        ("<p>How the treatment works</p>", "<p>How the treatment works</p>"),
        ("<h2>使用前的注意事项？</h2>", "<h2>使用前的注~意~事~项？</h2>"),
        (f"<h2>{WORD('사용')} {WORD('전')} {WORD('주의')}</h2>", f"<h2>{WORD('사용')} {WORD('전')} ~{WORD('주의')}</h2>"),
        ("<h2>សូម\u200bលេបថ្នាំ\u200bបន្ទាប់ពី\u200bអាហារ</h2>", "<h2>សូម\u200bលេបថ្នាំ\u200bបន្ទាប់ពី~អាហារ</h2>"),
        ("<h2>การรักษาทำงานอย่างไร</h2>", '<h2>การรักษา\u200b<span class="held">ทำงานอย่างไร</span></h2>'),
        (
            '<h2>การรักษาสำหรับ\u200b<span class="held">ผมร่วง</span></h2>',
            '<h2>การรักษา\u200b<span class="held">สำหรับผมร่วง</span></h2>',
        ),
        ("<h2>การรักษานอกข้อ <b>(off)</b></h2>", "<h2>การรักษานอกข้อ ~<b>(off)</b></h2>"),
        ("<h2>การรักษาทำงาน<em>อย่างไร</em></h2>", "<h2>การรักษาทำงาน<em>อย่างไร</em></h2>"),
    ],
)
def test_the_last_line_of_a_heading_is_not_one_word(heading: str, held: str) -> None:
    assert changed(heading, lambda root: balance_headings(root, 9.0)) == held.replace("~", WORD_JOINER)
