"""Folded sheets as plain geometry: which panel lies where, on which side of the sheet.

A panel is laid out as a page of its own; a fold says how those pages lie on the sheet. All lengths are
millimetres from the left and from the bottom edge of a side, as the printer sees it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from publish.press.paper import MM_PER_INCH, Size, size_of
from publish.project import Finding, Severity, UsageError


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel in reading order: the name of its page in the style sheets, and its size."""

    name: str
    size: Size


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a panel lies on a side: its place in reading order (from 0) and its lower left corner.

    ``turned`` panels stand on their heads.
    """

    panel: int
    x_mm: float
    y_mm: float
    size: Size
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """A folded sheet: its size, its panels in reading order, and its two sides (outside, inside)."""

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
    ("Letter", "text"): MM_PER_INCH / 16,
    ("Letter", "cover"): MM_PER_INCH / 8,
}


def fold_of(name: str, paper: str, direction: str, stock: str = "text") -> Fold:
    """Return the fold called ``name`` on ``paper``, mirrored where ``direction`` is ``rtl``.

    Raises `UsageError` (``fold-unknown``, ``paper-unknown``).
    """
    if name not in FOLDS:
        known = ", ".join(FOLDS)
        raise UsageError(Finding(Severity.ERROR, "fold-unknown", f"there is no fold “{name}”", hint=f"choose one of: {known}"))
    fold = FOLDS[name](paper, stock)
    return mirrored(fold) if direction == "rtl" else fold


def roll(paper: str, stock: str = "text") -> Fold:
    """Return the roll fold (letter fold, C fold) of six panels; the flap and its back are narrower."""
    sheet = size_of(paper, "landscape")
    flap = (sheet.width_mm - 2 * FLAP_SHORTER_MM.get((paper, stock), 3.0)) / 3
    wide = (sheet.width_mm - flap) / 2
    names = ("cover", "inside", "inside", "inside", "flap", "back")
    widths = (wide, wide, wide, flap, flap, wide)
    return _strip(sheet, names, widths, outside=(4, 5, 0), inside=(1, 2, 3))


def mirrored(fold: Fold) -> Fold:
    """Return ``fold`` as it lies for a script that is read from the right."""
    width = fold.sheet.width_mm
    sides = tuple(
        tuple(Slot(s.panel, abs(round(width - s.x_mm - s.size.width_mm, 6)), s.y_mm, s.size, s.turned) for s in reversed(side))
        for side in fold.sides
    )
    return Fold(fold.sheet, fold.panels, sides)


def _strip(sheet: Size, names: Sequence[str], widths_mm: Sequence[float], outside: Sequence[int], inside: Sequence[int]) -> Fold:
    """Return a sheet of full-height panels side by side; the sides name panels from left to right."""
    panels = tuple(Panel(name, Size(width, sheet.height_mm)) for name, width in zip(names, widths_mm, strict=True))
    return Fold(sheet, panels, tuple(_side(panels, order) for order in (outside, inside)))


def _side(panels: Sequence[Panel], order: Sequence[int]) -> tuple[Slot, ...]:
    lefts = accumulate((panels[index].size.width_mm for index in order), initial=0.0)
    return tuple(Slot(index, left, 0.0, panels[index].size) for index, left in zip(order, lefts, strict=False))


FOLDS: dict[str, Callable[[str, str], Fold]] = {"roll": roll}
