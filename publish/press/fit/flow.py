"""Flow: what makes measured pieces fall better onto pages of any number.

A picture that does not fit on a page moves behind the text that follows it, so that it leaves no hole; the spaces are set
a little closer where that saves a page, or wider where the last page would look forgotten. Where neither does, that page begins earlier.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf
from typing import Any

from publish.press.fit.changes import Change, Moved, Styled, parents_of
from publish.press.fit.measure import HEADINGS, Piece, Run
from publish.press.fit.paginate import SAFETY_PX, SURE_PX, Filled, pages_of

# A hole is worth mending from this share of a page on.
HOLE = 0.08
# A table of so many rows, its head counted, is opened where it would leave a hole as large as this.
ROWS, LARGE_HOLE = 6, 0.25
# A last page that is less full looks forgotten; it is filled to FULLER where it cannot be saved.
NEARLY_EMPTY, FULLER = 0.25, 0.3
# What the page before keeps where the last one begins earlier.
LEFT = 0.4
# The spaces that are tried to save a page, and to fill one, in times what is designed.
CLOSER = (0.96, 0.92, 0.88, 0.84, 0.8)
WIDER = (1.05, 1.1, 1.15, 1.2, 1.25, 1.3)
SIGNATURE = 4
# By how much pages may be lower, in the reckoning, than they are: by as much as makes them end where those that were laid out do.
LOWER_PX = (0.0, -SAFETY_PX, 5.0, 10.0, 20.0, 40.0)
# Where a page ends within a paragraph, the reckoning is a line off without being wrong.
A_LINE_PX = 30.0


def badness(pages: Sequence[Filled]) -> float:
    """Return how much is wrong with ``pages``: each costs 1, a hole more the larger it is, a last page that looks forgotten 1 again."""
    holes = sum(2 * (1 - page.share) ** 2 for page in pages if page.over is not None)
    return len(pages) + holes + (pages[-1].share < NEARLY_EMPTY)


def flowed(root: Any, runs: Sequence[Run], booklet: bool) -> tuple[Change, ...]:
    """Return the changes that make ``runs`` fall better; ``root`` is the tree they are in. A booklet has four pages a sheet."""
    changes: list[Change] = []
    total = sum(len(run.rooms_px) for run in runs)
    for run in map(_calibrated, runs):
        pieces, moves = _mended(root, run)
        pages = pages_of(pieces, run.rooms_px, 1.0)
        surplus = (total - len(run.rooms_px) + len(pages)) % SIGNATURE if booklet else int(pages[-1].share < NEARLY_EMPTY)
        air = _air(run, pieces, len(pages) - surplus)
        changes += moves
        changes += [Styled(root, f"--air: {air:g}") for root in run.roots if air != 1.0]
        changes += [Styled(piece.top, "break-before: page; margin-block-start: 0 !important") for piece in _begun(run, pieces, air)]
    return tuple(changes)


def _calibrated(run: Run) -> Run:
    """Return ``run`` with pages of the height at which its pieces, as reckoned, fall as they did when they were laid out."""
    lower_px = min(LOWER_PX, key=lambda each: _error_px(run, each))
    return replace(run, rooms_px=tuple(room_px - lower_px for room_px in run.rooms_px))


def _error_px(run: Run, lower_px: float) -> float:
    """Return how far the ends of reckoned pages are from those of the pages laid out; infinite where there are more or fewer."""
    rooms_px = [room_px - lower_px for room_px in run.rooms_px]
    pages = pages_of(run.pieces, rooms_px, 1.0)
    if len(pages) != len(rooms_px):
        return inf
    ends_px = (room_px - SAFETY_PX - page.free_px for room_px, page in zip(rooms_px, pages, strict=True))
    return sum(max(0.0, abs(end_px - used_px) - A_LINE_PX) for end_px, used_px in zip(ends_px, run.used_px, strict=True))


def _begun(run: Run, pieces: Sequence[Piece], air: float) -> list[Piece]:
    """Return the piece that the last page should begin with, where it would look forgotten otherwise; best a heading."""
    shares = [page.share for page in pages_of(pieces, run.rooms_px, air)]
    if len(shares) < 2 or shares[-1] >= NEARLY_EMPTY:
        return []
    free = [place for place in range(1, len(pieces)) if not pieces[place].kept and not pieces[place].forced]
    for worst in (3, 7, 8):
        heads = (place for place in free if min(each.rank for each in pieces[place : place + 2]) <= worst)
        tried = {place: _divided(run, pieces, air, place) for place in heads}
        better = {place: min(now[-2:]) for place, now in tried.items() if now[:-2] == shares[:-2] and now[-2] >= LEFT and now[-1] >= FULLER}
        if better:
            return [pieces[max(better, key=better.__getitem__)]]
    return []


def _divided(run: Run, pieces: Sequence[Piece], air: float, place: int) -> list[float]:
    """Return how full the pages are where one of them begins with the piece at ``place``."""
    forced = [*pieces[:place], replace(pieces[place], forced=True), *pieces[place + 1 :]]
    return [page.share for page in pages_of(forced, run.rooms_px, air)]


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
    """Return ``pieces`` with a table that goes on overleaf, under its head again, never with a single row."""
    place = next(place for place, piece in enumerate(pieces) if piece.element is table)
    return [*pieces[:place], *_rows(pieces[place]), *pieces[place + 1 :]], Styled(table, "break-inside: auto")


def _rows(table: Piece) -> Iterator[Piece]:
    """Yield the rows of ``table``, whose first line is its head."""
    head, last = table.lines[0], len(table.lines) - 1
    yield replace(table, height_px=head, lines=())
    for number, height_px in enumerate(table.lines[1:], 1):
        kept = number in (1, 2, last)
        yield replace(table, height_px=height_px, space_px=0.0, fixed_px=0.0, lines=(), kept=kept, again_px=head)


def _moved(pieces: Sequence[Piece], figure: Any, parents: dict[Any, Any], free_px: float) -> tuple[list[Piece], Change | None]:
    """Return ``pieces`` with ``figure`` behind the text that fills the hole it would leave."""
    passed = list(_passed(figure, parents, pieces, free_px))
    return _behind(pieces, figure, passed), Moved(figure, passed[-1]) if passed else None


def _figure(element: Any, parents: dict[Any, Any]) -> Any:
    """Return the figure around ``element``, or the row of two languages that holds one; None where there is neither."""
    if element.tag == "tr":
        return element if any(each.tag == "figure" for each in element.iter()) else None
    while element is not None and element.tag != "figure":
        element = parents.get(element)
    return element


def _passed(figure: Any, parents: dict[Any, Any], pieces: Sequence[Piece], free_px: float) -> Iterator[Any]:
    """Yield the siblings that may stand before ``figure``: what follows it under the same heading, until the hole is full."""
    siblings, held = list(parents[figure]), list[Any]()
    for number, sibling in enumerate(siblings[siblings.index(figure) + 1 :]):
        inside = set(sibling.iter())
        own = [piece for piece in pieces if piece.element in inside]
        kept = bool(own) and own[0].kept  # to the figure, or to the text that has passed it
        if kept and number == 0:
            return
        kept = kept or (number > 0 and _is_list_row(sibling))
        if not kept:
            yield from held
            held.clear()
        if (free_px <= 0 and not kept) or _is_no_text(sibling):
            return
        held.append(sibling)
        free_px -= sum(piece.height_px + piece.fixed_px + piece.space_px for piece in own)
    yield from held


def _is_list_row(sibling: Any) -> bool:
    """Return whether ``sibling`` is a row of two languages that goes on with a list: no picture stands among its items."""
    return sibling.tag == "tr" and any(block.tag in ("ul", "ol", "dl") for cell in sibling for block in cell)


def _is_no_text(sibling: Any) -> bool:
    """Return whether a figure may not pass ``sibling``: a heading, or another picture."""
    headings = HEADINGS if sibling.tag in (*HEADINGS, "tr") else ()
    return any(each.tag in ("figure", *headings) for each in sibling.iter())


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
