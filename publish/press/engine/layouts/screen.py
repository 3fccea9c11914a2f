"""Compute the styles of a page for the screen, which a browser lays out: those of the elements that somebody asks about, and no others."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.css import StyleFor
from weasyprint.css.counters import CounterStyle
from weasyprint.css.media_queries import evaluate_media_query

from publish.press.engine import fonts, warnings
from publish.press.engine.fetch import BASE_URL, Fetcher
from publish.press.engine.layouts.cascade import KeptMatches
from publish.press.engine.layouts.styles import LATE, KeptStyles
from publish.press.job import Job

NARROWEST_PX = 320, 568
"""Width and height of the narrowest screen that still sells, for lengths that depend on the screen."""

_MEDIA = "screen"
Needs = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class _Page:
    """What WeasyPrint reads of a page to compute styles; it stands for its own ``wrapper_element``, whose subtree is all elements."""

    etree_element: Any
    wrapper: Any
    needed: Collection[Any] | None
    base_url: str = BASE_URL

    @property
    def wrapper_element(self) -> "_Page":
        """The page itself, as far as WeasyPrint asks for its root."""
        return self

    def iter_subtree(self) -> Iterator[Any]:
        """Yield the elements, in the order of the page, that are ``needed``; None for all."""
        waiting = [self.wrapper]
        while waiting:
            element = waiting.pop()
            yield element
            inside = [child for child in element.iter_children() if self.needed is None or child.etree_element in self.needed]
            waiting += reversed(inside)


def compute_screen_styles(job: Job, needs: Needs | None = None) -> tuple[Any, Callable[[Any], Any]]:
    """Return the root element of a page for the screen, and a function that returns an element's computed style (None: it has none).

    A browser lays such a page out, not WeasyPrint; computed styles are those of CSS Cascade, 4.4, on the narrowest screen. With ``needs``,
    only the elements that it is true of, what is in them and what they are in have styles.
    """
    with warnings.collect_warnings():  # browsers know more of CSS than WeasyPrint
        html = HTML(string=job.html, base_url=BASE_URL, url_fetcher=Fetcher(job.files), media_type=_MEDIA)
        root, matches = html.etree_element, KeptMatches(())
        sheets = [(matches.sheet(sheet, LATE), "user agent", None) for sheet in html._ua_stylesheets()]
        texts = _style_elements(root) if needs is None else (part for text in _style_elements(root) for part in _parts(text))
        sheets += [(_parsed(text), "author", None) for text in texts]
        page = _Page(root, html.wrapper_element, None if needs is None else _around(root, needs))
        styles: StyleFor = KeptStyles(page, sheets, False, fonts.screen_fonts(job.families), None)
        styles.initial_page_sizes.update(box=NARROWEST_PX, area=NARROWEST_PX)
    return root, styles


def _style_elements(root: Any) -> Iterator[str]:
    """Yield the style sheets that stand on a page, as WeasyPrint finds them; it has no others, or is refused."""
    for element in root.iter("style"):
        media = [each.strip() for each in (element.get("media", "").strip() or "all").split(",")]
        kind = element.get("type", "text/css").split(";", 1)[0].strip()
        if kind == "text/css" and evaluate_media_query(media, _MEDIA):
            yield (element.text or "") + "".join(child.tail or "" for child in element)


def _parts(text: str) -> tuple[str, ...]:
    """Return a shipped style sheet as what differs between locales, which stands before the first empty line, and the rest."""
    head, end, rest = text.partition("}\n\n")
    return (head + end, rest) if head.count("{") == head.count("}") + 1 and "/*" not in head else (text,)


@lru_cache(maxsize=32)
def _parsed(text: str) -> CSS:
    """Return a parsed style sheet, without fonts. It loads nothing: pages share it, and `find_loads` refuses what asks."""
    return CSS(string=text, base_url=BASE_URL, url_fetcher=Fetcher(), media_type=_MEDIA, counter_style=CounterStyle())


def _around(root: Any, needs: Needs) -> set[Any]:
    """Return the elements that ``needs`` is true of, with all that is in them and around them."""
    found = {root}

    def _visit(element: Any) -> bool:
        if needs(element):
            found.update(element.iter())
            return True
        inside = [_visit(child) for child in element]
        if any(inside):
            found.add(element)
        return any(inside)

    _visit(root)
    return found
