"""Reckoning: how measured pieces fall onto pages, worked out without laying them out."""

from collections.abc import Sequence
from dataclasses import dataclass

from publish.press.fit.measure import Piece

# Lines of a paragraph that stay together at the foot and at the head of a page.
TOGETHER = 2
# What a page keeps free in the reckoning, and what it keeps where a whole page depends on it.
SAFETY_PX, SURE_PX = 3.0, 12.0
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
    used, end, end_used = pieces[start].again_px, 0, 0.0
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
