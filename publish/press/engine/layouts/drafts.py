"""Layouts that are measured before they are printed: their text stands where it will, and what surrounds it is added later.

Boxes in the margins of pages, backgrounds and the places of links do not move the text. They take a fifth of the time of a layout, and
of the layouts that are tried only one is printed.
"""

from typing import Any

import weasyprint.layout
from weasyprint.document import Page
from weasyprint.layout.background import layout_backgrounds
from weasyprint.layout.page import make_margin_boxes

# What a context has of the boxes that it laid out.
_BOXES = (
    *("current_footnote_area", "kept", "page_maker", "put_off", "rendered_notes"),
    *("running_elements", "style_for", "tables", "target_collector"),
)


def put_off_surroundings() -> None:
    """Let WeasyPrint leave out the surroundings of the pages whose context has ``put_off``; calling it again changes nothing."""
    weasyprint.layout.make_margin_boxes = margin_boxes
    weasyprint.layout.layout_backgrounds = backgrounds


def margin_boxes(context: Any, page: Any, state: Any) -> Any:
    """Return the boxes in the margins of ``page``, as WeasyPrint makes them; none for a draft, which remembers the page."""
    put_off = getattr(context, "put_off", None)
    if put_off is None:
        return make_margin_boxes(context, page, state)
    put_off.append((page, state))
    page.is_draft = True
    return ()


def backgrounds(page: Any, get_image_from_uri: Any) -> None:
    """Place the backgrounds of ``page``, as WeasyPrint does; not those of a draft."""
    if not getattr(page, "is_draft", False):
        layout_backgrounds(page, get_image_from_uri)


class DraftPage(Page):  # type: ignore[misc]
    """A page whose links and anchors are not known yet."""

    def __init__(self, page_box: Any) -> None:
        self.width = page_box.margin_width()
        self.height = page_box.margin_height()
        self._page_box = page_box


def add_margin_boxes(document: Any) -> None:
    """Add the boxes in the margins of the pages of a draft; to another layout nothing."""
    context = getattr(document, "context", None)
    if context is None:
        return
    for number, (page, state) in enumerate(context.put_off, 1):
        context.current_page = number
        page.children = (*page.children, *make_margin_boxes(context, page, state))
    context.put_off = []


def complete(document: Any) -> None:
    """Add all that a draft lacks, so that it can be printed; another layout stays as it is."""
    add_margin_boxes(document)
    if (context := getattr(document, "context", None)) is None:
        return
    for page in document.pages:
        layout_backgrounds(page._page_box, context.get_image_from_uri)
    document.pages = [Page(page._page_box) for page in document.pages]
    document.context = None
    release(context)


def release(context: Any) -> None:
    """Let the boxes of a layout go. Its context refers to itself and stays until Python collects it; drawings still ask it for pictures."""
    for name in _BOXES:
        vars(context).pop(name, None)
