"""Second font dictionaries for invisible text: each text and width gets a code of its own.

Such a dictionary shares the font file of the visible text and maps every code to one glyph; its map to Unicode (ISO 32000-1, 9.10.3)
gives the text of each code.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from publish.press.engine.pdf import PdfObjects, array

SUFFIX = "-said"  # after the name of the visible font


@dataclass(frozen=True, slots=True)
class InvisibleLetter:
    """One character of invisible text: ``text`` is it (with what joins or parts it), ``width`` in 1/1000 of the type size."""

    text: str
    width: float


@dataclass(slots=True)
class InvisibleFonts:
    """The codes of all invisible text of a document: for each font, by its name, the code of each letter."""

    codes: dict[str, dict[InvisibleLetter, int]] = field(default_factory=dict)

    def encode(self, name: str, letters: Sequence[InvisibleLetter]) -> bytes:
        """Return the hexadecimal digits that show ``letters`` in the second dictionary of the font ``name``; new letters get codes."""
        known = self.codes.setdefault(name, {})
        return b"".join(b"%04x" % known.setdefault(letter, len(known) + 1) for letter in letters)

    def add_to(self, pdf: PdfObjects, fonts: Sequence[Any]) -> None:
        """Add the second dictionary of each font that has invisible text; ``fonts`` are those that printed."""
        named = {font.hash: font for font in fonts}
        for name, codes in self.codes.items():
            table = next(item for item in pdf.dictionaries() if name in item)
            table[name + SUFFIX] = _add_font(pdf, table[name], codes, _glyph(named[name]))


def _add_font(pdf: PdfObjects, reference: bytes, codes: Mapping[InvisibleLetter, int], glyph: int) -> bytes:
    """Add a copy of a font's dictionary in which each of ``codes`` stands for its letter, and paints ``glyph``."""
    font = pdf.get(reference)
    glyphs = pdf.add_stream([glyph.to_bytes(2, "big") * (len(codes) + 1)])
    unicode_map = pdf.add_stream(list(_unicode_map(codes)))
    widths = array([1, array(letter.width for letter in codes)])
    descendant = pdf.add({**pdf.get(font["DescendantFonts"][0]), "CIDToGIDMap": glyphs, "W": widths})
    return pdf.add({**font, "Encoding": "/Identity-H", "ToUnicode": unicode_map, "DescendantFonts": array([descendant])})


def _unicode_map(codes: Mapping[InvisibleLetter, int]) -> Iterator[bytes]:
    yield b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Said def /CMapType 2 def"
    yield b"1 begincodespacerange <0000> <ffff> endcodespacerange"
    for letter, code in codes.items():
        yield b"1 beginbfchar <%04x> <%b> endbfchar" % (code, letter.text.encode("utf-16-be").hex().encode())
    yield b"endcmap CMapName currentdict /CMap defineresource pop end end"


def _glyph(font: Any) -> int:
    """Return a glyph of ``font`` that leaves ink: pdfium ignores what has no outline."""
    wide: list[int] = [glyph for glyph in font.to_unicode if font.widths.get(glyph, 0) > 0]
    return min(wide, key=lambda glyph: (not font.to_unicode[glyph].strip(), glyph))
