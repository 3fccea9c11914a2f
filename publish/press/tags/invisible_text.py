"""Invisible text (rendering mode 3) that gives PDF viewers the logical order of right-to-left runs.

Where the glyphs of such a run do not spell its text (vowel signs and other marks that viewers take for words of their own, Nastaliq,
whose letters are made of parts), an empty ``/ActualText`` hides the glyphs from viewers, and invisible text is painted over them
(ISO 32000-1, 9.3.6): one letter for each character, as wide as its share of its cluster, all on the baseline. Viewers, searches and
screen readers find these, in their places. (``/ActualText`` for the whole run would be shorter, but viewers reverse it.)

The letters are of the run's own font file, in a second font dictionary (`publish.press.tags.invisible_fonts`). Widths are in 1/1000
of the type size.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from publish.press.engine.content import first_font, invisible_text, moved_matrix, replaced_by_text, set_font
from publish.press.engine.layouts.shaping import clusters_of
from publish.press.tags.invisible_fonts import SUFFIX, InvisibleFonts, InvisibleLetter
from publish.text.zero_width import WORD_JOINER

# Classes of characters as pdfium sees them; every other class is neutral.
PIECES = {"L": "left", "R": "right", "AL": "right"} | dict.fromkeys(("AN", "EN", "NSM", "CS", "ES", "ET", "BN"), "weak")
# How far off the line text is painted that separates others, as a share of the type size: far enough to be another line.
OFF_LINE = 1.5
# The least width of a letter: some in Nastaliq take none, or less.
LEAST_WIDTH = 20
# The width of a mark as a share of the width of its letter.
MARK_SHARE = 0.3
RLM = InvisibleLetter("\u200f", 10)
# What is assumed beside a run: a space.
EDGE = InvisibleLetter(" ", 0)


def paint_invisibly(
    run: Sequence[Any], letter: InvisibleLetter, fonts: InvisibleFonts, along: float = 0.0, up: float = 0.0, scale: float = 1.0
) -> list[Any]:
    """Return the operators that paint one ``letter`` without ink in the font of ``run``, in ``scale`` times its size.

    Its place is ``along`` CSS pixels from where the run begins, and ``up`` times the type size above its line.
    """
    name, _ = first_font(run)
    return invisible_text(_place(run, up, along), _invisible_font(run, scale), fonts.encode(name, [letter]))


def cover(run: Sequence[Any], box: Any, fonts: InvisibleFonts) -> list[Any]:
    """Return ``run``, the operators that paint the text of ``box``, after the invisible text that viewers get instead.

    Poppler ignores what an empty ``/ActualText`` holds. Pdfium reads the first operator in it and ignores those that follow at once.
    It sorts what is on a line by its place: so that operator paints a right-to-left mark below the line, and another follows above it.
    """
    (name, _), font = first_font(run), _invisible_font(run)
    mark = fonts.encode(name, [RLM])
    digits = fonts.encode(name, letters_of(box))
    below, above, on_line = (_place(run, up) for up in (-OFF_LINE, OFF_LINE, 0.0))
    ignored = [*invisible_text(below, font, mark), *run, *invisible_text(above, font, mark)]
    return [*invisible_text(on_line, font, digits), *replaced_by_text("", ignored)]


def letters_of(box: Any) -> list[InvisibleLetter]:
    """Return the letters that stand for the text of ``box``, from left to right, as Pango has shaped it."""
    clusters = [(text, each.width, each.is_rtl) for each in clusters_of(box) if (text := each.text.replace(WORD_JOINER, ""))]
    parts = ((*part, is_rtl) for text, width, is_rtl in clusters for part in _split_cluster(text, width, is_rtl))
    return list(_fit_widths(_separate(_give_marks_width(parts)), sum(width for _, width, _ in clusters)))


def pdfium_class(character: str) -> str:
    """Return what pdfium takes a character for: ``left``, ``right``, ``weak`` or ``neutral``."""
    return PIECES.get(unicodedata.bidirectional(character), "neutral")


def _split_cluster(text: str, width: float, is_rtl: bool) -> Iterator[tuple[str, float]]:
    """Yield the characters of a cluster from left to right, each with its share of the width; marks get none yet."""
    bases = sum(not _is_mark(character) for character in text)
    for character in reversed(text) if is_rtl else text:
        yield character, 0.0 if bases and _is_mark(character) else width / (bases or len(text))


def _give_marks_width(letters: Iterable[tuple[str, float, bool]]) -> Iterator[tuple[InvisibleLetter, bool]]:
    """Yield ``letters``; a right-to-left one shares its width with its marks, which lie to its left.

    Viewers put a letter without width anywhere.
    """
    marks: list[str] = []
    for character, width, is_rtl in letters:
        if is_rtl and _is_mark(character):
            marks.append(character)
            continue
        unit = width / (1 + MARK_SHARE * len(marks))
        yield from ((InvisibleLetter(mark, max(LEAST_WIDTH, MARK_SHARE * unit)), True) for mark in marks)
        yield InvisibleLetter(character, max(LEAST_WIDTH, unit)), is_rtl
        marks = []
    yield from ((InvisibleLetter(mark, LEAST_WIDTH), True) for mark in marks)


def _separate(letters: Iterable[tuple[InvisibleLetter, bool]]) -> list[InvisibleLetter]:
    """Return ``letters`` with a right-to-left mark wherever viewers would exchange two neighbours, a space beside the run included.

    The width of a mark is taken from a letter beside it, so that the line stays as long as its run.
    """
    separated: list[InvisibleLetter] = []
    for (before, before_rtl), (letter, is_rtl) in pairwise([(EDGE, True), *letters, (EDGE, True)]):
        number_ends = before_rtl != is_rtl and not (before if before_rtl else letter).text.isalpha()
        if not number_ends and not ((before_rtl or is_rtl) and _are_exchanged(before.text, letter.text)):
            separated.append(letter)
        elif letter is EDGE:
            separated[-1:] = [_narrow(separated[-1]), RLM, EDGE]
        else:
            separated += [RLM, _narrow(letter)]
    return separated[:-1]


def _fit_widths(letters: Sequence[InvisibleLetter], whole: float) -> Iterator[InvisibleLetter]:
    """Yield ``letters`` with whole numbers for widths; they end a little before their run, because viewers confuse words that overlap.

    ``whole`` is the width of the run.
    """
    share = max(0.0, whole - LEAST_WIDTH) / sum(letter.width for letter in letters)
    wanted = used = 0.0
    for letter in letters:
        wanted += letter.width * share
        width = max(1, round(wanted - used))
        used += width
        yield replace(letter, width=width)


def _narrow(letter: InvisibleLetter) -> InvisibleLetter:
    return replace(letter, width=max(LEAST_WIDTH, letter.width - RLM.width))


def _are_exchanged(first: str, second: str) -> bool:
    """Tell whether viewers exchange two characters: poppler a sign and a space, or two signs; pdfium two weak ones.

    (Such are a vowel sign and a comma.)
    """
    if pdfium_class(first) == pdfium_class(second) == "weak":
        return not _is_mark(first)
    signs = _is_sign(first), _is_sign(second)
    return all(signs) or first.isspace() != second.isspace() and any(signs)


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _invisible_font(run: Sequence[Any], scale: float = 1.0) -> bytes:
    """Return the operator that sets the second dictionary of a run's first font, in ``scale`` times its size."""
    name, size = first_font(run)
    return set_font(name + SUFFIX, scale * size)


def _place(run: Sequence[Any], up: float, along: float = 0.0) -> bytes:
    """Return the operator that sets text ``along`` CSS pixels from where a run begins, ``up`` times its type size above its line."""
    return moved_matrix(run, along, up * first_font(run)[1])
