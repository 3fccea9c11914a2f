"""Photographs that paper shows coarser than the eye: seen too late, when the stack is printed."""

from collections.abc import Iterable
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage

from publish.press.engine.warnings import told
from publish.press.job import Job
from publish.press.proof.words import walk
from publish.press.sheets.paper import MM_PER_INCH
from publish.project import Finding, Severity

# Pixels to the inch. At a desk printer single pixels show below the first; presses ask for 300, and send back what has less than 200.
OFFICE_PPI, PRESS_PPI = 100, 200
WANTED_PPI = 300
PIXELS_PER_INCH = 96  # of CSS


def coarse(job: Job, pages: Iterable[Any]) -> list[Finding]:
    """Return a warning for each photograph that prints with too few pixels for its size on paper."""
    least = PRESS_PPI if job.for_press else OFFICE_PPI
    shown = (box for page in pages for box in walk(page._page_box) if isinstance(box, boxes.ReplacedBox))
    return [_warning(job, box) for box in shown if isinstance(box.replacement, RasterImage) and _ppi(box) < least]


def _ppi(box: Any) -> float:
    """Return how many pixels of its own a photograph has to the inch, in the direction where these are fewer."""
    across, down = box.replacement.width / max(box.width, 1), box.replacement.height / max(box.height, 1)
    return float(PIXELS_PER_INCH * min(across, down))


def _warning(job: Job, box: Any) -> Finding:
    inches = box.width / PIXELS_PER_INCH
    name = (box.element.get("alt") if box.element is not None else None) or "without a description"
    message = f": the photograph “{name}” prints {inches * MM_PER_INCH:.0f} mm wide at {_ppi(box):.0f} pixels an inch: it will look coarse"
    hint = f"take one that is {inches * WANTED_PPI:.0f} pixels wide or more, or a drawing (SVG)"
    return told(job, "photograph-coarse", message, hint, Severity.WARNING)
