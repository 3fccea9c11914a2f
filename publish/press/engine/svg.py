"""Draw the text of SVG drawings as whole shaped runs.

WeasyPrint 70 draws it letter by letter: Arabic letters do not join, Devanagari falls apart, and right-to-left text is placed
wrong. `install` replaces the drawing functions in WeasyPrint's table by one that shapes each text node as one run and places it
as SVG 1.1 prescribes (``text-anchor``, ``direction``). Text with a position for every letter, with rotation or with a set length is
left to WeasyPrint, which draws that well.

WeasyPrint puts a gradient into a transparency group inside a tiling pattern. Poppler loses the scale of such a group, and prints a
fraction of the gradient or nothing. Here an opaque gradient is a pattern of its own kind, without tiles.
"""

import re
from collections.abc import Callable
from functools import partial
from math import inf
from typing import Any

import pydyf
import weasyprint.svg
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.svg.images import svg as begin_svg
from weasyprint.svg.text import Style, TextBox
from weasyprint.svg.text import text as draw_letters
from weasyprint.svg.utils import size
from weasyprint.text.line_break import split_first_line

from publish.press.engine.warnings import warn

# How far letters reach above and below the baseline, as a share of the type size.
ABOVE, BELOW = 0.75, 0.2
PER_LETTER = ("rotate", "letter-spacing", "textLength", "dx", "dy")
FEATURE = re.compile(r'"([ -~]{4})"\s*(\d*)')
NO_BOX = inf, inf, 0, 0
DRAW_GRADIENT = weasyprint.svg.draw_gradient
WEIGHTS = {"normal": 400, "bold": 700}


Label = Callable[[Any], Any]
"""Returns the property list that marks a text box of a drawing (`publish.press.engine.content.actual_text`), None for no mark."""


def install(label: Label) -> None:
    """Let WeasyPrint draw SVG text with `draw_run`, marked by ``label``; calling it again changes nothing else."""
    for tag in ("text", "tspan"):
        weasyprint.svg.TAGS[tag] = partial(draw_run, label)
    weasyprint.svg.TAGS["svg"] = _draw_svg
    weasyprint.svg.draw_gradient = draw_gradient


def _draw_svg(svg: Any, node: Any, font_size: float) -> None:
    """Begin an ``svg`` element as WeasyPrint does, and keep the stream and matrix of the outermost one."""
    begin_svg(svg, node, font_size)
    if node is svg.tree:
        svg.outer = svg.stream, svg.stream.ctm


def draw_gradient(svg: Any, node: Any, gradient: Any, font_size: float, opacity: float, stroke: bool) -> bool:
    """Draw a gradient as WeasyPrint does, but an opaque one as a shading pattern.

    The radius of a radial gradient in units of its box is a share of 1: of the diagonal divided by √2 (SVG 1.1, 7.10).
    """
    if gradient.tag == "radialGradient" and gradient.get("gradientUnits") != "userSpaceOnUse":
        radius = gradient.get("r", "50%")
        if radius.endswith("%"):
            gradient.attrib["r"] = str(float(radius[:-1]) / 100)
    patterns = svg.stream._resources["Pattern"]
    before = len(patterns)
    drawn = bool(DRAW_GRADIENT(svg, node, gradient, font_size, opacity, stroke))
    if len(patterns) > before:
        name, pattern = list(patterns.items())[-1]
        patterns[name] = _shading_pattern(pattern)
    return drawn


class ShadingPattern(pydyf.Dictionary):  # type: ignore[misc]
    """A pattern of type 2 (ISO 32000-1, 8.7.4.3).

    ``extra`` is what WeasyPrint looks for in each of its patterns: it makes ``shading`` an object of the file of its own, whose
    colours can be converted for a press.
    """

    def __init__(self, shading: Any, resources: Any, matrix: Any) -> None:
        super().__init__({"Type": "/Pattern", "PatternType": 2, "Matrix": matrix})
        self.shading = shading
        self.extra = {"Resources": resources}

    @property
    def data(self) -> bytes:
        """The dictionary as it is written, once its shading has a number."""
        self["Shading"] = self.shading.reference
        return bytes(super().data)


def _shading_pattern(pattern: Any) -> Any:
    """Return ``pattern`` with the shading in its group as its own, or as it is where a stop is translucent."""
    (group,) = pattern.extra["Resources"]["XObject"].values()
    resources = group.extra["Resources"]
    (shading,) = resources["Shading"].values()
    return pattern if resources["ExtGState"] else ShadingPattern(shading, resources, pattern.extra["Matrix"])


