"""Close gaps at the foot of pages that are left by a figure or a table that did not fit.

A figure moves behind the text that follows it, or before the paragraphs that stand above it, but never past a heading or another
figure. A long table is allowed to
break between its rows, and a box that had better not break (``break-inside: avoid-page``) to break between its texts. Each
change is kept only if the simulated pages are better for it (`badness`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from publish.press.fit.blocks import HEADINGS, MeasuredBlock, PageRun
from publish.press.fit.changes import GROW, Change, FigureMove, StyleChange, parents_of
from publish.press.fit.paging.paginate import SimulatedPage, paginate

# The smallest gap worth closing, as a share of the page.
SMALLEST_GAP = 0.08
# A table may break if it has this many rows, its head included; it, or a box, must leave a gap as large as this.
FEWEST_ROWS, LARGE_GAP = 5, 0.15
# Lines to write on are parted from what must follow them only for a gap that wider spaces cannot fill.
WIDE_GAP = 0.28
# A last page that is less full than this looks like a mistake.
NEARLY_EMPTY = 0.25

Order = tuple[list[MeasuredBlock], list[Change]]
"""Blocks in an order, and the changes that bring them in it."""


def badness(pages: Sequence[SimulatedPage]) -> float:
    """Return how bad ``pages`` look: 1 for each page, up to 2 for a gap by the square of its size, and 1 for a nearly empty last page."""
    gaps = sum(2 * (1 - page.share) ** 2 for page in pages if page.overflowing is not None)
    return len(pages) + gaps + (bool(pages) and pages[-1].share < NEARLY_EMPTY)


def close_gaps(root: Any, run: PageRun) -> list[Order]:
    """Return the orders of the blocks of ``run`` that leave fewer gaps, the best first; changes are of the tree at ``root``.

    A change may move a gap to a later page, where others close it; so changes that do no more than that are tried too. The emptiest page
    counts twice.
    """
    ways = [_close_in_order(root, run, is_eager, raises) for is_eager in (False, True) for raises in (False, True)]
    return sorted(ways, key=lambda way: _badness_and_worst(paginate(way[0], run.heights_px)))


def _badness_and_worst(pages: Sequence[SimulatedPage]) -> float:
    return badness(pages) + max((2 * (1 - page.share) ** 2 for page in pages if page.overflowing is not None), default=0.0)


def _close_in_order(root: Any, run: PageRun, is_eager: bool, raises: bool) -> tuple[list[MeasuredBlock], list[Change]]:
    parents, blocks = parents_of(root), list(run.blocks)
    changes: list[Change] = []
    tried: set[Any] = set()
    while found := next(_gaps(blocks, run, parents, tried), None):
        element, page = found
        tried.add(element)
        before = paginate(blocks, run.heights_px)
        for after, change in _closed(blocks, element, parents, page.free_px, run.boxes, raises):
            if _is_better(paginate(after, run.heights_px), before, is_eager):
                blocks = after
                changes.append(change)
                break
    return blocks, changes


def _is_better(after: Sequence[SimulatedPage], before: Sequence[SimulatedPage], is_eager: bool) -> bool:
    """Tell whether a change makes the pages better; to the eager, if the first page that it changes is fuller, and there are no more."""
    if badness(after) < badness(before):
        return True
    first = next((pair for pair in zip(after, before, strict=False) if pair[0] != pair[1]), None)
    return is_eager and first is not None and len(after) <= len(before) and first[0].share > first[1].share


def _closed(
    blocks: Sequence[MeasuredBlock], element: Any, parents: dict[Any, Any], free_px: float, breakable: Sequence[Any], raises: bool
) -> Iterator[tuple[list[MeasuredBlock], Change]]:
    """Yield ``blocks`` changed so that ``element`` leaves a smaller gap, and the change that does it: each way, the best first.

    Figures rise above paragraphs only with ``raises``.
    """
    if element.tag == "table":
        yield _let_break(blocks, element)
    elif element in breakable:
        yield _let_box_break(blocks, element), StyleChange(element, "break-inside: auto")
    elif element.get(GROW) is not None:
        yield _part_behind(blocks, element), StyleChange(parents[element], "break-after: auto")
    else:
        yield from _move_figure(blocks, element, parents, free_px)
        yield from _raise_figure(blocks, element, parents) if raises else ()


def _gaps(
    blocks: Sequence[MeasuredBlock], run: PageRun, parents: dict[Any, Any], tried: set[Any]
) -> Iterator[tuple[Any, SimulatedPage]]:
    """Yield each figure, table or box not yet ``tried`` that leaves a gap above it, with the page that has the gap."""
    for page in paginate(blocks, run.heights_px):
        if page.overflowing is None or 1 - page.share < SMALLEST_GAP:
            continue
        block = blocks[page.overflowing]
        figure = _figure_around(block.element, parents)
        box = _box_around(block.element, parents, run.boxes) if 1 - page.share >= LARGE_GAP else None
        lines = _lines_before(blocks, page.overflowing) if 1 - page.share >= WIDE_GAP else None
        element = next(each for each in (figure, box, lines, block.element) if each is not None)
        may_change = figure is not None or box is not None or lines is not None or _is_long_table(block, page)
        if element not in tried and may_change:
            yield element, page


def _is_long_table(block: MeasuredBlock, page: SimulatedPage) -> bool:
    return block.element.tag == "table" and len(block.lines_px) >= FEWEST_ROWS and 1 - page.share >= LARGE_GAP


def _lines_before(blocks: Sequence[MeasuredBlock], place: int) -> Any:
    """Return the lines to write on that the block at ``place`` must not be parted from, and that leave a gap therefore; None without."""
    while blocks[place].keep_with_previous and blocks[place].element.get(GROW) is None and place:
        place -= 1
    return blocks[place].element if blocks[place].element.get(GROW) is not None else None


def _part_behind(blocks: Sequence[MeasuredBlock], lines: Any) -> list[MeasuredBlock]:
    """Return ``blocks`` with a page break allowed behind ``lines`` to write on."""
    place = next(index for index, block in enumerate(blocks) if block.element is lines) + 1
    return [*blocks[:place], *(replace(block, keep_with_previous=False) for block in blocks[place : place + 1]), *blocks[place + 1 :]]


def _box_around(element: Any, parents: dict[Any, Any], breakable: Sequence[Any]) -> Any:
    """Return the box around ``element`` that may break; None where there is none."""
    while element is not None and element not in breakable:
        element = parents.get(element)
    return element


def _let_box_break(blocks: Sequence[MeasuredBlock], box: Any) -> list[MeasuredBlock]:
    """Return ``blocks`` with page breaks allowed in ``box``: not after its heading, not after its first text, not before its last item."""
    own = [index for index, block in enumerate(blocks) if block.element in set(box.iter())]
    free = {index for index in own[2:] if blocks[index - 1].element.tag not in HEADINGS}
    free -= {index for index in own[-1:] if blocks[index].element.tag == "li"}
    changed = list(blocks)
    for index in own:
        keeps = blocks[index].keep_with_previous and index not in free
        changed[index] = replace(blocks[index], keep_with_previous=keeps, unbreakable=False)
    return changed


def _let_break(blocks: Sequence[MeasuredBlock], table: Any) -> tuple[list[MeasuredBlock], Change]:
    """Return ``blocks`` with the rows of ``table`` as blocks of their own."""
    place = next(index for index, block in enumerate(blocks) if block.element is table)
    return [*blocks[:place], *_rows(blocks[place]), *blocks[place + 1 :]], StyleChange(table, "break-inside: auto")


def _rows(table: MeasuredBlock) -> Iterator[MeasuredBlock]:
    """Yield the rows of ``table``, whose first row is its head: at least two other rows stay together on each page."""
    head, last = table.lines_px[0], len(table.lines_px) - 1
    yield replace(table, height_px=head, lines_px=())
    for number, height_px in enumerate(table.lines_px[1:], 1):
        keep = number in (1, 2, last)
        yield replace(
            table, height_px=height_px, space_px=0.0, fixed_px=0.0, lines_px=(), keep_with_previous=keep, repeated_head_px=head
        )


def _move_figure(
    blocks: Sequence[MeasuredBlock], figure: Any, parents: dict[Any, Any], free_px: float
) -> Iterator[tuple[list[MeasuredBlock], Change]]:
    """Yield ``blocks`` with ``figure`` behind the text that fills the gap it would leave."""
    if passed := list(_siblings_to_pass(figure, parents, blocks, free_px)):
        yield _move_blocks(blocks, figure, passed), FigureMove(figure, passed[-1])


def _raise_figure(
    blocks: Sequence[MeasuredBlock], figure: Any, parents: dict[Any, Any]
) -> Iterator[tuple[list[MeasuredBlock], Change]]:
    """Yield ``blocks`` with ``figure`` before one or more of the paragraphs above it, which may go on overleaf.

    A heading stays above both. What follows the figure then stays with the paragraph that it follows.
    """
    siblings = list(parents[figure])
    place = siblings.index(figure)
    own = _blocks_in(figure, blocks)
    if figure.tag != "figure" or not own or _is_followed(blocks, own[-1]):
        return
    for first in range(place - 1, 0, -1):
        text = [block for passed in siblings[first:place] for block in _blocks_in(passed, blocks)]
        if siblings[first].tag != "p" or not _are_consecutive(blocks, [*text, *own]):
            return
        if not text[0].keep_with_previous or siblings[first - 1].tag in HEADINGS:
            yield _raise_blocks(blocks, text, own), FigureMove(figure, siblings[first - 1])


def _is_followed(blocks: Sequence[MeasuredBlock], last: MeasuredBlock) -> bool:
    """Tell whether the block behind ``last`` must stay with it."""
    place = blocks.index(last) + 1
    return place < len(blocks) and blocks[place].keep_with_previous


def _are_consecutive(blocks: Sequence[MeasuredBlock], some: list[MeasuredBlock]) -> bool:
    start = blocks.index(some[0])
    return list(blocks[start : start + len(some)]) == some


def _raise_blocks(blocks: Sequence[MeasuredBlock], text: list[MeasuredBlock], own: list[MeasuredBlock]) -> list[MeasuredBlock]:
    """Return ``blocks`` with those of ``text`` behind those of a figure, which then stay with what the text stayed with."""
    start, end = blocks.index(text[0]), blocks.index(own[-1]) + 1
    raised = [replace(own[0], keep_with_previous=text[0].keep_with_previous), *own[1:]]
    lowered = [replace(text[0], keep_with_previous=False), *text[1:]]
    following = [replace(block, keep_with_previous=block.element.tag == "li") for block in blocks[end : end + 1]]
    return [*blocks[:start], *raised, *lowered, *following, *blocks[end + 1 :]]


def _figure_around(element: Any, parents: dict[Any, Any]) -> Any:
    """Return the figure around ``element``, or the table row of a bilingual text that holds one; None where there is neither."""
    if element.tag == "tr":
        return element if any(each.tag == "figure" for each in element.iter()) else None
    while element is not None and element.tag != "figure":
        element = parents.get(element)
    return element


def _siblings_to_pass(figure: Any, parents: dict[Any, Any], blocks: Sequence[MeasuredBlock], free_px: float) -> Iterator[Any]:
    """Yield the siblings after ``figure`` that may move before it, until they fill ``free_px``; those of its part if it is the last there.

    Siblings that must stay together pass it together, or not at all.
    """
    last = _ended_with(figure, parents, blocks)
    siblings, waiting = list(parents[last]), list[Any]()
    for number, sibling in enumerate(siblings[siblings.index(last) + 1 :]):
        own = _blocks_in(sibling, blocks)
        keeps = bool(own) and own[0].keep_with_previous  # with the figure, or with the text that has passed it
        if keeps and number == 0:
            return
        keeps = keeps or (number > 0 and _is_list_row(sibling))
        if not keeps:
            yield from waiting
            waiting.clear()
        if (free_px <= 0 and not keeps) or _blocks_figures(sibling):
            return
        waiting.append(sibling)
        free_px -= sum(block.height_px + block.fixed_px + block.space_px for block in own)
    yield from waiting


def _ended_with(figure: Any, parents: dict[Any, Any], blocks: Sequence[MeasuredBlock]) -> Any:
    """Return ``figure``, or the outermost part that ends with it and has no box of its own, such as a list of options."""
    last, own = figure, _blocks_in(figure, blocks)
    has_box = not own or own[-1].padding_after_px > 0
    while not has_box and figure.tag == "figure" and parents[last].tag in ("div", "section") and parents[last][-1] is last:
        last = parents[last]
    return last


def _blocks_in(element: Any, blocks: Sequence[MeasuredBlock]) -> list[MeasuredBlock]:
    inside = set(element.iter())
    return [block for block in blocks if block.element in inside]


def _is_list_row(sibling: Any) -> bool:
    """Return whether ``sibling`` is a row of a bilingual text with items of a list, which a figure must not divide."""
    return sibling.tag == "tr" and any(block.tag in ("ul", "ol", "dl") for cell in sibling for block in cell)


def _blocks_figures(sibling: Any) -> bool:
    """Return whether no figure may move past ``sibling``: it is a heading or holds another figure."""
    headings = HEADINGS if sibling.tag in (*HEADINGS, "tr") else ()
    return any(each.tag in ("figure", *headings) for each in sibling.iter())


def _move_blocks(blocks: Sequence[MeasuredBlock], figure: Any, passed: Sequence[Any]) -> list[MeasuredBlock]:
    """Return ``blocks`` with those of ``figure`` after those of ``passed``, which then stay with what the figure stayed with."""
    own, text = _blocks_in(figure, blocks), [block for element in passed for block in _blocks_in(element, blocks)]
    if not own or not text:
        return list(blocks)
    start = blocks.index(own[0])
    text[0], own[0] = replace(text[0], keep_with_previous=own[0].keep_with_previous), replace(own[0], keep_with_previous=False)
    return [*blocks[:start], *text, *own, *blocks[start + len(own) + len(text) :]]
