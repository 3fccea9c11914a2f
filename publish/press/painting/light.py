"""How light a colour is, and how well one is read on another (WCAG 2)."""

from collections.abc import Sequence
from functools import lru_cache


@lru_cache(maxsize=4096)
def light_of(space: bytes, operator: bytes) -> float | None:
    """Return the relative luminance (0 black, 1 white) of the colour that ``operator`` sets (ISO 32000-1, 8.6.8), in the space ``space``.

    None for a pattern, and for a space that is not known.
    """
    *operands, name = operator.split()
    try:
        numbers = list(map(float, operands))
    except ValueError:
        return None  # the name of a pattern
    if name in (b"rg", b"RG"):
        return luminance(numbers)
    if space.startswith(b"/DeviceCMYK ") and len(numbers) == 4:
        return luminance([(1 - ink) * (1 - numbers[3]) for ink in numbers[:3]])
    if space.startswith(b"/lab") and numbers:
        return min(1.0, max(0.0, ((numbers[0] + 16) / 116) ** 3))
    return None


def luminance(numbers: Sequence[float]) -> float:
    """Return the relative luminance (0 black, 1 white) of an sRGB colour, whose three numbers are from 0 to 1."""
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in numbers)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    """Return the contrast ratio of two luminances, from 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
