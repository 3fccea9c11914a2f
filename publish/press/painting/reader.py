"""Read what was painted on a page, in the order in which it was painted: areas, lines, pictures and texts.

The content of a page (see `publish.press.engine.content`) says it all: shadows, outlines, gradients, transforms and clips of CSS have
become paths, matrices and groups there. Points and lengths are in units of the PDF (ISO 32000-1, 8.3.2.3).
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any

from publish.press.painting.areas import Area, Matrix, Point, curve, moved, product, spread

WHITE, BLACK = 1.0, 0.0
_SKIPPED = frozenset({b"TJ", b"Tf", b"BT", b"ET", b"DC", b"MC", b" J", b" j", b" d"})  # these change nothing that is judged
_RECTANGLE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
_FILLS = {b"f": False, b"f*": True, b"B": False, b"B*": True, b"b": False, b"b*": True}
_STROKES = frozenset({b"S", b"s", b"B", b"B*", b"b", b"b*"})


@dataclass(frozen=True, slots=True)
class Fill:
    """An area, a line or a picture: where it is, how light (0 black, 1 white, None: not known) and how opaque it is.

    ``order`` counts all that is painted; ``group`` is the number of the group right on the page in which it stands, 0 for none.
    """

    order: int
    area: Area
    light: float | None
    alpha: float
    clips: tuple[Area, ...]
    group: int

    def covers(self, point: Point) -> bool:
        """Tell whether ``point`` is painted."""
        return self.area.holds(point) and all(clip.holds(point) for clip in self.clips)


@dataclass(frozen=True, slots=True)
class Letters:
    """A text: its ``origin`` on the page as CSS has it, the ``matrix`` from there to the PDF, and how it was painted."""

    order: int
    origin: Point
    matrix: Matrix
    light: float | None
    alpha: float
    clips: tuple[Area, ...]


@dataclass(slots=True)
class Painting:
    """All that was painted on a page; ``matrix`` leads from CSS pixels to the units of the PDF."""

    matrix: Matrix
    fills: list[Fill] = field(default_factory=list)
    letters: list[Letters] = field(default_factory=list)
    groups: int = 0

    @property
    def order(self) -> int:
        """The number of what is painted next."""
        return len(self.fills) + len(self.letters)


@dataclass(slots=True)
class _State:
    """The graphics state (ISO 32000-1, 8.4.1), as far as it decides what is seen; ``spaces`` are the colour spaces for areas and lines."""

    matrix: Matrix
    clips: tuple[Area, ...] = ()
    light: float | None = BLACK
    line_light: float | None = BLACK
    alpha: float = 1.0
    line_alpha: float = 1.0
    width: float = 1.0
    masked: bool = False
    space: bytes = b""
    line_space: bytes = b""
    shown: bool = True


def read_painting(stream: Any, start: int, state: Matrix, pixels: Matrix) -> Painting:
    """Return what ``stream`` paints from its operator ``start`` on; ``state`` is the matrix at its start, ``pixels`` that of CSS pixels."""
    painting = Painting(pixels)
    _Reader(painting, stream, _State(state), 1.0, 0).read(stream.stream[start:])
    return painting


class _Reader:
    """Reads the operators of one stream: a page, or a group on it, which is ``opacity`` opaque."""

    def __init__(self, painting: Painting, stream: Any, state: _State, opacity: float, group: int) -> None:
        self.painting, self.stream, self.state, self.opacity, self.group = painting, stream, state, opacity, group
        self.saved: list[_State] = []
        self.paths: list[list[Point]] = []
        self.clipping: bool | None = None

    def read(self, operators: Sequence[Any]) -> None:
        """Read ``operators``."""
        for each in operators:
            if isinstance(each, bytes) and each[-2:] not in _SKIPPED:
                operands, _, name = each.rpartition(b" ")
                handler = _HANDLERS.get(name)
                if handler:
                    handler(self, operands)
                elif name in _FILLS or name in _STROKES or name == b"n":
                    self.paint(name)

    def paint(self, name: bytes) -> None:
        """Paint the path, or use it to clip, and forget it."""
        if name in _FILLS:
            self.add(Area(tuple(map(tuple, self.paths)), _FILLS[name]), self.state.light, self.state.alpha)
        if name in _STROKES and self.paths:
            width = self.state.width * spread(self.state.matrix)
            self.add(Area(tuple(map(tuple, self.paths)), line_width=width), self.state.line_light, self.state.line_alpha)
        if self.clipping is not None:
            clip = Area(tuple(map(tuple, self.paths)), self.clipping)
            self.state.clips = (*self.state.clips, clip)
        self.paths, self.clipping = [], None

    def add(self, area: Area, light: float | None, alpha: float) -> None:
        """Note that ``area`` is painted."""
        if area.paths:
            painting = self.painting
            painting.fills.append(Fill(painting.order, area, light, alpha * self.opacity, self.state.clips, self.group))

    def save(self, _: bytes) -> None:
        """Read ``q``."""
        self.saved.append(copy(self.state))

    def restore(self, _: bytes) -> None:
        """Read ``Q``."""
        if self.saved:
            self.state = self.saved.pop()

    def transform(self, operands: bytes) -> None:
        """Read ``cm``."""
        self.state.matrix = product(_matrix(operands), self.state.matrix)

    def move(self, operands: bytes) -> None:
        """Read ``m``."""
        self.paths.append([self._point(operands.split())])

    def line(self, operands: bytes) -> None:
        """Read ``l``."""
        if self.paths:
            self.paths[-1].append(self._point(operands.split()))

    def curve(self, operands: bytes) -> None:
        """Read ``c``."""
        if self.paths:
            numbers = operands.split()
            points = [self._point(numbers[place : place + 2]) for place in (0, 2, 4)]
            self.paths[-1] += curve(self.paths[-1][-1], *points)

    def rectangle(self, operands: bytes) -> None:
        """Read ``re``."""
        x, y, width, height = map(float, operands.split())
        self.paths.append([moved((x + dx * width, y + dy * height), self.state.matrix) for dx, dy in _RECTANGLE])

    def close(self, _: bytes) -> None:
        """Read ``h``."""
        if self.paths and self.paths[-1]:
            self.paths[-1].append(self.paths[-1][0])

    def clip(self, _: bytes) -> None:
        """Read ``W``."""
        self.clipping = False

    def clip_even_odd(self, _: bytes) -> None:
        """Read ``W*``."""
        self.clipping = True

    def set_rgb(self, operands: bytes) -> None:
        """Read ``rg``."""
        self.state.light = _light_rgb(_numbers(operands))
        self.state.space = b""

    def set_line_rgb(self, operands: bytes) -> None:
        """Read ``RG``."""
        self.state.line_light = _light_rgb(_numbers(operands))
        self.state.line_space = b""

    def set_space(self, operands: bytes) -> None:
        """Read ``cs``."""
        self.state.space = operands

    def set_line_space(self, operands: bytes) -> None:
        """Read ``CS``."""
        self.state.line_space = operands

    def set_colour(self, operands: bytes) -> None:
        """Read ``scn``."""
        self.state.light = _light(self.state.space, operands)

    def set_line_colour(self, operands: bytes) -> None:
        """Read ``SCN``."""
        self.state.line_light = _light(self.state.line_space, operands)

    def set_width(self, operands: bytes) -> None:
        """Read ``w``."""
        self.state.width = float(operands)

    def set_mode(self, operands: bytes) -> None:
        """Read ``Tr``."""
        self.state.shown = int(float(operands)) < 3

    def set_graphics(self, operands: bytes) -> None:
        """Read ``gs``: opacity, and masks and blending, after which nobody knows what is seen."""
        found = self.stream._resources["ExtGState"].get(operands[1:].decode()) or {}
        masked = self.state.masked or "SMask" in found or found.get("BM", "/Normal") != "/Normal"
        alpha, line_alpha = float(found.get("ca", self.state.alpha)), float(found.get("CA", self.state.line_alpha))
        self.state.alpha = alpha
        self.state.line_alpha = line_alpha
        self.state.masked = masked

    def draw(self, operands: bytes) -> None:
        """Read ``Do``: a group is read too, a picture is a rectangle."""
        group = self.stream._resources["XObject"].get(operands[1:].decode())
        if hasattr(group, "stream"):
            number = self.group
            if not number:
                self.painting.groups += 1
                number = self.painting.groups
            state = replace(self.state, alpha=1.0, line_alpha=1.0)
            _Reader(self.painting, group, state, self.opacity * self.state.alpha, number).read(group.stream)
        else:
            self.add(Area((tuple(moved(corner, self.state.matrix) for corner in _RECTANGLE),)), None, self.state.alpha)

    def shade(self, _: bytes) -> None:
        """Read ``sh``: a gradient fills what is not clipped away."""
        *around, last = self.state.clips or (Area(()),)
        self.state.clips = tuple(around)
        self.add(last, None, self.state.alpha)
        self.state.clips = (*around, last) if last.paths else ()

    def letters(self, operands: bytes) -> None:
        """Read ``Tm``: a text begins."""
        *_, x, y = _numbers(operands)
        state = self.state
        alpha = state.alpha * self.opacity if state.shown and not state.masked else 0.0
        found = Letters(self.painting.order, (x, y), state.matrix, state.light, alpha, state.clips)
        self.painting.letters.append(found)

    def _point(self, numbers: Sequence[bytes]) -> Point:
        return moved((float(numbers[0]), float(numbers[1])), self.state.matrix)


_HANDLERS = {
    b"q": _Reader.save, b"Q": _Reader.restore, b"cm": _Reader.transform, b"m": _Reader.move, b"l": _Reader.line, b"c": _Reader.curve,
    b"re": _Reader.rectangle, b"h": _Reader.close, b"W": _Reader.clip, b"W*": _Reader.clip_even_odd, b"rg": _Reader.set_rgb,
    b"RG": _Reader.set_line_rgb, b"cs": _Reader.set_space, b"CS": _Reader.set_line_space, b"scn": _Reader.set_colour,
    b"SCN": _Reader.set_line_colour, b"w": _Reader.set_width, b"Tr": _Reader.set_mode, b"gs": _Reader.set_graphics, b"Do": _Reader.draw,
    b"sh": _Reader.shade, b"Tm": _Reader.letters,
}  # fmt: skip


def _numbers(operands: bytes) -> list[float]:
    return [float(number) for number in operands.split()]


def _matrix(operands: bytes) -> Matrix:
    a, b, c, d, e, f = map(float, operands.split())
    return a, b, c, d, e, f


def _light(space: bytes, operands: bytes) -> float | None:
    """Return how light a colour of ``space`` is; None for a pattern, and for a space that is not known."""
    try:
        numbers = _numbers(operands)
    except ValueError:
        return None  # the name of a pattern
    if space == b"/DeviceCMYK" and len(numbers) == 4:
        return _light_rgb([(1 - ink) * (1 - numbers[3]) for ink in numbers[:3]])
    if space.startswith(b"/lab") and numbers:
        return min(1.0, max(0.0, ((numbers[0] + 16) / 116) ** 3))
    return None


def _light_rgb(numbers: Sequence[float]) -> float:
    """Return the relative luminance of a colour (WCAG 2, relative luminance)."""
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in numbers)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
