"""Lay out one page alone, where a layout of all pages says where it begins.

What is before the beginning of a page decides where it begins. So after an edit on a page, its beginning is still known, and the pages
before it need not be laid out again. What follows may move; that is seen when all pages are laid out.
"""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document, DocumentMetadata, Page
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.html import get_html_metadata
from weasyprint.layout import initialize_page_maker, layout_document, layout_fixed_boxes
from weasyprint.layout.background import layout_backgrounds
from weasyprint.layout.page import make_margin_boxes, remake_page

from publish.press.engine.render import ParsedJob, screen_options


@dataclass(frozen=True, slots=True)
class PageStarts:
    """Where each page of a layout begins (``makers``, as WeasyPrint keeps it), and what running heads took from the pages before."""

    makers: tuple[Any, ...]
    strings: Any
    running: Any


def lay_out_with_starts(ready: ParsedJob, size_pt: float, air: float = 1.0) -> tuple[Any, PageStarts]:
    """Return WeasyPrint's document of a job, as `lay_out` does, and where its pages begin."""
    context, root = _begin(ready, size_pt, air)
    boxes = list(layout_document(ready.html, root, context))
    makers = tuple(deepcopy(maker) for maker in context.page_maker)
    return _document(ready, boxes), PageStarts(makers, context.string_set, context.running_elements)


def lay_out_one(ready: ParsedJob, size_pt: float, air: float, starts: PageStarts | None = None, index: int = 0) -> Any:
    """Return a document with the page ``index`` (from 0) of a job alone, which begins where ``starts`` says; None: the first page."""
    context, root = _begin(ready, size_pt, air)
    initialize_page_maker(context, root)
    count = 1
    if starts:
        context.page_maker = [deepcopy(maker) for maker in starts.makers[: index + 1]]
        context.string_set, context.running_elements = deepcopy(starts.strings), starts.running
        count = len(starts.makers) - 1
    context.rendered_notes = []
    page, _ = remake_page(index, context, root, ready.html)
    _, _, _, state, _ = context.page_maker[index + 1]
    state[1]["pages"] = [count]
    context.current_page = index + 1
    content, footnotes, notes = page.children
    content.children = [*content.children, *layout_fixed_boxes(context, [page], page)]
    areas = [content, *(area for area in (footnotes, notes) if area.children)]
    page.children = (*areas, *make_margin_boxes(context, page, state))
    layout_backgrounds(page, context.get_image_from_uri)
    return _document(ready, [page])


def _begin(ready: ParsedJob, size_pt: float, air: float) -> tuple[Any, Any]:
    """Return the context of a layout, and the root of its boxes."""
    options = screen_options(ready, size_pt, air)
    counters = CounterStyle(ready.styles.counters)
    context = Document._build_layout_context(ready.html, ready.fonts, counters, {}, options)
    collector, images = context.target_collector, context.get_image_from_uri
    root = build_formatting_structure(
        ready.root, context.style_for, images, ready.html.base_url, collector, counters, context.footnotes
    )
    return context, root


def _document(ready: ParsedJob, boxes: list[Any]) -> Any:
    metadata = DocumentMetadata(**get_html_metadata(ready.html))
    return Document([Page(box) for box in boxes], metadata, ready.html.url_fetcher, ready.fonts, {}, None)
