"""Check that every page of a draft shows that it is one, whatever the style sheets of a layout do."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from publish.press.engine.boxes import background_images, boxes_in, has_background_colour, has_ink, is_picture, is_text, page_box
from publish.press.engine.fetch import BASE_URL
from publish.press.findings import finding_about
from publish.press.job import Job
from publish.press.proof.words import page_label
from publish.project import Finding

WORD = re.compile(r"\bDRAFT\b")
# Where the mark is a picture, it is one of these, in the background of the page.
PICTURES = ("icons/draft.svg", "icons/draft-forced.svg")
# A picture, or a box with a colour, that fills so much of its page hides what lies behind.
MOST_COVERED = 0.5


def find_unmarked_pages(job: Job, pages: Iterable[Any], pictures: Mapping[str, Any]) -> list[Finding]:
    """Return one error that names the first of ``pages`` without a mark of a draft, where ``job`` is one.

    ``pictures`` are those that WeasyPrint has loaded, by address.
    """
    marks = [picture for name in PICTURES if (picture := pictures.get(BASE_URL + name))]
    numbered = ((number, page, page_box(page)) for number, page in enumerate(pages, 1)) if job.draft else ()
    unmarked = [page_label(number, page) for number, page, box in numbered if not _shows_word(box) and not _shows_picture(box, marks)]
    others = f" (and {len(unmarked) - 1} more)" if len(unmarked) > 1 else ""
    hint = "let the layout print the word DRAFT on every page, or leave the backgrounds of pages, html and body to shared/draft.css"
    return [draft_unmarked(job, f", {unmarked[0]}{others}", hint)] if unmarked else []


def draft_unmarked(job: Job, where: str, hint: str) -> Finding:
    """Return the error that a draft does not show that it is one, ``where`` (", page 2 (cover)", or nothing)."""
    message = f"{where}: nobody has approved this text, and the page does not show that it is a draft"
    return finding_about(job, "draft-unmarked", message, hint)


def _shows_word(page: Any) -> bool:
    return any(is_text(box) and WORD.search(box.text) and has_ink(box.style) for box in boxes_in(page))


def _shows_picture(page: Any, marks: list[Any]) -> bool:
    """Tell whether one of ``marks`` lies behind the page, and nothing over it: neither the root's background nor a large box."""
    is_covered = page.canvas_background or any(_covers(box, page) for box in boxes_in(page))
    return any(image in marks for image in background_images(page)) and not is_covered


def _covers(box: Any, page: Any) -> bool:
    paints = is_picture(box) or has_background_colour(box)
    return paints and box is not page and box.border_width() * box.border_height() > _most_covered(page)


def _most_covered(page: Any) -> float:
    return float(MOST_COVERED * page.margin_width() * page.margin_height())
