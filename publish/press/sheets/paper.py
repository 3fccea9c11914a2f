"""Paper sizes in millimetres, by name, and conversion factors between units of length."""

from dataclasses import dataclass

from publish.project import misuse
from publish.text.suggest import choose_from

MM_PER_INCH = 25.4
POINTS_PER_MM = 72 / MM_PER_INCH
PIXELS_PER_MM = 96 / MM_PER_INCH  # CSS pixels


@dataclass(frozen=True, slots=True)
class Size:
    """A width and a height in millimetres."""

    width_mm: float
    height_mm: float

    def rotated(self) -> "Size":
        """Return the same size rotated by a quarter turn: portrait becomes landscape."""
        return Size(self.height_mm, self.width_mm)


# ISO 216 sizes, and the ANSI/ASME Y14.1 sizes that offices in North America stock. All are portrait.
SIZES = {
    "A3": Size(297, 420),
    "A4": Size(210, 297),
    "A5": Size(148, 210),
    "A6": Size(105, 148),
    "Letter": Size(8.5 * MM_PER_INCH, 11 * MM_PER_INCH),
    "Half-Letter": Size(5.5 * MM_PER_INCH, 8.5 * MM_PER_INCH),
    "Legal": Size(8.5 * MM_PER_INCH, 14 * MM_PER_INCH),
    "Tabloid": Size(11 * MM_PER_INCH, 17 * MM_PER_INCH),
}


def size_of(paper: str, orientation: str = "portrait") -> Size:
    """Return the size of ``paper``; ``orientation`` is ``portrait`` or ``landscape``.

    Raises `UsageError` (``unknown-paper``).
    """
    if paper not in SIZES:
        raise misuse("unknown-paper", f"unknown paper “{paper}”", hint=choose_from(paper, SIZES))
    size = SIZES[paper]
    return size.rotated() if orientation == "landscape" else size
