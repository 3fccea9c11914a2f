"""The computed styles of a page for the screen, which a browser lays out and WeasyPrint does not (CSS Cascade, 4.4)."""

from collections.abc import Callable
from typing import Any

from weasyprint import HTML
from weasyprint.css import get_all_computed_styles
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from publish.press.engine.fetch import BASE_URL, Fetcher
from publish.press.engine.warnings import collect_warnings
from publish.press.job import Job


def compute_screen_styles(job: Job) -> tuple[Any, Callable[[Any], Any]]:
    """Return the root element of a page, and a function that returns the computed style of an element, None where it has none."""
    with collect_warnings():  # browsers know more of CSS than WeasyPrint
        html = HTML(string=job.html, base_url=BASE_URL, url_fetcher=Fetcher(job.files), media_type="screen")
        styles = get_all_computed_styles(html, font_config=FontConfiguration(), counter_style=CounterStyle())
    return html.etree_element, styles
