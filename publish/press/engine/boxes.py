"""Walk and describe WeasyPrint's boxes: what was laid out, and where.

A box is WeasyPrint's own; what kind it is, and what is in it, is asked here. Read from it elsewhere only what is public: its
place and sizes in CSS pixels (``position_x``, ``width``, ``border_height()`` …), its computed ``style`` (a mapping by CSS
property), its ``element`` and ``element_tag``, the ``text`` of a text box, the ``baseline`` of a line.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage


def page_box(page: Any) -> Any:
    """Return the outermost box of a ``page``."""
    return page._page_box


def page_name(page: Any) -> str:
    """Return the name that style sheets give a page (CSS ``page``), ``""`` where it has none."""
    return page._page_box.page_type.name or ""


def page_names(document: Any) -> list[str]:
    """Return the names of the pages of a layout, in order."""
    return [page_name(page) for page in document.pages]


def boxes_in(box: Any) -> Iterator[Any]:
    """Yield ``box`` and every box in it, in the order of the text."""
    waiting = [box]
    while waiting:
        box = unwrap(waiting.pop())
        yield box
        waiting.extend(reversed(getattr(box, "children", ())))


def unwrap(box: Any) -> Any:
    """Return the box that a placeholder stands for: WeasyPrint keeps one in the place of an absolute box."""
    return getattr(box, "_box", box)


def children(box: Any) -> list[Any]:
    """Return the boxes right inside ``box``; a box of text has none."""
    return [unwrap(child) for child in getattr(box, "children", ())]


def content(page: Any) -> list[Any]:
    """Return the boxes right inside a page, without those in its margins."""
    return [child for child in page._page_box.children if not isinstance(child, boxes.MarginBox)]


def lines_in(box: Any) -> Iterator[Any]:
    """Yield the line boxes in ``box``."""
    return (each for each in boxes_in(box) if is_line(each))


def texts_in(box: Any) -> list[Any]:
    """Return the text boxes in a line, in the order they are written."""
    return [each for each in box.descendants(placeholders=True) if is_text(each)]


def is_text(box: Any) -> bool:
    """Tell whether ``box`` is text of one style on one line."""
    return isinstance(box, boxes.TextBox)


def is_line(box: Any) -> bool:
    """Tell whether ``box`` is one line of a block."""
    return isinstance(box, boxes.LineBox)


def is_block_level(box: Any) -> bool:
    """Tell whether ``box`` is laid out like a block: paragraphs, lists, the wrappers of tables."""
    return isinstance(box, boxes.BlockLevelBox)


def is_block(box: Any) -> bool:
    """Tell whether ``box`` is a block that holds other blocks or lines."""
    return isinstance(box, boxes.BlockBox)


def is_inline_block(box: Any) -> bool:
    """Tell whether ``box`` stands on a line and is a block inside."""
    return isinstance(box, boxes.InlineBlockBox)


def is_page_part(box: Any) -> bool:
    """Tell whether ``box`` is a whole page or one of its margin boxes."""
    return isinstance(box, boxes.PageBox | boxes.MarginBox)


def is_margin(box: Any) -> bool:
    """Tell whether ``box`` is a box in the margin of a page."""
    return isinstance(box, boxes.MarginBox)


def is_table(box: Any) -> bool:
    """Tell whether ``box`` is a table, without its captions."""
    return isinstance(box, boxes.TableBox)


def is_table_part(box: Any) -> bool:
    """Tell whether ``box`` is a table, a row or a cell."""
    return isinstance(box, boxes.TableBox | boxes.TableRowBox | boxes.TableCellBox)


def is_row_group(box: Any) -> bool:
    """Tell whether ``box`` is the head, the foot or a body of a table."""
    return isinstance(box, boxes.TableRowGroupBox)


def is_row(box: Any) -> bool:
    """Tell whether ``box`` is a row of a table."""
    return isinstance(box, boxes.TableRowBox)


def is_picture(box: Any) -> bool:
    """Tell whether ``box`` is a picture: a photograph or a drawing."""
    return isinstance(box, boxes.ReplacedBox)


def is_inline_picture(box: Any) -> bool:
    """Tell whether ``box`` is a picture that stands on a line of text."""
    return isinstance(box, boxes.InlineReplacedBox)


def pixels(box: Any) -> tuple[int, int] | None:
    """Return the width and height in pixels of the photograph in ``box``, None for any other box."""
    image = box.replacement if is_picture(box) else None
    return (image.width, image.height) if isinstance(image, RasterImage) else None


def background_groups(page: Any) -> list[tuple[Any, int]]:
    """Return the pictures behind a ``page`` box, and the number of the group as which each is painted; repeated ones are no groups."""
    background = page.background
    layers = [layer for layer in reversed(background.layers) if layer.image] if background else []
    single = (layer for layer in layers if set(layer.repeat) == {"no-repeat"} and 0 not in layer.size)
    return [(layer.image, number) for number, layer in enumerate(single, 1)]


def has_ink(style: Any) -> bool:
    """Tell whether text of a computed ``style`` leaves ink: style sheets can keep its place and print nothing there."""
    return bool(style["visibility"] == "visible" and get_color(style, "color").alpha > 0 and style["font_size"] > 0)


def ink(style: Any, name: str) -> tuple[tuple[float, ...], float]:
    """Return the colour that the property ``name`` of a computed ``style`` has: red, green, blue (0 to 1), and how opaque it is."""
    colour = get_color(style, name).to("srgb")
    return tuple(colour.coordinates), float(colour.alpha)
