"""Drafts: every page of what nobody has approved says so, whatever the style sheets of a layout make of it."""

import re
from collections.abc import Mapping
from typing import Any

from weasyprint.formatting_structure import boxes

from publish.press.engine.fetch import BASE_URL
from publish.press.engine.warnings import told
from publish.press.job import Job
from publish.press.proof.words import is_seen, place, walk
from publish.project import Finding

WORD = re.compile(r"\bDRAFT\b")
# Where the mark is a picture, it is one of these, in the background of the page.
PICTURES = ("icons/draft.svg", "icons/draft-forced.svg")
# A picture, or a box with a colour, that fills so much of its page hides what lies behind.
MOST_COVERED = 0.5


def unmarked(job: Job, pages: Any, pictures: Mapping[str, Any]) -> list[Finding]:
    """Return one error that names the first of ``pages`` without a mark of a draft, where ``job`` is one.

    ``pictures`` are those that WeasyPrint has loaded, by address.
    """
    marks = [picture for name in PICTURES if (picture := pictures.get(BASE_URL + name))]
    numbered = enumerate(pages, 1) if job.draft else ()
    plain = [place(number, page) for number, page in numbered if not _says_so(page._page_box) and not _shows(page._page_box, marks)]
    others = f" (and {len(plain) - 1} more)" if len(plain) > 1 else ""
    hint = "let the layout print the word DRAFT on every page, or leave the backgrounds of pages, html and body to shared/draft.css"
    return [no_mark(job, f", {plain[0]}{others}", hint)] if plain else []


def _says_so(page_box: Any) -> bool:
    texts = (box for box in walk(page_box) if isinstance(box, boxes.TextBox))
    return any(WORD.search(text.text) and is_seen(text) for text in texts)


def _shows(page_box: Any, marks: list[Any]) -> bool:
    """Tell whether one of ``marks`` lies behind the page, and nothing over it: neither the root's background nor a large box."""
    behind = page_box.background.layers if page_box.background else ()
    covered = page_box.canvas_background or any(_covers(box, page_box) for box in walk(page_box))
    return any(layer.image in marks for layer in behind) and not covered


def _covers(box: Any, page_box: Any) -> bool:
    background, most = getattr(box, "background", None), MOST_COVERED * page_box.margin_width() * page_box.margin_height()
    paints = isinstance(box, boxes.ReplacedBox) or bool(background and background.color.alpha > 0)
    return paints and box is not page_box and box.border_width() * box.border_height() > most


def no_mark(job: Job, where: str, hint: str) -> Finding:
    """Return the error that a draft does not show that it is one, ``where`` (", page 2 (cover)", or nothing)."""
    return told(job, "draft-unmarked", f"{where}: nobody has approved this text, and the page does not show that it is a draft", hint)
