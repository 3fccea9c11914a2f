"""Parse a job, and lay it out with WeasyPrint at one type size: all its pages, or one of them alone.

What is before the beginning of a page decides where it begins. So after an edit on a page, its beginning is still known, and the pages
before it need not be laid out again. What follows may move; that is seen when all pages are laid out.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from weakref import finalize

from weasyprint import CSS, DEFAULT_OPTIONS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document, DocumentMetadata, Page
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.html import get_html_metadata
from weasyprint.layout import initialize_page_maker, layout_document, layout_fixed_boxes
from weasyprint.layout.background import layout_backgrounds
from weasyprint.layout.page import make_margin_boxes, remake_page

from publish.press.engine import fonts, warnings
from publish.press.engine.fetch import BASE_URL, Fetcher
from publish.press.engine.layouts.cascade import KeptMatches
from publish.press.engine.layouts.columns import keep_children_of_columns
from publish.press.engine.layouts.drafts import DraftPage, complete, put_off_surroundings, release
from publish.press.engine.layouts.lengths import keep_lengths
from publish.press.engine.layouts.lines import keep_lines
from publish.press.engine.layouts.sizes import KnownSize, KnownSizes
from publish.press.engine.layouts.styles import LATE, keep_styles
from publish.press.engine.layouts.texts import keep_texts
from publish.press.engine.layouts.waste import collect_layout
from publish.press.job import Job
from publish.project import PublishError, problem

keep_children_of_columns()
keep_lengths()
keep_lines()
keep_styles()
keep_texts()
put_off_surroundings()


@dataclass(frozen=True, slots=True)
class Styles:
    """Parsed style sheets, the counter styles they define, and the warnings and refused addresses of parsing them."""

    sheets: tuple[CSS, ...]
    counters: CounterStyle
    messages: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


class _Page(HTML):  # type: ignore[misc]
    """A parsed page; what WeasyPrint's own style sheets say of its elements is kept as well."""

    matches: KeptMatches
    kept_styles: Mapping[Any, Any] = MappingProxyType({})

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [self.matches.sheet(sheet, LATE) for sheet in super()._ua_stylesheets(forms)]


@dataclass(frozen=True, slots=True)
class ParsedJob:
    """A job whose HTML and style sheets are parsed, ready to be laid out at any size.

    ``pages`` are its ``@page`` rules, ``fonts`` WeasyPrint's font configuration; ``images`` are kept between layouts, and so
    are the ``matches`` of its style sheets.
    """

    job: Job
    html: _Page
    styles: Styles
    pages: CSS
    fonts: Any
    fetcher: Fetcher
    images: dict[str, Any]
    matches: KeptMatches
    sizes: KnownSizes

    @property
    def root(self) -> Any:
        """The root of the tree of elements; what is changed in it shows in the next layout."""
        return self.html.etree_element


def parse_job(job: Job, rules: str) -> ParsedJob:
    """Return ``job`` parsed, with its ``@page`` rules (CSS); raises `PublishError` where a font family is missing."""
    configuration = _fonts(job)
    fetcher = Fetcher(job.files)
    html = _Page(string=job.html, base_url=BASE_URL, url_fetcher=fetcher)
    fetcher.check_inline_drawings(html.etree_element)
    styles = _styles(job.stylesheets, job.families)
    matches = KeptMatches(job.stylesheets)
    html.matches = matches
    return ParsedJob(job, html, styles, CSS(string=rules), configuration, fetcher, {}, matches, KnownSizes())


def _fonts(job: Job) -> Any:
    """Return the fonts of a job; the error for a missing one names the job's locale."""
    try:
        return fonts.open_fonts(job.families)
    except PublishError as error:
        raise PublishError(*(replace(finding, locale=job.locale or None) for finding in error.findings)) from error


def lay_out(ready: ParsedJob, size_pt: float, air: float = 1.0) -> Any:
    """Return WeasyPrint's document of a job with body text at ``size_pt`` and the spaces between blocks scaled by ``air``."""
    document = lay_out_draft(ready, size_pt, air)
    complete(document)
    return document


