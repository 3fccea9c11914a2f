"""What a style sheet does to a text that was signed: it stands as it is written and can be seen, or the page does not print."""

from dataclasses import replace

import pytest

from publish.press import check_styles, print_job
from publish.project import PublishError, Severity
from tests.press.samples import with_body

BODY = """<main data-message="0"><h2 data-message="1">Stop</h2>
<p class="p" data-message="2" data-critical="2">Do <strong>not</strong> take more than 20 mg in one day.
Call us when you feel ill, or when your heart beats fast.</p>
<ol><li data-message="3">Wait.</li><li data-message="4">Breathe.</li></ol></main>"""
COVER = "body::after { content: ''; position: fixed; background: #fff; "


def codes(style, **changes):
    sample = with_body(BODY)
    try:
        findings = print_job(replace(sample, stylesheets=(*sample.stylesheets, style), **changes)).findings
    except PublishError as error:
        findings = error.findings
    return {finding.code for finding in findings if finding.severity is Severity.ERROR}


@pytest.mark.parametrize(
    "style",
    [
        "",
        ".p { background: #eee; color: #111 }",
        ".p { box-shadow: 0 0 2mm #ccc; border: .3mm solid; outline: .3mm solid }",
        ".p { text-align: end }",
    ],
)
def test_a_text_that_is_only_dressed_prints(style):
    assert not codes(style)


@pytest.mark.parametrize(
    "style",
    [
        ".p { color: #fff }",
        ".p strong { color: #f8f8f8 }",
        ".p { color: rgb(0 0 0 / .3) }",
        ".p { opacity: .2 }",
        ".p { font-size: 1px }",
        ".p { transform: scale(.05) }",
        ".p { transform: scaleX(-1) }",
        ".p { transform: translateX(500mm) }",
        ".p { position: relative; overflow: hidden; height: 2mm }",
        ".p { background: linear-gradient(#000, #000) }",
        ".p { line-height: .2; width: 40mm }",
        COVER + "inset: 0 }",
        COVER + "top: 0; left: 0; width: 1mm; height: 1mm; box-shadow: 0 0 0 300mm #fff }",
        COVER + "top: 0; left: 0; width: 1mm; height: 1mm; outline: 300mm solid #fff }",
        COVER + "top: 0; left: 0; width: 1mm; height: 1mm; border: 300mm solid #fff }",
        COVER + "inset: 0; background: linear-gradient(#fff, #fff) }",
        COVER + "inset: 0 0 0 30mm; background: #000; z-index: -1 }",
        COVER + "inset: 0; background: repeating-linear-gradient(#fff 0 2mm, #eee 2mm 4mm) }",
        COVER + "inset: 0 50% 0 0 } body::before { content: ''; position: fixed; inset: 0 0 0 50%; background: #fff; z-index: 2 }",
    ],
)
def test_a_text_that_cannot_be_seen_does_not_print(style):
    assert codes(style) & {"words-lost", "text-outside", "text-unsigned"}  # mirrored words are others than were signed


@pytest.mark.parametrize(
    "style",
    [
        ".p::before { content: 'Take 500 mg. ' }",
        ".p::after { content: '0' }",
        ".p::after { content: '.' }",
        ".p::after { content: counter(page) }",
        ".p::after { content: attr(data-critical) }",
        "h2::after { content: ' 100 mg' }",
        "@page { @top-center { content: '100 mg' } }",
        "@page { @top-center { content: string(x) } } strong { string-set: x content() }",
        "@page { @top-center { content: string(x) } } h2 { string-set: x 'St' }",
        "@page { @top-center { content: counter(page, lower-alpha) } }",
        "@page { counter-reset: page 500; @top-center { content: counter(page) } }",
        "ol { counter-reset: list-item 9 }",
        "ol { list-style-type: lower-alpha }",
        "li { list-style-type: '500 mg ' }",
        ".p { text-transform: uppercase }",
        ".p { text-decoration: line-through }",
        ".p { direction: rtl }",
        ".p strong { letter-spacing: -1em }",
        ".p strong { float: right }",
        ".p strong { position: relative; left: 20mm }",
        ".p { position: absolute; top: 100mm }",
        ".p { position: running(p) } @page { @bottom-center { content: element(p) } }",
        "main { display: flex; flex-direction: column-reverse }",
        "main { display: flex; flex-direction: column } h2 { order: 2 }",
        ".p { margin-top: -30mm }",
    ],
)
def test_a_signed_text_that_a_style_sheet_changes_does_not_print(style):
    assert codes(style)


@pytest.mark.parametrize(
    "style",
    [
        "li::marker { content: '500 mg' }",
        "@page { @top-center { content: attr(x) } }",
        "ol::first-line { display: list-item; opacity: .5 }",
        "html { float: footnote }",
    ],
)
def test_a_style_at_which_the_layout_stops_is_an_error_of_the_output(style):
    with pytest.raises(PublishError):
        print_job(replace(with_body(BODY), stylesheets=(*with_body(BODY).stylesheets, style)))


@pytest.mark.parametrize(
    "style",
    [
        "li::marker { content: '500 mg' }",
        "ol { & li::m\\61 rker { content: counter(page) } }",
        "@page { @top-center { content: attr(x) } }",
        "p { hyphenate-character: '0' }",
        "p { hyphenate-character: var(--x) }",
        "h2 { bookmark-label: '500 mg' }",
        "h2 { bookmark-label: attr(id) }",
        "p { font-feature-settings: 'smcp' }",
        "p { font-feature-settings: 'kern' 1, 'sups' 1 }",
        "p { font-feature-settings: var(--x) }",
        "p { font-variant-numeric: ordinal }",
        "p { font-variant: small-caps }",
        "p { font-language-override: 'TRK' }",
    ],
)
def test_what_a_style_sheet_prints_unseen_is_refused_with_its_line(style):
    (finding,) = check_styles([("mine.css", "p { color: red }\n" + style)], "layout.toml")
    assert (finding.code, finding.file, finding.line) == ("text-unsigned", "mine.css", 2)


@pytest.mark.parametrize(
    "style",
    [
        "li::marker { color: red; content: normal } p::before { content: '' }",
        "p { hyphenate-character: '-'; bookmark-label: content(text); font-language-override: normal }",
        "p { font-feature-settings: 'locl' 0, 'smcp' off; font-variant: tabular-nums; font-variant-ligatures: none }",
    ],
)
def test_what_leaves_letters_as_they_are_is_not_refused(style):
    assert not check_styles([("mine.css", style)], "layout.toml")


def test_on_a_draft_a_text_of_a_style_sheet_is_a_warning():
    assert codes(".p::before { content: 'Take 500 mg. ' } @page { @top-center { content: 'DRAFT' } }", draft=True) == set()


@pytest.mark.parametrize("purpose", ["office", "press"])
def test_what_is_seen_is_judged_for_every_purpose(purpose):
    assert not codes("", purpose=purpose)
    assert codes(COVER + "inset: 0 }", purpose=purpose) == {"words-lost"}
