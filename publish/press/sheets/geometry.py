"""Folded sheets as plain geometry: which panel lies where, on which side of the sheet.

A panel is laid out as a page of its own; a fold says how those pages lie on the sheet. All lengths are
millimetres from the left and from the bottom edge of a side, as the printer sees it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from publish.press.sheets.paper import MM_PER_INCH, Size, size_of
from publish.project import misuse


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel in reading order: the name of its page in the style sheets, and its size."""

    name: str
    size: Size


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a panel lies on a side: its place in reading order (from 0) and its lower left corner.

    ``turned`` panels stand on their heads. ``shift_mm`` moves what is printed, to the right, within the slot.
    """

    panel: int
    x_mm: float
    y_mm: float
    size: Size
    turned: bool = False
    shift_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Fold:
    """A folded sheet: its size, its panels in reading order, and its sides (outside, inside; of a booklet, sheet by sheet)."""

    sheet: Size
    panels: tuple[Panel, ...]
    sides: tuple[tuple[Slot, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The page names of the panels in reading order."""
        return tuple(panel.name for panel in self.panels)


# How much narrower than the others the panel is that folds in, so that it does not buckle.
# 3 mm, except where the sheet is measured in inches.
FLAP_SHORTER_MM = {
    (paper, stock): shorter for paper in ("Letter", "Legal", "Tabloid")
    for stock, shorter in (("text", MM_PER_INCH / 16), ("cover", MM_PER_INCH / 8))
}

# The page names of a sheet of six panels in reading order, and where they lie, from left to right.
NAMES = ("cover", "inside", "inside", "inside", "flap", "back")
OUTSIDE, INSIDE = (4, 5, 0), (1, 2, 3)
QUARTER_NAMES = ("cover", "inside", "inside", "back")
GATE_SHORTER_MM = 1.0  # so that the two gates meet without overlapping
SHEET_THICKNESS_MM = 0.1  # of ordinary paper, 80 g/m²
BOOKLET = "booklet"


def fold_of(name: str, paper: str, direction: str, stock: str = "text") -> Fold:
    """Return the fold called ``name`` on ``paper``, mirrored where ``direction`` is ``rtl``.

    Raises `UsageError` (``unknown-fold``, ``unknown-paper``).
    """
    if name not in FOLDS:
        known = ", ".join((*FOLDS, BOOKLET))
        raise misuse("unknown-fold", f"there is no fold “{name}”", hint=f"choose one of: {known}")
    fold = FOLDS[name](paper, stock)
    return mirrored(fold) if direction == "rtl" else fold


def alternatives(panels: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the folds that have ``panels``, whatever their order: a sheet laid out for one can be folded as any."""
    return tuple(name for name, fold in FOLDS.items() if Counter(fold("A4", "text").names) == Counter(panels))


def roll(paper: str, stock: str = "text") -> Fold:
    """Return the roll fold (letter fold, C fold) of six panels; the flap and its back are narrower."""
    sheet = size_of(paper, "landscape")
    flap = (sheet.width_mm - 2 * FLAP_SHORTER_MM.get((paper, stock), 3.0)) / 3
    wide = (sheet.width_mm - flap) / 2
    return _strip(sheet, NAMES, (wide, wide, wide, flap, flap, wide), OUTSIDE, INSIDE)


def z(paper: str, stock: str = "text") -> Fold:
    """Return the z fold (accordion) of six equal panels; closed, it shows the cover and, behind, the last inside panel."""
    sheet = size_of(paper, "landscape")
    return _strip(sheet, NAMES, (sheet.width_mm / 3,) * 6, OUTSIDE, INSIDE)


def gate(paper: str, stock: str = "text") -> Fold:
    """Return the gate fold: two gates, the cover and the flap, meet in the middle over a panel twice as wide."""
    sheet = size_of(paper, "landscape")
    leaf = sheet.width_mm / 4 - GATE_SHORTER_MM
    wide = sheet.width_mm - 2 * leaf
    return _strip(sheet, NAMES, (leaf, leaf, wide, leaf, leaf, wide), OUTSIDE, INSIDE)


def quarter(paper: str, stock: str = "text") -> Fold:
    """Return the quarter fold (French fold): a card of four panels, printed on one side of an upright sheet.

    The upper half, which stands on its head, is folded back behind the lower one; then the card is closed like a book.
    """
    sheet = size_of(paper)
    size = Size(sheet.width_mm / 2, sheet.height_mm / 2)
    right, upper = size.width_mm, size.height_mm
    places = ((0, right, 0.0, False), (1, right, upper, True), (2, 0.0, upper, True), (3, 0.0, 0.0, False))
    side = tuple(Slot(panel, x, y, size, turned) for panel, x, y, turned in places)
    return Fold(sheet, tuple(Panel(name, size) for name in QUARTER_NAMES), (side,))


def booklet(paper: str, pages: int, direction: str = "ltr") -> Fold:
    """Return the imposition of a saddle-stitched booklet of ``pages``, filled up with blank ones to a multiple of 4.

    Two pages lie on a side of ``paper``; scripts read from the right are bound on the right. A sheet that is wrapped
    around others loses as much of its inner margin as they are thick (creep), so what it shows moves away from the spine.
    """
    sheet = size_of(paper, "landscape")
    size = Size(sheet.width_mm / 2, sheet.height_mm)
    count = max(4, pages + -pages % 4)
    sides: list[tuple[Slot, ...]] = []
    for first in range(0, count // 2, 2):
        creep = (count / 4 - 1 - first / 2) * SHEET_THICKNESS_MM
        for left, right in ((count - 1 - first, first), (first + 1, count - 2 - first)):
            sides.append((Slot(left, 0.0, 0.0, size, False, -creep), Slot(right, size.width_mm, 0.0, size, False, creep)))
    fold = Fold(sheet, (Panel("", size),) * count, tuple(sides))
    return mirrored(fold) if direction == "rtl" else fold


def singles(page: Size, pages: int) -> Fold:
    """Return ``pages`` sheets, each a page by itself."""
    return Fold(page, (Panel("", page),) * pages, tuple((Slot(number, 0.0, 0.0, page),) for number in range(pages)))


def mirrored(fold: Fold) -> Fold:
    """Return ``fold`` as it lies for a script that is read from the right."""
    width = fold.sheet.width_mm
    sides = tuple(
        tuple(replace(slot, x_mm=abs(round(width - slot.x_mm - slot.size.width_mm, 6)), shift_mm=-slot.shift_mm) for slot in reversed(side))
        for side in fold.sides
    )
    return replace(fold, sides=sides)


def _strip(sheet: Size, names: Sequence[str], widths_mm: Sequence[float], outside: Sequence[int], inside: Sequence[int]) -> Fold:
    """Return a sheet of full-height panels side by side; the sides name panels from left to right."""
    panels = tuple(Panel(name, Size(width, sheet.height_mm)) for name, width in zip(names, widths_mm, strict=True))
    return Fold(sheet, panels, tuple(_side(panels, order) for order in (outside, inside)))


def _side(panels: Sequence[Panel], order: Sequence[int]) -> tuple[Slot, ...]:
    lefts = accumulate((panels[index].size.width_mm for index in order), initial=0.0)
    return tuple(Slot(index, left, 0.0, panels[index].size) for index, left in zip(order, lefts, strict=False))


FOLDS: dict[str, Callable[[str, str], Fold]] = {"roll": roll, "z": z, "gate": gate, "quarter": quarter}
