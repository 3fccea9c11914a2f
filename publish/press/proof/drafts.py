"""Check that every page of a draft shows that it is one, whatever the style sheets of a layout do."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from publish.press.engine.boxes import background_groups, page_box
from publish.press.engine.fetch import BASE_URL
from publish.press.findings import finding_about
from publish.press.job import Job
from publish.press.painting.areas import Point, bounds_of
from publish.press.painting.reader import Fill
from publish.press.proof.visible import JudgedPage, SeenPage, is_covered, is_on_page, light_behind
from publish.press.proof.words import page_label
from publish.project import Finding

WORD = re.compile(r"\bDRAFT\b")
# Where the mark is a picture, it is one of these, in the background of the page.
PICTURES = ("icons/draft.svg", "icons/draft-forced.svg")
# The shares of the picture that must be seen, and of the page that it must take up in one direction; and how much lighter or darker than
# what is behind it its lines must be.
LEAST_SEEN, LEAST_EXTENT, LEAST_DIFFERENCE = 1 / 3, 0.3, 0.02


def find_unmarked_pages(job: Job, pages: Iterable[JudgedPage], pictures: Mapping[str, Any]) -> list[Finding]:
    """Return one error that names the first of ``pages`` without a mark of a draft, where ``job`` is one.

    ``pictures`` are those that WeasyPrint has loaded, by address.
    """
    marks = [picture for name in PICTURES if (picture := pictures.get(BASE_URL + name))]
    numbered = enumerate(pages, 1) if job.draft else ()
    unmarked = [page_label(number, page.document) for number, page in numbered if not _shows_word(page) and not _shows_picture(page, marks)]
    others = f" (and {len(unmarked) - 1} more)" if len(unmarked) > 1 else ""
    hint = "let the layout print the word DRAFT on every page, or leave the backgrounds of pages, html and body to shared/draft.css"
    return [draft_unmarked(job, f", {unmarked[0]}{others}", hint)] if unmarked else []


def draft_unmarked(job: Job, where: str, hint: str) -> Finding:
    """Return the error that a draft does not show that it is one, ``where`` (", page 2 (cover)", or nothing)."""
    message = f"{where}: nobody has approved this text, and the page does not show that it is a draft"
    return finding_about(job, "draft-unmarked", message, hint)


def _shows_word(page: JudgedPage) -> bool:
    return any(not why and WORD.search(box.text) for box, why in page.texts)


def _shows_picture(page: JudgedPage, marks: list[Any]) -> bool:
    """Tell whether one of ``marks`` is in the background of the page, large enough, and most of its lines can be seen."""
    groups = [number for image, number in background_groups(page_box(page.document)) if image in marks]
    return any(_is_seen(lines, page.seen) for number in groups for lines in _lines(page.seen, number))


def _lines(seen: SeenPage, group: int) -> Iterable[list[Fill]]:
    """Yield the lines of the picture that is the ``group``, those of one colour at a time."""
    fills = [fill for fill in seen.painting.fills if fill.group == group]
    yield from ([fill for fill in fills if fill.light == light] for light in {fill.light for fill in fills})


def _is_seen(lines: list[Fill], seen: SeenPage) -> bool:
    points = [(fill, point) for fill in lines for outline in fill.area.outlines for point in _along(outline)]
    visible = [point for fill, point in points if _is_visible(fill, point, seen)]
    return len(visible) >= LEAST_SEEN * len(points) and bool(visible) and _is_large(visible, seen)


def _along(path: Sequence[Point]) -> Iterator[Point]:
    """Yield the corners of ``path``, and points between each two of them."""
    for (x1, y1), (x2, y2) in zip(path, path[1:], strict=False):
        yield from ((x1 + (x2 - x1) * share, y1 + (y2 - y1) * share) for share in (0.25, 0.5, 0.75, 1.0))


def _is_visible(fill: Fill, point: Point, seen: SeenPage) -> bool:
    at = [each for each in seen.at((*point, *point)) if each.group != fill.group]
    if fill.light is None or not is_on_page(point, seen) or not all(clip.holds(point) for clip in fill.clips):
        return False
    light = light_behind(point, (each for each in reversed(at) if each.order < fill.order))
    contrasts = light is not None and fill.alpha * abs(fill.light - light) >= LEAST_DIFFERENCE
    return contrasts and not is_covered(point, (each for each in at if each.order > fill.order))


def _is_large(points: list[Point], seen: SeenPage) -> bool:
    (left, bottom, right, top), (x1, y1, x2, y2) = bounds_of(points), seen.page
    return right - left >= LEAST_EXTENT * (x2 - x1) or top - bottom >= LEAST_EXTENT * (y2 - y1)
