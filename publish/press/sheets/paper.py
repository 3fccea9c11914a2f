"""Sheets of paper: their names and their sizes in millimetres."""

from dataclasses import dataclass

from publish.project import misuse

MM_PER_INCH = 25.4
POINTS_PER_MM = 72 / MM_PER_INCH
PIXELS_PER_MM = 96 / MM_PER_INCH


@dataclass(frozen=True, slots=True)
class Size:
    """A width and a height, in millimetres."""

    width_mm: float
    height_mm: float

    def turned(self) -> "Size":
        """Return the same sheet, turned by a quarter."""
        return Size(self.height_mm, self.width_mm)


# ISO 216 sizes, and the sizes of ANSI/ASME Y14.1 that offices in North America stock. All upright.
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
    """Return the size of ``paper``, lying on its long side when ``orientation`` is ``landscape``.

    Raises `UsageError` (``unknown-paper``).
    """
    if paper not in SIZES:
        raise misuse("unknown-paper", f"there is no paper “{paper}”", hint=f"choose one of: {', '.join(SIZES)}")
    size = SIZES[paper]
    return size.turned() if orientation == "landscape" else size
