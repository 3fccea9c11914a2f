"""Lines to write on, at the end of pages of any number: what waits for room (``data-spare``) or grows with it (``data-grow``)."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace

from publish.press.fit.changes import GROW, Change, Spare, Styled
from publish.press.fit.measure import Piece, Run
from publish.press.fit.paginate import SURE_PX, pages_of
from publish.press.sheets.paper import PIXELS_PER_MM


def lined(run: Run, spares: Sequence[Spare], blank: int) -> Iterator[Change]:
    """Yield the changes that fill what ``run`` leaves of its last page, and ``blank`` pages after it, with lines."""
    pages = pages_of(run.pieces, run.rooms_px, 1.0)
    if len(pages) != len(run.rooms_px):
        return
    free_px = min(pages[-1].free_px, run.free_px) - SURE_PX
    growing = next((piece for piece in _last_page(run) if piece.element.get(GROW) is not None), None)
    if growing and free_px > 0:
        yield Styled(growing.element, f"height: {growing.height_px + free_px:.1f}px")
    if spare := next((each for each in spares if each.parent in run.roots), None):
        yield from _spare(run, spare, 0.0 if growing else free_px, blank)


def _last_page(run: Run) -> Sequence[Piece]:
    """Return the pieces on the last page of ``run``, whole."""
    room_px = run.rooms_px[-1]
    for start in range(len(run.pieces)):
        if len(pages_of(run.pieces[start:], (room_px,), 1.0)) == 1:
            return run.pieces[start:]
    return ()


def _spare(run: Run, spare: Spare, free_px: float, blank: int) -> Iterator[Change]:
    left_px = free_px - run.pieces[-1].margin_px
    if left_px > spare.least_mm * PIXELS_PER_MM:
        yield spare
        yield Styled(spare.element, f"height: {left_px:.1f}px")
    for _ in range(blank):
        page = replace(spare, element=deepcopy(spare.element))
        yield page
        yield Styled(page.element, f"break-before: page; height: {run.rooms_px[-1] - SURE_PX:.1f}px")
