"""Check that no style sheet hides a critical text on a page for the screen, or that the page is a draft.

A browser lays such a page out, at its own width; so computed styles are checked here, not boxes.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from publish.press.engine.boxes import has_ink, ink
from publish.press.engine.layouts.screen import compute_screen_styles
from publish.press.findings import finding_about
from publish.press.job import Job
from publish.press.painting.light import contrast, luminance
from publish.press.proof.drafts import WORD, draft_unmarked
from publish.press.proof.generated import MESSAGE
from publish.press.proof.visible import LEAST_CONTRAST
from publish.press.proof.web.form import altered_texts
from publish.press.proof.web.loads import find_loads
from publish.press.proof.web.screen_styles import find_unsafe_styles
from publish.press.proof.words import UNPRINTED, opening_words
from publish.project import Finding, PublishError

DRESSED = "style"
CRITICAL = "data-critical"  # the attribute that `publish.edition` gives to an element whose text must reach the reader


LEAST_PX, MOST_PX = 9.0, 160.0  # the size of type
MOST_INSET_PX = 200.0  # what may lie beside a text on both sides together; the narrowest screens have 320
# What a browser paints behind a page without a background, where it likes dark colours.
DARK_CANVAS = (0.07, 0.07, 0.07)
_DARK = re.compile(r"@media[^{]*prefers-color-scheme\s*:\s*dark[^{]*\{")
_PRINTED = re.compile(r"@media\s+print\s*\{")
_COLOR_SCHEME = re.compile(r"(?<!prefers-)color-scheme", re.IGNORECASE)
_SIDES = ("left", "right")
Colour = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ScreenText:
    """A text of a page: whether it is shown, and whether it is critical, or a message at all."""

    text: str
    shown: bool
    critical: bool
    message: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """What the elements around a text do to it: ``behind`` are the colours that may lie behind it, ``inset_px`` what lies beside it.

    Shipped style sheets (not ``counts_inset``) may indent: their lists have as many levels as the author wrote.
    """

    behind: tuple[Colour, ...]
    shown: bool = True
    critical: bool = False
    message: bool = False
    inset_px: float = 0.0
    counts_inset: bool = True


def check_screen(job: Job) -> None:
    """Check a page for the screen.

    Raises `PublishError`: ``words-lost``, ``draft-unmarked`` for what is hidden, ``fetch-refused``, ``link-scheme`` for what is loaded.
    """
    # Shipped style sheets are tested with each guide, so only what must be seen is looked at.
    root, styles = compute_screen_styles(job, None if job.stylesheets else must_be_seen)
    inline = [element.get("style", "") for element in root.iter() if isinstance(element.tag, str) and DRESSED in element.attrib]
    unsafe = find_unsafe_styles(job, job.stylesheets, inline)
    light = list(_texts(root, styles, _Place(((1.0, 1.0, 1.0),), counts_inset=bool(job.stylesheets))))
    dark = _dark_texts(job) if job.stylesheets else light  # shipped ones are tested
    printed = _printed_texts(job) if job.stylesheets else ()
    hidden = dict.fromkeys(each.text for each in (*light, *dark, *printed) if each.critical and not each.shown)
    if job.stylesheets:
        hidden |= dict.fromkeys(each.text for each in (*light, *dark) if each.message and not each.shown)
    altered = dict(altered_texts(root, styles)) if job.stylesheets else {}
    findings = unsafe + find_loads(job, root) + [_hidden(job, text) for text in hidden]
    findings += [_altered(job, text, what) for text, what in altered.items()]
    if job.draft and not all(any(each.shown and WORD.search(each.text) for each in texts) for texts in (light, dark)):
        findings.append(draft_unmarked(job, "", "let the layout show the word DRAFT"))
    if findings:
        raise PublishError(*findings)


def must_be_seen(element: Any) -> bool:
    """Tell whether an element is critical, or has the word of a draft in it, not in one of its elements."""
    texts = (element.text, *(child.tail for child in element))
    return CRITICAL in element.attrib or any(text and "DRAFT" in text and WORD.search(text) for text in texts)


def _dark_texts(job: Job) -> list[ScreenText]:
    """Return the texts as a browser shows them that prefers dark colours."""
    root, styles = compute_screen_styles(replace(job, html=_DARK.sub("@media all {", job.html)))
    # A browser paints the page itself dark only where a style sheet or a <meta> lets it.
    canvas = (DARK_CANVAS,) if _COLOR_SCHEME.search(job.html) else ()
    return list(_texts(root, styles, _Place(((1.0, 1.0, 1.0), *canvas))))


def _printed_texts(job: Job) -> list[ScreenText]:
    """Return the texts as a browser prints them."""
    root, styles = compute_screen_styles(replace(job, html=_PRINTED.sub("@media all {", job.html)))
    return list(_texts(root, styles, _Place(((1.0, 1.0, 1.0),))))


def _texts(element: Any, styles: Callable[[Any], Any], around: _Place) -> Iterator[ScreenText]:
    """Yield each text in ``element``; ``around`` is what the elements around it do."""
    if not isinstance(element.tag, str) or element.tag in UNPRINTED:
        return
    style = styles(element)  # as a dictionary it is empty until it is asked
    if style is None:
        return
    place = _placed(element, style, around)
    seen = place.shown and has_ink(style) and _is_legible(style, place)
    for text in (element.text, *(child.tail for child in element)):
        if text and not text.isspace():
            yield ScreenText(text, seen, place.critical, place.message)
    for child in element:
        yield from _texts(child, styles, place)


def _placed(element: Any, style: Any, around: _Place) -> _Place:
    colour, alpha = ink(style, "background_color")
    behind = tuple(_mixed(colour, alpha, each) for each in around.behind)
    shown = around.shown and "hidden" not in element.attrib and not _hides(style)
    names = [f"{kind}_{side}" for side in _SIDES for kind in ("margin", "padding")] if around.counts_inset else []
    beside = sum(max(0.0, _px(style[name])) for name in names)
    # The shipped template has a link that is shown where it has the focus, and sentences of which one is shown at a time.
    is_own = any(name == "skip" or name.startswith("copy-") for name in element.get("class", "").split())
    message = (around.message or MESSAGE in element.attrib) and not is_own
    return _Place(behind, shown, around.critical or CRITICAL in element.attrib, message, around.inset_px + beside, around.counts_inset)


def _px(length: Any) -> float:
    return float(length.value) if getattr(length, "unit", "") in ("px", None) and length.value else 0.0


def _mixed(colour: Colour, alpha: float, behind: Colour) -> Colour:
    return tuple(alpha * over + (1 - alpha) * under for over, under in zip(colour, behind, strict=True))


def _is_legible(style: Any, place: _Place) -> bool:
    """Tell whether letters are of a size, in a place and of a colour in which they can be read."""
    colour, alpha = ink(style, "color")
    contrasts = (contrast(luminance(_mixed(colour, alpha, behind)), luminance(behind)) for behind in place.behind)
    return LEAST_PX <= style["font_size"] <= MOST_PX and place.inset_px <= MOST_INSET_PX and min(contrasts) >= LEAST_CONTRAST


def _hides(style: Any) -> bool:
    """Tell whether an element hides all that is in it."""
    heights = ["max_height", "height"] if style["overflow"] == "hidden" else ["max_height"]
    flat = any(getattr(style[name], "value", None) == 0 for name in heights)
    placed = style["position"] in ("absolute", "fixed")  # anywhere on the page, or beside it
    return bool(flat or placed or style["display"] == ("none",) or style["opacity"] == 0)


def _hidden(job: Job, text: str) -> Finding:
    hint = "let the style sheets of the layout show it: it must reach every reader"
    return finding_about(job, "words-lost", f": the style sheets hide a text that must be seen: “{opening_words(text)}”", hint)


def _altered(job: Job, text: str, what: str) -> Finding:
    hint = "let the style sheets of the layout leave the words of the guide in their line"
    return finding_about(job, "text-unsigned", f": a style sheet changes a signed text: {what}: “{opening_words(text)}”", hint)
