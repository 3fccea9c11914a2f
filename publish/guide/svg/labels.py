"""Refuse a drawing with a label that nobody sees: it was translated and signed, and is not on the page.

Only what the drawing itself says for certain is judged here. What lies over a label, and its contrast, is judged on paper, as painted.
"""

import re
from collections.abc import Iterator, Mapping
from math import atan2, cos, hypot, radians, sin, tan
from xml.etree.ElementTree import Element

from publish.guide.svg.values import USUAL_SIZE, number, numbers
from publish.project import PublishError, problem

LEAST_OPACITY = 0.5
LEAST_SPACING_EM, MOST_OUTLINE_EM = -0.12, 0.25
SMALLEST = 0.006
"""The least size of letters, as a share of the longer side of the drawing: a third of a millimetre by sixty."""

Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1, 0, 0, 1, 0, 0)
_OPERATION = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^)]*)\)")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"(?P<tag>[\w*]+)?(?P<more>(?:[.#][\w-]+)*)")
_INHERITED = ("display", "visibility", "fill", "stroke", "fill-opacity")
_NEVER_SEEN = {"clipPath", "mask", "pattern", "marker", "filter", "metadata"}
_NOT_DRAWN = {"defs", "symbol"}
_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 3.78, "cm": 37.8, "in": 96, "rem": 16, "em": 1, "%": 1}  # in user units
_NO_INK = re.compile(r"none|transparent|rgba?\(.*[,/]\s*0?\.?0+%?\s*\)|#[0-9a-f]{3}0|#[0-9a-f]{6}00", re.IGNORECASE)

Style = Mapping[str, str]


def check_seen(root: Element, name: str | None) -> None:
    """Refuse (``drawing-label-hidden``) a drawing with a label that is invisible, transparent, tiny, turned over, in disorder or outside.

    ``root`` is what `publish.guide.svg.safe.read_drawing` returned.
    """
    box = numbers(root.get("viewBox"))
    if len(box) != 4:
        box = [0, 0, number(root.get("width"), 0), number(root.get("height"), 0)]
    used = {element.get("href", "").strip()[1:] for element in root.iter("use")}
    rules = tuple(_rules("\n".join(element.text or "" for element in root.iter("style"))))
    for label, why in _hidden(root, {}, 1.0, _PLAIN, _Drawing(rules, used, box)):
        said = " ".join("".join(label.itertext()).split())[:60]
        raise _hidden_label(said, why, name)


def _hidden_label(said: str, why: str, name: str | None) -> PublishError:
    hint = "show the label, or delete it: its translation is signed, so readers must see it"
    return problem("drawing-label-hidden", f"the label “{said}” of the drawing is not seen: {why}", file=name, hint=hint)


class _Drawing:
    """What the labels of a drawing are judged by: its rules of style, the ids that it uses, and its ``viewBox``."""

    def __init__(self, rules: tuple[tuple[str, dict[str, str]], ...], used: set[str], box: list[float]) -> None:
        self.rules, self.used, self.box = rules, used, box
        self.side = max(box[2:])

    def style(self, element: Element) -> dict[str, str]:
        """Return the style of an element: its ``style`` wins over rules, these over its other attributes."""
        style = dict(element.attrib)
        for selector, declarations in self.rules:
            if _matches(selector, element):
                style |= declarations
        return style | _declarations(element.get("style", ""))


def _rules(css: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the selectors of a style sheet, each with its declarations."""
    for selectors, declarations in _RULE.findall(re.sub(r"/\*.*?\*/", " ", css, flags=re.DOTALL)):
        yield from ((selector.split()[-1], _declarations(declarations)) for selector in selectors.split(",") if selector.strip())


def _declarations(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split(";"))
    return {key.strip().lower(): value.replace("!important", "").strip() for key, _, value in pairs if value.strip()}


def _matches(selector: str, element: Element) -> bool:
    found = _SIMPLE.fullmatch(selector)
    if not found:
        return False
    classes = element.get("class", "").split()
    more = re.findall(r"[.#][\w-]+", found["more"])
    is_it = all(each[1:] in classes if each[0] == "." else each[1:] == element.get("id") for each in more)
    return is_it and found["tag"] in (None, "*", element.tag)


def _hidden(element: Element, above: Style, opacity: float, matrix: Matrix, drawing: _Drawing) -> Iterator[tuple[Element, str]]:
    """Yield the labels in ``element`` that are not seen, and why."""
    own = drawing.style(element)
    style = {**above, **{key: own[key] for key in _INHERITED if key in own and own[key] != "inherit"}}
    if above.get("display") == "none":
        style["display"] = "none"
    if element.tag in _NEVER_SEEN or (element.tag in _NOT_DRAWN and not _is_used(element, drawing.used)):
        yield from ((label, f"it is in <{element.tag}>") for label in element.iter("text") if _has_letters(label))
        return
    if element.tag in _NOT_DRAWN:
        return
    opacity *= _share(own.get("opacity"))
    style["effects"] = f"{above.get('effects', '')}{own.get('filter', '')}{own.get('mask', '')}".replace("none", "")
    style["font-size"] = str(_pixels(own.get("font-size", ""), number(above.get("font-size"), USUAL_SIZE)))
    matrix = _product(_matrix(own.get("transform", "")), matrix)
    if element.tag == "text" and _has_letters(element):
        if why := _why(style, opacity, matrix) or _why_place(element, style, matrix, drawing):
            yield element, why
        return
    if element.tag != "svg" or not above:  # a drawing in a drawing has a scale of its own, which is not reckoned here
        for child in element:
            yield from _hidden(child, style, opacity, matrix, drawing)


def _has_letters(label: Element) -> bool:
    return any(map(str.isalnum, "".join(label.itertext())))


def _is_used(element: Element, used: set[str]) -> bool:
    return any(each.get("id") in used for each in element.iter())


def _why(style: Style, opacity: float, matrix: Matrix) -> str:
    """Return why a label is not seen wherever it stands."""
    if style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse"):
        return "it is not displayed"
    if opacity * _share(style.get("fill-opacity")) < LEAST_OPACITY:
        return "it is transparent"
    if _NO_INK.fullmatch(style.get("fill", "")) and _NO_INK.fullmatch(style.get("stroke", "none")):
        return "it has no colour"
    if style.get("effects"):
        return "it has a filter or a mask"
    a, b, c, d = matrix[:4]
    if a * d - b * c <= 1e-9:
        return "it is mirrored, or has no size"
    return "it stands on its head" if abs(atan2(b, a)) > radians(135) else ""


def _why_place(label: Element, style: Style, matrix: Matrix, drawing: _Drawing) -> str:
    """Return why a label is not seen by its size and its place."""
    a, b = matrix[:2]
    plain_size = number(style.get("font-size"), USUAL_SIZE)
    size = plain_size * hypot(a, b)
    if size < SMALLEST * drawing.side:
        return "it is too small to read"
    if any(_is_disordered(drawing.style(part), plain_size) for part in (label, *label.iter("tspan"))):
        return "its letters are moved, turned round or covered by their outline"
    left, top, width, height = drawing.box
    for x, y in _anchors(label):
        px, py = x * a + y * matrix[2] + matrix[4], x * b + y * matrix[3] + matrix[5]
        if not (left - size <= px <= left + width + size and top - size <= py <= top + height + size):
            return "it stands outside the drawing"
    return ""


def _is_disordered(own: Style, size: float) -> bool:
    """Tell whether letters of a label are moved one by one, squeezed, written backwards or painted over by their outline."""
    moved = any(key in own for key in ("textLength", "rotate")) or any(len(numbers(own.get(key))) > 1 for key in ("dx", "dy"))
    squeezed = min(number(own.get("letter-spacing"), 0), number(own.get("word-spacing"), 0) / 4) < LEAST_SPACING_EM * size
    outlined = own.get("stroke", "none") != "none" and number(own.get("stroke-width"), 1) > MOST_OUTLINE_EM * size
    return moved or squeezed or outlined or own.get("unicode-bidi", "").endswith("override")


def _pixels(text: str, above: float) -> float:
    """Return a size of type in user units; ``above`` is that of the element around."""
    found = re.fullmatch(r"([\d.]+(?:e-?\d+)?)\s*(\w*|%)", text.strip())
    if not found or found[2].lower() not in _UNITS:
        return above
    value, unit = number(found[1], above), found[2].lower()
    return value * (above if unit == "em" else above / 100 if unit == "%" else _UNITS[unit])


def _anchors(label: Element) -> Iterator[tuple[float, float]]:
    """Yield where a label and its parts begin."""
    x, y = number(label.get("x"), 0), number(label.get("y"), 0)
    yield x, y
    for part in label.iter("tspan"):
        x, y = number(part.get("x"), x), number(part.get("y"), y)
        yield x, y


def _share(text: str | None) -> float:
    """Return an opacity: a number, or a percentage."""
    if text and text.endswith("%"):
        return number(text[:-1], 100) / 100
    return number(text, 1)


def _matrix(transform: str) -> Matrix:
    """Return the matrix of a ``transform``."""
    found = _PLAIN
    for name, arguments in _OPERATION.findall(transform):
        found = _product(_operation(name, numbers(arguments)), found)
    return found


def _operation(name: str, values: list[float]) -> Matrix:
    first, second = (*values, 0.0, 0.0)[:2]
    if name == "matrix" and len(values) == 6:
        return values[0], values[1], values[2], values[3], values[4], values[5]
    if name == "translate":
        return 1, 0, 0, 1, first, second
    if name == "scale" and values:
        return first, 0, 0, second if len(values) > 1 else first, 0, 0
    if name == "rotate" and values:
        turn, (x, y) = radians(first), (*values[1:3], 0.0, 0.0)[:2]
        around: Matrix = (cos(turn), sin(turn), -sin(turn), cos(turn), 0, 0)
        return _product(_product((1, 0, 0, 1, -x, -y), around), (1, 0, 0, 1, x, y))
    if name in ("skewX", "skewY"):
        lean = tan(radians(first))
        return (1, 0, lean, 1, 0, 0) if name == "skewX" else (1, lean, 0, 1, 0, 0)
    return _PLAIN


def _product(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that does ``first``, then ``second``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
