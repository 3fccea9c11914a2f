"""Pages for the screen: no style sheet hides what is critical, or that a page is a draft.

A browser lays such a page out, at its own width; so the computed styles are looked at (CSS Cascade, 4.4), not boxes.
"""

from collections.abc import Callable, Iterator
from typing import Any

from weasyprint import HTML
from weasyprint.css import get_all_computed_styles
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from publish.press.engine import warnings
from publish.press.engine.fetch import BASE_URL, Fetcher
from publish.press.job import Job
from publish.press.proof.drafts import WORD, no_mark
from publish.press.proof.words import UNPRINTED, excerpt, inks
from publish.project import Finding, PublishError

CRITICAL = "data-critical"  # what `publish.edition` calls an element whose text must reach the reader


def look_through(job: Job) -> None:
    """Look through a page for the screen; raises `PublishError` (``words-lost``, ``draft-unmarked``) for what its styles hide."""
    with warnings.listening():  # browsers know more of CSS than WeasyPrint
        html = HTML(string=job.html, base_url=BASE_URL, url_fetcher=Fetcher(job.files), media_type="screen")
        styles = get_all_computed_styles(html, font_config=FontConfiguration(), counter_style=CounterStyle())
    texts = list(_texts(html.etree_element, styles))
    findings = [_hidden(job, text) for text, shown, critical in texts if critical and not shown]
    if job.draft and not any(shown and WORD.search(text) for text, shown, _ in texts):
        findings.append(no_mark(job, "", "let the layout show the word DRAFT"))
    if findings:
        raise PublishError(*findings)


def _texts(element: Any, styles: Callable[[Any], Any], shown: bool = True, critical: bool = False) -> Iterator[tuple[str, bool, bool]]:
    """Yield each text below ``element``: it, whether it is shown, whether it is critical."""
    if not isinstance(element.tag, str) or element.tag in UNPRINTED:
        return
    style = styles(element)  # as a dictionary it is empty until it is asked
    shown = shown and "hidden" not in element.attrib and style is not None and not _hides(style)
    critical = critical or CRITICAL in element.attrib
    inked = shown and inks(style)
    for text in (element.text, *(child.tail for child in element)):
        if text and not text.isspace():
            yield text, inked, critical
    for child in element:
        yield from _texts(child, styles, shown, critical)


def _hides(style: Any) -> bool:
    """Tell whether an element hides all that is in it."""
    heights = ["max_height", "height"] if style["overflow"] == "hidden" else ["max_height"]
    flat = any(getattr(style[name], "value", None) == 0 for name in heights)
    return bool(flat or style["display"] == ("none",) or style["opacity"] == 0)


def _hidden(job: Job, text: str) -> Finding:
    hint = "let the style sheets of the layout show it: it must reach every reader"
    return warnings.told(job, "words-lost", f": the style sheets hide a critical text: “{excerpt(text)}”", hint)
