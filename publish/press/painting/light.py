"""How light a colour is that an operator sets (ISO 32000-1, 8.6.8)."""

from collections.abc import Sequence
from functools import lru_cache


@lru_cache(maxsize=4096)
def light_of(space: bytes, operator: bytes) -> float | None:
    """Return the relative luminance (0 black, 1 white) of the colour that ``operator`` sets, in the space that ``space`` sets.

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
    """Return the relative luminance of a colour (WCAG 2, relative luminance)."""
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in numbers)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
