"""The hidden line: what a run that is read from the right says, letter by letter, painted without ink.

Where the glyphs of such a run do not spell its text (vowel signs and other marks that readers take for words of their own,
Nastaliq, whose letters are made of parts), the glyphs are painted mute, by an empty ``/ActualText``, and over them lies a line
of letters in text rendering mode 3 (ISO 32000-1, 9.3.6): one for each character, as wide as its share of its cluster, all on
the baseline. Readers, searches and voices find these, in their places. (``/ActualText`` for the whole run would be shorter,
but viewers reverse it.)

The letters are of the run's own font file, by a second font dictionary that gives each text and width a code of its own.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import pydyf
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from publish.press.fit.last_lines import WORD_JOINER

SUFFIX = "-said"
# Classes of characters as pdfium sees them; every other class is neutral.
PIECES = {"L": "left", "R": "right", "AL": "right"} | dict.fromkeys(("AN", "EN", "NSM", "CS", "ES", "ET", "BN"), "weak")
# How far off the line is painted what shall part it from others, as a share of the type size: far enough to be another line.
OFF = 1.5
# The least width of a letter, in 1/1000 of the type size: some in Nastaliq take none, or less.
LEAST = 20
# What a mark takes of the width of its cluster, as a share of what a letter takes.
MARK = 0.3


@dataclass(frozen=True, slots=True)
class Letter:
    """One character of a hidden line: ``text`` is it (with what joins or parts it), ``width`` in 1/1000 of the type size."""

    text: str
    width: float


FIRST = Letter("\u200f", 10)
# What is taken to stand beside a run: a space.
EDGE = Letter(" ", 0)


@dataclass(slots=True)
class Hidden:
    """The codes of all hidden lines of a document: for each font, by its name, the code of each letter."""

    codes: dict[str, dict[Letter, int]] = field(default_factory=dict)

    def line(self, name: str, letters: Sequence[Letter]) -> bytes:
        """Return the digits that show ``letters`` in the second dictionary of the font ``name``."""
        known = self.codes.setdefault(name, {})
        return b"".join(b"%04x" % known.setdefault(letter, len(known) + 1) for letter in letters)


def letters_of(box: Any) -> list[Letter]:
    """Return the letters of a text box from left to right, as Pango has shaped it."""
    box.pango_layout.reactivate(box.style)
    try:
        clusters = list(_clusters(box))
    finally:
        box.pango_layout.deactivate()
    parts = ((*part, from_right) for text, width, from_right in clusters for part in _letters(text, width, from_right))
    return list(_fitted(_closed(_shared(parts)), sum(width for _, width, _ in clusters)))


def _closed(letters: Iterable[tuple[Letter, bool]]) -> list[Letter]:
    """Return ``letters`` with a mark of direction wherever a reader would exchange two that meet; beside a run there may be a space.

    The width of a mark is taken from a letter beside it, so that the line stays as long as its run.
    """
    closed: list[Letter] = []
    for (before, before_right), (letter, from_right) in pairwise([(EDGE, True), *letters, (EDGE, True)]):
        number_ends = before_right != from_right and not (before if before_right else letter).text.isalpha()
        if not number_ends and not ((before_right or from_right) and _change_places(before.text, letter.text)):
            closed.append(letter)
        elif letter is EDGE:
            closed[-1:] = [_narrowed(closed[-1]), FIRST, EDGE]
        else:
            closed += [FIRST, _narrowed(letter)]
    return closed[:-1]


def _fitted(letters: Sequence[Letter], whole: float) -> Iterator[Letter]:
    """Yield ``letters`` with whole numbers for widths; they end a little before their run, for readers confuse words that overlap.

    ``whole`` is the width of the run.
    """
    share = max(0.0, whole - LEAST) / sum(letter.width for letter in letters)
    wanted = shown = 0.0
    for letter in letters:
        wanted += letter.width * share
        width = max(1, round(wanted - shown))
        shown += width
        yield replace(letter, width=width)


def _narrowed(letter: Letter) -> Letter:
    return replace(letter, width=max(LEAST, letter.width - FIRST.width))


def _change_places(first: str, second: str) -> bool:
    """Tell whether readers exchange two characters: poppler a sign and a space, or two signs; pdfium two weak ones.

    (Such are a vowel sign and a comma.)
    """
    if piece(first) == piece(second) == "weak":
        return not _is_mark(first)
    signs = _is_sign(first), _is_sign(second)
    return all(signs) or first.isspace() != second.isspace() and any(signs)


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _clusters(box: Any) -> Iterator[tuple[str, float, bool]]:
    """Yield each cluster from left to right: its text, its width in 1/1000 of the type size, whether it is read from the right.

    What only holds words together is left out.
    """
    layout, unit = box.pango_layout, FROM_UNITS * 1000 / box.style["font_size"]
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    line, _ = layout.get_first_line()
    data, run = layout.text.encode(), line.runs[0]
    while run != ffi.NULL:
        item, glyphs, run = run.data.item, run.data.glyphs, run.next
        text, from_right = data[item.offset : item.offset + item.length], bool(item.analysis.level % 2)
        starts = [glyphs.log_clusters[index] for index in range(glyphs.num_glyphs)]
        widths = dict.fromkeys(starts, 0.0)
        for index, start in enumerate(starts):
            widths[start] += glyphs.glyphs[index].geometry.width * unit
        ends = dict(zip(sorted(widths), [*sorted(widths)[1:], item.length], strict=True))
        for start, width in widths.items():
            if said := text[start : ends[start]].decode().replace(WORD_JOINER, ""):
                yield said, width, from_right


def _letters(text: str, width: float, from_right: bool) -> Iterator[tuple[str, float]]:
    """Yield the characters of a cluster from left to right, each with its share of the width; marks get none yet."""
    bases = sum(not _is_mark(character) for character in text)
    for character in reversed(text) if from_right else text:
        yield character, 0.0 if bases and _is_mark(character) else width / (bases or len(text))


def _shared(letters: Iterable[tuple[str, float, bool]]) -> Iterator[tuple[Letter, bool]]:
    """Yield ``letters``; one that is read from the right parts its width with its marks, which lie to its left.

    What has no width of its own, a reader puts anywhere.
    """
    marks: list[str] = []
    for character, width, from_right in letters:
        if from_right and _is_mark(character):
            marks.append(character)
            continue
        unit = width / (1 + MARK * len(marks))
        yield from ((Letter(mark, max(LEAST, MARK * unit)), True) for mark in marks)
        yield Letter(character, max(LEAST, unit)), from_right
        marks = []
    yield from ((Letter(mark, LEAST), True) for mark in marks)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def hide(run: Sequence[Any], first: bytes, digits: bytes) -> list[Any]:
    """Return the operators of ``run`` painted mute, after the hidden line ``digits``.

    Poppler takes the empty ``/ActualText`` for all that it holds. Pdfium reads the first operator in it, ``first``, and
    passes over those that follow at once. It sorts what is on a line by its place: so ``first`` stands off the line, below
    it, and once more above.
    """
    font = said_font(run)
    below, above, line = (placed(run, up) for up in (-OFF, OFF, 0.0))
    mute = [*unseen(below, font, first), *run, *unseen(above, font, first)]
    return [*unseen(line, font, digits), "/Span", pydyf.Dictionary({"ActualText": pydyf.String("")}), b"BDC", *mute, b"EMC"]


def unseen(matrix: bytes, font: bytes, digits: bytes) -> list[bytes]:
    """Return the operators that paint ``digits`` without ink."""
    return [b"BT", matrix, font, b"3 Tr", b"[<" + digits + b">] TJ", b"0 Tr", b"ET"]


def font_of(run: Sequence[Any]) -> str:
    """Return the name of the first font of a run."""
    return _first(run, b" Tf").split()[0].removeprefix(b"/").decode()


def said_font(run: Sequence[Any], scale: float = 1.0) -> bytes:
    """Return the operator that sets the second dictionary of a run's first font, in ``scale`` times its size."""
    return f"/{font_of(run)}{SUFFIX} {scale * float(_first(run, b' Tf').split()[1]):g} Tf".encode()


