"""A character without a visible glyph of an allowed font stops the print."""

from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from publish.press import print_job
from publish.press.proof import glyphs
from publish.project import Finding, PublishError, Severity
from tests.press.samples import errors_of, job, with_body


def test_a_missing_glyph_names_language_character_place_and_package():
    with pytest.raises(PublishError) as caught:
        print_job(with_body("<p>Take it with हिन्दी food 😀 today ✅</p>"))
    first, *others = caught.value.findings
    assert {each.code for each in caught.value.findings} == {"glyph-missing"} and first.locale == "en"
    assert "U+0939" in first.message and "Take it with" in first.message
    assert "Noto Sans Devanagari" in first.hint and "fonts-noto-core" in first.hint
    said = {character: each.hint for each in others for character in "😀✅" if f"“{character}”" in each.message}
    assert "delete it, or write a word" in said["😀"] and "write “✔”" in said["✅"]


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


@pytest.mark.parametrize("kind", ["glyf", "CFF"])
def test_a_letter_that_leaves_no_ink_and_a_family_that_is_not_allowed_are_errors(kind):
    sample = replace(job(), families=("Noto Sans",))
    assert not glyphs.find_empty_glyphs(sample, [font_of("Noto Sans", "", kind)])
    (finding,) = glyphs.find_empty_glyphs(sample, [font_of("Noto Sans", "B", kind)])
    assert finding.code == "glyph-empty" and "“B” (U+0042" in finding.message
    assert not glyphs.find_foreign_fonts(sample, [font_of("noto sans", "", kind)])
    (finding,) = glyphs.find_foreign_fonts(sample, [font_of("Arial", "", kind)])
    assert finding.code == "font-foreign" and "“Arial” printed" in finding.message


def test_a_print_is_checked_for_both(monkeypatch):
    """Both are looked at in every print, though no machine at hand has such a font."""
    for name in ("find_foreign_fonts", "find_empty_glyphs"):
        with monkeypatch.context() as patch:
            found = [Finding(Severity.ERROR, "glyph-empty", "x")]
            patch.setattr(f"publish.press.print.{name}", lambda sample, used: found if list(used) else [])
            assert errors_of(with_body("")) == [("glyph-empty", "x")]


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
