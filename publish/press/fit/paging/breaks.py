"""Choose the ends of all pages together, so that no page is left with a large gap.

Pages that are filled one after the other leave whatever gap the next box leaves. Where an earlier page ends a little sooner, later boxes
may fall better. All ends are weighed against each other, from the last page to the first (dynamic programming).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import median

from publish.press.fit.blocks import BLOCK_RANK, LIST_ITEM_RANK, MeasuredBlock, PageRun
from publish.press.fit.paging.gaps import NEARLY_EMPTY
from publish.press.fit.paging.paginate import SAFETY_PX, PageEnd, fill_page

# What each page costs, and what a page that ends earlier than it must: best before a heading.
PAGE_COST, EARLIER_COST = 2.0, 0.03
RANK_COSTS = {BLOCK_RANK: 0.1, LIST_ITEM_RANK: 0.25}
# The share of a page up to which a gap is not noticed, and what each part of the page that is empty beyond costs.
UNNOTICED, STEEPNESS = 0.12, 6.0
# Where a page ends early, the spaces between its blocks grow until this share is left; above a heading twice as much as above
# other blocks, and least above items of a list, each by no more than so many lines (see `spread_pages`).
SPREAD_TO, SPREAD_LINES = 0.08, 0.8
SPREAD_SHARES = (*[2.0] * BLOCK_RANK, 1.0, 0.4)
# What the part of the last page costs by which it is nearly empty.
FORGOTTEN_COST = 12.0
# A page does not end before it is so full, but where it must.
LEAST_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class PageEnds:
    """How pages end: what they cost together, and the indices of the blocks with which pages begin that would not by themselves."""

    cost: float
    starts: tuple[int, ...] = ()


def best_ends(run: PageRun, blocks: Sequence[MeasuredBlock], spacing: float) -> PageEnds:
    """Return the ends of the pages that ``blocks`` of ``run`` fill with ``spacing`` which cost least together."""
    return _Weighing(run, blocks, spacing).best_from(True, 0)


def ends_cost(run: PageRun, blocks: Sequence[MeasuredBlock], spacing: float, starts: Sequence[int] = ()) -> float:
    """Return what the pages cost that end by themselves but before the blocks at ``starts``."""
    return _Weighing(run, blocks, spacing).cost(starts)


def start_pages(blocks: Sequence[MeasuredBlock], starts: Sequence[int]) -> list[MeasuredBlock]:
    """Return ``blocks``, of which those at ``starts`` begin a page."""
    return [replace(block, starts_page=True) if place in starts else block for place, block in enumerate(blocks)]


def may_spread(block: MeasuredBlock) -> bool:
    """Tell whether the space before ``block`` may grow to fill its page; of a row of a table, that below it.

    The head of a table, which each page repeats, and headings in rows stay as they are.
    """
    if block.element.tag == "tr":
        return block.break_rank >= BLOCK_RANK and block.repeated_head_px > 0
    return not block.keep_with_previous and not block.starts_page and block.element.tag != "dd"


def spread_share(block: MeasuredBlock) -> float:
    """Return how much of the widening of a page goes above ``block``: most above a heading, least above an item of a list."""
    return SPREAD_SHARES[min(block.break_rank, LIST_ITEM_RANK)]


class _Weighing:
    """The pages that ``blocks`` can fill with one ``spacing``; all pages but the first are as high as the second."""

    def __init__(self, run: PageRun, blocks: Sequence[MeasuredBlock], spacing: float) -> None:
        self.blocks, self.spacing = blocks, spacing
        self.heights_px = [height - SAFETY_PX for height in run.heights_px[:2]]
        lines = [line for block in blocks for line in block.lines_px if block.element.tag != "table"]
        self.line_px = median(lines) if lines else 0.0
        self.best_from = cache(self._best_from)

    def _best_from(self, is_first: bool, start: int, rest: tuple[float, ...] = ()) -> PageEnds:
        """Return the best ends from a page on, the first one or a later one, that begins with the block at ``start``, or ``rest`` of it."""
        if start >= len(self.blocks):
            return PageEnds(0.0)
        before, height_px = PageEnd(0.0, None, start, rest), self.heights_px[0 if is_first else -1]
        natural = fill_page(self.blocks, before, height_px, self.spacing)
        after = self.best_from(False, natural.next_block, natural.rest_px)
        best = PageEnds(self._cost(before, natural, height_px) + after.cost, after.starts)
        for end in self._earlier_ends(before, natural, height_px):
            after = self.best_from(False, end.next_block)
            cost = self._cost(before, end, height_px) + self._start_cost(end.next_block) + after.cost
            if cost < best.cost:
                best = PageEnds(cost, (end.next_block, *after.starts))
        return best

    def cost(self, starts: Sequence[int]) -> float:
        """Return what the pages cost of which some begin with the blocks at ``starts``."""
        blocks, end, cost, height_px = start_pages(self.blocks, starts), PageEnd(0.0, None, 0), 0.0, self.heights_px[0]
        while end.next_block < len(blocks):
            before, end = end, fill_page(blocks, end, height_px, self.spacing)
            if end.overflowing is None and end.next_block in starts:
                end = replace(end, overflowing=end.next_block)
            cost, height_px = cost + self._cost(before, end, height_px), self.heights_px[-1]
        return cost

    def _earlier_ends(self, before: PageEnd, natural: PageEnd, height_px: float) -> Iterator[PageEnd]:
        """Yield the ends at which a page may stop before its ``natural`` end."""
        start, last = before.next_block, natural.next_block + bool(natural.rest_px)
        used_px = self.blocks[start].repeated_head_px + self.blocks[start].fixed_px
        used_px += sum(before.rest_px) if before.rest_px else self.blocks[start].height_px
        for place in range(start + 1, min(last, len(self.blocks))):
            block = self.blocks[place]
            is_whole = block.outermost is not self.blocks[place - 1].outermost  # no row of a table that may break only since now
            if is_whole and not block.keep_with_previous and used_px >= LEAST_SHARE * height_px:
                yield PageEnd(used_px, place, place)
            used_px += block.fixed_px + block.space_px * self.spacing + block.height_px

    def _cost(self, before: PageEnd, end: PageEnd, height_px: float) -> float:
        """Return the cost of the page from ``before`` to ``end``."""
        share = end.used_px / height_px
        if end.next_block >= len(self.blocks):
            return PAGE_COST + FORGOTTEN_COST * max(0.0, NEARLY_EMPTY - share) + (share < NEARLY_EMPTY)
        if end.overflowing is None:
            return PAGE_COST
        spread = self._widening_px(before.next_block + 1, end.next_block) / height_px
        white = max(1 - share - spread, min(1 - share, SPREAD_TO))
        excess = max(0.0, white - UNNOTICED)
        return PAGE_COST + 2 * white**2 + (1 + excess * 4) * STEEPNESS * excess

    def _widening_px(self, first: int, end: int) -> float:
        """Return by how much the spaces before the blocks from ``first`` up to ``end`` may grow together."""
        free = [block for block in self.blocks[first:end] if may_spread(block)]
        return sum(map(spread_share, free)) * SPREAD_LINES * self.line_px

    def _start_cost(self, place: int) -> float:
        return EARLIER_COST + RANK_COSTS.get(min(block.break_rank for block in self.blocks[place : place + 2]), 0.0)
