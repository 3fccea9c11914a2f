"""Columns that are balanced at a bearable cost.

WeasyPrint 70 balances columns by laying out all that is in them at one height after the other. What stands right in a column and is whole
in it is laid out once here, and moved for each further height.
"""

from dataclasses import dataclass
from typing import Any

from weasyprint.layout import block
from weasyprint.layout.block import block_level_layout
from weasyprint.layout.column import columns_layout

# How far above the foot of its column a box must end to be moved and not laid out again, in CSS pixels.
_CLEAR_PX = 1.0


@dataclass(slots=True)
class _KeptBlock:
    """What came of the layout of ``box``, and where it began."""

    box: Any
    result: Any
    x: float
    y: float


def keep_children_of_columns() -> None:
    """Let WeasyPrint move what it has laid out in a column before; calling it again changes nothing."""
    block.columns_layout = lay_out_columns
    block.block_level_layout = lay_out_block


def lay_out_columns(
    context: Any,
    box: Any,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    page_is_empty: bool,
    absolute_boxes: Any,
    fixed_boxes: Any,
    adjoining_margins: Any,
    first_letter_style: Any,
    first_line_style: Any,
) -> Any:
    """Lay out a box with columns as WeasyPrint does, while what is laid out in them is kept."""
    lists, first = (absolute_boxes, fixed_boxes, adjoining_margins), (first_letter_style, first_line_style)
    outer = getattr(context, "kept_blocks", None)
    context.kept_blocks = {}
    try:
        return columns_layout(context, box, bottom_space, skip_stack, containing_block, page_is_empty, *lists, *first)
    finally:
        context.kept_blocks = outer


def lay_out_block(
    context: Any,
    box: Any,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    page_is_empty: bool = True,
    absolute_boxes: Any = None,
    fixed_boxes: Any = None,
    adjoining_margins: Any = None,
    first_letter_style: Any = None,
    first_line_style: Any = None,
    discard: bool = False,
    max_lines: Any = None,
) -> Any:
    """Lay out a block as WeasyPrint does; one that stands right in a column is laid out once, where it is whole, and moved after that."""
    before = box.position_x, box.position_y
    rest = absolute_boxes, fixed_boxes, adjoining_margins, first_letter_style, first_line_style, discard, max_lines
    kept = getattr(context, "kept_blocks", None)
    if kept is None or skip_stack is not None or not getattr(containing_block, "is_column", False) or context.excluded_shapes:
        return block_level_layout(context, box, bottom_space, skip_stack, containing_block, page_is_empty, *rest)
    # On an empty page WeasyPrint drops a margin that follows another one.
    key = id(box), page_is_empty and bool(adjoining_margins), tuple(adjoining_margins or ())
    found = kept.get(key)
    if found and _fits(context, found, before[1], bottom_space):
        return _moved(found, *before)
    result = block_level_layout(context, box, bottom_space, skip_stack, containing_block, page_is_empty, *rest)
    if _can_move(result):
        kept[key] = _KeptBlock(box, _copied(result), *before)
    return result


def _fits(context: Any, kept: _KeptBlock, y: float, bottom_space: float) -> bool:
    """Tell whether all of a kept block is clear of the foot of the column if it begins at ``y``."""
    placed = kept.result[0]
    end = placed.position_y + placed.margin_height() + y - kept.y
    return bool(end + _CLEAR_PX < context.page_bottom - bottom_space)


def _moved(kept: _KeptBlock, x: float, y: float) -> Any:
    """Return what came of the layout of a kept block, moved to where it begins now. What stood elsewhere is no longer needed."""
    kept.result[0].translate(x - kept.x, y - kept.y)
    kept.x, kept.y = x, y
    return _copied(kept.result)


def _copied(result: Any) -> Any:
    """Return a result with margins of its own: WeasyPrint adds to the list that it is given."""
    placed, resume_at, next_page, margins, *rest = result
    return placed, resume_at, next_page, list(margins), *rest


def _can_move(result: Any) -> bool:
    """Tell whether a block is whole, and nothing in it is placed by its surroundings: floats, absolute boxes, footnotes, running heads."""
    placed, resume_at = result[:2]
    return placed is not None and resume_at is None and all(each.is_in_normal_flow() for each in placed.descendants(placeholders=True))
