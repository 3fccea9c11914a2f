"""Bounding boxes of figures in the tags of a PDF (ISO 32000-1, table 343)."""

from collections.abc import Sequence

from publish.press.engine.pdf import PdfObjects, array

POINTS_PER_PIXEL = 0.75


def convert_figure_boxes(pdf: PdfObjects, heights_px: Sequence[float]) -> None:
    """Convert the boxes of figures from CSS pixels, as WeasyPrint 70 writes them, into points from the lower left.

    ``heights_px`` are the heights of the pages, in order.
    """
    heights = dict(zip(pdf.page_references, heights_px, strict=True))
    for figure in pdf.elements("/Figure"):
        if "A" in figure:
            left, top, right, bottom = figure["A"]["BBox"]
            height = heights[figure["Pg"]]
            figure["A"]["BBox"] = array(value * POINTS_PER_PIXEL for value in (left, height - bottom, right, height - top))
