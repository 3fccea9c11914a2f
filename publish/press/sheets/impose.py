"""Imposition: place the finished pages of a PDF on sheets, and keep tags, links and reading order intact.

Where each page goes is given as `PlacedPage`; this module only moves pages. It joins the content streams of the pages on
one side of a sheet and renumbers their marked content (MCIDs). `relink` then rebuilds everything that refers to pages. The
tag tree keeps its order, so a sheet is read in the order of its panels and not in the order in which they lie.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from publish.press.sheets import relink
from publish.press.sheets.geometry import Fold, Slot
from publish.press.sheets.paper import POINTS_PER_MM, Size
from publish.press.sheets.reading_order import (
    BELOW_SHEET_PT,
    ON_SHEET_PT,
    REPLACEMENT,
    REPLACEMENT_NAME,
    Glyph,
    first_glyph,
    fold_separators,
    line_breaker,
    split_paint_and_text,
)
from publish.press.sheets.relink import PageMove, PageTransform


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """One page (counted from 0) on a sheet.

    ``x`` and ``y`` are where the lower left corner of the page's trim goes, in points. ``clip`` cuts off what reaches beyond the slot:
    left, bottom, width, height, in points on the sheet.
    """

    page: int
    x: float
    y: float
    upside_down: bool = False
    clip: tuple[float, float, float, float] | None = None


def impose_fold(pdf: pikepdf.Pdf, fold: Fold, pages: Sequence[int | None]) -> None:
    """Place the pages of ``pdf`` on the sides of ``fold``; ``pages`` gives the page of each panel, ``None`` for a blank panel."""
    sides = [[_place_in_slot(slot, pages[slot.panel]) for slot in side] for side in fold.sides]
    impose(pdf, [[placed for placed in side if placed] for side in sides], fold.sheet)


def impose(pdf: pikepdf.Pdf, sides: Sequence[Sequence[PlacedPage]], sheet: Size) -> None:
    """Replace the pages of ``pdf`` by sheets of size ``sheet``, one for each of ``sides``; every page must be placed exactly once.

    Raises `ValueError` where a page is placed twice or not at all, or where pages do not share their resources.
    """
    _check_pages(pdf, sides)
    entries = relink.parent_tree(pdf)
    pages = [_Page(page.obj, entries.pop(int(page.obj.get("/StructParents", -1)), Array())) for page in pdf.pages]
    free_keys = (key for key in count() if key not in entries)  # links keep their keys in the parent tree
    moves: dict[tuple[int, int], PageMove] = {}
    for key, side in zip(free_keys, sides, strict=False):
        added = _add_side(pdf, [(pages[placed.page], placed) for placed in side], sheet, key)
        entries[key] = added.parents
        moves |= added.moves
    relink.follow_pages(pdf, moves, entries)
    del pdf.pages[: len(pages)]


@dataclass(frozen=True, slots=True)
class _Page:
    """A page before imposition, and its entry in the parent tree: the parent of each of its marked contents."""

    obj: Any
    parents: Any

    @property
    def box(self) -> Any:
        """The trim box of the page; the media box where it has none."""
        return self.obj.get("/TrimBox", self.obj.MediaBox)


@dataclass(frozen=True, slots=True)
class _MovedPage:
    """A page, its place on the sheet, and how it moves there."""

    page: _Page
    placed: PlacedPage
    move: PageMove


@dataclass(frozen=True, slots=True)
class _Side:
    """The pages on a new side by the object number they had before, and the side's entry in the parent tree."""

    moves: dict[tuple[int, int], PageMove]
    parents: Any


def _check_pages(pdf: pikepdf.Pdf, sides: Sequence[Sequence[PlacedPage]]) -> None:
    if sorted(placed.page for side in sides for placed in side) != list(range(len(pdf.pages))):
        raise ValueError("every page must be placed exactly once")
    if len({page.obj.Resources.objgen for page in pdf.pages}) > 1:
        raise ValueError("pages that do not share their resources cannot be joined")


def _place_in_slot(slot: Slot, page: int | None) -> PlacedPage | None:
    if page is None:
        return None
    x, y = slot.x_mm * POINTS_PER_MM, slot.y_mm * POINTS_PER_MM
    width, height = slot.size.width_mm * POINTS_PER_MM, slot.size.height_mm * POINTS_PER_MM
    clip, shifted = (x, y, width, height), x + slot.shift_mm * POINTS_PER_MM
    return PlacedPage(page, shifted + width, y + height, True, clip) if slot.upside_down else PlacedPage(page, shifted, y, False, clip)