def placed(run: Sequence[Any], up: float, along: float = 0.0) -> bytes:
    """Return the operator that sets text ``along`` CSS pixels from where a run begins, ``up`` times its type size above its line."""
    a, b, c, d, e, f = map(float, _first(run, b" Tm").split()[:6])
    y = up * float(_first(run, b" Tf").split()[1])
    return f"{a:g} {b:g} {c:g} {d:g} {e + along * a + y * c:.4f} {f + along * b + y * d:.4f} Tm".encode()


def _first(run: Sequence[Any], ending: bytes) -> bytes:
    return next(operator for operator in run if isinstance(operator, bytes) and operator.endswith(ending))


def add_fonts(pdf: pydyf.PDF, hidden: Hidden, fonts: Mapping[str, Any]) -> None:
    """Add the second dictionary of each font that has a hidden line."""
    for name, codes in hidden.codes.items():
        table = next(item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and name in item)
        table[name + SUFFIX] = _font(pdf, table[name], codes, _glyph(fonts[name]))


def _font(pdf: pydyf.PDF, reference: bytes, codes: Mapping[Letter, int], glyph: int) -> bytes:
    """Add a copy of a font's dictionary in which each of ``codes`` stands for its letter, and paints ``glyph``."""
    whole = _object(pdf, reference)
    face = _object(pdf, whole["DescendantFonts"][0])
    places = pydyf.Stream([glyph.to_bytes(2, "big") * (len(codes) + 1)], compress=True)
    unicode_map = pydyf.Stream(list(_cmap(codes)), compress=True)
    pdf.add_object(places)
    pdf.add_object(unicode_map)
    widths = pydyf.Array([1, pydyf.Array(letter.width for letter in codes)])
    second = pydyf.Dictionary({**face, "CIDToGIDMap": places.reference, "W": widths})
    pdf.add_object(second)
    font = pydyf.Dictionary(
        {**whole, "Encoding": "/Identity-H", "ToUnicode": unicode_map.reference, "DescendantFonts": pydyf.Array([second.reference])}
    )
    pdf.add_object(font)
    reference = font.reference
    assert isinstance(reference, bytes)
    return reference


def _cmap(codes: Mapping[Letter, int]) -> Iterator[bytes]:
    yield b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Said def /CMapType 2 def"
    yield b"1 begincodespacerange <0000> <ffff> endcodespacerange"
    for letter, code in codes.items():
        yield b"1 beginbfchar <%04x> <%b> endbfchar" % (code, letter.text.encode("utf-16-be").hex().encode())
    yield b"endcmap CMapName currentdict /CMap defineresource pop end end"


def _glyph(font: Any) -> int:
    """Return a glyph of ``font`` that leaves ink: pdfium passes over what has no outline."""
    wide: list[int] = [glyph for glyph in font.to_unicode if font.widths.get(glyph, 0) > 0]
    return min(wide, key=lambda glyph: (not font.to_unicode[glyph].strip(), glyph))


def _object(pdf: pydyf.PDF, reference: bytes) -> pydyf.Dictionary:
    return pdf.objects[int(reference.split()[0])]


def piece(character: str) -> str:
    """Return what kind of piece pdfium takes a character for: ``left``, ``right``, ``weak`` or ``neutral``."""
    return PIECES.get(unicodedata.bidirectional(character), "neutral")
