"""Take a logo that somebody has chosen: only a drawing or a photograph that can be printed, cleaned of all that is neither."""

import re

from publish.edition.pictures.photographs import photograph
from publish.guide import svg_clean
from publish.guide.svg.safe import check_boxes, read_drawing
from publish.project import problem

LARGEST_BYTES = 4_000_000
_DRAWING = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<")


def clean_logo(data: bytes, shown: str) -> tuple[str, bytes]:
    """Return the ending of a logo's name, and the logo as it is kept; ``shown`` is its name in messages.

    The content decides what it is, not its name. Raises `PublishError`: ``drawing-unsafe``, ``drawing-broken``, ``image-damaged``.
    """
    if len(data) > LARGEST_BYTES:
        hint = "save it smaller: 1,000 pixels are enough for a logo"
        raise problem("image-damaged", f"“{shown}” is larger than {LARGEST_BYTES:,} bytes", hint=hint)
    if not _DRAWING.match(data):
        return photograph(data, shown)
    check_boxes(read_drawing(data, shown), shown)
    return ".svg", svg_clean(data, shown)
