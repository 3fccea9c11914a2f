"""What layouts of a page keep for each other: each is what it would be if it were the first, and less is done for it."""

import inspect
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
import weasyprint.css
import weasyprint.layout
from weasyprint import HTML
from weasyprint.css import INITIAL_VALUES, ComputedStyle, get_all_computed_styles
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import block, inline, page, percent, table
from weasyprint.text import fonts, line_break

from publish.press.engine.boxes import boxes_in, is_margin, is_text, page_box
from publish.press.engine.layouts import lengths, lines, styles, texts
from publish.press.engine.layouts.cascade import KeptMatches
from publish.press.engine.layouts.drafts import complete
from publish.press.engine.render import lay_out, lay_out_draft, parse_job
from publish.press.fit.changes import Change, FigureMove, StyleChange, trial_changes
from publish.press.fit.galley import Galley, prepare
from publish.press.fit.report import errors_outside
from publish.press.sheets.page_setup import page_setup
from tests.press.fit.layouts import boxes_job

WORDS = "Small doses of a medicine are given under the skin, every two weeks at first and once a month later. "
STYLE = """
@page { @bottom-center { content: "Page " counter(page) " of " counter(pages) } @top-left { content: string(title) } }
h2 { string-set: title content(); margin: 1em 0 .5em } li { margin: 0 0 .3em } .tint { background: #eef; border-radius: 3px; padding: 2% }
a.number::after { content: leader(".") target-counter(attr(href), page) } .first::first-letter { font-size: 2em }
td { border: 1px solid; padding: 3px } table { border-collapse: collapse } .half { width: 50%; margin-inline-start: 10% }
.note { float: footnote } .two { columns: 2 } li::marker { color: red } .wide { max-width: calc(100% - 20px); letter-spacing: .1em }
"""
SAMPLES = {
    "text": f"<p>{WORDS * 3}</p><p class=first>{WORDS}<em>with <strong>care</strong></em> {WORDS}</p>",
    "lists": f"<ul><li>{WORDS}</li><li>{WORDS}<ol><li>One</li><li>{WORDS}</li></ol></li></ul>" * 3,
    "tables": f"<table><tr><td>{WORDS}</td><td>2 mg</td></tr><tr><td>Night</td><td>{WORDS}</td></tr></table>",
    "floats": f'<p><b style="float: right; width: 30%">Beside</b>{WORDS * 4}</p><p>{WORDS}<b style="display: inline-block">in</b></p>',
    "notes": f"<p>{WORDS}<i class=note>{WORDS}</i></p><p class=half>{WORDS}</p><div class='tint wide'>{WORDS}</div>"
    "<p style='margin-top: inherit'>Heir</p>",
    "contents": "<ul class=two><li><a class=number href='#end'>The end</a></li><li>{0}</li></ul>{1}<h2 id=end>End</h2>".format(
        WORDS, f"<p>{WORDS}</p>" * 9
    ),
    "arabic": '<p dir="rtl" lang="ar" style="direction: rtl">' + "جرعات صغيرة من الدواء تعطى تحت الجلد كل أسبوعين. " * 5 + "</p>",
}


def galley_of(body: str) -> Galley:
    """Return a job with headings, a picture that may move, and ``body``."""
    parts = "<section><h2>First</h2><p class=moves>A picture</p><p>Text</p></section><section class=roomy><h2>Second</h2>{}</section>"
    sample = boxes_job(parts.format(body))
    sample = replace(sample, stylesheets=(*sample.stylesheets, STYLE))
    return prepare(sample, page_setup(sample).rules)


def changes_of(galley: Galley) -> list[Sequence[Change]]:
    """Return what is tried in turn: a wider space, a figure that moves, other spaces for all, another type."""
    moves, after = list(galley.root.iter("p"))[:2]
    roomy = list(galley.root.iter("section"))[1]
    last = list(galley.root.iter("h2"))[-1]
    return [
        [StyleChange(roomy, "margin-block-start: 31px"), StyleChange(last, "break-before: page; margin-block-start: 0 !important")],
        [FigureMove(moves, after)],
        [StyleChange(galley.root, "--air: 1.2"), StyleChange(last, "widows: 3")],
        [StyleChange(roomy, "font-weight: bold; width: 80%")],
    ]


def look(document: Any) -> list[Any]:
    """Return all that shows of a layout: the text and the place of each box, tints, links and anchors."""
    found: list[Any] = []
    for each in document.pages:
        found.append((dict(each.anchors), [link[:3] for link in each.links], each.bookmarks))
        for box in boxes_in(page_box(each)):
            tint = getattr(box, "background", None)
            size = box.width, box.height if not is_text(box) else 0
            place = rounded(box.position_x, box.position_y, *size)
            found.append((box.element_tag, getattr(box, "text", ""), *place, str(tint and tint.color)))
    return found


def rounded(*lengths_px: float) -> list[float]:
    return [round(length, 4) for length in lengths_px]


@pytest.mark.parametrize("body", SAMPLES.values(), ids=SAMPLES)
def test_a_layout_is_the_same_after_others(body: str) -> None:
    kept = galley_of(body)
    first = look(lay_out(kept, 9))
    for number, changes in enumerate(changes_of(kept)):
        fresh = galley_of(body)
        with trial_changes(kept.root, changes), trial_changes(fresh.root, changes_of(fresh)[number]):
            assert look(lay_out(kept, 9)) == look(lay_out(fresh, 9))
        lay_out_draft(kept, 10 + number)
        assert look(lay_out(kept, 9)) == first


