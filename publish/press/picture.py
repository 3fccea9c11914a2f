"""Draw pages of a finished PDF as pictures, for a screen."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

WIDEST_PX = 4000
"""The widest picture: a page on a large screen of high density."""

_one_at_a_time = Lock()  # PDFium is not made for threads


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a PDF."""
    with _opened(pdf) as document:
        return len(document)


def page_picture(pdf: bytes, number: int, width_px: int) -> bytes:
    """Return page ``number`` (from 1) of a PDF as PNG, ``width_px`` pixels wide. Raises `IndexError` if there is no such page."""
    with _opened(pdf) as document:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        page = document[number - 1]
        drawn = page.render(scale=min(width_px, WIDEST_PX) / page.get_width()).to_pil()
    output = io.BytesIO()
    drawn.save(output, "PNG", compress_level=1)  # it goes no further than this machine: speed counts more than size
    return output.getvalue()


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2  # here, because only the desk draws pages

    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
