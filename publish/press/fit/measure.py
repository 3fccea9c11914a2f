"""Measure a layout: its blocks with their heights and the spaces between them, its lines, and how full its pages are.

Of the boxes of a layout it reads the public attributes alone (see `publish.press.engine.boxes`). All lengths are in CSS pixels.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from publish.press.engine import boxes
from publish.press.fit.blocks import BLOCK_RANK, HEADINGS, LIST_ITEM_RANK, MeasuredBlock, PageRun
from publish.press.fit.changes import GROW, SPARE
from publish.text.zero_width import strip_zero_width

# Values of the CSS properties break-before, break-after and break-inside that forbid or force a page break.
AVOIDING_BREAK = ("avoid", "avoid-page")
# The value of break-inside of a box that breaks rather than leave a large gap; one with “avoid” never does.
BREAKS_IF_NEEDED = "avoid-page"
FORCING_BREAK = ("page", "left", "right", "recto", "verso", "always")


@dataclass(frozen=True, slots=True)
class PageFill:
    """How full a page is: its name (``""`` without one), and how far down its content the last line reaches, from 0 to 1."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class _BlockPart:
    """The part of a block on one page (from 0): its box, with the boxes around it, from the outermost to its own."""

    chain: tuple[Any, ...]
    page: int

    @property
    def box(self) -> Any:
        """The box of the part itself."""
        return self.chain[-1]


@dataclass(frozen=True, slots=True)
class _Gap:
    """What lies between a block and the one before it: the boxes that end there and those that begin, from the outermost inwards."""

    around: tuple[Any, ...]
    ended: tuple[Any, ...]
    begun: tuple[Any, ...]


def measure_runs(document: Any, spacing: float) -> list[PageRun]:
    """Return the runs of pages of one name; ``spacing`` is the factor of the designed space that ``document`` was laid out with."""
    groups = groupby(document.pages, boxes.page_name)
    return [_measure_run(name, list(pages), spacing) for name, pages in groups]


def page_fills(document: Any) -> list[PageFill]:
    """Return the name of each page of ``document``, and how full it is."""
    return [PageFill(boxes.page_name(page), _share(page)) for page in document.pages]


def is_first_page_split(document: Any) -> bool:
    """Return whether an element that should fill the first page (a page break must follow it) continues on the second."""
    first, *second = document.pages[:2]
    elements = {root.element for page in second for root in _roots(page)}
    return any(root.element in elements and root.style["break_after"] in FORCING_BREAK for root in _roots(first))


def lines_on(page: Any) -> Iterator[Any]:
    """Yield the line boxes of a page, without those in its margins and without the markers of lists."""
    return (line for child in boxes.content(page) for line in boxes.lines_in(child) if not _is_marker(line))


def elements_on(page: Any) -> set[Any]:
    """Return the elements with a box on a page."""
    return {box.element for child in boxes.content(page) for box in boxes.boxes_in(child) if box.element is not None}


def line_text(line: Any) -> str:
    """Return the visible text of a line, with single spaces between words."""
    return " ".join(strip_zero_width("".join(box.text for box in boxes.boxes_in(line) if boxes.is_text(box))).split())


def _measure_run(name: str, pages: Sequence[Any], spacing: float) -> PageRun:
    found: dict[Any, list[_BlockPart]] = {}
    for number, page in enumerate(pages):
        for chain in (chain for child in boxes.content(page) for chain in _chains(child, ())):
            found.setdefault((chain[-1].element, chain[-1].element_tag), []).append(_BlockPart(chain, number))
    parts = list(found.values())
    blocks = tuple(_measure_block(*three, spacing) for three in zip([None, *parts], parts, [*parts[1:], None], strict=False))
    roots = dict.fromkeys(part[0].chain[2].element for part in parts if len(part[0].chain) > 2)
    heights_px = tuple(boxes.page_box(page).height for page in pages)
    ends_px = tuple(height * _share(page) for height, page in zip(heights_px, pages, strict=True))
    around = (box for part in parts for box in part[0].chain if box.style["break_inside"] == BREAKS_IF_NEEDED)
    weak = dict.fromkeys(box.element for box in around)
    return PageRun(name, blocks, heights_px, ends_px, tuple(roots), tuple(weak))


