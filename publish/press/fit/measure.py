"""Measure: the pieces of a layout, how high each is, and the space between them. Heights are in CSS pixels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from publish.press.engine.boxes import (
    children,
    content,
    is_block,
    is_block_level,
    is_line,
    is_row,
    is_row_group,
    is_table,
    is_text,
    page_box,
    page_name,
    unwrap,
    walk,
)
from publish.press.fit.changes import GROW, SPARE
from publish.text.zero_width import strip_zero_width

KEEP = ("avoid", "avoid-page")
FORCED = ("page", "left", "right", "recto", "verso", "always")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Piece:
    """The smallest thing that is placed whole, or broken between its lines: a paragraph, a picture, a table or a row of it.

    ``element`` is its element, ``top`` the outermost element that begins with it, ``rank`` what begins there: the level of a
    heading, 7 for any other block, 8 for an item of a list. ``height_px`` is its height. Before it lie ``space_px``, the margin
    as it is designed, which follows the line step, and ``fixed_px``, the rest (padding, borders); after it ``margin_px`` and
    ``closing_px``, the padding and border of the boxes that end with it. ``lines`` are the heights of its lines or rows, between
    which it may break unless it is kept ``whole``. ``kept`` tells that no page may end before it, ``forced`` that one must.
    A table that may break is a piece for each row; ``again_px`` is the height of its head, printed again where a page begins with one.
    """

    element: Any
    top: Any
    rank: int
    height_px: float
    space_px: float
    fixed_px: float
    margin_px: float
    closing_px: float
    lines: tuple[float, ...]
    whole: bool
    kept: bool
    forced: bool
    again_px: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """Pages of one name that follow each other: its pieces in order, and how high the text may be on each page.

    ``used_px`` is how far down each page its last line reaches; ``roots`` are the elements on the level below ``body`` that it consists of.
    """

    name: str
    pieces: tuple[Piece, ...]
    rooms_px: tuple[float, ...]
    used_px: tuple[float, ...]
    roots: tuple[Any, ...]

    @property
    def free_px(self) -> float:
        """What its last page has left."""
        return self.rooms_px[-1] - self.used_px[-1]


@dataclass(frozen=True, slots=True)
class _Found:
    """A piece as it lies on one page, with the boxes around it from the outermost inwards; the last is its own."""

    chain: tuple[Any, ...]
    page: int


def runs(document: Any, air: float) -> list[Run]:
    """Return the runs of ``document``, each measured; its spaces are ``air`` times as wide as they are designed."""
    groups = groupby(document.pages, page_name)
    return [_run(name, list(pages), air) for name, pages in groups]


def is_cover_split(document: Any) -> bool:
    """Return whether what should fill the first page alone (a page must end after it) goes on overleaf."""
    first, *second = document.pages[:2]
    elements = {root.element for page in second for root in _roots(page)}
    return any(root.element in elements and root.style["break_after"] in FORCED for root in _roots(first))


def _roots(page: Any) -> Iterator[Any]:
    """Yield the boxes on the level below ``body``."""
    return (child for html in content(page) for body in children(html) for child in children(body))


def used(page: Any) -> float:
    """Return how far down the content of ``page`` its last line reaches, of text or to write on, from 0 to 1."""
    root = page_box(page)
    ruled = [box for box in walk(root) if box.element is not None and {SPARE, GROW} & set(box.element.keys())]
    bottoms = [box.position_y + box.height for box in (*lines_of(page), *ruled)]
    height = root.height or 1
    return float(min(1.0, max(0.0, (max(bottoms, default=0.0) - root.content_box_y()) / height)))


def lines_of(page: Any) -> Iterator[Any]:
    """Yield the line boxes of the page's content, without its margins and without the markers of lists."""
    for child in content(page):
        yield from (box for box in walk(child) if is_line(box) and not (box.element_tag or "").endswith("::marker"))


def text_of(line: Any) -> str:
    """Return what a line says, its words one space apart."""
    return " ".join(strip_zero_width("".join(box.text for box in walk(line) if is_text(box))).split())


def _run(name: str, pages: Sequence[Any], air: float) -> Run:
    found: dict[Any, list[_Found]] = {}
    for number, page in enumerate(pages):
        for child in content(page):
            for chain in _chains(child, ()):
                found.setdefault((chain[-1].element, chain[-1].element_tag), []).append(_Found(chain, number))
    parts = list(found.values())
    pieces = tuple(_piece(*three, air) for three in zip([None, *parts], parts, [*parts[1:], None], strict=False))
    roots = dict.fromkeys(part[0].chain[2].element for part in parts if len(part[0].chain) > 2)
    rooms_px = tuple(page_box(page).height for page in pages)
    used_px = tuple(room_px * used(page) for room_px, page in zip(rooms_px, pages, strict=True))
    return Run(name, pieces, rooms_px, used_px, tuple(roots))


