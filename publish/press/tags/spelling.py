"""Find out what the glyphs of a run spell for a PDF viewer, by the fonts' maps to Unicode.

WeasyPrint maps each glyph to the first text it printed with it, which is wrong for shaped scripts (its issue 2841).
"""

import unicodedata
from collections.abc import Sequence
from typing import Any

from publish.press.engine.content import count_fonts, first_font, has_rise, shown_glyphs
from publish.press.engine.pdf import PdfObjects
from publish.press.tags.bidi_runs import RTL
from publish.text.zero_width import strip_zero_width

UNUSED = "\u2063"  # invisible separator: no text holds it, so a run whose glyphs spell it is corrected
_SPACES = {ord(space): " " for space in "\t\n\r\u00a0\u2007\u202f"}


def fill_glyph_maps(pdf: PdfObjects, fonts: Sequence[Any]) -> None:
    """Let every glyph of a font stand for a character, if only for one without width: PDF/UA-1 (7.21.7) allows no empty entry.

    WeasyPrint maps the second glyph of some Devanagari clusters to nothing.
    """
    for font in fonts:
        font.to_unicode.update({glyph: UNUSED for glyph, text in font.to_unicode.items() if not text})
    pdf.fill_empty_entries(UNUSED)


class GlyphMaps:
    """The maps from glyphs to text of the fonts that printed."""

    def __init__(self, fonts: Sequence[Any]) -> None:
        self._texts: dict[str, dict[int, str]] = {font.hash: font.to_unicode for font in fonts}
        self._letters = {name: {*texts.values(), " "} for name, texts in self._texts.items()}

    def spell(self, run: Sequence[Any]) -> str:
        """Return the text that the glyphs of a run stand for, without white space around it."""
        texts = (self._texts[font].get(glyph, "") for font, glyphs in shown_glyphs(run) for glyph in glyphs)
        return _comparable("".join(texts))

    def is_simple(self, text: str, run: Sequence[Any]) -> bool:
        """Tell whether a run is ASCII in one font that has a glyph for each of its letters: then it needs no closer look.

        A glyph that stands for another character first (Greek capital Alpha for A) leaves its letter without one.
        """
        if not text.isascii() or count_fonts(run) != 1:
            return False
        return self._letters.get(first_font(run)[0], set()).issuperset(text)

    def spells_rtl(self, text: str, run: Sequence[Any]) -> bool:
        """Tell whether the glyphs of a right-to-left run spell it: letters on the line and spaces, no more.

        Viewers exchange signs with what is beside them; numbers are left-to-right; zero-width joiners have no glyph.
        """
        plain = _comparable(text)
        letters_only = all(letter.isalpha() or letter == " " for letter in plain)
        return not has_rise(run) and letters_only and sorted(self.spell(run)) == sorted(plain)


def replacement_text(text: str, spelled: str | None = None) -> str:
    """Return the text that viewers must get in place of the glyphs of a run, or ``""`` where the glyphs spell it.

    ``spelled`` is what the glyphs stand for, None where that is not known. Replace only where that differs from ``text``, or where the
    text has marks, which viewers take for gaps between words. Viewers reverse such a text in a right-to-left run: there it is ``""``.
    """
    text = strip_zero_width(text)
    if not text.strip() or RTL.search(text):
        return ""
    is_wrong = spelled is not None and spelled != _comparable(text)
    return text if is_wrong or _has_marks(text) else ""


def _comparable(text: str) -> str:
    return strip_zero_width(text).translate(_SPACES).strip()


def _has_marks(text: str) -> bool:
    return not text.isascii() and any(unicodedata.category(letter).startswith("M") for letter in text)
