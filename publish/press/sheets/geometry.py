"""Geometry of folded sheets: where each panel lies, and on which side of the sheet.

Each panel is laid out as a page of its own. A fold says where these pages go on the sheet. All lengths are
millimetres from the left and from the bottom edge of one side, as it comes out of the printer.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from publish.press.sheets.paper import MM_PER_INCH, Size, size_of
from publish.project import misuse
from publish.text.suggest import choose_from


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel in reading order: its page name in the style sheets, and its size."""

    name: str
    size: Size


@dataclass(frozen=True, slots=True)
class Slot:
    """Where one panel lies on a side of a sheet.

    ``panel`` is the index of the panel in reading order, from 0. ``x_mm`` and ``y_mm`` are its lower left corner.
    ``upside_down`` panels are rotated by 180 degrees. ``shift_mm`` moves the printed content to the right within the slot.
    """

    panel: int
    x_mm: float
    y_mm: float
    size: Size
    upside_down: bool = False
    shift_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Fold:
    """A folded sheet: its size, its panels in reading order, and the slots on each side.

    The sides are outside, inside; for a booklet, outside and inside of each sheet from the outermost to the innermost.
    """

    sheet: Size
    panels: tuple[Panel, ...]
    sides: tuple[tuple[Slot, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The page names of the panels in reading order."""
        return tuple(panel.name for panel in self.panels)


# How much narrower the flap (the panel that folds in) is than the others, so that it does not buckle, by paper and stock.
# Papers measured in inches follow the practice of printers in North America; all others take FLAP_NARROWER_MM.
FLAP_NARROWER_MM = 3.0
FLAP_NARROWER_BY_PAPER_MM = {
    (paper, stock): narrower
    for paper in ("Letter", "Legal", "Tabloid")
    for stock, narrower in (("text", MM_PER_INCH / 16), ("cover", MM_PER_INCH / 8))
}

# The page names of six panels in reading order, and the panels on each side of the sheet from left to right.
SIX_PANELS = ("cover", "inside", "inside", "inside", "flap", "back")
OUTSIDE, INSIDE = (4, 5, 0), (1, 2, 3)
FOUR_PANELS = ("cover", "inside", "inside", "back")
GATE_NARROWER_MM = 1.0  # each gate, so that the two gates meet without overlapping
SHEET_THICKNESS_MM = 0.1  # of ordinary paper, 80 g/m²
BOOKLET = "booklet"
PAGES_PER_SHEET = 4  # of a booklet: two on each side


def fold_of(name: str, paper: str, direction: str, stock: str = "text") -> Fold:
    """Return the fold called ``name`` on ``paper``, mirrored where ``direction`` is ``rtl``.

    Raises `UsageError` (``unknown-fold``, ``unknown-paper``).
    """
    if name not in FOLDS:
        raise misuse("unknown-fold", f"unknown fold “{name}”", hint=choose_from(name, (*FOLDS, BOOKLET)))
    fold = FOLDS[name](paper, stock)
    return mirror(fold) if direction == "rtl" else fold


def folds_with_panels(panels: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the folds that have these ``panels`` in any order: a layout made for one can be folded as any of them."""
    return tuple(name for name, fold in FOLDS.items() if Counter(fold("A4", "text").names) == Counter(panels))


def roll_fold(paper: str, stock: str = "text") -> Fold:
    """Return the roll fold (letter fold, C fold) of six panels; the flap and the panel on its back are narrower."""
    sheet = size_of(paper, "landscape")
    flap = (sheet.width_mm - 2 * FLAP_NARROWER_BY_PAPER_MM.get((paper, stock), FLAP_NARROWER_MM)) / 3
    wide = (sheet.width_mm - flap) / 2
    return _six_panel_fold(sheet, (wide, wide, wide, flap, flap, wide))


def z_fold(paper: str, stock: str = "text") -> Fold:
    """Return the z fold (accordion fold) of six equal panels; ``stock`` makes no difference."""
    sheet = size_of(paper, "landscape")
    return _six_panel_fold(sheet, (sheet.width_mm / 3,) * 6)


def gate_fold(paper: str, stock: str = "text") -> Fold:
    """Return the gate fold: two gates, cover and flap, meet in the middle over a panel twice as wide; ``stock`` makes no difference."""
    sheet = size_of(paper, "landscape")
    gate = sheet.width_mm / 4 - GATE_NARROWER_MM
    wide = sheet.width_mm - 2 * gate
    return _six_panel_fold(sheet, (gate, gate, wide, gate, gate, wide))


def quarter_fold(paper: str, stock: str = "text") -> Fold:
    """Return the quarter fold (French fold): a card of four panels printed on one side of a portrait sheet.

    The upper half is printed upside down and folded back behind the lower half; then the card closes like a book.
    ``stock`` makes no difference.
    """
    sheet = size_of(paper)
    size = Size(sheet.width_mm / 2, sheet.height_mm / 2)
    right, upper = size.width_mm, size.height_mm
    places = ((0, right, 0.0, False), (1, right, upper, True), (2, 0.0, upper, True), (3, 0.0, 0.0, False))
    side = tuple(Slot(panel, x, y, size, upside_down) for panel, x, y, upside_down in places)
    return Fold(sheet, tuple(Panel(name, size) for name in FOUR_PANELS), (side,))


def booklet_fold(paper: str, pages: int, direction: str = "ltr") -> Fold:
    """Return the sheets of a saddle-stitched booklet of ``pages``, with blank pages added up to a multiple of 4.

    Each side of ``paper`` holds two pages. Right-to-left scripts are bound on the right. Sheets further out wrap around
    the inner ones and lose inner margin by their thickness (creep), so their content is shifted away from the spine.
    """
    sheet = size_of(paper, "landscape")
    size = Size(sheet.width_mm / 2, sheet.height_mm)
    count = max(1, -(-pages // PAGES_PER_SHEET)) * PAGES_PER_SHEET
    sides = tuple(side for number in range(count // PAGES_PER_SHEET) for side in _booklet_sheet(number, count, size))
    fold = Fold(sheet, (Panel("", size),) * count, sides)
    return mirror(fold) if direction == "rtl" else fold


def single_pages(page: Size, pages: int) -> Fold:
    """Return ``pages`` sheets of one page each."""
    return Fold(page, (Panel("", page),) * pages, tuple((Slot(number, 0.0, 0.0, page),) for number in range(pages)))


def mirror(fold: Fold) -> Fold:
    """Return ``fold`` mirrored from left to right, for scripts that are read from right to left."""
    return replace(fold, sides=tuple(tuple(_mirrored_slot(slot, fold.sheet.width_mm) for slot in reversed(side)) for side in fold.sides))


def _mirrored_slot(slot: Slot, width_mm: float) -> Slot:
    # abs() turns -0.0 into 0.0; rounding keeps an edge that is exactly on the sheet there.
    left = abs(round(width_mm - slot.x_mm - slot.size.width_mm, 6))
    return replace(slot, x_mm=left, shift_mm=-slot.shift_mm)


def _booklet_sheet(number: int, pages: int, size: Size) -> tuple[tuple[Slot, ...], ...]:
    """Return both sides of sheet ``number``, counted from 0 at the outside, in a booklet of ``pages``."""
    first, last = 2 * number, pages - 1 - 2 * number
    creep = (pages / PAGES_PER_SHEET - 1 - number) * SHEET_THICKNESS_MM
    return tuple(
        (Slot(left, 0.0, 0.0, size, False, -creep), Slot(right, size.width_mm, 0.0, size, False, creep))
        for left, right in ((last, first), (first + 1, last - 1))
    )


def _six_panel_fold(sheet: Size, widths_mm: Sequence[float]) -> Fold:
    """Return a sheet of three full-height panels side by side on each side; ``widths_mm`` are in reading order."""
    panels = tuple(Panel(name, Size(width, sheet.height_mm)) for name, width in zip(SIX_PANELS, widths_mm, strict=True))
    return Fold(sheet, panels, tuple(_side_by_side(panels, order) for order in (OUTSIDE, INSIDE)))


def _side_by_side(panels: Sequence[Panel], order: Sequence[int]) -> tuple[Slot, ...]:
    lefts = accumulate((panels[index].size.width_mm for index in order), initial=0.0)
    return tuple(Slot(index, left, 0.0, panels[index].size) for index, left in zip(order, lefts, strict=False))


FOLDS: dict[str, Callable[[str, str], Fold]] = {"roll": roll_fold, "z": z_fold, "gate": gate_fold, "quarter": quarter_fold}