def _measure_block(
    before: list[_BlockPart] | None, parts: list[_BlockPart], after: list[_BlockPart] | None, spacing: float
) -> MeasuredBlock:
    """Return the block that consists of ``parts``; ``before`` and ``after`` are the parts of the blocks around it."""
    chain = parts[0].chain
    gap = _gap_before(before, chain)
    space, fixed = _space_before(before, parts[0], gap)
    closed = parts[-1].chain[_count_shared(parts[-1].chain, after[0].chain) if after else 0 :]
    lines = tuple(line for part in parts for line in _line_heights(part.box))
    head = _table_head(chain)
    return MeasuredBlock(
        element=parts[0].box.element,
        outermost=gap.begun[0].element,
        break_rank=_break_rank(gap.begun),
        height_px=_height(parts, lines),
        space_px=space / spacing,
        fixed_px=fixed,
        margin_after_px=max((box.margin_bottom for box in closed), default=0.0) / spacing,
        padding_after_px=float(sum(box.padding_bottom + box.border_bottom_width for box in closed[:-1])),
        lines_px=lines,
        unbreakable=_is_unbreakable(chain),
        keep_with_previous=_avoids_break(gap) or (head is not None and _is_row_of(head, before[-1].chain if before else ())),
        starts_page=_forces_break(gap),
        repeated_head_px=0.0 if head is None or _is_row_of(head, chain) else float(head.height),
    )


def _gap_before(before: list[_BlockPart] | None, chain: tuple[Any, ...]) -> _Gap:
    previous = before[-1].chain if before else ()
    shared = _count_shared(previous, chain)
    return _Gap(chain[:shared], previous[shared:], chain[shared:])


def _space_before(before: list[_BlockPart] | None, part: _BlockPart, gap: _Gap) -> tuple[float, float]:
    """Return the space before a block: the margin, as margins collapse, and the padding and borders.

    Where both blocks lie on one page the sum is measured, otherwise calculated.
    """
    below = [box.padding_bottom + box.border_bottom_width for box in gap.ended[:-1]]
    above = [box.padding_top + box.border_top_width for box in gap.begun[:-1]]
    margins = [box.margin_bottom for box in gap.ended] + [_margin_top(box) for box in gap.begun]
    space, fixed = max((float(margin) for margin in margins if margin != "auto"), default=0.0), float(sum(below) + sum(above))
    if before and before[-1].page == part.page:
        measured = gap.begun[-1].border_box_y() - gap.ended[-1].border_box_y() - gap.ended[-1].border_height()
        space = min(space, max(measured, 0.0))
        fixed = max(measured - space, 0.0)
    return space, fixed


def _margin_top(box: Any) -> Any:
    """Return the margin above ``box`` as designed; the box has none where it begins a page."""
    designed = box.style["margin_top"]
    return max(box.margin_top, designed.value) if getattr(designed, "unit", "") == "px" else box.margin_top


def _height(parts: Sequence[_BlockPart], lines_px: Sequence[float]) -> float:
    """Return the height of a block. A table head that is printed again on each page counts once."""
    box = parts[0].box
    if len(parts) == 1 or boxes.is_row(box):
        return float(box.border_height())
    # A box that continues on the next page is stretched to the end of its page.
    return sum(lines_px) + _padding_and_borders(box) if lines_px else float(sum(part.box.border_height() for part in parts))


def _padding_and_borders(box: Any) -> float:
    return float(box.padding_top + box.border_top_width + box.padding_bottom + box.border_bottom_width)


def _line_heights(box: Any) -> Iterator[float]:
    """Yield the heights of the lines of a paragraph, or of the rows of a table."""
    for child in getattr(box, "children", ()):
        if boxes.is_line(child) or boxes.is_row(child):
            yield float(child.height)
        elif boxes.is_table(child) or boxes.is_row_group(child):
            yield from _line_heights(child)


def _break_rank(begun: Sequence[Any]) -> int:
    """Return how good a page break is where the boxes ``begun`` begin (see `MeasuredBlock`); a table row ranks as a heading in it."""
    tags = [box.element_tag or "" for box in begun]
    inside = (element.tag for element in begun[-1].element.iter()) if tags[-1] == "tr" else tags[-1:]
    if heading := next((tag for tag in inside if tag in HEADINGS), None):
        return int(heading[1])
    return LIST_ITEM_RANK if tags[0] in ("li", "dt", "dd", "tr") else BLOCK_RANK