@pytest.fixture
def plain() -> Iterator[None]:
    """Let WeasyPrint do everything by itself while the test runs."""
    original = lengths._resolve_percentages, lengths._is_in_normal_flow
    modules = [module for module in (block, inline, page, table) if module.resolve_percentages is lengths.resolve_percentages]
    assert len(modules) == 4
    weasyprint.css.StyleFor, ComputedStyle.__missing__ = styles.StyleFor, styles._compute
    Box.is_in_normal_flow, inline.strut = original[1], line_break.strut
    for module in modules:
        module.resolve_percentages = original[0]
    yield
    for module in modules:
        module.resolve_percentages = lengths.resolve_percentages
    percent.resolve_percentages = original[0]
    lengths.keep_lengths()
    styles.keep_styles()
    texts.keep_texts()


@pytest.mark.parametrize("body", SAMPLES.values(), ids=SAMPLES)
def test_a_layout_is_that_of_weasyprint(body: str, request: pytest.FixtureRequest) -> None:
    job = galley_of(body).job
    galley = parse_job(job, page_setup(job).rules)
    ours = look(lay_out(galley, 9))
    request.getfixturevalue("plain")
    sheets = [*galley.styles.sheets, galley.pages, galley.sizes.at(9, 1.0).rule]
    html = HTML(string=job.html, base_url=galley.html.base_url, url_fetcher=galley.fetcher)
    assert ours == look(html.render(galley.fonts, stylesheets=sheets))


def test_every_property_is_that_of_weasyprint(request: pytest.FixtureRequest) -> None:
    text = "".join(SAMPLES.values()) + '<p style="height: inherit; margin-inline: 2em; color: inherit; font: bold 2em/1 serif">Own</p>'
    galley = galley_of(text)

    def properties() -> list[Any]:
        found = get_all_computed_styles(galley.html, list(galley.styles.sheets), font_config=galley.fonts)
        wanted = [(element, pseudo) for element in galley.root.iter() for pseudo in (None, "marker", "after", "footnote-call")]
        return [None if (style := found(*key)) is None else [style[name] for name in INITIAL_VALUES] for key in wanted]

    ours = properties()
    request.getfixturevalue("plain")
    galley.html.matches = KeptMatches([])
    galley.html.matches.sheet = lambda sheet, late: sheet  # type: ignore[method-assign]
    assert repr(ours) == repr(properties())


def test_all_properties_that_shape_a_text_decide_which_text_is_the_same() -> None:
    source = inspect.getsource(line_break) + inspect.getsource(fonts.get_font_description) + inspect.getsource(inline.split_text_box)
    read = set(re.findall(r"style\['(\w+)'\]", source))
    assert read - set(texts.SHAPING) <= {"white_space", "line_height"}


def test_a_layout_at_the_same_size_makes_no_line_and_no_style_again(monkeypatch: pytest.MonkeyPatch) -> None:
    galley, made = galley_of(SAMPLES["text"].replace(" class=first", "")), list[Any]()
    original = lines.get_next_linebox
    monkeypatch.setattr(lines, "get_next_linebox", lambda *given: made.append(given[1].element) or original(*given))
    before = [box.style for each in lay_out(galley, 9).pages for box in boxes_in(page_box(each)) if box.element_tag == "p"]
    assert set(made) > {None}
    made.clear()
    after = [box.style for each in lay_out(galley, 9).pages for box in boxes_in(page_box(each)) if box.element_tag == "p"]
    assert set(made) <= {None} and all(one is other for one, other in zip(before, after, strict=True))


def test_what_is_known_of_many_sizes_is_not_kept() -> None:
    galley = galley_of(SAMPLES["text"])
    known = galley.sizes.at(9, 1.0)
    assert galley.sizes.at(9, 1.0) is known and galley.sizes.at(9, 0.9) is not known
    for size_pt in (10, 11, 12):
        galley.sizes.at(size_pt, 1.0)
    assert galley.sizes.at(9, 1.0) is not known


def test_a_draft_has_nothing_in_its_margins_until_it_is_complete() -> None:
    galley = galley_of(SAMPLES["notes"])
    draft = lay_out_draft(galley, 9)
    assert not any(is_margin(box) for each in draft.pages for box in boxes_in(page_box(each)))
    complete(draft)
    assert look(draft) == look(lay_out(galley_of(SAMPLES["notes"]), 9))
    before = look(draft)
    complete(draft)
    assert look(draft) == before


def test_a_text_in_a_margin_that_leaves_its_page_does_not_fit() -> None:
    sample = boxes_job("<p>Text</p>")
    wide = "@page { @bottom-left { content: 'A clinic with a name that is much too long'; white-space: nowrap; font-size: 90pt } }"
    sample = replace(sample, stylesheets=(*sample.stylesheets, wide))
    (finding, *_) = errors_outside(sample, lay_out_draft(prepare(sample, page_setup(sample).rules), 9))
    assert finding.code == "text-outside"
