"""Report how an output fits: by how much its text is too long, and pages that are nearly empty."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from math import ceil
from statistics import median
from typing import Any

from publish.press.engine.layouts.drafts import add_margin_boxes
from publish.press.findings import TooLong, finding_about, output_name
from publish.press.fit.measure import PageFill, line_text, lines_on, page_fills
from publish.press.job import Job
from publish.press.proof.overflow import find_overflow
from publish.press.sheets.page_limit import PageLimit
from publish.project import Finding, Severity
from publish.text.width import count_letters

LARGEST_BLOCKS = 3
EXCERPT = 50
# A last page that is less full than this is reported.
NEARLY_EMPTY = 0.15


def report_too_long(job: Job, document: Any, limit: PageLimit) -> list[Finding]:
    """Return the error that says by how much ``document``, at the smallest size, exceeds ``limit``, and which blocks are the largest.

    Where its pages are within the limit, the errors are those of the text outside its box or page.
    """
    pages = [document.pages[number] for number in limit.excess([fill.name for fill in page_fills(document)])]
    if not pages:
        return errors_outside(job, document)
    lines = sum(1 for page in pages for _ in lines_on(page))
    blocks = "; ".join(f"“{text}” {count} lines" for text, count in _largest_blocks(document))
    message = (
        f"{output_name(job)} does not fit: at the smallest size, {job.min_size_pt:g} pt, it is {lines} lines too long, "
        f"{_count_pages(page_fills(document), limit)}. The largest blocks: {blocks}"
    )
    hint = "shorten the text, move blocks out of the short edition with “::: full”, or take larger paper or a layout of more pages"
    columns = _letters_per_line(document)
    return [TooLong(Severity.ERROR, "too-long", message, locale=job.locale or None, hint=hint, columns=columns, lines=lines)]


def errors_outside(job: Job, document: Any) -> list[Finding]:
    """Return an error for each text that sticks out of its box or page, those in the margins of pages included."""
    add_margin_boxes(document)
    return [finding for finding in find_overflow(job, document.pages) if finding.severity is Severity.ERROR]


def report_nearly_empty(job: Job, fills: Sequence[PageFill]) -> list[Finding]:
    """Return a note for each run of pages of one name whose last page is nearly empty; a run of one page is not reported."""
    runs = [list(run) for _, run in groupby(fills, lambda fill: fill.name)]
    return [_nearly_empty(job, run[-1]) for run in runs if len(run) > 1 and run[-1].share < NEARLY_EMPTY]


def _nearly_empty(job: Job, fill: PageFill) -> Finding:
    message = f": the last {fill.name or 'page'} is nearly empty ({ceil(fill.share * 100)}% full)"
    hint = "shorten the text by a few lines to save it, or lengthen it to fill it"
    return finding_about(job, "page-nearly-empty", message, hint, Severity.NOTE)


def _count_pages(fills: Sequence[PageFill], limit: PageLimit) -> str:
    """Return how many pages are too many, with the names of panels (``2 panels too many (inside)``)."""
    names = [fill.name for fill in fills]
    excess = limit.excess(names)
    unit = "page" if limit.panels is None else "panel"
    panels = "" if limit.panels is None else f" ({', '.join(sorted({names[number] for number in excess} - {''}))})"
    return f"{len(excess)} {unit}{'s' * (len(excess) > 1)} too many{panels}"


def _largest_blocks(document: Any) -> list[tuple[str, int]]:
    """Return the blocks of text with the most lines: how each begins, and its number of lines."""
    lines: Counter[Any] = Counter()
    starts: dict[Any, str] = {}
    for page in document.pages:
        for line in lines_on(page):
            starts.setdefault(line.element, line_text(line))
            lines[line.element] += 1
    return [(starts[element][:EXCERPT], count) for element, count in lines.most_common(LARGEST_BLOCKS)]


def _letters_per_line(document: Any) -> float:
    """Return the usual number of letters on a line: the median of all lines but the last of each paragraph."""
    lines = [line for page in document.pages for line in lines_on(page)]
    full = [line for line, following in pairwise(lines) if line.element is following.element]
    return float(median([letters for line in full or lines if (letters := count_letters(line_text(line)))] or [1]))
