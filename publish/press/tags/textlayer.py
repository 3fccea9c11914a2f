"""Correct the text layer of a PDF, so that viewers, searches and screen readers get the text that was written.

Where the glyphs of a run do not give its own text back, the run carries it as ``/ActualText`` (ISO 32000-1, 14.9.4). Viewers reverse
that in right-to-left runs: these get invisible text instead, letter by letter (`publish.press.tags.invisible_text`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from publish.press.engine.content import actual_text, replaced_by_text
from publish.press.engine.page import DrawingText, PaintedPage, TextRun
from publish.press.engine.pdf import PdfObjects
from publish.press.tags.bidi_runs import RTL, LtrRun, PageRuns, classify, close_direction, missing_rtl_letters
from publish.press.tags.invisible_fonts import InvisibleFonts
from publish.press.tags.invisible_text import cover
from publish.press.tags.separators import edge_marks, line_breaks, line_end, rtl_counterweight
from publish.press.tags.spelling import GlyphMaps, fill_glyph_maps, replacement_text
from publish.text.zero_width import strip_zero_width


def correct_text(pdf: PdfObjects, pages: Sequence[PaintedPage], fonts: Sequence[Any], language: str) -> None:
    """Correct the text that viewers get from every run on ``pages``.

    ``fonts`` are those that printed. ``language`` is that of the document, a BCP 47 tag:
    a run in another language is tagged with its own (ISO 32000-1, 14.9.2).
    """
    fill_glyph_maps(pdf, fonts)
    maps, invisible = GlyphMaps(fonts), InvisibleFonts()
    firsts = [(page, _correct_page(_Correction(classify(page), page, maps, invisible), language)) for page in pages]
    for page, first in firsts:
        if first is not None and page.is_rtl:
            _outweigh_ltr_letters(page, first, invisible)
    invisible.add_to(pdf, fonts)


def drawing_text_properties(box: Any) -> Any:
    """Return the property list that marks a text of a drawing while it is painted; None where its glyphs spell it.

    Right-to-left text is corrected later, with the other runs of its page.
    """
    if RTL.search(box.text):
        return DrawingText(box)
    text = replacement_text(box.text)
    return actual_text(f"{text} ") if text else None  # with a space after it: pdfium measures no gap to the next text


@dataclass(frozen=True, slots=True)
class _Correction:
    """What is needed to correct the runs of one page."""

    kinds: PageRuns
    page: PaintedPage
    maps: GlyphMaps
    invisible: InvisibleFonts


def _correct_page(correction: _Correction, language: str) -> TextRun | None:
    """Correct the runs of a page, and return the first one that prints anything."""
    first = None
    for run in correction.page.runs():
        if run.box.text.strip():
            first = run
        if run.box.style["lang"] not in (None, language):
            run.set_language(run.box.style["lang"])
        _correct_run(correction, run)
    return first


def _outweigh_ltr_letters(page: PaintedPage, first: TextRun, invisible: InvisibleFonts) -> None:
    """Make poppler read a page of a right-to-left document from the right, however many Latin names are on it."""
    if letters := missing_rtl_letters(box.text for box in page.text_boxes):
        first.insert_before(rtl_counterweight(first.painted, invisible, letters))


def _correct_run(correction: _Correction, run: TextRun) -> None:
    box, kinds = run.box, correction.kinds
    if box in kinds.ltr_in_rtl:
        _separate_ltr_run(run, kinds.ltr_in_rtl[box], correction.invisible)
    elif box in correction.page.leaders:
        run.repaint(replaced_by_text(" ", run.painted))
    elif box in kinds.line_ends:
        run.insert_after(line_end(run.painted, correction.invisible))
        _close_direction(run)
    elif box not in kinds.signs and correction.maps.is_simple(box.text, run.painted):
        return
    elif box in kinds.signs or RTL.search(box.text):
        if box in kinds.shared or not correction.maps.spells_rtl(box.text, run.painted):
            run.repaint(cover(run.painted, box, correction.invisible))
    elif text := replacement_text(box.text, correction.maps.spell(run.painted)):
        # Where a gap follows, the text must hold it too, for pdfium measures none.
        run.set_text(f"{text.rstrip()} " if box in kinds.before_gaps and not text.endswith("-") else text)


def _separate_ltr_run(run: TextRun, kind: LtrRun, invisible: InvisibleFonts) -> None:
    """Separate a left-to-right run from the line around it; where it is alone it gets a line of its own."""
    right, left = edge_marks(run.painted, invisible, run.box.width)
    before, after, last = line_breaks(run.painted, invisible) if kind.alone else ([], [], [])
    run.insert_after([*after, *(left if kind.begins else []), *last])
    if kind.ends:
        _close_direction(run)
    run.insert_before([*(right if kind.ends else []), *before])


def _close_direction(run: TextRun) -> None:
    text = strip_zero_width(run.box.text)
    if (closed := close_direction(text)) != text:
        run.set_text(closed)
