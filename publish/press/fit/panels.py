"""Panels: their text spread evenly, the small print at the foot, lines to write on where much room is left.

The search for the size sets the text close. Here what is left is given back: to the spaces between blocks, alike on all
pages of a name, and to what waits for room (``data-spare``) or stands at the foot (``data-foot``).
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import inf

from publish.press.fit.changes import FOOT, Change, Spare, Styled
from publish.press.fit.measure import Piece, Run
from publish.press.sheets.paper import PIXELS_PER_MM

# How close and how wide the spaces may be set, in times what the style sheets ask for.
CLOSE, WIDE = 0.85, 1.4
# A panel is left to lines only where the others are not crowded by it.
ROOMY = 1.25
# What beginning a panel here costs: a heading of level 1 or 2 nothing, of level 3 to 6 a little, within a list much.
COSTS = (0.0, 0.0, 0.0, 0.02, 0.03, 0.03, 0.03, 0.04, 0.15)
# The last panel may be less full than the others.
LAST = 0.4
# What a panel keeps free at each try: measured heights are exact but for how margins collapse, and for a line or two more
# where the text moves to a panel that is narrower (the one that folds in).
SAFETIES_PX = (2.0, 14.0, 42.0)
# Below a foot WeasyPrint 70 wants a little more room than the foot takes.
BELOW_FOOT_PX = 10.0


@dataclass(frozen=True, slots=True)
class Group:
    """Pieces that stay on one panel: what they are high, what of it grows with the spaces, and the gap before them."""

    pieces: tuple[Piece, ...]

    @property
    def first(self) -> Piece:
        """The piece it begins with."""
        return self.pieces[0]

    @property
    def rank(self) -> int:
        """The rank of the best piece at its head, where a flag or a line may stand before a heading."""
        return min(piece.rank for piece in self.pieces[:2])

    @property
    def solid_px(self) -> float:
        """Its height without spaces."""
        return sum(piece.height_px for piece in self.pieces) + sum(piece.fixed_px for piece in self.pieces[1:])

    @property
    def space_px(self) -> float:
        """The spaces in it."""
        return sum(piece.space_px for piece in self.pieces[1:])


def spread_run(run: Run, pages: int, spares: Sequence[Spare], safety_px: float) -> tuple[Change, ...]:
    """Return the changes that spread ``run`` over ``pages`` pages; none where its pieces cannot be divided so."""
    groups, feet = _groups(run.pieces)
    rooms = [run.rooms_px[min(number, len(run.rooms_px) - 1)] - safety_px for number in range(pages)]
    spare = next((each for each in spares if each.parent in run.roots), None)
    fewer = (divided(groups, rooms[:count], ROOMY) for count in range(1, pages)) if spare else ()
    if spare and (few := next(filter(None, fewer), None)):
        return tuple(_with_pages_of_lines(run, _panels(groups, few), feet, rooms, spare))
    cuts = divided([*groups, *feet], rooms, CLOSE, feet=len(feet))
    if cuts is None:
        return foot_of(run, pages, spares, safety_px)
    return tuple(_spread(run, _panels([*groups, *feet], cuts), rooms, feet, spare))


def foot_of(run: Run, pages: int, spares: Sequence[Spare], safety_px: float) -> tuple[Change, ...]:
    """Return the changes that bring lines, or what stands at the foot, to the last page of ``run``, whose pages stay as they are."""
    if len(run.rooms_px) != pages:
        return ()
    spare = next((each for each in spares if each.parent in run.roots), None)
    return tuple(_below(run.pieces, _groups(run.pieces)[1], CLOSE, run.free_px - safety_px, spare))


def divided(groups: Sequence[Group], rooms: Sequence[float], air: float, feet: int = 0) -> tuple[int, ...] | None:
    """Return where each panel begins in ``groups``, as evenly as can be; None where they do not fit.

    The last ``feet`` groups stay together on the last panel.
    """
    count = len(groups)
    ends = range(1, count - feet + (feet > 0))

    @lru_cache(maxsize=None)
    def _best(start: int, panel: int) -> tuple[float, tuple[int, ...]]:
        last = panel == len(rooms) - 1
        found: tuple[float, tuple[int, ...]] = (inf, ())
        for end in (count,) if last else (end for end in ends if end > start):
            cost = _cost(groups[start:end], rooms[panel], air, last) + COSTS[groups[start].rank] * (start > 0)
            if cost == inf:
                continue
            rest = (0.0, ()) if last else _best(end, panel + 1)
            if cost + rest[0] < found[0]:
                found = cost + rest[0], (start, *rest[1])
        return found

    cost, cuts = _best(0, 0)
    return cuts if cost < inf else None


def _cost(groups: Sequence[Group], room: float, air: float, last: bool) -> float:
    height = sum(_height(groups, air))
    if not groups or height > room or any(group.first.forced for group in groups[1:]):
        return inf
    return (1 - height / room) ** 2 * (LAST if last else 1.0)


def _height(groups: Sequence[Group], air: float) -> tuple[float, float]:
    """Return what ``groups`` take of a panel: what stays as it is, and the spaces at ``air``."""
    between = groups[1:]
    solid = sum(group.solid_px for group in groups) + sum(group.first.fixed_px for group in between)
    space = sum(group.space_px for group in groups) + sum(group.first.space_px for group in between)
    # The padding of the box that begins, and of the one that ends, on this panel, and the head of a table that goes on.
    edge = groups[0].first.fixed_px + groups[0].first.again_px + groups[-1].pieces[-1].closing_px if groups else 0.0
    return solid + edge, space * air


def _groups(pieces: Sequence[Piece]) -> tuple[list[Group], list[Group]]:
    """Return the pieces that stay together, those of the text and those of the foot."""
    starts = [place for place, piece in enumerate(pieces) if place == 0 or not piece.kept]
    groups = [Group(tuple(pieces[start:end])) for start, end in pairwise([*starts, len(pieces)])]
    foot = next((place for place, group in enumerate(groups) if group.first.top.get(FOOT) is not None), len(groups))
    return groups[:foot], groups[foot:]


def _panels(groups: Sequence[Group], cuts: Sequence[int]) -> list[list[Group]]:
    return [list(groups[start:end]) for start, end in pairwise([*cuts, len(groups)])]


def _spread(run: Run, panels: list[list[Group]], rooms: list[float], feet: list[Group], spare: Spare | None) -> Iterator[Change]:
    air = _air(panels, rooms)
    yield from _aired(run, air)
    yield from _begun(panels)
    pieces = [piece for group in panels[-1] for piece in group.pieces]
    yield from _below(pieces, feet, air, rooms[-1] - sum(_height(panels[-1], air)), spare)


def _below(pieces: Sequence[Piece], feet: Sequence[Group], air: float, free_px: float, spare: Spare | None) -> Iterator[Change]:
    """Yield what becomes of the free room on the last page, with ``pieces`` on it: lines to write on, or the foot moves down."""
    left = free_px - BELOW_FOOT_PX
    above = len(pieces) - sum(len(group.pieces) for group in feet) - 1
    lines = left - (pieces[above].margin_px * air if above >= 0 else 0.0)
    if spare and lines > spare.least_mm * PIXELS_PER_MM:
        yield spare
        yield Styled(spare.element, f"height: {lines:.1f}px")
    elif feet and left > 0:
        before = feet[0].first.space_px * air
        yield Styled(feet[0].first.top, f"margin-block-start: {before + left:.1f}px !important")


def _with_pages_of_lines(
    run: Run, panels: list[list[Group]], feet: list[Group], rooms: list[float], spare: Spare
) -> Iterator[Change]:
    """Yield the changes that leave the last panels to lines, with the foot below them."""
    air = _air(panels, rooms)
    yield from _aired(run, air)
    yield from _begun(panels)
    solid, space = _height(feet, air)
    foot = solid + space + (feet[0].first.space_px * air if feet else 0.0)
    for number in range(len(panels), len(rooms)):
        lines = replace(spare, element=deepcopy(spare.element))
        yield lines
        room, below = rooms[number], foot if number == len(rooms) - 1 else 0.0
        yield Styled(lines.element, f"break-before: page; height: {room - below - BELOW_FOOT_PX:.1f}px")


def _air(panels: Sequence[Sequence[Group]], rooms: Sequence[float]) -> float:
    """Return the widest spaces, alike on all panels, at which each of them holds its text."""
    most = [(room - solid) / max(space, 1.0) for (solid, space), room in zip(_heights(panels), rooms, strict=False)]
    return min(WIDE, max(CLOSE, min(most)))


def _heights(panels: Sequence[Sequence[Group]]) -> list[tuple[float, float]]:
    return [_height(panel, 1.0) for panel in panels]


def _aired(run: Run, air: float) -> Iterator[Change]:
    yield from (Styled(root, f"--air: {air:.3f}") for root in run.roots)


def _begun(panels: Sequence[Sequence[Group]]) -> Iterator[Change]:
    yield from (Styled(panel[0].first.top, "break-before: page; margin-block-start: 0 !important") for panel in panels[1:])
