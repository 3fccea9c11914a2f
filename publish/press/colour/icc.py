"""Build a generic ICC profile of a four-colour press, for jobs without a print shop's profile.

It describes the arithmetic conversion that `publish.press.colour.cmyk` uses, so that a proof on screen shows the intended colours.
A print shop that asks for a condition of its own (FOGRA39, SWOP) gets it when its profile is given.
Layout of the file: ICC.1:2001-04, section 6; tables in the type ``mft2`` (6.5.8).
"""

import struct
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import product

GENERIC_NAME = "Generic four-colour press"
WHITE = (0.9642, 1.0, 0.8249)  # D50, the white of the profile connection space
# Linear sRGB to XYZ under D50 (Bradford-adapted), as IEC 61966-2-1 and ICC.1 have it.
TO_XYZ = ((0.4360747, 0.3850649, 0.1430804), (0.2225045, 0.7168786, 0.0606169), (0.0139322, 0.0971045, 0.7141733))
TO_RGB = ((3.1338561, -1.6168667, -0.4906146), (-0.9787684, 1.9161415, 0.0334540), (0.0719453, -0.2289914, 1.4052427))
STEPS_OUT, STEPS_IN = 5, 9  # grid points to each ink, and to each axis of Lab
FULL = 65535
Colour = tuple[float, ...]


@lru_cache(maxsize=1)
def generic_profile() -> bytes:
    """Return the profile; always the same bytes."""
    to_lab = _table(4, 3, STEPS_OUT, lambda inks: _encode(_lab(_rgb(inks))))
    to_inks = _table(3, 4, STEPS_IN, lambda lab: naive_cmyk(_rgb_of_lab(_decode(lab))))
    in_gamut = _table(3, 1, 2, lambda _: (0.0,))
    tags = [("desc", _description(GENERIC_NAME)), ("cprt", b"text\0\0\0\0No copyright, use freely\0")]
    tags.append(("wtpt", b"XYZ \0\0\0\0" + _xyz(WHITE)))
    tags += [(f"A2B{intent}", to_lab) for intent in range(3)] + [(f"B2A{intent}", to_inks) for intent in range(3)] + [("gamt", in_gamut)]
    return _file(tags)


def naive_cmyk(rgb: Colour) -> Colour:
    """Return the inks of an sRGB colour, all from 0 to 1, with as much black as possible."""
    light = max(rgb)
    return (*((light - value) / light for value in rgb), 1 - light) if light > 0 else (0.0, 0.0, 0.0, 1.0)


def _rgb(inks: Colour) -> Colour:
    return tuple((1 - ink) * (1 - inks[3]) for ink in inks[:3])


def _lab(rgb: Colour) -> Colour:
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in rgb]
    x, y, z = (_curve(sum(a * b for a, b in zip(row, linear, strict=True)) / white) for row, white in zip(TO_XYZ, WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _curve(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def _rgb_of_lab(lab: Colour) -> Colour:
    y = (lab[0] + 16) / 116
    cubes = [value**3 if value**3 > 216 / 24389 else (116 * value - 16) * 27 / 24389 for value in (y + lab[1] / 500, y, y - lab[2] / 200)]
    xyz = [cube * white for cube, white in zip(cubes, WHITE, strict=True)]
    linear = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, xyz, strict=True)))) for row in TO_RGB]
    return tuple(value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055 for value in linear)


def _encode(lab: Colour) -> Colour:
    """Return a Lab colour in the encoding of 16-bit tables (0xFF00 is 100 and 127; ICC.1, 6.3.4), from 0 to 1."""
    return tuple(value * 0xFF00 / FULL for value in (lab[0] / 100, (lab[1] + 128) / 255, (lab[2] + 128) / 255))


def _decode(values: Colour) -> Colour:
    lightness, a, b = (value * FULL / 0xFF00 for value in values)
    return lightness * 100, a * 255 - 128, b * 255 - 128


def _table(inputs: int, outputs: int, steps: int, colour: Callable[[Colour], Colour]) -> bytes:
    """Return a table of the type ``mft2`` with straight curves around a grid of ``colour``."""
    grid = [colour(tuple(value / (steps - 1) for value in point)) for point in product(range(steps), repeat=inputs)]
    identity = struct.pack(">9i", *(65536 if index % 4 == 0 else 0 for index in range(9)))
    straight = struct.pack(">2H", 0, FULL)
    numbers = [round(min(1.0, max(0.0, value)) * FULL) for point in grid for value in point]
    head = b"mft2\0\0\0\0" + bytes((inputs, outputs, steps, 0)) + identity + struct.pack(">2H", 2, 2)
    return head + straight * inputs + struct.pack(f">{len(numbers)}H", *numbers) + straight * outputs


def _description(text: str) -> bytes:
    return b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text.encode("ascii") + b"\0" + bytes(8 + 3 + 67)


def _xyz(values: Sequence[float]) -> bytes:
    return struct.pack(">3i", *(round(value * 65536) for value in values))


def _file(tags: Sequence[tuple[str, bytes]]) -> bytes:
    """Return the file: header, tag table and tag data, equal data once."""
    offset, places, body = 128 + 4 + 12 * len(tags), dict[bytes, int](), b""
    for _, data in tags:
        if data not in places:
            places[data] = offset + len(body)
            body += data + bytes(-len(data) % 4)
    index = b"".join(struct.pack(">4sII", name.encode(), places[data], len(data)) for name, data in tags)
    size = offset + len(body)
    date = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    head = struct.pack(">I4sI4s4s4s12s4s", size, b"\0" * 4, 0x02400000, b"prtr", b"CMYK", b"Lab ", date, b"acsp")
    return (head + bytes(28) + _xyz(WHITE)).ljust(128, b"\0") + struct.pack(">I", len(tags)) + index + body