def draw_run(label: Label, svg: Any, node: Any, font_size: float) -> None:
    """Draw the text of one node of an SVG as one shaped run; a drawing function of WeasyPrint's table."""
    if any(node.get(name) for name in PER_LETTER) or " " in f"{node.get('x', '')}{node.get('y', '')}".strip():
        node.text_bounding_box = NO_BOX  # WeasyPrint gives it to what it draws itself
        draw_letters(svg, node, font_size)
        return
    style = _style(svg, node, font_size)
    if node.tag == "text" or "x" in node.attrib or "y" in node.attrib:
        _start_chunk(svg, node, font_size, style)
    if not node.text or not node.text.strip():
        _advance(svg, style, _width(svg, node.text or "", style))
        return
    layout, _, _, width, _, baseline = split_first_line(node.text, style, svg.context, inf, 0)
    x, y = svg.cursor_position
    left = x - width if style["direction"] == "rtl" else x
    _warn_of_overflow(svg, node.text, (left, y - ABOVE * font_size, left + width, y + BELOW * font_size))
    box = TextBox(layout, style)
    box.baseline = baseline
    _paint(svg, node, font_size, box, label(box), left, y + _rise(node, font_size))
    _advance(svg, style, width)


def _warn_of_overflow(svg: Any, text: str, box: tuple[float, float, float, float]) -> None:
    """Warn where text leaves the drawing, which would cut it off. Inside a translucent group it cannot be measured."""
    stream, matrix = svg.outer
    if stream is not svg.stream or not matrix.determinant:
        return
    to_drawing = svg.stream.ctm @ matrix.invert
    left, top, width, height = svg.get_viewbox() or (0, 0, svg.inner_width, svg.inner_height)
    for x, y in ((box[0], box[1]), (box[2], box[1]), (box[0], box[3]), (box[2], box[3])):
        across, down = to_drawing.transform_point(x, y)
        if not (left - 1 <= across <= left + width + 1 and top - 1 <= down <= top + height + 1):
            warn(f"the text “{text.strip()}” sticks out of the drawing {(svg.url or '').rpartition('/')[2]}")
            return


def _start_chunk(svg: Any, node: Any, font_size: float, style: Any) -> None:
    """Put the cursor where the run that begins at ``node`` starts, as text-anchor says (SVG 1.1, 10.9.1)."""
    x, y = svg.point(node.get("x"), node.get("y"), font_size)
    x = x if "x" in node.attrib or node.tag == "text" else svg.cursor_position[0]
    y = y if "y" in node.attrib or node.tag == "text" else svg.cursor_position[1]
    share = {"middle": 0.5, "end": 1.0}.get(node.get("text-anchor", "start"), 0.0)
    shift = share * _chunk_width(svg, node, font_size) if share else 0.0
    svg.cursor_position = (x + shift if style["direction"] == "rtl" else x - shift, y)


def _chunk_width(svg: Any, node: Any, font_size: float) -> float:
    """Return how wide the text is that one anchor places: the node's own, and its children's up to a new position."""
    own_size = size(node.get("font-size", "1em"), font_size, font_size) if node.tag != "text" else font_size
    width = _width(svg, node.text or "", _style(svg, node, own_size))
    for child in node:
        if "x" in child.attrib or "y" in child.attrib:
            break
        width += _chunk_width(svg, child, own_size)
    return width


def _width(svg: Any, text: str, style: Any) -> float:
    return split_first_line(text, style, svg.context, inf, 0)[3] if text else 0.0


def _advance(svg: Any, style: Any, width: float) -> None:
    x, y = svg.cursor_position
    svg.cursor_position = (x - width if style["direction"] == "rtl" else x + width, y)


def _paint(svg: Any, node: Any, font_size: float, box: TextBox, properties: Any, x: float, y: float) -> None:
    svg.stream.push_state()
    fill, stroke = svg.set_graphical_state(node, font_size)
    if properties is not None:
        svg.stream.begin_marked_content("Span", properties)
    svg.stream.begin_text()
    box.pango_layout.reactivate(box.style)
    svg.fill_stroke(fill, stroke, text=True)
    draw_first_line(svg.stream, box, "none", "none", Matrix(d=-1, e=x, f=y))
    svg.stream.end_text()
    if properties is not None:
        svg.stream.end_marked_content()
    svg.stream.pop_state()


def _rise(node: Any, font_size: float) -> float:
    """Return how far the baseline is below the given point, in user units, by WeasyPrint's shares of the type size."""
    alignment = node.get("dominant-baseline", node.get("alignment-baseline"))
    share = {"central": 0.3, "middle": 0.3, "hanging": 0.8, "text-before-edge": 0.8, "text-after-edge": -0.2}
    return share.get(alignment, 0.0) * font_size


def _style(svg: Any, node: Any, font_size: float) -> Any:
    style = Style()
    style.update(INITIAL_VALUES)
    style.font_config = svg.font_config
    weight = node.get("font-weight", "400")
    style["font_family"] = [name.strip("\"' ") for name in node.get("font-family", "sans-serif").split(",")]
    style["font_style"] = node.get("font-style", "normal")
    style["font_weight"] = WEIGHTS.get(weight) or (int(weight) if weight.isdecimal() else 400)
    style["font_size"] = font_size
    style["white_space"] = "pre"
    style["direction"] = "rtl" if node.get("direction") == "rtl" else "ltr"
    features = FEATURE.findall(node.get("font-feature-settings", ""))
    if features:
        style["font_feature_settings"] = tuple((name, int(value or 1)) for name, value in features)
    style["lang"] = node.get("{http://www.w3.org/XML/1998/namespace}lang") or node.get("lang")
    return style
