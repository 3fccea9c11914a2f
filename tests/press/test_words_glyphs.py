"""What would be lost on paper stops the print: clipped words, missing glyphs, foreign fonts, warnings."""

import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from publish.edition import compose
from publish.edition.layout.typography import read_typography
from publish.edition.values.language import language_of
from publish.press import print_job
from publish.press.engine.fonts import open_fonts, package_hint
from publish.press.proof import glyphs
from publish.press.proof.words import comparable
from publish.project import Finding, PublishError, Severity, Workspace
from publish.release.doctor import examine
from tests.press.samples import job, with_body
from tests.validators.readers import pdfium, poppler

ROOT = Path(__file__).resolve().parents[2]
WIDE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><text x="{x}" y="10" font-size="8" {more}>Words</text></svg>'


def errors(sample):
    """Print a job that must fail; return its errors as (code, message)."""
    with pytest.raises(PublishError) as caught:
        print_job(sample)
    return [(finding.code, finding.message) for finding in caught.value.findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("style", ["display: none", "visibility: hidden", "color: transparent", "font-size: 0"])
def test_a_block_that_leaves_no_ink_is_lost(style):
    ((code, message),) = errors(with_body(f'<p style="{style}">No more than 0.5 mg.</p>'))
    assert code == "words-lost" and "No more than 0.5 mg." in message


def test_what_is_marked_hidden_need_not_print():
    print_job(with_body("<p hidden>A note to ourselves</p><template>never</template>"))


def test_text_that_a_fixed_box_swallows_at_the_end_of_the_page_is_lost():
    body = '<div style="height: 100mm; margin-top: 120mm"><p>a</p><p style="margin-top: 90mm">b</p></div>'
    codes = {code for code, _ in errors(with_body(body))}
    assert codes & {"words-lost", "text-outside"}


@pytest.mark.parametrize(
    "body",
    [
        '<div style="height: 8mm; overflow: hidden"><p>one</p><p>two</p><p>three</p></div>',
        '<div style="max-height: 8mm"><p>one</p><p>two</p><p>three</p></div><p>printed over it</p>',
        '<p style="position: absolute; top: -20mm">above the edge of the paper</p>',
        '<p style="position: absolute; left: 195mm; white-space: nowrap">beyond the edge of the paper</p>',
        '<p style="width: 20mm; overflow: hidden; text-overflow: ellipsis; white-space: nowrap">cut off with three dots</p>',
    ],
)
def test_text_outside_its_box_or_page_is_an_error(body):
    assert {code for code, _ in errors(with_body(body))} == {"text-outside"}


def test_text_near_the_edge_is_a_warning_told_once():
    printed = print_job(with_body('<p style="position: absolute; left: -7mm; top: 0">near the edge <b>of the paper</b></p>'))
    (finding,) = [finding for finding in printed.findings if finding.code == "text-near-edge"]
    assert finding.severity is Severity.WARNING and "5 mm" in finding.message


def test_repeated_table_heads_hyphens_and_capitals_lose_nothing():
    rows = "".join(f"<tr><td>Row {n}</td></tr>" for n in range(80))
    body = f"<table><thead><tr><th>When</th></tr></thead><tbody>{rows}</tbody></table>"
    body += '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 9"><title>t</title><text y="6" font-size="5">Drawn</text></svg>'
    style = "text-transform: uppercase; width: 30mm; hyphens: auto"
    sample = with_body(f'{body}<p style="{style}">Straße, extraordinarily complicated pharmacokinetics</p>')
    assert print_job(replace(sample, stylesheets=(*sample.stylesheets, "p::first-letter { font-size: 2em }"))).pages > 1


def test_no_sign_of_a_dose_is_passed_over():
    said = ["0.5 mg", "05 mg", "0,5 mg", "5 mg", "±5 mg", "<5 mg", "5 µg", "5 mg?", "½ mg"]
    assert len(set(map(comparable, said))) == len(said)
    assert comparable("0.5\u00a0mg a\u00adday") == comparable("0.5 mg\na-day")


@pytest.mark.parametrize(("x", "more"), [(30, ""), (0, 'text-anchor="middle"'), (0, 'transform="translate(30 0)"'), (5, 'direction="rtl"')])
def test_text_that_leaves_its_drawing_is_an_error(x, more):
    data = WIDE.format(x=x, more=more).encode()
    ((code, message),) = errors(with_body("", files=(("drawing.svg", data),)))
    assert code == "print-warning" and "“Words” sticks out of the drawing drawing.svg" in message


def test_a_missing_glyph_names_language_character_place_and_package():
    with pytest.raises(PublishError) as caught:
        print_job(with_body("<p>Take it with हिन्दी food 😀 today</p>"))
    first, second = caught.value.findings
    assert {first.code, second.code} == {"glyph-missing"} and first.locale == "en"
    assert "U+0939" in first.message and "Take it with" in first.message
    assert "Noto Sans Devanagari" in first.hint and "fonts-noto-core" in first.hint
    assert "U+1F600" in second.message


@pytest.mark.parametrize(
    ("character", "told"),
    [("\x07", "U+0007 (a control character)"), ("\ue000", "U+E000 (for private use)"), ("\u0378", "U+0378 (no character of Unicode)"),
     ("\U00012000", "U+12000 CUNEIFORM SIGN A"), ("\u2028", "U+2028 LINE SEPARATOR")],
)
def test_what_no_font_has_is_named_and_never_sent_to_a_terminal(character, told):
    with pytest.raises(PublishError) as caught:
        print_job(with_body(f"<p>Take {character} now</p>"))
    (finding,) = caught.value.findings
    assert finding.code == "glyph-missing" and told in finding.message and finding.hint
    assert finding.message.isprintable() or character == "\u2028"


def test_fonts_that_a_machine_happens_to_have_change_nothing(tmp_path):
    """A font of the user's, of a name that a style asks for, with every letter."""
    rogue = tmp_path / ".local" / "share" / "fonts" / "Rogue.ttf"
    rogue.parent.mkdir(parents=True)
    with TTFont(subprocess.run(["fc-match", "-f", "%{file}", "Noto Serif"], capture_output=True, text=True, check=True).stdout) as font:
        for record in font["name"].names:
            if record.nameID in (1, 4, 16):
                record.string = "Rogue Sans"
        font.save(rogue)
    program = (
        "import hashlib; from publish.press import print_job; from tests.press.samples import with_body;"
        "print(hashlib.sha256(print_job(with_body('<p style=\"font-family: Rogue Sans, serif\">Take it</p>')).pdf).hexdigest())"
    )
    digests = set()
    for home in (str(tmp_path), str(tmp_path / "nowhere")):
        run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=os.environ | {"HOME": home}, capture_output=True, check=True)
        digests.add(run.stdout)
    assert len(digests) == 1


