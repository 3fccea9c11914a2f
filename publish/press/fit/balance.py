"""Balance the panels of a folded sheet: divide the text evenly, and use the free room at the foot of the last panel.

The type size is searched with the smallest spaces between blocks. What is left over then widens these spaces, alike on all panels of
a run; it makes room for lines to write on (``data-spare``); or it moves the small print (``data-foot``) down to the foot.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import inf

from publish.press.fit.blocks import MeasuredBlock, PageRun
from publish.press.fit.changes import FOOT, Change, SpareElement, StyleChange
from publish.press.sheets.paper import PIXELS_PER_MM

# The narrowest and widest spaces between blocks, as a factor of the designed space.
TIGHTEST, WIDEST = 0.85, 1.4
# Panels are left to lines to write on only if the text fits on the others at this spacing.
ROOMY = 1.25
# The cost of beginning a panel with a block, by its break rank: nothing for a heading of level 1 or 2, little for lower
# headings, more within a list or a table.
BREAK_COSTS = (0.0, 0.0, 0.0, 0.02, 0.03, 0.03, 0.03, 0.04, 0.15)
# How much an uneven last panel counts: it may be less full than the others.
LAST_PANEL_WEIGHT = 0.4
# The height that panels keep free, one value for each attempt. Measured heights are exact but for the way margins collapse, and for
# a line or two more where text moves to a narrower panel (the flap).
SAFETIES_PX = (2.0, 14.0, 42.0)
# WeasyPrint 70 needs a little more room for what stands at the foot than its height.
BELOW_FOOT_PX = 10.0

STARTS_PAGE = "break-before: page; margin-block-start: 0 !important"


@dataclass(frozen=True, slots=True)
class BlockGroup:
    """Blocks between which no page may break."""

    blocks: tuple[MeasuredBlock, ...]

    @property
    def first(self) -> MeasuredBlock:
        """The first block."""
        return self.blocks[0]

    @property
    def break_rank(self) -> int:
        """The better rank of its first two blocks: a small label may stand above a heading."""
        return min(block.break_rank for block in self.blocks[:2])

    @property
    def solid_px(self) -> float:
        """The height of the group without spaces."""
        return sum(block.height_px for block in self.blocks) + sum(block.fixed_px for block in self.blocks[1:])

    @property
    def space_px(self) -> float:
        """The designed spaces within the group."""
        return sum(block.space_px for block in self.blocks[1:])


def balance_run(run: PageRun, pages: int, spares: Sequence[SpareElement], safety_px: float) -> tuple[Change, ...]:
    """Return the changes that spread ``run`` evenly over ``pages`` panels.

    Where the text is short enough to leave whole panels for lines to write on, it does so. Where its blocks cannot be
    divided, only the foot of the last panel changes (`fill_foot`).
    """
    groups, feet = group_blocks(run.blocks)
    heights = [run.heights_px[min(number, len(run.heights_px) - 1)] - safety_px for number in range(pages)]
    spare = find_spare(run, spares)
    fewer = (divide_evenly(groups, heights[:count], ROOMY) for count in range(1, pages)) if spare else ()
    if spare and (starts := next(filter(None, fewer), None)):
        return tuple(_leave_panels(run, _panels(groups, starts), feet, heights, spare))
    divided = divide_evenly([*groups, *feet], heights, TIGHTEST, len(feet))
    if divided is None:
        return fill_foot(run, pages, spares, safety_px)
    return tuple(_spread(run, _panels([*groups, *feet], divided), heights, feet, spare))


def fill_foot(run: PageRun, pages: int, spares: Sequence[SpareElement], safety_px: float) -> tuple[Change, ...]:
    """Return the changes that use the free room on the last of the ``pages`` of ``run``, without moving text between pages."""
    if len(run.heights_px) != pages:
        return ()
    _, feet = group_blocks(run.blocks)
    return tuple(_use_free_room(run.blocks, feet, TIGHTEST, run.free_px - safety_px, find_spare(run, spares)))


def divide_evenly(groups: Sequence[BlockGroup], heights_px: Sequence[float], spacing: float, feet: int = 0) -> tuple[int, ...] | None:
    """Return the index of the first group on each panel, so that panels are as evenly full as can be; None where the groups do not fit.

    ``heights_px`` are the heights of the panels. The last ``feet`` groups stay together on the last panel.
    """
    count = len(groups)
    ends = range(1, count - feet + (feet > 0))

    @lru_cache(maxsize=None)
    def _best(start: int, panel: int) -> tuple[float, tuple[int, ...]]:
        """Return the lowest cost of the panels from ``panel`` on, which begin with the group ``start``, and their first groups."""
        last = panel == len(heights_px) - 1
        found: tuple[float, tuple[int, ...]] = (inf, ())
        for end in (count,) if last else (end for end in ends if end > start):
            cost = _panel_cost(groups[start:end], heights_px[panel], spacing, last)
            if cost == inf:
                continue
            rest, starts = (0.0, ()) if last else _best(end, panel + 1)
            cost = cost + (BREAK_COSTS[groups[start].break_rank] if start else 0.0) + rest
            if cost < found[0]:
                found = cost, (start, *starts)
        return found

    cost, starts = _best(0, 0)
    return starts if cost < inf else None


def group_blocks(blocks: Sequence[MeasuredBlock]) -> tuple[list[BlockGroup], list[BlockGroup]]:
    """Return the groups of blocks that stay together: those of the text, and those from the first block marked ``data-foot`` on."""
    starts = [index for index, block in enumerate(blocks) if index == 0 or not block.keep_with_previous]
    groups = [BlockGroup(tuple(blocks[start:end])) for start, end in pairwise([*starts, len(blocks)])]
    foot = next((index for index, group in enumerate(groups) if group.first.outermost.get(FOOT) is not None), len(groups))
    return groups[:foot], groups[foot:]


def find_spare(run: PageRun, spares: Sequence[SpareElement]) -> SpareElement | None:
    """Return the first of ``spares`` that belongs to ``run``."""
    return next((spare for spare in spares if spare.parent in run.roots), None)


def _panel_cost(groups: Sequence[BlockGroup], height_px: float, spacing: float, last: bool) -> float:
    """Return the cost of a panel with ``groups``: the square of its free share. Infinite where they do not fit, or must not share it."""
    used = sum(_heights(groups, spacing))
    if not groups or used > height_px or any(group.first.starts_page for group in groups[1:]):
        return inf
    return (1 - used / height_px) ** 2 * (LAST_PANEL_WEIGHT if last else 1.0)


def _heights(groups: Sequence[BlockGroup], spacing: float) -> tuple[float, float]:
    """Return the height that ``groups`` take on a panel of their own: without spaces, and that of the spaces at ``spacing``."""
    if not groups:
        return 0.0, 0.0
    following = groups[1:]
    solid = sum(group.solid_px for group in groups) + sum(group.first.fixed_px for group in following)
    space = sum(group.space_px for group in groups) + sum(group.first.space_px for group in following)
    # Padding of the boxes that begin and end on this panel, and the head of a table that continues on it.
    first, last = groups[0].first, groups[-1].blocks[-1]
    return solid + (first.fixed_px + first.repeated_head_px + last.padding_after_px), space * spacing


def _panels(groups: Sequence[BlockGroup], starts: Sequence[int]) -> list[list[BlockGroup]]:
    return [list(groups[start:end]) for start, end in pairwise([*starts, len(groups)])]


def _spread(
    run: PageRun, panels: list[list[BlockGroup]], heights_px: list[float], feet: list[BlockGroup], spare: SpareElement | None
) -> Iterator[Change]:
    """Yield the changes that set ``panels`` at the widest spacing they have room for."""
    spacing = _widest_spacing(panels, heights_px)
    yield from _set_panels(run, panels, spacing)
    blocks = [block for group in panels[-1] for block in group.blocks]
    yield from _use_free_room(blocks, feet, spacing, heights_px[-1] - sum(_heights(panels[-1], spacing)), spare)


def _use_free_room(
    blocks: Sequence[MeasuredBlock], feet: Sequence[BlockGroup], spacing: float, free_px: float, spare: SpareElement | None
) -> Iterator[Change]:
    """Yield the changes that fill ``free_px`` below ``blocks`` on the last page: with lines to write on, else by moving the foot down."""
    left = free_px - BELOW_FOOT_PX
    above_foot = len(blocks) - sum(len(group.blocks) for group in feet) - 1
    lines = left - (blocks[above_foot].margin_after_px * spacing if above_foot >= 0 else 0.0)
    if spare and lines > spare.least_mm * PIXELS_PER_MM:
        yield spare
        yield StyleChange(spare.element, f"height: {lines:.1f}px")
    elif feet and left > 0:
        designed = feet[0].first.space_px * spacing
        yield StyleChange(feet[0].first.outermost, f"margin-block-start: {designed + left:.1f}px !important")


def _leave_panels(
    run: PageRun, panels: list[list[BlockGroup]], feet: list[BlockGroup], heights_px: list[float], spare: SpareElement
) -> Iterator[Change]:
    """Yield the changes that set the text on ``panels`` and fill the panels after them with lines to write on, above the foot."""
    spacing = _widest_spacing(panels, heights_px)
    yield from _set_panels(run, panels, spacing)
    foot_px = sum(_heights(feet, spacing)) + (feet[0].first.space_px * spacing if feet else 0.0)
    for number in range(len(panels), len(heights_px)):
        lines = replace(spare, element=deepcopy(spare.element))
        yield lines
        below = foot_px if number == len(heights_px) - 1 else 0.0
        yield StyleChange(lines.element, f"break-before: page; height: {heights_px[number] - below - BELOW_FOOT_PX:.1f}px")


def _widest_spacing(panels: Sequence[Sequence[BlockGroup]], heights_px: Sequence[float]) -> float:
    """Return the widest spacing, within bounds, at which every panel holds its text."""
    heights = [_heights(panel, 1.0) for panel in panels]
    widest = [(height - solid) / max(space, 1.0) for (solid, space), height in zip(heights, heights_px, strict=False)]
    return min(WIDEST, max(TIGHTEST, min(widest)))


def _set_panels(run: PageRun, panels: Sequence[Sequence[BlockGroup]], spacing: float) -> Iterator[Change]:
    """Yield the changes that set the spacing of ``run``, and begin each panel with its first block."""
    yield from (StyleChange(root, f"--air: {spacing:.3f}") for root in run.roots)
    yield from (StyleChange(panel[0].first.outermost, STARTS_PAGE) for panel in panels[1:])