def _avoids_break(gap: _Gap) -> bool:
    return (
        any(box.style["break_inside"] in AVOIDING_BREAK for box in gap.around)
        or any(box.style["break_after"] in AVOIDING_BREAK for box in gap.ended)
        or any(box.style["break_before"] in AVOIDING_BREAK for box in gap.begun)
    )


def _forces_break(gap: _Gap) -> bool:
    before, after = (box.style["break_before"] for box in gap.begun), (box.style["break_after"] for box in gap.ended)
    return any(value in FORCING_BREAK for value in (*before, *after))


def _is_unbreakable(chain: Sequence[Any]) -> bool:
    # A table and its captions are wrapped in a box; the style is on the table.
    tables = [child for child in getattr(chain[-1], "children", ()) if boxes.is_table(child)]
    return any(box.style["break_inside"] in AVOIDING_BREAK for box in (*chain, *tables))


def _table_head(chain: Sequence[Any]) -> Any:
    """Return the head (a group of rows) of the table whose row ends ``chain``; None for other blocks and tables without a head."""
    if not boxes.is_row(chain[-1]):
        return None
    return next((group for group in chain[-3].children if group.is_header), None)


def _is_row_of(head: Any, chain: Sequence[Any]) -> bool:
    return bool(chain) and any(row.element is chain[-1].element for row in head.children)


def _count_shared(chain: Sequence[Any], other: Sequence[Any]) -> int:
    """Return how many of the boxes around one block are also around the other."""
    return sum(1 for box, same in zip(chain[:-1], other[:-1], strict=False) if box.element is same.element)


def _chains(box: Any, around: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Yield each block in ``box`` as the chain of boxes around it, which ends with its own."""
    box = boxes.unwrap(box)
    # What belongs to no element is the area of footnotes, which a layout of one's own may make.
    if box.element is None or not boxes.is_block_level(box) or not box.is_in_normal_flow() or _is_marker(box):
        return
    chain, blocks = (*around, box), _child_blocks(box)
    rows = [(*chain, *rest) for rest in _breakable_rows(box)]
    yield from rows
    if not blocks and not rows:
        yield chain
    for child in blocks:
        yield from _chains(child, chain)


def _breakable_rows(box: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table that may break, each as table, group and row; ``box`` wraps the table and has no caption."""
    inside = boxes.children(box)
    if len(inside) != 1 or not boxes.is_table(inside[0]) or inside[0].style["break_inside"] in AVOIDING_BREAK:
        return
    (table,) = inside
    yield from ((table, group, row) for group in table.children for row in group.children)


def _child_blocks(box: Any) -> list[Any]:
    """Return the blocks in ``box`` if it holds nothing but blocks one below the other; otherwise nothing, as it is a block itself."""
    if not boxes.is_block(box) or box.is_table_wrapper or box.style["height"] != "auto" or _has_columns(box):
        return []
    children = [child for child in boxes.children(box) if not _is_marker(child)]
    return children if all(boxes.is_block_level(child) and child.is_in_normal_flow() for child in children) else []


def _has_columns(box: Any) -> bool:
    return bool(box.style["column_count"] != "auto" or box.style["column_width"] != "auto")


def _is_marker(box: Any) -> bool:
    return (box.element_tag or "").endswith("::marker")


def _roots(page: Any) -> Iterator[Any]:
    """Yield the boxes one level below ``body``."""
    return (child for html in boxes.content(page) for body in boxes.children(html) for child in boxes.children(body))


def _share(page: Any) -> float:
    """Return how far down the content of ``page`` its last line of text, or line to write on, reaches, from 0 to 1."""
    root = boxes.page_box(page)
    to_write_on = [box for box in boxes.boxes_in(root) if box.element is not None and {SPARE, GROW} & set(box.element.keys())]
    bottoms = [box.position_y + box.height for box in (*lines_on(page), *to_write_on)]
    return float(min(1.0, max(0.0, (max(bottoms, default=0.0) - root.content_box_y()) / (root.height or 1))))
