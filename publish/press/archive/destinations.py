"""Lead links and bookmarks to elements of the structure tree, not only to places on paper (ISO 14289-2, 8.8, rules 1 and 2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from publish.press.archive.tree import INLINE, NO_TYPE, owners
from publish.press.engine.page import PaintedPage
from publish.press.engine.pdf import PdfObjects, array, dictionary

POINTS_PER_PIXEL = 0.75
NEAR_PX = 2


def lead_to_elements(pdf: PdfObjects, pages: Sequence[PaintedPage]) -> None:
    """Let each link and bookmark name the element that begins where it leads; the place stays, for readers who know no elements."""
    blocks = dict(zip(pdf.page_references, _blocks(pdf, pages), strict=True))
    heights = {reference: page.height for reference, page in zip(pdf.page_references, pages, strict=True)}
    places = dict(_named_places(pdf))
    for item in pdf.dictionaries():
        if "Dest" in item:
            target = item.pop("Dest")
            place = target if isinstance(target, list) else places[target.string]
            page, _, x, y, *_ = place
            element = _nearest(blocks[page], x / POINTS_PER_PIXEL, heights[page] - y / POINTS_PER_PIXEL)
            led = array([element.reference, *place[1:]])
            item["A"] = dictionary({"Type": "/Action", "S": "/GoTo", "D": target, "SD": led})


@dataclass(frozen=True, slots=True)
class _Block:
    """An element with text of its own on a page, and the upper left corner of its first text or picture there."""

    element: Any
    x_px: float
    y_px: float


def _blocks(pdf: PdfObjects, pages: Sequence[PaintedPage]) -> Iterator[list[_Block]]:
    """Yield the blocks of each page, in the order in which they are read."""
    for page, elements in zip(pages, owners(pdf), strict=True):
        boxes = (page.marked[number] for number in range(len(elements)))
        yield [_Block(_block_of(pdf, each), box.position_x, box.position_y) for each, box in zip(elements, boxes, strict=True)]


def _block_of(pdf: PdfObjects, element: Any) -> Any:
    """Return the paragraph, heading or other block that ``element`` stands in."""
    while element["S"] in INLINE or element["S"] == NO_TYPE:
        element = pdf.get(element["P"])
    return element


def _nearest(blocks: Sequence[_Block], x_px: float, y_px: float) -> Any:
    """Return the element that begins next below and beside a place; where nothing does, the last one on the page.

    Texts on one line begin at one height; that the last digits of it differ says nothing, and the text that is read first counts.
    """
    below = [block for block in blocks if block.y_px >= y_px - NEAR_PX and block.x_px >= x_px - NEAR_PX]
    return min(below, key=lambda block: round(block.y_px, 3), default=blocks[-1]).element


def _named_places(pdf: PdfObjects) -> Iterator[tuple[str, Any]]:
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    return ((name.string, place) for name, place in zip(names[::2], names[1::2], strict=True))
