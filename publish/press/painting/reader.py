"""Read what was painted on a page, in the order in which it was painted: areas, lines, pictures and texts.

The content of a page (see `publish.press.engine.content`) says it all: shadows, outlines, gradients, transforms and clips of CSS have
become paths, matrices and groups there. Points and lengths are in units of the PDF (ISO 32000-1, 8.3.2.3).

A page has thousands of operators, and is read at each print. So most operators are only kept, and read when what they paint is near a
text; the state is plain attributes, saved as a tuple.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from publish.press.painting.areas import EVERYWHERE, Area, Matrix, Point, Stretch, product, spread
from publish.press.painting.light import light_of

BLACK = b"0 0 0 rg"
_UNIT = b"0 0 1 1 re"
_FILLS = {b"f": False, b"f*": True, b"B": False, b"B*": True, b"b": False, b"b*": True}
_STROKES = frozenset({b"S", b"s", b"B", b"B*", b"b", b"b*"})
_PATHS = frozenset({b" m", b" l", b" c", b"re", b"h"})


class Fill(NamedTuple):
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


class Letters(NamedTuple):
    """A text: its ``origin`` on the page as CSS has it, the ``matrix`` from there to the PDF, and how it was painted."""

    order: int
    origin: Point
    matrix: Matrix
    light: float | None
    alpha: float
    clips: tuple[Area, ...]


@dataclass(slots=True)
class Painting:
    """All that was painted on a page; ``matrix`` leads from CSS pixels to the units of the PDF.

    ``fonts`` and ``strings`` are the first operators that set the font of each of ``letters``, by its place there, and that show it.
    """

    matrix: Matrix
    fills: list[Fill] = field(default_factory=list)
    letters: list[Letters] = field(default_factory=list)
    fonts: dict[int, bytes] = field(default_factory=dict)
    strings: dict[int, bytes] = field(default_factory=dict)
    groups: int = 0


def read_painting(stream: Any, start: int, state: Matrix, pixels: Matrix) -> Painting:
    """Return what ``stream`` paints from its operator ``start`` on; ``state`` is the matrix at its start, ``pixels`` that of CSS pixels."""
    painting = Painting(pixels)
    _Reader(painting, stream, state).read(stream.stream[start:])
    return painting


class _Reader:
    """Reads the operators of one stream: a page, or a group on it, which is ``opacity`` opaque.

    The graphics state (ISO 32000-1, 8.4.1) is kept as far as it decides what is seen. A colour is the operator that sets it; ``space``
    and ``line_space`` are the operators that set the spaces of colours.
    """

    __slots__ = (
        "painting", "stream", "opacity", "group", "saved", "path", "stretch", "clipping", "graphics", "matrix", "clips", "colour",
        "line_colour", "alpha", "line_alpha", "width", "masked", "space", "line_space", "shown",
    )  # fmt: skip

    def __init__(self, painting: Painting, stream: Any, matrix: Matrix, opacity: float = 1.0, group: int = 0) -> None:
        self.painting, self.stream, self.opacity, self.group = painting, stream, opacity, group
        self.saved: list[Any] = []
        self.path: list[Stretch] = []
        self.stretch: list[bytes] = []
        self.clipping: bool | None = None
        self.graphics: dict[bytes, Any] = {}
        self.matrix, self.clips = matrix, tuple[Area, ...]()
        self.colour = self.line_colour = BLACK
        self.alpha = self.line_alpha = self.width = 1.0
        self.masked, self.shown = False, True
        self.space = self.line_space = b""

    def read(self, operators: Iterable[Any]) -> None:
        """Read ``operators``."""
        handlers, paths, stretch = _HANDLERS.get, _PATHS, self.stretch
        for each in operators:
            if each.__class__ is bytes:
                name = each[-2:]
                if name in paths:
                    stretch.append(each)
                elif handler := handlers(name):
                    handler(self, each)

    def paint(self, name: bytes) -> None:
        """Paint the path, or use it to clip, and forget it."""
        self.end_stretch()
        path = tuple(self.path)
        if path and name in _FILLS:
            self.add(Area(path, _FILLS[name]), light_of(self.space, self.colour), self.alpha)
        if path and name in _STROKES:
            area = Area(path, line_width=self.width * spread(self.matrix))
            self.add(area, light_of(self.line_space, self.line_colour), self.line_alpha)
        if self.clipping is not None:
            self.clips = (*self.clips, Area(path, self.clipping))
        self.path, self.clipping = [], None

    def end_stretch(self) -> None:
        """Keep what of the path was constructed so far, before the matrix changes."""
        if self.stretch:
            self.path.append((self.matrix, tuple(self.stretch)))
            self.stretch.clear()

    def add(self, area: Area, light: float | None, alpha: float) -> None:
        """Note that ``area`` is painted; under a mask nobody knows how light it is."""
        painting = self.painting
        order = len(painting.fills) + len(painting.letters)
        painting.fills.append(Fill(order, area, None if self.masked else light, alpha * self.opacity, self.clips, self.group))

    def save(self, _: bytes) -> None:
        """Read ``q``."""
        self.saved.append((
            self.matrix, self.clips, self.colour, self.line_colour, self.alpha, self.line_alpha, self.width, self.masked, self.space,
            self.line_space, self.shown,
        ))  # fmt: skip

    def restore(self, _: bytes) -> None:
        """Read ``Q``."""
        if self.saved:
            self.end_stretch()
            (
                self.matrix, self.clips, self.colour, self.line_colour, self.alpha, self.line_alpha, self.width, self.masked, self.space,
                self.line_space, self.shown,
            ) = self.saved.pop()  # fmt: skip

    def transform(self, operator: bytes) -> None:
        """Read ``cm``."""
        self.end_stretch()
        a, b, c, d, e, f = map(float, operator.split()[:6])
        self.matrix = product((a, b, c, d, e, f), self.matrix)

    def clip(self, operator: bytes) -> None:
        """Read ``W`` and ``W*``."""
        self.clipping = operator == b"W*"

    def set_colour(self, operator: bytes) -> None:
        """Read ``rg`` and ``scn``."""
        self.colour = operator

    def set_line_colour(self, operator: bytes) -> None:
        """Read ``RG`` and ``SCN``."""
        self.line_colour = operator

    def set_space(self, operator: bytes) -> None:
        """Read ``cs``."""
        self.space = operator

    def set_line_space(self, operator: bytes) -> None:
        """Read ``CS``."""
        self.line_space = operator

    def set_width(self, operator: bytes) -> None:
        """Read ``w``."""
        self.width = float(operator[:-2])

    def set_mode(self, operator: bytes) -> None:
        """Read ``Tr``."""
        self.shown = float(operator[:-3]) < 3

    def set_graphics(self, operator: bytes) -> None:
        """Read ``gs``: opacity, and masks and blending, after which nobody knows what is seen."""
        found = self.graphics.get(operator)
        if found is None:
            found = self.graphics[operator] = self.stream._resources["ExtGState"].get(operator[1:-3].decode()) or {}
        if found:
            self.alpha, self.line_alpha = float(found.get("ca", self.alpha)), float(found.get("CA", self.line_alpha))
            self.masked = self.masked or "SMask" in found or found.get("BM", "/Normal") != "/Normal"

    def draw(self, operator: bytes) -> None:
        """Read ``Do``: a group is read too, a picture is a rectangle."""
        group = self.stream._resources["XObject"].get(operator[1:-3].decode())
        if hasattr(group, "stream"):
            number = self.group
            if not number:
                self.painting.groups += 1
                number = self.painting.groups
            self.inside(group, number).read(group.stream)
        else:
            self.add(Area(((self.matrix, (_UNIT,)),)), None, self.alpha)

    def inside(self, group: Any, number: int) -> "_Reader":
        """Return a reader of a ``group`` that begins in the state of this one, opaque."""
        reader = _Reader(self.painting, group, self.matrix, self.opacity * self.alpha, number)
        reader.clips, reader.masked, reader.shown, reader.width = self.clips, self.masked, self.shown, self.width
        reader.colour, reader.line_colour = self.colour, self.line_colour
        reader.space, reader.line_space = self.space, self.line_space
        return reader

    def shade(self, _: bytes) -> None:
        """Read ``sh``: a gradient fills what is not clipped away."""
        clips = self.clips
        *around, last = clips or (EVERYWHERE,)
        self.clips = tuple(around)
        self.add(last, None, self.alpha)
        self.clips = clips

    def letters(self, operator: bytes) -> None:
        """Read ``Tm``: a text begins."""
        painting = self.painting
        x, y = operator.split()[4:6]
        alpha = self.alpha * self.opacity if self.shown and not self.masked else 0.0
        order, light = len(painting.fills) + len(painting.letters), light_of(self.space, self.colour)
        painting.letters.append(Letters(order, (float(x), float(y)), self.matrix, light, alpha, self.clips))

    def font(self, operator: bytes) -> None:
        """Read ``Tf``."""
        self.painting.fonts.setdefault(len(self.painting.letters) - 1, operator)

    def string(self, operator: bytes) -> None:
        """Read ``TJ`` and ``Tj``."""
        self.painting.strings.setdefault(len(self.painting.letters) - 1, operator)


# By the last two bytes of an operator with its operands; those that are not here change nothing that is judged.
_HANDLERS = {
    b"q": _Reader.save, b"Q": _Reader.restore, b"cm": _Reader.transform, b"W": _Reader.clip, b"W*": _Reader.clip,
    b"rg": _Reader.set_colour, b"cn": _Reader.set_colour, b"RG": _Reader.set_line_colour, b"CN": _Reader.set_line_colour,
    b"cs": _Reader.set_space, b"CS": _Reader.set_line_space, b" w": _Reader.set_width, b"Tr": _Reader.set_mode,
    b"gs": _Reader.set_graphics, b"Do": _Reader.draw, b"sh": _Reader.shade, b"Tm": _Reader.letters,
    b"Tf": _Reader.font, b"TJ": _Reader.string, b"Tj": _Reader.string,
    **dict.fromkeys((*_FILLS, *_STROKES, b"n"), _Reader.paint),
}  # fmt: skip
