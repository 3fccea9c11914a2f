"""Improve the flow of text over any number of pages: close gaps, save or fill the last page, and add lines to write on.

Spaces become a little narrower where that saves the last page, or wider where it would be nearly empty. Where that
leaves a large gap, or a last page that is nearly empty, pages end earlier than they must.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from publish.press.engine import boxes
from publish.press.fit.balance import STARTS_PAGE, find_spare
from publish.press.fit.blocks import MeasuredBlock, PageRun
from publish.press.fit.changes import GROW, Change, SpareElement, StyleChange
from publish.press.fit.measure import elements_on
from publish.press.fit.paging.breaks import SPREAD_TO, best_ends, ends_cost, may_spread, spread_share, start_pages
from publish.press.fit.paging.gaps import LARGE_GAP, NEARLY_EMPTY, Order, close_gaps
from publish.press.fit.paging.paginate import CERTAIN_PX, SimulatedPage, calibrate, paginate
from publish.press.fit.pictures import grow_pictures
from publish.press.fit.white import NOTES, POINTS_PER_PIXEL, page_spaces
from publish.press.sheets.geometry import PAGES_PER_SHEET
from publish.press.sheets.paper import PIXELS_PER_MM

# How full wider spaces must make the last page where it cannot be saved.
LAST_PAGE_SHARE = 0.3
# The spacings to try, as factors of the designed space: to save a page, and to fill the last page.
NARROWER = (0.96, 0.92, 0.88, 0.84, 0.8)
WIDER = (1.05, 1.1, 1.15, 1.2, 1.25, 1.3)
# A page that is emptier than this, though it is not the last, is spread; a space grows by no more than this share of the type size,
# twice as much above a heading.
SPREAD_FROM, MOST_SPREAD = 0.13, 1.4
# The spacings with which all ends of pages are weighed, where a gap is left.
WEIGHED = (1.0, 0.93, 0.86, 1.1)


def improve_flow(root: Any, runs: Sequence[PageRun], booklet: bool) -> tuple[Change, ...]:
    """Return the changes of the tree at ``root`` that make ``runs`` fill their pages better.

    A ``booklet`` saves pages in excess of whole sheets; other outputs save a nearly empty last page.
    """
    total = sum(len(run.heights_px) for run in runs)
    return tuple(change for run in runs for change in _improve_run(root, calibrate(run), total - len(run.heights_px), booklet))


def improve_again(root: Any, runs: Sequence[PageRun]) -> tuple[Change, ...]:
    """Return the changes that close the gaps which are left in ``runs`` after others were made; spaces stay as they are."""
    return tuple(change for run in map(calibrate, runs) for change in _best_plan(run, close_gaps(root, run), 1.0, (1.0,)).changes(run))


def spread_pages(document: Any, run: PageRun, size_pt: float) -> Iterator[Change]:
    """Yield the changes that widen the spaces between blocks on each page of ``document`` that ends early, as its text could not go on.

    The last page stays as it is, and so does a page that a style sheet ends. A page keeps its text: the spaces take less than is free.
    Pictures beside words grow first. Lines to write on grow on a page before the last.
    """
    spaces, page_names = page_spaces(document), boxes.page_names(document)
    starts = {element: number for number in reversed(range(len(spaces))) for element in elements_on(document.pages[number])}
    for number, space in enumerate(spaces):
        begun = [block for block in run.blocks if starts.get(block.element) == number]
        free_px = space.white * boxes.page_box(document.pages[number]).height
        if space.excepted == NOTES and page_names[number] in page_names[number + 1 : number + 2]:
            yield from (_grown(block, free_px - CERTAIN_PX) for block in begun if block.element.get(GROW) is not None)
        elif not space.excepted and space.white >= SPREAD_FROM:
            wanted_px = free_px * (1 - SPREAD_TO / space.white)
            changes, used_px = grow_pictures(document.pages[number], wanted_px)
            yield from (*changes, *_spread(_below_first(begun), wanted_px - used_px, MOST_SPREAD * size_pt / POINTS_PER_PIXEL))


def _below_first(begun: Sequence[MeasuredBlock]) -> list[MeasuredBlock]:
    """Return the blocks of a page that have another one above them on it, those around the first one left out."""
    return [block for block in begun[1:] if begun[0].element not in set(block.outermost.iter())]


def _spread(blocks: Sequence[MeasuredBlock], wanted_px: float, most_px: float) -> Iterator[Change]:
    """Yield the changes that widen the spaces before ``blocks`` by ``wanted_px`` in sum; none by more than twice ``most_px``."""
    free = [block for block in blocks if may_spread(block)]
    shares = [spread_share(block) for block in free]
    part_px = min(wanted_px / max(sum(shares), 1), most_px)
    for block, share in zip(free, shares, strict=True):
        if block.element.tag == "tr":
            yield StyleChange(block.element, f"height: {block.height_px + share * part_px:.1f}px")
        else:
            yield StyleChange(block.outermost, f"margin-block-start: {block.space_px + share * part_px:.1f}px")


def _grown(block: MeasuredBlock, free_px: float) -> Change:
    return StyleChange(block.element, f"height: {block.height_px + max(free_px, 0):.1f}px")


def add_writing_lines(run: PageRun, spares: Sequence[SpareElement], blank_pages: int) -> Iterator[Change]:
    """Yield the changes that fill the rest of the last page of ``run``, and ``blank_pages`` after it, with lines to write on.

    An element marked ``data-grow`` on the last page grows into the free room; otherwise lines marked ``data-spare`` are added.
    """
    pages = paginate(run.blocks, run.heights_px)
    if len(pages) != len(run.heights_px):
        return
    free_px = min(pages[-1].free_px, run.free_px) - CERTAIN_PX
    growing = next((block for block in _blocks_on_last_page(run) if block.element.get(GROW) is not None), None)
    if growing and free_px > 0:
        yield _grown(growing, free_px)
    if spare := find_spare(run, spares):
        yield from _add_spare(run, spare, 0.0 if growing else free_px, blank_pages)


def _improve_run(root: Any, run: PageRun, other_pages: int, booklet: bool) -> Iterator[Change]:
    """Yield the changes for one run, beside which the output has ``other_pages``."""
    orders = close_gaps(root, run)
    blocks, moves = orders[0]
    pages = paginate(blocks, run.heights_px)
    if not pages:
        return
    excess = (other_pages + len(pages)) % PAGES_PER_SHEET if booklet else int(pages[-1].share < NEARLY_EMPTY)
    spacing = _best_spacing(run, blocks, len(pages) - excess)
    yield from _best_plan(run, orders, spacing, WEIGHED).changes(run)


def _best_plan(run: PageRun, orders: Sequence[Order], spacing: float, spacings: Sequence[float]) -> "_Plan":
    """Return the plan of the lowest cost: the first of ``orders`` with ``spacing``, or any with one of ``spacings`` and ends weighed."""
    (blocks, moves), *_ = orders
    plan = _Plan(tuple(blocks), tuple(moves), spacing)
    return min((plan, *_weighed(run, plan, orders, spacings)), key=lambda each: each.cost(run))


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a run is to be laid out: its ``blocks`` in order, after ``moves``, with a ``spacing``; those at ``starts`` begin a page."""

    blocks: tuple[MeasuredBlock, ...]
    moves: tuple[Change, ...]
    spacing: float
    starts: tuple[int, ...] = ()

    def cost(self, run: PageRun) -> float:
        """Return what its pages cost (see `ends_cost`)."""
        return ends_cost(run, self.blocks, self.spacing, self.starts) + abs(1 - self.spacing)

    def pages(self, run: PageRun) -> list[SimulatedPage]:
        """Return the pages that come of it."""
        return paginate(start_pages(self.blocks, self.starts), run.heights_px, self.spacing)

    def changes(self, run: PageRun) -> Iterator[Change]:
        """Yield the changes of the tree that it takes."""
        yield from self.moves
        if self.spacing != 1.0:
            yield from (StyleChange(root, f"--air: {self.spacing:g}") for root in run.roots)
        yield from (StyleChange(self.blocks[start].outermost, STARTS_PAGE) for start in self.starts)


