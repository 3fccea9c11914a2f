"""Sizes of title and headings at which their longest word fits its line."""

from collections.abc import Sequence
from dataclasses import dataclass

from publish.edition.layout.spec import LayoutSpec
from publish.edition.layout.typography import Typography
from publish.edition.typesetting.inline import mark_line_breaks
from publish.edition.typesetting.tables import MM_PER_PT
from publish.edition.typesetting.widths import widest_em
from publish.guide import Guide, Printer, headings, take_title

HYPHENATED_TITLE = 0.55
"""Where a word of the title can be hyphenated, the title is rather set smaller, down to this share of its usual size."""
HEADING = 1.2
"""The size of a heading in sizes of the text (--usual of h2 in print.css)."""
WIDE_HEADING_EM = 12.0
LINE_USED = 0.96
"""The share of its line that the longest word may take, because its width is an estimate."""


@dataclass(frozen=True, slots=True)
class TitleSizes:
    """How large title and headings of ``guide`` may be in the layout ``spec``; ``name`` is the title of a guide that has none."""

    guide: Guide
    name: str
    spec: LayoutSpec
    typography: Typography

    def stylesheets(self) -> tuple[str, ...]:
        """Return a style sheet with the largest sizes of title and headings and the least of the title, if the column has a known width.

        Where the language can hyphenate words, a title gets a little smaller rather than a hyphen, and headings have the hyphen.
        """
        width_mm, hyphenated = self.spec.column_mm, self.typography.part_long_words
        if not width_mm:
            return ()
        plain = Printer(self.guide).plain
        texts = [plain(heading.text) for heading in headings(take_title(self.guide)[1])]
        heading_mm = None if hyphenated else _largest_mm(texts, width_mm)
        sizes = (("title", self._title_mm()), ("heading", heading_mm), ("least", self._least_mm()))
        properties = [f"--{name}: {size_mm:.2f}mm" for name, size_mm in sizes if size_mm]
        return (f":root {{ {'; '.join([*properties, f'--keep: {HYPHENATED_TITLE if hyphenated else 0:g}'])} }}",)

    @property
    def heading_room_em(self) -> float:
        """The narrowest line of a heading, in em of the heading, at the largest size of the text."""
        if not self.spec.column_mm:
            return WIDE_HEADING_EM
        return self.spec.column_mm * LINE_USED / (self.spec.largest_pt * self.typography.scale * HEADING * MM_PER_PT)

    def breaks_word(self, rtl: bool) -> bool:
        """Tell whether a word of the title is wider than its line at the least size, and cannot be hyphenated."""
        size_mm = self._title_mm(hyphenated=not rtl)
        return not self.typography.part_long_words and size_mm is not None and size_mm < self._least_mm()

    def _least_mm(self) -> float:
        return self.spec.smallest_pt * self.typography.scale * self.spec.least_title * MM_PER_PT

    def _title_mm(self, hyphenated: bool = False) -> float | None:
        """Return how large the title may be for its longest word (or the longest part of it), None if the column's width is not known."""
        room_mm = self.spec.title_mm or self.spec.column_mm
        block, _ = take_title(self.guide)
        title = Printer(self.guide).plain(block.text) if block and block.text else self.name
        return _largest_mm([mark_line_breaks(title, hyphenated).replace("\u00ad", "-")], room_mm) if room_mm else None


def _largest_mm(texts: Sequence[str], room_mm: float) -> float | None:
    widest = max((widest_em(text, bold=True) for text in texts), default=0.0)
    return room_mm * LINE_USED / widest if widest else None
