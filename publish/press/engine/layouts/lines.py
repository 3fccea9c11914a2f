"""Lines that are laid out once for all layouts at one type size, and moved to where they stand in each.

A line is what its text, its styles and the width decide. One beside a float, or with anything in it but text, is laid out as before.
"""

from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure.boxes import InlineBox, LineBox, TextBox
from weasyprint.layout import inline
from weasyprint.layout.inline import get_next_linebox


@dataclass(frozen=True, slots=True)
class _KeptLine:
    """A line with what stands behind it (``resume_at``), and where it was laid out; its ``source`` is kept, as its identity is a key."""

    source: Any
    line: Any
    resume_at: Any
    x: float
    y: float


def keep_lines() -> None:
    """Let WeasyPrint look a line up in what its context has ``kept`` before it lays it out; calling it again changes nothing."""
    inline.get_next_linebox = next_line


def next_line(
    context: Any,
    linebox: Any,
    position_y: float,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    absolute_boxes: Any,
    fixed_boxes: Any,
    first_letter_style: Any,
    first_line_style: Any,
) -> Any:
    """Return the next line of ``linebox`` and where the one after it begins, as WeasyPrint does."""
    rest = absolute_boxes, fixed_boxes, first_letter_style, first_line_style
    kept = getattr(context, "kept", None)
    content = None if kept is None or context.excluded_shapes or first_letter_style or first_line_style else _content(linebox)
    if kept is None or content is None:
        return get_next_linebox(context, linebox, position_y, bottom_space, skip_stack, containing_block, *rest)
    key = content, _place(skip_stack), linebox.text_indent, containing_block.width, containing_block.style["direction"]
    x = containing_block.content_box_x()
    found = kept.lines.get(key)
    if found is None:
        line, resume_at = get_next_linebox(context, linebox, position_y, bottom_space, skip_stack, containing_block, *rest)
        if line is not None:
            kept.lines[key] = _KeptLine(linebox, _copied(line), resume_at, x, position_y)
        return line, resume_at
    line = _copied(found.line)
    line.translate(x - found.x, position_y - found.y)
    line.position_y = position_y
    return line, found.resume_at


def _content(linebox: Any) -> Any:
    """Return what decides the lines of ``linebox``: its boxes in order; None where there is more in it than text."""
    try:
        return linebox.content
    except AttributeError:
        boxes = list(linebox.descendants(placeholders=True))
        linebox.content = tuple(map(_box_content, boxes)) if all(map(_is_plain, boxes)) else None
        return linebox.content


def _is_plain(box: Any) -> bool:
    """Tell whether ``box`` is text, or holds text, that nothing outside it decides, such as the number of another page."""
    if type(box) not in (LineBox, InlineBox, TextBox) or not box.is_in_normal_flow():
        return False
    return not (box.missing_link or box.string_set or box.bookmark_label or box.footnote or box.note)


def _box_content(box: Any) -> Any:
    inside = box.text if type(box) is TextBox else len(box.children)
    spaces = box.leading_collapsible_space, box.trailing_collapsible_space
    return type(box), id(box.style), id(box.element), box.element_tag, box.is_leader, spaces, inside


def _place(skip_stack: Any) -> Any:
    """Return a place in a tree of boxes, which WeasyPrint gives as dictionaries in one another, as numbers."""
    found = []
    while skip_stack is not None:
        ((number, skip_stack),) = skip_stack.items()
        found.append(number)
    return tuple(found)


def _copied(box: Any) -> Any:
    """Return a copy of a line and of all that is in it."""
    copy = box.copy()
    if type(box) is not TextBox:
        copy.children = tuple(map(_copied, box.children)) if isinstance(box.children, tuple) else list(map(_copied, box.children))
    return copy
