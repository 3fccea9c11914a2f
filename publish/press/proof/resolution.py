"""Warn about photographs whose resolution is too low for their printed size."""

from collections.abc import Iterable
from typing import Any

from publish.press.engine.boxes import boxes_in, page_box, pixels
from publish.press.findings import finding_about
from publish.press.job import Job
from publish.press.sheets.paper import MM_PER_INCH
from publish.project import Finding, Severity

# Pixels to the inch. At a desk printer single pixels show below the first; presses ask for 300, and send back what has less than 200.
OFFICE_PPI, PRESS_PPI = 100, 200
WANTED_PPI = 300
PIXELS_PER_INCH = 96  # of CSS


def find_coarse_photographs(job: Job, pages: Iterable[Any]) -> list[Finding]:
    """Return a warning for each photograph that prints with too few pixels for its size on paper."""
    least = PRESS_PPI if job.for_press else OFFICE_PPI
    photographs = ((box, size) for page in pages for box in boxes_in(page_box(page)) if (size := pixels(box)))
    return [_warning(job, box, ppi) for box, size in photographs if (ppi := _ppi(box, size)) < least]


def _ppi(box: Any, size: tuple[int, int]) -> float:
    """Return how many pixels of its own a photograph has to the inch, in the direction where these are fewer."""
    across, down = size[0] / max(box.width, 1), size[1] / max(box.height, 1)
    return float(PIXELS_PER_INCH * min(across, down))


def _warning(job: Job, box: Any, ppi: float) -> Finding:
    inches = box.width / PIXELS_PER_INCH
    name = (box.element.get("alt") if box.element is not None else None) or "without a description"
    message = f": the photograph “{name}” prints {inches * MM_PER_INCH:.0f} mm wide at {ppi:.0f} pixels an inch: it will look coarse"
    hint = f"take one that is {inches * WANTED_PPI:.0f} pixels wide or more, or a drawing (SVG)"
    return finding_about(job, "photograph-coarse", message, hint, Severity.WARNING)
