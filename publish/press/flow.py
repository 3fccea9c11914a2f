"""Flow: how measured pieces fall onto pages, worked out without laying them out; and what makes them fall better.

A picture that does not fit on a page moves behind the text that follows it, so that it leaves no hole; the spaces are set
a little closer where that saves a page, or wider where the last page would look forgotten.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from publish.press.changes import Change, Moved, Styled, parents_of
from publish.press.measure import HEADINGS, Piece, Run

# A hole is worth mending from this share of a page on.
HOLE = 0.08
# A table of so many rows, its head counted, is opened where it would leave a hole as large as this.
ROWS, LARGE_HOLE = 6, 0.25
# A last page that is less full looks forgotten; it is filled to FULLER where it cannot be saved.
NEARLY_EMPTY, FULLER = 0.2, 0.3
# The spaces that are tried to save a page, and to fill one, in times what is designed.
CLOSER = (0.96, 0.92, 0.88, 0.84, 0.8)
WIDER = (1.05, 1.1, 1.15, 1.2, 1.25, 1.3)
# Lines of a paragraph that stay together at the foot and at the head of a page.
TOGETHER = 2
# What a page keeps free in the reckoning, and what it keeps where a whole page depends on it.
SAFETY_PX, SURE_PX = 3.0, 12.0
SIGNATURE = 4
NOTHING: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """A page as worked out: how full it is (1: to the foot), the free height, and the piece that did not fit (None: none)."""

    share: float
    free_px: float
    over: int | None


def pages_of(pieces: Sequence[Piece], rooms_px: Sequence[float], air: float, safety_px: float = SAFETY_PX) -> list[Filled]:
    """Return the pages that ``pieces`` fill where page n has ``rooms_px[n]``, all further ones what the last has."""
    pages: list[Filled] = []
    place, rest = 0, NOTHING
    while place < len(pieces):
        room = rooms_px[min(len(pages), len(rooms_px) - 1)] - safety_px
        used, over, place, rest = _page(pieces, place, rest, room, air)
        pages.append(Filled(used / room, room - used, over))
    return pages


def _page(
    pieces: Sequence[Piece], start: int, rest: tuple[float, ...], room: float, air: float
) -> tuple[float, int | None, int, tuple[float, ...]]:
    """Return how high the page is that begins at ``start`` (with its lines ``rest``), what did not fit, where the next begins."""
    used, end, end_used = 0.0, 0, 0.0
    for place in range(start, len(pieces)):
        piece = pieces[place]
        if place > start:
            if piece.forced:
                return used, None, place, ()
            end, end_used = (end, end_used) if piece.kept else (place, used)
        gap = piece.fixed_px + (piece.space_px * air if place > start else 0.0)
        lines, height = rest or piece.lines, sum(rest) if rest else piece.height_px
        rest = NOTHING
        if used + gap + height + piece.closing_px > room:
            head = 0 if piece.whole else _head(lines, room - used - gap)
            if head:
                return room, place, place, tuple(lines[head:])
            if end or used:
                return (end_used, place, end, ()) if end else (used, place, place, ())
        used += gap + height
    return used, None, len(pieces), ()


def _head(lines: Sequence[float], room: float) -> int:
    """Return how many of ``lines`` stay on the page, 0 where none do."""
    heights = (sum(lines[: count + 1]) for count in range(len(lines)))
    count = min(sum(height <= room for height in heights), len(lines) - TOGETHER)
    return count if count >= TOGETHER else 0


def badness(pages: Sequence[Filled]) -> float:
    """Return how much is wrong with ``pages``: each costs 1, a hole what it wastes, a last page that looks forgotten one half."""
    holes = sum(1 - page.share for page in pages if page.over is not None and 1 - page.share >= HOLE)
    return len(pages) + holes + 0.5 * (pages[-1].share < NEARLY_EMPTY)


def flowed(root: Any, runs: Sequence[Run], booklet: bool) -> tuple[Change, ...]:
    """Return the changes that make ``runs`` fall better; ``root`` is the tree they are in. A booklet has four pages a sheet."""
    changes: list[Change] = []
    total = sum(len(run.rooms_px) for run in runs)
    for run in runs:
        pieces, moves = _mended(root, run)
        pages = pages_of(pieces, run.rooms_px, 1.0)
        surplus = (total - len(run.rooms_px) + len(pages)) % SIGNATURE if booklet else int(pages[-1].share < NEARLY_EMPTY)
        air = _air(run, pieces, len(pages) - surplus)
        changes += moves
        changes += [Styled(root, f"--air: {air:g}") for root in run.roots if air != 1.0]
    return tuple(changes)


def _air(run: Run, pieces: Sequence[Piece], wanted: int) -> float:
    """Return the spaces, as near to the design as can be, at which ``pieces`` take no more than the ``wanted`` pages."""
    pages = pages_of(pieces, run.rooms_px, 1.0)
    if len(pages) > wanted > 0:
        for air in CLOSER:
            if len(pages_of(pieces, run.rooms_px, air, SURE_PX)) <= wanted:
                return air
    if len(pages) > 1 and pages[-1].share < NEARLY_EMPTY:
        for air in WIDER:
            wider = pages_of(pieces, run.rooms_px, air)
            if len(wider) == len(pages) and wider[-1].share >= FULLER:
                return air
    return 1.0


def _mended(root: Any, run: Run) -> tuple[list[Piece], list[Change]]:
    """Return the pieces of ``run`` as they fall with fewer holes, and the changes that make it so."""
    parents, pieces = parents_of(root), list(run.pieces)
    changes: list[Change] = []
    tried: set[Any] = set()
    while found := next(_holes(pieces, run.rooms_px, parents, tried), None):
        element, hole = found
        tried.add(element)
        after, change = _opened(pieces, element) if element.tag == "table" else _moved(pieces, element, parents, hole.free_px)
        if change and badness(pages_of(after, run.rooms_px, 1.0)) < badness(pages_of(pieces, run.rooms_px, 1.0)):
            pieces = after
            changes.append(change)
    return pieces, changes


def _holes(pieces: Sequence[Piece], rooms_px: Sequence[float], parents: dict[Any, Any], tried: set[Any]) -> Iterator[tuple[Any, Filled]]:
    """Yield each picture or table that leaves a hole above it, with the page that has the hole."""
    for page in pages_of(pieces, rooms_px, 1.0):
        if page.over is None or 1 - page.share < HOLE:
            continue
        piece = pieces[page.over]
        figure = _figure(piece.element, parents)
        element = figure if figure is not None else piece.element
        wide_open = piece.element.tag == "table" and len(piece.lines) >= ROWS and 1 - page.share >= LARGE_HOLE
        if element not in tried and (figure is not None or wide_open):
            yield element, page


def _opened(pieces: Sequence[Piece], table: Any) -> tuple[list[Piece], Change | None]:
    """Return ``pieces`` with a table that goes on overleaf, under its head again."""
    after = [replace(piece, whole=False) if piece.element is table else piece for piece in pieces]
    return after, Styled(table, "break-inside: auto")


def _moved(pieces: Sequence[Piece], figure: Any, parents: dict[Any, Any], free_px: float) -> tuple[list[Piece], Change | None]:
    """Return ``pieces`` with ``figure`` behind the text that fills the hole it would leave."""
    passed = list(_passed(figure, parents, pieces, free_px))
    return _behind(pieces, figure, passed), Moved(figure, passed[-1]) if passed else None


def _figure(element: Any, parents: dict[Any, Any]) -> Any:
    while element is not None and element.tag != "figure":
        element = parents.get(element)
    return element


def _passed(figure: Any, parents: dict[Any, Any], pieces: Sequence[Piece], free_px: float) -> Iterator[Any]:
    """Yield the siblings that may stand before ``figure``: what follows it under the same heading, until the hole is full."""
    siblings = list(parents[figure])
    following = siblings[siblings.index(figure) + 1 :]
    for number, sibling in enumerate(following):
        inside = set(sibling.iter())
        own = [piece for piece in pieces if piece.element in inside]
        kept = bool(own) and own[0].kept  # to the figure, or to the text that has passed it
        if (kept and number == 0) or (free_px <= 0 and not kept):
            return
        if sibling.tag in HEADINGS or any(each.tag == "figure" for each in inside):
            return
        yield sibling
        free_px -= sum(piece.height_px + piece.fixed_px + piece.space_px for piece in own)


def _behind(pieces: Sequence[Piece], figure: Any, passed: Sequence[Any]) -> list[Piece]:
    """Return ``pieces`` with those of ``figure`` after those of ``passed``; what held the figure to its heading now holds the text."""
    inside = {element for each in passed for element in each.iter()}
    own = [piece for piece in pieces if piece.element in set(figure.iter())]
    text = [piece for piece in pieces if piece.element in inside]
    if not own or not text:
        return list(pieces)
    text[0], own[0] = replace(text[0], kept=own[0].kept), replace(own[0], kept=False)
    start = pieces.index(next(piece for piece in pieces if piece.element is own[0].element))
    return [*pieces[:start], *text, *own, *pieces[start + len(own) + len(text) :]]
