"""Measure the empty space of each page, and the smallest type on all of them.

The white share of a page is the part of its text area that lies below its last line, picture or line to write on. Where the page ends in
columns, each counts by its own end. Pages that end for a reason are excepted by its name.
"""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from publish.press.engine import boxes
from publish.press.fit.balance import STARTS_PAGE
from publish.press.fit.changes import GROW, SPARE
from publish.press.fit.measure import FORCING_BREAK
from publish.press.job import PageSpace
from publish.press.sheets.page_setup import ROTATED

COVER, FORCED, NOTES, END, TURNED = "cover", "forced break", "notes", "end", "rotated page"
POINTS_PER_PIXEL = 0.75


def page_spaces(document: Any) -> tuple[PageSpace, ...]:
    """Return the white share of each page of ``document``, and why it is excepted, if it is."""
    pairs = list(zip_longest(document.pages, document.pages[1:]))
    return tuple(PageSpace(round(_white_share(page), 3), _exception(number, page, after)) for number, (page, after) in enumerate(pairs))


def smallest_type_pt(document: Any) -> float:
    """Return the size of the smallest letters or digits on the pages of ``document``; numbers of notes above the line do not count."""
    sizes = (text.style["font_size"] for page in document.pages for text in _texts(boxes.page_box(page), False))
    return round(min(sizes, default=0.0) * POINTS_PER_PIXEL, 2)


def _exception(number: int, page: Any, after: Any | None) -> str:
    """Return why ``page`` may end early, empty if it has no reason; ``after`` is the page after it."""
    if number == 0 and after is not None and _is_forced(page, after):
        return COVER
    if any(_is_to_write_on(box) for box in boxes.boxes_in(boxes.page_box(page))):
        return NOTES
    names = {boxes.page_name(page), boxes.page_name(after) if after else ""}
    if after is None or len(names) > 1:
        return TURNED if ROTATED in names else END
    return FORCED if _is_forced(page, after) else ""


def _is_forced(page: Any, after: Any) -> bool:
    """Tell whether a style sheet forces the break between two pages."""
    ended = any(box.style["break_after"] in FORCING_BREAK for box in _edge(page, -1))
    return ended or any(box.style["break_before"] in FORCING_BREAK and not _is_ours(box) for box in _edge(after, 0))


def _is_ours(box: Any) -> bool:
    """Tell whether the break before ``box`` was chosen to divide the text more evenly."""
    return box.element is not None and STARTS_PAGE in box.element.get("style", "")


def _edge(page: Any, place: int) -> Iterator[Any]:
    """Yield the blocks that end a page (``place`` -1) or begin it (0), from the outermost inwards."""
    found = boxes.content(page)
    while found:
        yield found[place]
        found = [child for child in boxes.children(found[place]) if boxes.is_block_level(child) and child.is_in_normal_flow()]


def _white_share(page: Any) -> float:
    root = boxes.page_box(page)
    used = max((_end(child) for child in boxes.content(page)), default=0.0) - root.content_box_y()
    return float(min(1.0, max(0.0, 1 - used / (root.height or 1))))


def _end(box: Any) -> float:
    """Return where the last content in ``box`` ends; in columns, where they end on average."""
    box = boxes.unwrap(box)
    if boxes.is_line(box) or boxes.is_picture(box) or _is_to_write_on(box):
        return float(box.position_y + box.margin_height() if boxes.is_picture(box) else box.position_y + box.height)
    ends = [end for child in boxes.children(box) if (end := _end(child))]
    if ends and box.style["column_count"] != "auto":
        return sum(ends) / len(ends)
    return max(ends, default=0.0)


def _is_to_write_on(box: Any) -> bool:
    return box.element is not None and bool({SPARE, GROW} & set(box.element.keys()))


def _texts(box: Any, raised: bool) -> Iterator[Any]:
    """Yield the texts in ``box`` that have a letter or a digit, without those of raised notes."""
    box = boxes.unwrap(box)
    if boxes.is_text(box) and not raised and any(map(str.isalnum, box.text)):
        yield box
    for child in boxes.children(box):
        yield from _texts(child, raised or child.element_tag == "sup")