def lay_out_draft(ready: ParsedJob, size_pt: float, air: float = 1.0) -> Any:
    """Return the document that `lay_out` returns as a draft, which can be measured; `complete` makes one that can be printed."""
    collect_layout()
    context, root = _begin(ready, ready.sizes.at(size_pt, air), pdf_variant(ready.job))
    context.put_off = []
    document = _document(ready, map(DraftPage, layout_document(ready.html, root, context)))
    document.context, document.color_profiles = context, context.color_profiles
    finalize(document, release, context).atexit = False
    return document


def _options(ready: ParsedJob, kept: KnownSize) -> dict[str, Any]:
    ready.matches.refresh(ready.root)
    sheets = [*map(ready.matches.sheet, ready.styles.sheets), ready.pages, kept.rule]
    return {"stylesheets": sheets, "cache": ready.images}


def pdf_variant(job: Job) -> str | None:
    """Return the kind of PDF that WeasyPrint makes of ``job``: PDF/UA-1 for an office, PDF/UA-2 to keep, without tags for a press."""
    if job.for_press:
        return None
    return "pdf/ua-2" if job.for_archive else "pdf/ua-1"


@dataclass(frozen=True, slots=True)
class PageStarts:
    """Where each page of a layout begins (``makers``, as WeasyPrint keeps it), and what running heads took from the pages before."""

    makers: tuple[Any, ...]
    strings: Any
    running: Any


def lay_out_with_starts(ready: ParsedJob, size_pt: float, air: float = 1.0) -> tuple[Any, PageStarts]:
    """Return WeasyPrint's document of a job, as `lay_out` does, and where its pages begin."""
    context, root = _begin(ready, ready.sizes.at(size_pt, air))
    boxes = list(layout_document(ready.html, root, context))
    makers = tuple(deepcopy(maker) for maker in context.page_maker)
    return _document(ready, map(Page, boxes)), PageStarts(makers, context.string_set, context.running_elements)


def lay_out_one(ready: ParsedJob, size_pt: float, air: float, starts: PageStarts | None = None, index: int = 0) -> Any:
    """Return a document with the page ``index`` (from 0) of a job alone, which begins where ``starts`` says; None: the first page."""
    context, root = _begin(ready, ready.sizes.at(size_pt, air))
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
    return _document(ready, [Page(page)])


def _begin(ready: ParsedJob, kept: KnownSize, variant: str | None = None) -> tuple[Any, Any]:
    """Return the context of a layout, and the root of its boxes; without a ``variant`` it is only looked at, and has no tags."""
    counters, profiles = CounterStyle(ready.styles.counters), dict[str, Any]()
    options = {**DEFAULT_OPTIONS, **_options(ready, kept), "pdf_variant": variant}
    ready.html.kept_styles = kept.styles
    context = Document._build_layout_context(ready.html, ready.fonts, counters, profiles, options)
    kept.styles = context.style_for.get_computed_styles()
    context.color_profiles, context.kept = profiles, kept
    collector, images = context.target_collector, context.get_image_from_uri
    root = build_formatting_structure(
        ready.root, context.style_for, images, ready.html.base_url, collector, counters, context.footnotes
    )
    return context, root


def _document(ready: ParsedJob, pages: Iterable[Any]) -> Any:
    metadata = DocumentMetadata(**get_html_metadata(ready.html))
    return Document(list(pages), metadata, ready.html.url_fetcher, ready.fonts, {}, None)


@lru_cache(maxsize=64)
def _styles(stylesheets: tuple[str, ...], families: tuple[str, ...]) -> Styles:
    """Return the parsed style sheets: a thousand rules take 0.4 s to parse, so a warm process keeps them.

    They may load nothing while they are parsed (``@import``, ``@font-face``), because they are shared by jobs with different files.
    """
    fetcher, counters = Fetcher(), CounterStyle()
    configuration = fonts.open_fonts(families)
    with warnings.collect_warnings() as messages:
        try:
            sheets = tuple(
                CSS(string=text, base_url=BASE_URL, url_fetcher=fetcher, font_config=configuration, counter_style=counters)
                for text in stylesheets
            )
        except (RecursionError, SyntaxError) as error:  # cssselect2 compiles selectors to Python, whose brackets it passes on
            hint = "look for brackets, or rules in rules, that are not closed; correct the style sheets of the layout"
            raise problem("style-broken", "a style sheet has too many brackets or rules in one another", hint=hint) from error
    return Styles(sheets, counters, tuple(messages), tuple(fetcher.refused))
