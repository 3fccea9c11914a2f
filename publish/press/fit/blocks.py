"""Measured blocks of a laid-out text: what `measure` reads from a layout, and what pagination is calculated from.

All heights are in CSS pixels. Elements are those of the HTML tree.
"""

from dataclasses import dataclass
from typing import Any

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# `MeasuredBlock.break_rank` of blocks that do not begin with a heading; that of a heading is its level.
BLOCK_RANK, LIST_ITEM_RANK = 7, 8


@dataclass(frozen=True, slots=True)
class MeasuredBlock:
    """The smallest unit of pagination: a paragraph, a picture, a table, or a row of a table that may break.

    ``element`` is its own element, ``outermost`` the outermost element that begins with it. ``break_rank`` is how good a page
    break before it is, the lower the better: the level of a heading, 7 for other blocks, 8 for list items and table rows.

    ``height_px`` is the height of its border box. Before it lie ``space_px``, the margin as designed, which scales with the
    spacing of the page, and ``fixed_px``, the padding and borders, which do not. After it lie ``margin_after_px`` (as designed)
    and ``padding_after_px``, the padding and borders of the boxes that end with it.

    ``lines_px`` are the heights of its lines or rows; it may break between them unless it is ``unbreakable``. No page break may come
    before a block with ``keep_with_previous``; one must come before a block that ``starts_page``. ``repeated_head_px`` is the height of
    the table head that is printed again where a page begins with this row.
    """

    element: Any
    outermost: Any
    break_rank: int
    height_px: float
    space_px: float
    fixed_px: float
    margin_after_px: float
    padding_after_px: float
    lines_px: tuple[float, ...]
    unbreakable: bool
    keep_with_previous: bool
    starts_page: bool
    repeated_head_px: float = 0.0


@dataclass(frozen=True, slots=True)
class PageRun:
    """Consecutive pages of one page name, measured.

    ``blocks`` are in the order of the text. ``heights_px`` is the content height of each page, ``ends_px`` how far down each page its
    last line reaches. ``roots`` are the elements, one level below ``body``, that the run consists of. ``boxes`` are the elements that
    had better not break (``break-inside: avoid-page``).
    """

    name: str
    blocks: tuple[MeasuredBlock, ...]
    heights_px: tuple[float, ...]
    ends_px: tuple[float, ...]
    roots: tuple[Any, ...]
    boxes: tuple[Any, ...] = ()

    @property
    def free_px(self) -> float:
        """The free height at the foot of the last page."""
        return self.heights_px[-1] - self.ends_px[-1]