def _weighed(run: PageRun, plan: _Plan, orders: Sequence[Order], spacings: Sequence[float]) -> Iterator[_Plan]:
    """Yield other plans on as many pages, whose ends are weighed against each other.

    There are none where ``plan`` needs its narrow spaces, or leaves neither a large gap nor a last page that is nearly empty.
    """
    pages = plan.pages(run)
    gaps = [1 - page.share for page in pages if page.overflowing is not None]
    if plan.spacing < 1 or not gaps or (max(gaps) < LARGE_GAP and pages[-1].share >= NEARLY_EMPTY):
        return
    different = {tuple(blocks): tuple(moves) for blocks, moves in orders} | {run.blocks: ()}
    for blocks, moves in different.items():
        for spacing in spacings:
            other = _Plan(blocks, moves, spacing, best_ends(run, blocks, spacing).starts)
            if len(other.pages(run)) <= len(pages):
                yield other


def _best_spacing(run: PageRun, blocks: Sequence[MeasuredBlock], wanted: int) -> float:
    """Return the spacing nearest to the design at which ``blocks`` take no more than ``wanted`` pages, or fill the last page."""
    pages = paginate(blocks, run.heights_px)
    if len(pages) > wanted > 0:
        for spacing in NARROWER:
            if len(paginate(blocks, run.heights_px, spacing, CERTAIN_PX)) <= wanted:
                return spacing
    if len(pages) > 1 and pages[-1].share < NEARLY_EMPTY:
        for spacing in WIDER:
            wider = paginate(blocks, run.heights_px, spacing)
            if len(wider) == len(pages) and wider[-1].share >= LAST_PAGE_SHARE:
                return spacing
    return 1.0


def _blocks_on_last_page(run: PageRun) -> Sequence[MeasuredBlock]:
    """Return the blocks that lie whole on the last page of ``run``."""
    for start in range(len(run.blocks)):
        if len(paginate(run.blocks[start:], run.heights_px[-1:])) == 1:
            return run.blocks[start:]
    return ()


def _add_spare(run: PageRun, spare: SpareElement, free_px: float, blank_pages: int) -> Iterator[Change]:
    left_px = free_px - run.blocks[-1].margin_after_px
    if left_px > spare.least_mm * PIXELS_PER_MM:
        yield spare
        yield StyleChange(spare.element, f"height: {left_px:.1f}px")
    for _ in range(blank_pages):
        page = replace(spare, element=deepcopy(spare.element))
        yield page
        yield StyleChange(page.element, f"break-before: page; height: {run.heights_px[-1] - CERTAIN_PX:.1f}px")
