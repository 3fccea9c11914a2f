"""Check that text stays inside its page, inside its box, and clear of the trim and the folds.

Lengths are in CSS pixels, measured from the upper left corner of a page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import inf, isfinite
from typing import Any

from publish.press.engine.boxes import (
    boxes_in,
    children,
    has_ink,
    is_block_level,
    is_inline_block,
    is_inline_picture,
    is_page_part,
    is_table_part,
    is_text,
    page_box,
    unwrap,
)
from publish.press.findings import finding_about
from publish.press.job import Job
from publish.press.proof.words import opening_words, page_label
from publish.press.sheets.paper import PIXELS_PER_MM
from publish.project import Finding, Severity

SAFE_MM = 5.0  # text keeps this far from the trim and from a fold; a laser printer cannot print nearer than 4.2 mm
TOLERANCE_PX = 0.75
# How far letters reach above and below the baseline, as a share of the type size: less than the line's own box does.
ABOVE, BELOW = 0.75, 0.2


@dataclass(frozen=True, slots=True)
class Bounds:
    """The edges that text may not cross."""

    left: float
    top: float
    right: float
    bottom: float

    def narrowed(self, left: float, top: float, right: float, bottom: float) -> "Bounds":
        """Return the part that lies inside the given edges too."""
        return Bounds(max(self.left, left), max(self.top, top), min(self.right, right), min(self.bottom, bottom))


def find_overflow(job: Job, pages: Iterable[Any]) -> list[Finding]:
    """Return an error for each text or picture that leaves its page or its fixed box, and one warning for all too near an edge."""
    found: dict[str, Finding] = {}
    near: list[tuple[int, Any, str]] = []
    for number, page in enumerate(pages, 1):
        inset = SAFE_MM * PIXELS_PER_MM
        safe = Bounds(inset, inset, page.width - inset, page.height - inset)
        for box, bounds in _texts(page_box(page), Bounds(0, 0, page.width, page.height)):
            if not _is_inside(box, bounds):
                found.setdefault(box.text, _outside(job, number, page, box.text))
            elif not _is_inside(box, safe):
                near.append((number, page, box.text))
        for box in filter(is_inline_picture, boxes_in(page_box(page))):
            if not _is_on_page(box, page):
                found.setdefault(f"picture {id(box)}", _picture_outside(job, number, page, box))
    return [*found.values(), *([_near_edge(job, near)] if near else [])]


def _texts(box: Any, bounds: Bounds) -> Iterator[tuple[Any, Bounds]]:
    """Yield each visible text with the edges it may not cross; what is transformed is not measured."""
    box = unwrap(box)
    if is_text(box):
        if box.text.strip() and has_ink(box.style):
            yield box, bounds
        return
    if box.style["transform"]:
        return
    if _has_fixed_size(box):
        left, top = box.padding_box_x(), box.padding_box_y()
        bounds = bounds.narrowed(left, top, left + box.padding_width(), top + box.padding_height())
    for child in children(box):
        yield from _texts(child, _table_bounds(box, child, bounds) if getattr(child, "is_table_wrapper", False) else bounds)


def _table_bounds(box: Any, table: Any, bounds: Bounds) -> Bounds:
    """Return the bounds of a ``table`` in ``box``: one with words too long for it grows over the edge, further than its margins say."""
    left = box.content_box_x() + min(0.0, table.margin_left)
    right = box.content_box_x() + box.width - min(0.0, table.margin_right)
    return replace(bounds, left=max(bounds.left, left), right=min(bounds.right, right))


def _has_fixed_size(box: Any) -> bool:
    """Tell whether ``box`` has a size of its own that text may leave."""
    if is_page_part(box) or is_table_part(box) or not (is_block_level(box) or is_inline_block(box)):
        return False
    return bool(box.style["overflow"] != "visible" or box.style["height"] != "auto" or isfinite(getattr(box, "max_height", inf)))


def _is_inside(box: Any, bounds: Bounds) -> bool:
    size, baseline = box.style["font_size"], box.position_y + box.baseline
    return bool(
        box.position_x >= bounds.left - TOLERANCE_PX
        and box.position_x + box.width <= bounds.right + TOLERANCE_PX
        and baseline - ABOVE * size >= bounds.top - TOLERANCE_PX
        and baseline + BELOW * size <= bounds.bottom + TOLERANCE_PX
    )


def _is_on_page(box: Any, page: Any) -> bool:
    """Tell whether a picture on a line of text is on the paper; a picture that fills its page is no part of a line."""
    left, top = box.content_box_x(), box.content_box_y()
    right, bottom = left + box.width, top + box.height
    return bool(min(left, top) >= -TOLERANCE_PX and right <= page.width + TOLERANCE_PX and bottom <= page.height + TOLERANCE_PX)


def _picture_outside(job: Job, number: int, page: Any, box: Any) -> Finding:
    name = (box.element.get("alt") if box.element is not None else None) or "without a description"
    message = f", {page_label(number, page)}: the picture “{opening_words(name)}” sticks out of its page"
    return finding_about(job, "picture-outside", message, "give it a smaller size in the style sheets of the layout (max-width)")


def _outside(job: Job, number: int, page: Any, text: str) -> Finding:
    message = f", {page_label(number, page)}: “{opening_words(text)}” sticks out of its box or its page"
    return finding_about(job, "text-outside", message, "make the text shorter, or let the layout give it more room")


def _near_edge(job: Job, texts: list[tuple[int, Any, str]]) -> Finding:
    number, page, text = texts[0]
    others = f" (and {len(texts) - 1} more)" if len(texts) > 1 else ""
    message = f", {page_label(number, page)}: “{opening_words(text)}” is less than {SAFE_MM:g} mm from the trim or a fold{others}"
    return finding_about(job, "text-near-edge", message, "widen the margins of the layout", Severity.WARNING)