def _add_side(pdf: pikepdf.Pdf, side: Sequence[tuple[_Page, PlacedPage]], sheet: Size, key: int) -> _Side:
    """Add a page to ``pdf`` that holds the pages of ``side``; ``key`` is its key in the parent tree."""
    added = pdf.add_blank_page(page_size=(sheet.width_mm * POINTS_PER_MM, sheet.height_mm * POINTS_PER_MM)).obj
    moved = list(_move_pages(added, side))
    annotations = relink.moved_annotations((each.page.obj, each.move) for each in moved)
    added.Resources, added.Tabs, added.StructParents = pdf.pages[0].obj.Resources, Name.S, key
    added.Contents = pdf.make_stream(b"\n".join(_joined_content(pdf, added, moved)))
    added.TrimBox = added.MediaBox
    if len(annotations):
        added.Annots = annotations
    parents = pdf.make_indirect(Array([parent for each in moved for parent in each.page.parents]))
    return _Side({each.page.obj.objgen: each.move for each in moved}, parents)


def _move_pages(sheet: Any, side: Sequence[tuple[_Page, PlacedPage]]) -> Iterator[_MovedPage]:
    """Yield how each page of ``side`` moves: its marked content is numbered after that of the pages before it."""
    offset = 0
    for page, placed in side:
        left, bottom = (float(value) for value in page.box[:2])
        sign = -1 if placed.upside_down else 1
        transform = PageTransform(placed.x - sign * left, placed.y - sign * bottom, placed.upside_down)
        yield _MovedPage(page, placed, PageMove(sheet, offset, transform))
        offset += len(page.parents)


def _joined_content(pdf: pikepdf.Pdf, sheet: Any, pages: Sequence[_MovedPage]) -> list[bytes]:
    """Return the content of all pages of a side; a tagged file also gets what makes PDF readers read it panel by panel."""
    contents = [_renumbered(each.page.obj, each.move.offset) for each in pages]
    # Files for a print shop are not tagged and nobody reads them aloud.
    glyphs = list(accumulate(map(first_glyph, contents), _earlier)) if "/StructTreeRoot" in pdf.Root else [None] * len(contents)
    placed = [_placed_content(each, content, glyph) for each, content, glyph in zip(pages, contents, glyphs, strict=True)]
    if not glyphs or not glyphs[-1]:
        return placed
    sheet.Resources.Properties = Dictionary({str(REPLACEMENT_NAME): Dictionary(REPLACEMENT)})
    clips = [each.placed.clip for each in pages if each.placed.clip]
    separators = fold_separators(glyphs[-1], sorted({clip[0] for clip in clips if clip[0] > 0}), float(sheet.MediaBox[3]))
    return [line_breaker(glyphs[-1], ON_SHEET_PT), *placed, *separators]


def _earlier(found: Glyph | None, other: Glyph | None) -> Glyph | None:
    return found or other


def _placed_content(moved: _MovedPage, content: Sequence[Any], glyph: Glyph | None) -> bytes:
    """Return the content of one page in its place. The text of an upside-down page is repeated upright and invisibly, for PDF readers."""
    placed, transform, box = moved.placed, moved.move.transform, moved.page.box
    clip = b"%.4f %.4f %.4f %.4f re W n " % placed.clip if placed.clip else b""
    if not (placed.upside_down and glyph):
        return _transformed(clip, transform, content)
    left, bottom = (float(value) for value in transform.box(box)[:2])
    upright = PageTransform(left - float(box[0]), bottom - float(box[1]))
    paint, text = split_paint_and_text(content)
    return b"\n".join([_transformed(clip, transform, paint), line_breaker(glyph, BELOW_SHEET_PT), _transformed(b"", upright, text)])


def _transformed(clip: bytes, transform: PageTransform, content: Sequence[Any]) -> bytes:
    return b"q " + clip + transform.operator + b"\n" + pikepdf.unparse_content_stream(content) + b"\nQ"


def _renumbered(page: Any, offset: int) -> list[Any]:
    """Return the content of a page with ``offset`` added to the number (MCID) of each marked content."""
    return [_with_offset(instruction, offset) for instruction in pikepdf.parse_content_stream(page)]


def _with_offset(instruction: Any, offset: int) -> Any:
    operands = instruction.operands
    if str(instruction.operator) != "BDC" or not isinstance(operands[1], Dictionary) or "/MCID" not in operands[1]:
        return instruction
    properties = Dictionary(dict(operands[1].items()))
    properties.MCID = int(properties.MCID) + offset
    return pikepdf.ContentStreamInstruction([operands[0], properties], instruction.operator)
