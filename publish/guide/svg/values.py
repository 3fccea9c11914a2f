"""Values of SVG attributes: numbers, and the style that text inherits."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

USUAL_SIZE = 16.0
"""Default font size in user units (CSS: medium)."""

_LARGEST = 1e6
_INHERITED = ("font-size", "font-weight", "text-anchor")


def properties(element: Element, inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the style of ``element``: its ``style`` wins over its other attributes (CSS 2.2, 6.4.4), these over ``inherited``."""
    own = dict(element.attrib)
    for declaration in own.pop("style", "").split(";"):
        key, _, value = declaration.partition(":")
        own[key.strip()] = value.strip()
    return {**inherited, **{key: own[key] for key in _INHERITED if own.get(key)}}


def put(element: Element, key: str, value: str) -> None:
    """Set a property as an attribute, and remove it from the ``style`` attribute, which would win."""
    kept = [part for part in element.get("style", "").split(";") if part.partition(":")[0].strip() not in ("", key)]
    element.attrib.pop("style", None)
    if kept:
        element.set("style", ";".join(kept))
    element.set(key, value)


def number(text: str | None, usual: float | int) -> float:
    """Return the first number of an attribute, in user units (``px`` is one), or ``usual`` if it has none."""
    found = numbers(text)
    return found[0] if found else float(usual)


def numbers(text: str | None) -> list[float]:
    """Return the numbers at the beginning of an attribute, in user units, up to the first that is larger than any drawing."""
    found: list[float] = []
    for part in (text or "").replace(",", " ").split():
        try:
            found.append(float(part.removesuffix("px")))
        except ValueError:
            break
        if not abs(found[-1]) < _LARGEST:
            return found[:-1]
    return found


def number_text(value: float) -> str:
    """Return ``value`` as the text of an attribute, with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