def _chains(box: Any, around: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Yield each piece in ``box`` with the boxes around it."""
    box = unwrap(box)
    if not is_block_level(box) or not box.is_in_normal_flow() or (box.element_tag or "").endswith("::marker"):
        return
    chain, blocks = (*around, box), _blocks(box)
    rows = [(*chain, *rest) for rest in _rows(box)]
    yield from rows
    if not blocks and not rows:
        yield chain
    for child in blocks:
        yield from _chains(child, chain)


def _rows(box: Any) -> Iterator[tuple[Any, ...]]:
    """Yield each row, with the table and the group around it, where ``box`` holds a table alone, and pages may end between its rows."""
    inside = children(box)
    if len(inside) != 1 or not is_table(inside[0]) or inside[0].style["break_inside"] in KEEP:
        return
    (table,) = inside
    yield from ((table, group, row) for group in table.children for row in group.children)


def _blocks(box: Any) -> list[Any]:
    """Return the blocks in ``box`` where it is nothing but blocks in a column, else nothing: then it is a piece itself."""
    if not is_block(box) or box.is_table_wrapper or box.style["height"] != "auto" or _has_columns(box):
        return []
    flowing = [child for child in children(box) if not (child.element_tag or "").endswith("::marker")]
    if not all(is_block_level(child) and child.is_in_normal_flow() for child in flowing):
        return []
    return flowing


def _has_columns(box: Any) -> bool:
    return bool(box.style["column_count"] != "auto" or box.style["column_width"] != "auto")


def _piece(before: list[_Found] | None, parts: list[_Found], after: list[_Found] | None, air: float) -> Piece:
    chain, box = parts[0].chain, parts[0].chain[-1]
    around = before[-1].chain if before else ()
    shared = _shared(around, chain)
    ended, begun = around[shared:], chain[shared:]
    space, fixed = _between(ended, begun)
    if before and before[-1].page == parts[0].page:
        gap = begun[-1].border_box_y() - ended[-1].border_box_y() - ended[-1].border_height()
        space = min(space, max(gap, 0.0))
        fixed = max(gap - space, 0.0)
    closed = parts[-1].chain[_shared(parts[-1].chain, after[0].chain) if after else 0 :]
    lines = tuple(line for part in parts for line in _heights(part.chain[-1]))
    head = _head_of(chain)
    return Piece(
        element=box.element,
        top=begun[0].element,
        rank=_rank(begun),
        height_px=_height(parts, lines),
        space_px=space / air,
        fixed_px=fixed,
        margin_px=max((each.margin_bottom for each in closed), default=0.0) / air,
        closing_px=float(sum(each.padding_bottom + each.border_bottom_width for each in closed[:-1])),
        lines=lines,
        whole=_is_kept_whole(chain),
        kept=_is_kept(chain[:shared], ended, begun) or (head is not None and _is_row_of(head, around)),
        forced=any(each.style["break_before"] in FORCED for each in begun) or any(each.style["break_after"] in FORCED for each in ended),
        again_px=0.0 if head is None or _is_row_of(head, chain) else float(head.height),
    )


def _head_of(chain: Sequence[Any]) -> Any:
    """Return the head of the table, one group of rows, that the row at the end of ``chain`` belongs to; None where there is none."""
    if not is_row(chain[-1]):
        return None
    return next((group for group in chain[-3].children if group.is_header), None)


def _is_row_of(head: Any, chain: Sequence[Any]) -> bool:
    return bool(chain) and any(row.element is chain[-1].element for row in head.children)


def _height(parts: Sequence[_Found], lines: Sequence[float]) -> float:
    """Return the height of a piece; the head of a table, which is printed again on each page, counts once."""
    box = parts[0].chain[-1]
    if len(parts) == 1 or is_row(box):
        return float(box.border_height())
    # A box that goes on overleaf is stretched to the end of its page.
    return sum(lines) + _edges([box]) if lines else float(sum(part.chain[-1].border_height() for part in parts))


def _shared(around: Sequence[Any], chain: Sequence[Any]) -> int:
    """Return how many boxes around the one piece are also around the other."""
    return sum(1 for one, other in zip(around[:-1], chain[:-1], strict=False) if one.element is other.element)


def _edges(around: Sequence[Any]) -> float:
    """Return the padding and borders above and below of all boxes."""
    sides = ("padding_top", "border_top_width", "padding_bottom", "border_bottom_width")
    return float(sum(getattr(each, side) for each in around for side in sides))


def _between(ended: Sequence[Any], begun: Sequence[Any]) -> tuple[float, float]:
    """Return the margin between two pieces, as margins collapse, and the padding and borders."""
    below = [each.padding_bottom + each.border_bottom_width for each in ended[:-1]]
    above = [each.padding_top + each.border_top_width for each in begun[:-1]]
    margins = [each.margin_bottom for each in ended] + [each.margin_top for each in begun]
    return max((float(margin) for margin in margins if margin != "auto"), default=0.0), float(sum(below) + sum(above))


def _rank(begun: Sequence[Any]) -> int:
    """Return how good a place this is to begin a page: with a heading, with a block, within a list.

    A row that holds a heading begins with it.
    """
    tags = [each.element_tag or "" for each in begun]
    inside = (each.tag for each in begun[-1].element.iter()) if tags[-1] == "tr" else tags[-1:]
    if heading := next((tag for tag in inside if tag in HEADINGS), None):
        return int(heading[1])
    return 8 if tags[0] in ("li", "dt", "dd", "tr") else 7


def _is_kept(around: Sequence[Any], ended: Sequence[Any], begun: Sequence[Any]) -> bool:
    return (
        any(each.style["break_inside"] in KEEP for each in around)
        or any(each.style["break_after"] in KEEP for each in ended)
        or any(each.style["break_before"] in KEEP for each in begun)
    )


def _is_kept_whole(chain: Sequence[Any]) -> bool:
    # The box around a table and its captions has no such style, the table in it has.
    tables = [child for child in getattr(chain[-1], "children", ()) if is_table(child)]
    return any(each.style["break_inside"] in KEEP for each in (*chain, *tables))


def _heights(box: Any) -> Iterator[float]:
    """Yield the heights of the lines of a paragraph, or of the rows of a table."""
    for child in getattr(box, "children", ()):
        if is_line(child) or is_row(child):
            yield float(child.height)
        elif is_table(child) or is_row_group(child):
            yield from _heights(child)
