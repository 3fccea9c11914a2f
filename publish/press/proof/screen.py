"""Check that no style sheet hides a critical text on a page for the screen, or that the page is a draft.

A browser lays such a page out, at its own width; so computed styles are checked here, not boxes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from publish.press.engine.boxes import has_ink
from publish.press.engine.render import compute_screen_styles
from publish.press.findings import finding_about
from publish.press.job import Job
from publish.press.proof.drafts import WORD, draft_unmarked
from publish.press.proof.loads import find_loads
from publish.press.proof.screen_styles import find_unsafe_styles
from publish.press.proof.words import UNPRINTED, opening_words
from publish.project import Finding, PublishError

DRESSED = "style"
CRITICAL = "data-critical"  # the attribute that `publish.edition` gives to an element whose text must reach the reader


@dataclass(frozen=True, slots=True)
class ScreenText:
    """A text of a page: whether it is shown, and whether it must be."""

    text: str
    shown: bool
    critical: bool


def check_screen(job: Job) -> None:
    """Check a page for the screen.

    Raises `PublishError`: ``words-lost``, ``draft-unmarked`` for what is hidden, ``fetch-refused``, ``link-scheme`` for what is loaded.
    """
    root, styles = compute_screen_styles(job)
    texts = list(_texts(root, styles))
    inline = [element.get("style", "") for element in root.iter() if isinstance(element.tag, str) and DRESSED in element.attrib]
    unsafe = find_unsafe_styles(job, job.stylesheets, inline)
    findings = unsafe + find_loads(job, root) + [_hidden(job, each.text) for each in texts if each.critical and not each.shown]
    if job.draft and not any(each.shown and WORD.search(each.text) for each in texts):
        findings.append(draft_unmarked(job, "", "let the layout show the word DRAFT"))
    if findings:
        raise PublishError(*findings)


def _texts(element: Any, styles: Callable[[Any], Any], shown: bool = True, critical: bool = False) -> Iterator[ScreenText]:
    """Yield each text in ``element``; ``shown`` and ``critical`` are those of the element around it."""
    if not isinstance(element.tag, str) or element.tag in UNPRINTED:
        return
    style = styles(element)  # as a dictionary it is empty until it is asked
    shown = shown and "hidden" not in element.attrib and style is not None and not _hides(style)
    critical = critical or CRITICAL in element.attrib
    inked = shown and has_ink(style)
    for text in (element.text, *(child.tail for child in element)):
        if text and not text.isspace():
            yield ScreenText(text, inked, critical)
    for child in element:
        yield from _texts(child, styles, shown, critical)


def _hides(style: Any) -> bool:
    """Tell whether an element hides all that is in it."""
    heights = ["max_height", "height"] if style["overflow"] == "hidden" else ["max_height"]
    flat = any(getattr(style[name], "value", None) == 0 for name in heights)
    return bool(flat or style["display"] == ("none",) or style["opacity"] == 0)


def _hidden(job: Job, text: str) -> Finding:
    hint = "let the style sheets of the layout show it: it must reach every reader"
    return finding_about(job, "words-lost", f": the style sheets hide a critical text: “{opening_words(text)}”", hint)
