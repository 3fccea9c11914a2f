"""Refuse a drawing with what WeasyPrint draws otherwise than browsers do: a part of it would be missing on paper, or in another place."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from publish.guide.svg.values import number
from publish.project import PublishError, problem

_URL = re.compile(r"""url\(\s*["']?#([^"')\s]+)""", re.IGNORECASE)
_TRANSPARENT = re.compile(r"rgba\(|hsla\(|transparent|#[0-9a-f]{8}\b|#[0-9a-f]{4}\b|/", re.IGNORECASE)
_PAINTS_FIRST = re.compile(r"^\s*(?:stroke|markers)\b")


def check_printable(root: Element, name: str | None) -> None:
    """Refuse (``drawing-unprintable``) a drawing that would print otherwise than it looks; what it does not use does not matter.

    ``root`` is what `publish.guide.svg.safe.read_drawing` returned.
    """
    for reason, advice in _reasons(root):
        raise _unprintable(reason, advice, name)


def check_labels(root: Element, name: str | None) -> None:
    """Refuse (``drawing-unprintable``) raised or lowered letters: each ``<tspan>`` of a label becomes a line of its own."""
    for text in root.iter("text"):
        for part in text.iter("tspan"):
            if "x" not in part.attrib and "y" not in part.attrib and (part.get("dy") or _property(part, "baseline-shift")):
                if "em" not in part.get("dy", ""):
                    advice = "write it with the characters for that: H₂O, m², 10³"
                    raise _unprintable(f"raised or lowered letters: “{''.join(text.itertext()).strip()[:40]}”", advice, name)


def _reasons(root: Element) -> Iterator[tuple[str, str]]:
    by_id = {element.get("id", ""): element for element in root.iter()}
    rules = " ".join(element.text or "" for element in root.iter("style"))
    for element in root.iter():
        style = f"{element.get('style', '')};{rules if element is root else ''}"
        for target in _URL.findall(" ".join(value for key, value in element.items() if key != "style") + style):
            yield from _reference(by_id.get(target))
        if element.tag == "svg" and element is not root and element.get("viewBox") and not {"width", "height"} <= set(element.keys()):
            yield "a drawing within it (<svg>) that has no width and height", "give it both, or put its shapes into a <g>"
        if _PAINTS_FIRST.search(_property(element, "paint-order")):
            yield "paint-order, which draws outlines under the shape", "draw the outline as a shape of its own, under the other"
        if "shape-inside:" in style.replace(" ", "") or "inline-size:" in style.replace(" ", ""):
            yield "text that flows in a shape (shape-inside)", "turn it into text of fixed lines (in Inkscape: Text, Convert to Text)"


def _reference(target: Element | None) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the element that another is drawn with."""
    if target is None:
        return
    if target.tag == "filter":
        yield "a filter (blur, shadow)", "remove the effect, or save this picture as PNG"
    if target.tag == "mask" and target.get("maskUnits") != "userSpaceOnUse":
        yield "a mask", "cut the shape with a clip, or draw it with a hole"
    if target.tag in ("linearGradient", "radialGradient"):
        stops = [stop for stop in target.iter("stop") if _is_translucent(stop)]
        if stops:
            yield "a gradient with translucent stops", "give each stop the colour that it has on its ground, fully opaque"


def _is_translucent(stop: Element) -> bool:
    return number(_property(stop, "stop-opacity"), 1.0) < 1 or bool(_TRANSPARENT.search(_property(stop, "stop-color")))


def _property(element: Element, name: str) -> str:
    for declaration in element.get("style", "").split(";"):
        key, _, value = declaration.partition(":")
        if key.strip() == name:
            return value.strip()
    return element.get(name, "")


def _unprintable(what: str, advice: str, name: str | None) -> PublishError:
    return problem("drawing-unprintable", f"the drawing has {what}, which does not print as it looks on a screen", file=name, hint=advice)
