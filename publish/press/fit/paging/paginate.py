"""Simulate pagination: calculate from the heights of measured blocks how they fall on pages, without laying them out.

A simulation takes well under a millisecond where a layout takes a second, so that many variants can be compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from publish.press.fit.blocks import MeasuredBlock, PageRun

# The fewest lines of a paragraph at the foot and at the head of a page (CSS orphans and widows).
FEWEST_LINES = 2
# The height that each simulated page keeps free, because margins collapse in ways that are not simulated; and the larger one for a
# change that is only worth making if the text really takes fewer pages.
SAFETY_PX, CERTAIN_PX = 3.0, 12.0
# By how much pages may be lower in the simulation than they are, to make them end where the pages of the layout ended.
CORRECTIONS_PX = (0.0, -SAFETY_PX, 5.0, 10.0, 20.0, 40.0)
# An end that is wrong by less than this is right: where a page ends within a paragraph, the simulation may be a line off.
TOLERATED_PX = 30.0


@dataclass(frozen=True, slots=True)
class SimulatedPage:
    """One simulated page.

    ``share`` is how full it is (1: to the foot), ``free_px`` its free height, ``overflowing`` the index of the block that
    did not fit; None where the page ends for another reason.
    """

    share: float
    free_px: float
    overflowing: int | None


def paginate(
    blocks: Sequence[MeasuredBlock], heights_px: Sequence[float], spacing: float = 1.0, safety_px: float = SAFETY_PX
) -> list[SimulatedPage]:
    """Return the pages that ``blocks`` fill.

    ``heights_px`` are the content heights of the pages; further pages are as high as the last. ``spacing`` is a factor of the
    designed space between blocks. ``safety_px`` of each page stay free.
    """
    pages: list[SimulatedPage] = []
    end = PageEnd(0.0, None, 0)
    while end.next_block < len(blocks):
        height = heights_px[min(len(pages), len(heights_px) - 1)] - safety_px
        end = fill_page(blocks, end, height, spacing)
        pages.append(SimulatedPage(end.used_px / height, height - end.used_px, end.overflowing))
    return pages


def calibrate(run: PageRun, spacing: float = 1.0) -> PageRun:
    """Return ``run``, laid out with ``spacing``, with page heights corrected so that a simulation of its pages ends them where it did."""
    correction_px = min(CORRECTIONS_PX, key=lambda each: _error_px(run, each, spacing))
    return replace(run, heights_px=_lowered(run, correction_px))


@dataclass(frozen=True, slots=True)
class PageEnd:
    """Where a page ends: its height used, the block that overflowed, and the block and the lines of it that the next page begins with.

    Without ``rest_px`` the next page begins with the whole block.
    """

    used_px: float
    overflowing: int | None
    next_block: int
    rest_px: tuple[float, ...] = ()


def fill_page(blocks: Sequence[MeasuredBlock], before: PageEnd, height_px: float, spacing: float) -> PageEnd:
    """Return the end of the page that begins where the page ``before`` ended, if it takes all that fits."""
    start, rest = before.next_block, before.rest_px
    used, allowed = blocks[start].repeated_head_px, None
    for index in range(start, len(blocks)):
        block = blocks[index]
        if index > start and block.starts_page:
            return PageEnd(used, None, index)
        if index > start and not block.keep_with_previous:
            allowed = index, used
        gap = block.fixed_px + (block.space_px * spacing if index > start else 0.0)
        lines, block_height = rest or block.lines_px, sum(rest) if rest else block.height_px
        rest = ()
        if used + gap + block_height + block.padding_after_px > height_px:
            if fitting := 0 if block.unbreakable else _lines_that_fit(lines, height_px - used - gap):
                return PageEnd(height_px, index, index, tuple(lines[fitting:]))
            if allowed:
                return PageEnd(allowed[1], index, allowed[0])
            if index > start and used:
                return PageEnd(used, index, index)
        used += gap + block_height
    return PageEnd(used, None, len(blocks))


def _lines_that_fit(lines_px: Sequence[float], height_px: float) -> int:
    """Return how many of a paragraph's lines stay on a page with ``height_px`` free; 0 where it moves to the next page whole."""
    heights = (sum(lines_px[: count + 1]) for count in range(len(lines_px)))
    count = min(sum(height <= height_px for height in heights), len(lines_px) - FEWEST_LINES)
    return count if count >= FEWEST_LINES else 0


def _error_px(run: PageRun, correction_px: float, spacing: float) -> float:
    """Return how far the ends of simulated pages are from those laid out, in sum; infinite where the number of pages differs."""
    heights_px = _lowered(run, correction_px)
    pages = paginate(run.blocks, heights_px, spacing)
    if len(pages) != len(heights_px):
        return inf
    ends_px = (height - SAFETY_PX - page.free_px for height, page in zip(heights_px, pages, strict=True))
    return sum(max(0.0, abs(end - laid_out) - TOLERATED_PX) for end, laid_out in zip(ends_px, run.ends_px, strict=True))


def _lowered(run: PageRun, correction_px: float) -> tuple[float, ...]:
    return tuple(height - correction_px for height in run.heights_px)