def test_signs_that_the_letters_lack_print_in_a_family_of_signs(tmp_path):
    """Guides say “≥ 18 years” and “A → B”; a heading says it in bold."""
    families = read_typography(Workspace(tmp_path).snapshot(), language_of("en")).printing
    made = print_job(replace(with_body("<h2>≥ 18 ✓</h2><p>A → B ≤ ≈ ≠ ± − √ ☐ ☎ ⚠ ♀ ½ ² µ ° ½</p>"), families=families))
    assert {font.family for font in made.fonts} == {"Noto Sans", "Noto Sans Math", "Noto Sans Symbols", "Noto Sans Symbols2"}
    assert all(sign in pdfium(made.pdf) and sign in poppler(made.pdf) for sign in "≥✓→≤≈≠±−√☐☎⚠♀½²µ°")


def test_only_the_families_of_the_job_exist():
    """A family that is on the machine, but not allowed, cannot print; its text falls to the allowed ones."""
    plain = with_body("<p>plain</p>")
    named = replace(plain, html=plain.html.replace("<p>plain", '<p style="font-family: Noto Serif">plain'))
    assert {font.family for font in print_job(named).fonts} == {"Noto Sans"}


def font_of(family, blank, kind):
    """Return a font as WeasyPrint gives it after a print: of the letters A and B, one may leave no ink."""
    builder = FontBuilder(1000, isTTF=kind == "glyf")
    builder.setupGlyphOrder([".notdef", "A", "B"])
    pens = {name: TTGlyphPen(None) if kind == "glyf" else T2CharStringPen(500, None) for name in (".notdef", "A", "B")}
    for name, pen in pens.items():
        if name != blank:
            pen.moveTo((0, 0))
            pen.lineTo((0, 500))
            pen.lineTo((500, 500))
            pen.closePath()
    if kind == "glyf":
        builder.setupGlyf({name: pen.glyph() for name, pen in pens.items()})
    else:
        builder.setupCFF("Test", {}, {name: pen.getCharString() for name, pen in pens.items()}, {})
    builder.setupHorizontalMetrics(dict.fromkeys(pens, (500, 0)))
    builder.setupHorizontalHeader()
    data = BytesIO()
    builder.save(data)
    letters, widths = {1: "A", 2: "B"}, {1: 500, 2: 500}
    return SimpleNamespace(family=family, to_unicode=letters, glyph_count=3, widths=widths, file_content=data.getvalue())


