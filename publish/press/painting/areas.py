"""Points, matrices and areas of what is painted on a page (ISO 32000-1, 8.3.4 and 8.5.2)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import hypot, inf, sqrt

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
Bounds = tuple[float, float, float, float]
"""A rectangle: left, bottom, right, top."""
Stretch = tuple[Matrix, tuple[bytes, ...]]
"""Operators that construct a path, as they stand in the content of a page, and the matrix that was in force."""

CURVE_STEPS = 6
NOWHERE = (inf, inf, -inf, -inf)
_RECTANGLE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))


@dataclass(frozen=True, eq=False)
class Area:
    """What a path fills; with a ``line_width``, the lines along it. The path is read when it is needed: most areas are near no text."""

    path: tuple[Stretch, ...]
    even_odd: bool = False
    line_width: float | None = None

    @cached_property
    def outlines(self) -> tuple[tuple[Point, ...], ...]:
        """The corners of each part of the path, curves as some short lines."""
        found: list[list[Point]] = []
        for matrix, operators in self.path:
            for operator in operators:
                _trace(found, operator, matrix)
        return tuple(map(tuple, found))

    @cached_property
    def bounds(self) -> Bounds:
        """A rectangle around it; larger than need be around curves, and where it is turned."""
        margin = (self.line_width or 0.0) / 2
        corners = [corner for matrix, operators in self.path for corner in _corners_around(operators, matrix)]
        left, bottom, right, top = bounds_of(corners) if corners else NOWHERE
        return left - margin, bottom - margin, right + margin, top + margin

    @cached_property
    def is_rectangle(self) -> bool:
        """Whether it is all of its ``bounds``."""
        if self.line_width is not None or len(self.path) != 1:
            return False
        ((_, b, c, _, _, _), operators), *_ = self.path
        return not b and not c and len(operators) == 1 and operators[0].endswith(b" re")

    def surrounds(self, bounds: Bounds) -> bool:
        """Tell whether all of ``bounds`` is in the area, as far as that can be told quickly: whether it is a rectangle around them."""
        left, bottom, right, top = self.bounds
        return left <= bounds[0] and bottom <= bounds[1] and right >= bounds[2] and top >= bounds[3] and self.is_rectangle

    def holds(self, point: Point) -> bool:
        """Tell whether ``point`` is in the area."""
        left, bottom, right, top = self.bounds
        if not (left <= point[0] <= right and bottom <= point[1] <= top):
            return False
        if self.is_rectangle:
            return True
        if self.line_width is not None:
            lines = (ends for outline in self.outlines for ends in zip(outline, outline[1:], strict=False))
            return any(_distance(point, *ends) <= self.line_width / 2 for ends in lines)
        crossings = [crossing for outline in self.outlines for crossing in _crossings(outline, point)]
        return bool(len(crossings) % 2 if self.even_odd else sum(crossings))


EVERYWHERE = Area((((1.0, 0.0, 0.0, 1.0, 0.0, 0.0), (b"-1e9 -1e9 2e9 2e9 re",)),))


def bounds_of(points: Iterable[Point]) -> Bounds:
    """Return the smallest rectangle around ``points``."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


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


def _trace(outlines: list[list[Point]], operator: bytes, matrix: Matrix) -> None:
    """Add to ``outlines`` what ``operator`` constructs: m, l, c, re or h (ISO 32000-1, table 59)."""
    *operands, name = operator.split()
    numbers = list(map(float, operands))
    points = [moved((x, y), matrix) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
    if name == b"re":
        x, y, width, height = numbers
        outlines.append([moved((x + dx * width, y + dy * height), matrix) for dx, dy in _RECTANGLE])
    elif name == b"m":
        outlines.append(points)
    elif outlines and name == b"c":
        outlines[-1] += _curve(outlines[-1][-1], *points)
    elif outlines:
        outlines[-1] += points or outlines[-1][:1]


def _corners_around(operators: Sequence[bytes], matrix: Matrix) -> Iterator[Point]:
    """Yield the corners of rectangles around all points of ``operators``, after ``matrix``."""
    rectangles = [tuple(map(float, each.split()[:4])) for each in operators if each.endswith(b"re")]
    numbers = list(map(float, b" ".join(each[:-1] for each in operators if not each.endswith((b"re", b"h"))).split()))
    found = [(x, y, x + width, y + height) for x, y, width, height in rectangles]
    if numbers:
        xs, ys = numbers[::2], numbers[1::2]
        found.append((min(xs), min(ys), max(xs), max(ys)))
    for x1, y1, x2, y2 in found:
        yield from (moved(corner, matrix) for corner in ((x1, y1), (x1, y2), (x2, y1), (x2, y2)))


def _curve(start: Point, first: Point, second: Point, end: Point) -> Iterator[Point]:
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
