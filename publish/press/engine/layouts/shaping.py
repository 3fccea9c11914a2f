"""Shaped text: where its lines end, which characters Pango drew together, how wide and in which direction, which glyphs leave no mark."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Any

from fontTools.cffLib import Index
from fontTools.ttLib import TTFont
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import split_first_line

# A CFF charstring of up to three bytes holds a width and “endchar” at most: nothing is drawn.
_EMPTY_CHARSTRING = 3


@dataclass(frozen=True, slots=True)
class Cluster:
    """Characters that are drawn together: ``text`` in logical order, ``width`` in 1/1000 of the type size."""

    text: str
    width: float
    is_rtl: bool


def split_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: Any,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """Return the first line of ``text`` as WeasyPrint's ``split_first_line`` does, in which the space at the end of a line has no width.

    WeasyPrint 70 takes a text with a space at its end, before an element, for too long, and ends the line after its first word.
    """
    rest = justification_spacing, is_line_start, minimum
    found = split_first_line(text, style, context, max_width, *rest)
    resume = found[2]
    if resume is None or max_width in (None, inf) or text[-1:] != " " or style["white_space"] not in ("normal", "pre-line"):
        return found
    words = text.rstrip(" ")
    if " " in text.encode()[:resume].decode().rstrip(" ") or " " not in words:
        return found
    if split_first_line(words, style, context, max_width, *rest)[2] is not None:
        return found
    return split_first_line(text, style, context, None, *rest)


def clusters_of(box: Any) -> list[Cluster]:
    """Return the clusters of a text box from left to right, as they stand on the page."""
    box.pango_layout.reactivate(box.style)
    try:
        return list(_clusters(box.pango_layout, FROM_UNITS * 1000 / box.style["font_size"]))
    finally:
        box.pango_layout.deactivate()


def blank_glyphs(font: Any) -> set[int]:
    """Return the glyphs without an outline of one of WeasyPrint's fonts, as it is embedded."""
    opened = TTFont(io.BytesIO(font.file_content), fontNumber=0, lazy=True)
    if "loca" in opened:
        places, shortest = opened["loca"].locations, 0
    elif "CFF " in opened:
        places, shortest = _charstring_places(opened["CFF "].cff.topDictIndex[0]), _EMPTY_CHARSTRING
    else:
        return set()
    return {glyph for glyph in range(len(places) - 1) if places[glyph + 1] - places[glyph] <= shortest}


def _charstring_places(top: Any) -> list[int]:
    """Return where the outline of each glyph begins. The names of glyphs, which fontTools would read too, take 20 MB in a Chinese font."""
    top.file.seek(top.rawDict["CharStrings"])
    places: list[int] = Index(top.file, isCFF2=False).offsets
    return places


def _clusters(layout: Any, unit: float) -> Iterator[Cluster]:
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    line, _ = layout.get_first_line()
    data, run = layout.text.encode(), line.runs[0]
    while run != ffi.NULL:
        item, glyphs, run = run.data.item, run.data.glyphs, run.next
        text = data[item.offset : item.offset + item.length]
        widths = _widths(glyphs, unit)
        ends = dict(zip(sorted(widths), [*sorted(widths)[1:], item.length], strict=True))
        for start, width in widths.items():
            yield Cluster(text[start : ends[start]].decode(), width, bool(item.analysis.level % 2))


def _widths(glyphs: Any, unit: float) -> dict[int, float]:
    """Return the width of each cluster by where it begins in the text (in UTF-8 bytes), from left to right."""
    starts = [glyphs.log_clusters[index] for index in range(glyphs.num_glyphs)]
    widths = dict.fromkeys(starts, 0.0)
    for index, start in enumerate(starts):
        widths[start] += glyphs.glyphs[index].geometry.width * unit
    return widths