@pytest.mark.parametrize("kind", ["glyf", "CFF"])
def test_a_letter_that_leaves_no_ink_and_a_family_that_is_not_allowed_are_errors(kind):
    sample = replace(job(), families=("Noto Sans",))
    assert not glyphs.find_empty_glyphs(sample, [font_of("Noto Sans", "", kind)])
    (finding,) = glyphs.find_empty_glyphs(sample, [font_of("Noto Sans", "B", kind)])
    assert finding.code == "glyph-empty" and "“B” (U+0042" in finding.message
    assert not glyphs.find_foreign_fonts(sample, [font_of("noto sans", "", kind)])
    (finding,) = glyphs.find_foreign_fonts(sample, [font_of("Arial", "", kind)])
    assert finding.code == "font-foreign" and "“Arial” printed" in finding.message


def test_a_print_is_held_to_its_fonts(monkeypatch):
    """Both are looked at in every print, though no machine at hand has such a font."""
    for name in ("find_foreign_fonts", "find_empty_glyphs"):
        with monkeypatch.context() as patch:
            found = [Finding(Severity.ERROR, "glyph-empty", "x")]
            patch.setattr(f"publish.press.print.{name}", lambda sample, used: found if list(used) else [])
            assert errors(with_body("")) == [("glyph-empty", "x")]


def test_a_missing_family_names_the_packages_of_three_systems():
    with pytest.raises(PublishError) as caught:
        print_job(replace(job(), families=("Noto Sans", "Noto Sans Nowhere", "Noto Sans CJK XX"), locale="km"))
    (finding,) = caught.value.findings
    assert (finding.code, finding.locale) == ("font-missing", "km")
    assert finding.message == "the font families “Noto Sans Nowhere”, “Noto Sans CJK XX” are not installed"
    assert "fonts-noto-core fonts-noto-cjk" in finding.hint and "google-noto-sans-nowhere-fonts" in finding.hint
    assert package_hint("Noto Sans CJK KR") == (
        "install “Noto Sans CJK KR”: Debian/Ubuntu fonts-noto-cjk, Fedora google-noto-sans-cjk-fonts, macOS (Homebrew) font-noto-sans-cjk"
    )


def test_the_font_configuration_is_kept():
    assert open_fonts(("Noto Sans",)) is open_fonts(("Noto Sans",))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<p style="opacity: .5">Faint text</p>', "“Faint text” is translucent"),
        ('<p style="colour: red">x</p>', "colour"),
        ('<img src="drawing.svg">', "alt"),
        ('<a href="#no">x</a>', "#no"),
    ],
)
def test_any_warning_of_weasyprint_is_an_error(body, words):
    ((code, message),) = errors(with_body(body))
    assert code == "print-warning" and words in message


def test_a_warning_of_a_style_sheet_is_an_error_every_time():
    sample = with_body("")
    sample = replace(sample, stylesheets=(*sample.stylesheets, "p { colour: blue }"))
    for _ in range(2):  # the second time the style sheet comes parsed from the cache
        ((code, message),) = errors(sample)
        assert code == "print-warning" and "colour: blue" in message


def test_the_doctor_and_the_press_miss_the_same_fonts(monkeypatch, tmp_path):
    monkeypatch.setattr("publish.press.engine.fonts.FOLDERS", (str(tmp_path),))
    open_fonts.cache_clear()
    found = {each.name: each for each in examine(Workspace(ROOT))}
    for locale in Workspace(ROOT).snapshot().settings.all_locales:
        composed = compose(Workspace(ROOT).snapshot(), "dutasteride-mesotherapy", locale, "card", "A4", None)
        with pytest.raises(PublishError) as caught:
            print_job(replace(job(), families=composed.families, locale=locale))
        (finding,) = caught.value.findings
        told = found[f"fonts for {locale}"]
        assert (told.healthy, told.found, told.hint) == (False, finding.message, finding.hint) and finding.locale == locale


def test_a_table_keeps_its_column_but_for_margins_that_are_meant():
    row = f"<tr><td>{'Ǆ' * 16}</td></tr>"
    ((code, _),) = errors(with_body(f'<div style="width: 60mm"><table>{row}</table></div>'))
    assert code == "text-outside"
    print_job(with_body(f'<div style="width: 60mm"><table style="margin-right: -90mm">{row}</table></div>'))
