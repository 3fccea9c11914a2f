"""Rendering: one job laid out at one type size, and written as a tagged PDF."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pydyf
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle

from publish.press.colour import cmyk
from publish.press.engine import fonts, svg, warnings
from publish.press.engine.fetch import BASE_URL, Fetcher
from publish.press.fit.changes import Spare, take_spares
from publish.press.fit.last_lines import held
from publish.press.job import Job
from publish.press.tags import textlayer
from publish.press.tags.invisible import add_fonts
from publish.press.tags.lists import close_items
from publish.press.tags.tables import say_scopes
from publish.project import PublishError

POINTS_PER_PIXEL = 0.75


@dataclass(frozen=True, slots=True)
class Styles:
    """Parsed style sheets with what they define and what was wrong with them."""

    sheets: tuple[CSS, ...]
    counters: CounterStyle
    messages: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Galley:
    """A job that is parsed and ready to be laid out at any size; images are kept between layouts.

    ``spares`` are the elements that wait outside the page for room.
    """

    job: Job
    html: HTML
    styles: Styles
    pages: CSS
    fonts: Any
    fetcher: Fetcher
    images: dict[str, Any]
    spares: tuple[Spare, ...] = ()


def galley(job: Job, rules: str) -> Galley:
    """Return ``job`` parsed, with the ``@page`` rules of its plan; raises `PublishError` where a font family is missing."""
    svg.install()
    configuration = _fonts(job)
    fetcher = Fetcher(job.files)
    html = HTML(string=held(job.html), base_url=BASE_URL, url_fetcher=fetcher)
    fetcher.look_into_page(html.etree_element)
    styles = _styles(job.stylesheets, job.families)
    return Galley(job, html, styles, CSS(string=rules), configuration, fetcher, {}, take_spares(html.etree_element))


def _fonts(job: Job) -> Any:
    """Return the fonts of a job; what is missing is told with the job's locale."""
    try:
        return fonts.open_fonts(job.families)
    except PublishError as error:
        raise PublishError(*(replace(finding, locale=job.locale or None) for finding in error.findings)) from error


def lay_out(ready: Galley, size_pt: float, air: float = 1.0) -> Any:
    """Return WeasyPrint's document of the job with body text at ``size_pt`` and spaces ``air`` times as wide as they are designed."""
    size = CSS(string=f":root {{ --size: {size_pt:g}pt !important; --air: {air:g} }}")
    return ready.html.render(
        ready.fonts,
        CounterStyle(ready.styles.counters),
        stylesheets=[*ready.styles.sheets, ready.pages, size],
        pdf_variant=_variant(ready.job),
        cache=ready.images,
    )


@dataclass(frozen=True, slots=True)
class Written:
    """A PDF, and WeasyPrint's fonts that printed in it."""

    data: bytes
    fonts: list[Any]


def write(job: Job, document: Any) -> Written:
    """Return the PDF of ``document``: tagged for an office, in ink colours for a press."""
    pages = [textlayer.ReadablePage(page) for page in document.pages]
    document.pages = pages
    _describe(job, document.metadata)
    for page in pages:
        # A box within a link is not a link of its own: its annotation would be tagged as a span (PDF/UA-1, 7.18.5).
        page.links = [link for link in page.links if link[3].link]

    def _finish(_document: Any, pdf: pydyf.PDF) -> None:
        fonts = list(document.fonts.values())
        if job.for_press:
            cmyk.convert(pdf, job.shop_profile)
        else:
            textlayer.map_every_glyph(pdf, fonts)
            add_fonts(pdf, textlayer.mend(pages, fonts, job.language), {font.hash: font for font in fonts})
            _place_figures(pdf, [page.height for page in pages])
            close_items(pdf)
            say_scopes(pdf)

    data = document.write_pdf(pdf_variant=_variant(job), finisher=_finish)
    return Written(data, list(document.fonts.values()))


def _variant(job: Job) -> str | None:
    return None if job.for_press else "pdf/ua-1"


@lru_cache(maxsize=64)
def _styles(stylesheets: tuple[str, ...], families: tuple[str, ...]) -> Styles:
    """Return the parsed style sheets: a thousand rules take 0.4 s to parse, so a warm process keeps them.

    They may load nothing while they are parsed (``@import``, ``@font-face``): what they say must not depend on the job.
    """
    fetcher, counters = Fetcher(), CounterStyle()
    configuration = fonts.open_fonts(families)
    with warnings.listening() as messages:
        sheets = tuple(
            CSS(string=text, base_url=BASE_URL, url_fetcher=fetcher, font_config=configuration, counter_style=counters)
            for text in stylesheets
        )
    return Styles(sheets, counters, tuple(messages), tuple(fetcher.refused))


def _describe(job: Job, metadata: Any) -> None:
    """Set title, language and the one date, so that the same job gives the same bytes."""
    metadata.title = job.title or metadata.title or job.name
    metadata.lang = job.language
    metadata.created = metadata.modified = job.modified
    metadata.generator = "clinic-publish"


def _place_figures(pdf: pydyf.PDF, heights_px: list[float]) -> None:
    """Turn the boxes of figures from CSS pixels, as WeasyPrint 70 writes them, into points from the lower left."""
    heights = dict(zip(pdf.page_references, heights_px, strict=True))
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("S") == "/Figure" and "A" in item:
            left, top, right, bottom = item["A"]["BBox"]
            height = heights[item["Pg"]]
            item["A"]["BBox"] = pydyf.Array(value * POINTS_PER_PIXEL for value in (left, height - bottom, right, height - top))
