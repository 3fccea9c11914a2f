"""Judge what is painted on a text or right beside it: a line through a dose, or a drawn zero after one, changes what is read."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from publish.press.painting.areas import Bounds, Matrix, Point, bounds_of, determinant, moved
from publish.press.painting.light import contrast
from publish.press.painting.reader import Fill, Letters

WHITE = 1.0
# The letters of a line without what is above a small x and below the baseline; underlines and frames are outside of it.
TOP_EM, BOTTOM_EM = 0.62, 0.04
BESIDE_EM = 0.3  # how far from a number something may look like a part of it
MOST_WIDE_EM, MOST_HIGH_EM = 1.2, 1.6  # the size of what could be read as a digit or a sign
LEAST_ALPHA, LEAST_DIFFERENCE = 0.1, 1.5
INSIDE_PX = 0.5  # what touches a text no more than that does not count
_STEPS = (0.02, 0.2, 0.4, 0.6, 0.8, 0.98)


def band_of(box: Any) -> Bounds:
    """Return where the letters of a text and what stands right beside its numbers are, in CSS pixels: left, top, right, bottom."""
    left, top, right, bottom = _letters_band(box)
    text, beside = box.text.strip(), BESIDE_EM * box.style["font_size"]
    first, last = text[:1].isdecimal(), text[-1:].isdecimal()
    return left - beside * first, top, right + beside * last, bottom


def why_disturbed(box: Any, letters: Letters, near: Sequence[Fill]) -> str:
    """Return what is wrong with the areas ``near`` a text that was painted as ``letters``; nothing where it stands alone."""
    band, own, back = band_of(box), _letters_band(box), _inverse(letters.matrix)
    for place, fill in enumerate(near):
        if fill.alpha < LEAST_ALPHA:
            continue
        bounds = bounds_of([moved(corner, back) for corner in _corners(_visible_bounds(fill))])
        shared = _overlap(bounds, own if fill.order > letters.order else band)
        if shared and (found := _why(bounds, shared, own, box.style["font_size"], fill.order > letters.order)):
            points = [point for point in _grid(shared, letters.matrix) if fill.covers(point)]
            if points and (fill.order > letters.order or _is_ink(fill, points, near[:place])):
                return found
    return ""


def _why(bounds: Bounds, shared: Bounds, own: Bounds, size: float, is_later: bool) -> str:
    if is_later:
        return "something is painted over it"
    if bounds[1] > own[1] or bounds[3] < own[3]:  # it is not behind the whole height of the letters
        return "a line is drawn through it, or a sign beside it"
    is_small = bounds[2] - bounds[0] < MOST_WIDE_EM * size and bounds[3] - bounds[1] < MOST_HIGH_EM * size
    is_behind = bounds[0] <= own[0] + INSIDE_PX and bounds[2] >= own[2] - INSIDE_PX
    return "what is drawn beside it could be read as a part of it" if is_small and not is_behind else ""


def _is_ink(fill: Fill, points: Iterable[Point], earlier: Sequence[Fill]) -> bool:
    """Tell whether ``fill`` differs from what was painted ``earlier`` behind one of ``points``."""
    for point in points:
        behind = next((each.light for each in reversed(earlier) if each.alpha >= 0.5 and each.covers(point)), WHITE)
        if fill.light is None or behind is None or contrast(fill.light, behind) ** fill.alpha >= LEAST_DIFFERENCE:
            return True
    return False


def _letters_band(box: Any) -> Bounds:
    size, baseline = box.style["font_size"], box.position_y + box.baseline
    return box.position_x, baseline - TOP_EM * size, box.position_x + box.width, baseline - BOTTOM_EM * size


def _visible_bounds(fill: Fill) -> Bounds:
    lefts, bottoms, rights, tops = zip(fill.area.bounds, *(clip.bounds for clip in fill.clips), strict=True)
    return max(lefts), max(bottoms), min(rights), min(tops)


def _corners(bounds: Bounds) -> list[Point]:
    left, bottom, right, top = bounds
    return [(left, bottom), (left, top), (right, bottom), (right, top)]


def _overlap(one: Bounds, other: Bounds) -> Bounds | None:
    left, top, right, bottom = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    return (left, top, right, bottom) if right - left > INSIDE_PX and bottom - top > 0 else None


def _grid(bounds: Bounds, matrix: Matrix) -> Iterator[Point]:
    """Yield points all over ``bounds``, on the page."""
    left, top, right, bottom = bounds
    for across in _STEPS:
        yield from (moved((left + across * (right - left), top + down * (bottom - top)), matrix) for down in _STEPS)


def _inverse(matrix: Matrix) -> Matrix:
    a, b, c, d, e, f = matrix
    by = determinant(matrix)
    return d / by, -b / by, -c / by, a / by, (c * f - d * e) / by, (b * e - a * f) / by
