"""Points, matrices and areas of what is painted on a page (ISO 32000-1, 8.3.4 and 8.5.3.3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import hypot, sqrt

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]

CURVE_STEPS = 6


@dataclass(frozen=True)
class Area:
    """What some paths fill; with a ``line_width``, the lines along them."""

    paths: tuple[tuple[Point, ...], ...]
    even_odd: bool = False
    line_width: float | None = None

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """The smallest rectangle around it: left, bottom, right, top."""
        xs, ys = zip(*(point for path in self.paths for point in path), strict=True)
        margin = (self.line_width or 0.0) / 2
        return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin

    def holds(self, point: Point) -> bool:
        """Tell whether ``point`` is in the area."""
        if not self.paths:
            return False
        left, bottom, right, top = self.bounds
        if not (left <= point[0] <= right and bottom <= point[1] <= top):
            return False
        if self.line_width is not None:
            return any(_distance(point, *ends) <= self.line_width / 2 for path in self.paths for ends in zip(path, path[1:], strict=False))
        crossings = [crossing for path in self.paths for crossing in _crossings(path, point)]
        return bool(len(crossings) % 2 if self.even_odd else sum(crossings))


def moved(point: Point, matrix: Matrix) -> Point:
    """Return where ``matrix`` takes ``point``."""
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def product(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies ``first`` and then ``second``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def determinant(matrix: Matrix) -> float:
    """Return by how much ``matrix`` makes areas larger; negative where it mirrors them."""
    return matrix[0] * matrix[3] - matrix[1] * matrix[2]


def spread(matrix: Matrix) -> float:
    """Return by how much ``matrix`` makes lengths larger, in the mean."""
    return sqrt(abs(determinant(matrix)))


def curve(start: Point, first: Point, second: Point, end: Point) -> Iterator[Point]:
    """Yield points on a Bézier curve, its end last."""
    for step in range(1, CURVE_STEPS + 1):
        t = step / CURVE_STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        points = (start, first, second, end)
        yield sum(w * p[0] for w, p in zip(weights, points, strict=True)), sum(w * p[1] for w, p in zip(weights, points, strict=True))


def _crossings(path: Sequence[Point], point: Point) -> Iterator[int]:
    """Yield 1 or -1 for each side of ``path`` that a ray from ``point`` to the right crosses, up or down."""
    x, y = point
    before = path[-1]
    for corner in path:
        if (before[1] <= y) != (corner[1] <= y):
            across = before[0] + (y - before[1]) / (corner[1] - before[1]) * (corner[0] - before[0])
            if across > x:
                yield 1 if corner[1] > before[1] else -1
        before = corner


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return how far ``point`` is from the line between ``start`` and ``end``."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length)) if length else 0.0
    return hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)
