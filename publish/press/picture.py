"""Draw pages of a finished PDF as pictures, for a screen."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from publish.press.painting.light import contrast, luminance

WIDEST_PX = 4000
"""The widest picture: a page on a large screen of high density."""
LEAST_GREY_CONTRAST = 3.0  # WCAG 2, 1.4.3 for large letters; a printer adds a raster, which makes small ones worse
GREY_DPI, SMALLEST_PX = 110, 3
FEWEST_FAINT = 6
"""How many faint letters make a word that can hardly be read: a dot or a dash alone is none."""

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


def faint_pages(pdf: bytes) -> tuple[int, ...]:
    """Return the numbers of the pages (from 1) with words that can hardly be read when they are printed in grey.

    Each letter is looked at in a picture of its page in grey: its darkest point against its lightest, as a contrast ratio of WCAG 2.
    """
    import pypdfium2.raw as pdfium

    with _opened(pdf) as document:
        return tuple(number for number, page in enumerate(document, 1) if _faint_letters(page, pdfium) >= FEWEST_FAINT)


def _faint_letters(page: Any, pdfium: Any) -> int:
    scale = GREY_DPI / 72
    drawn, height = page.render(scale=scale, grayscale=True).to_pil(), page.get_height()
    text, faint = page.get_textpage(), 0
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        box = tuple(round(length * scale) for length in (left, height - top, right, height - bottom))
        if box[2] - box[0] < SMALLEST_PX or box[3] - box[1] < SMALLEST_PX:
            continue
        letter = pdfium.FPDFText_GetTextObject(text, index)
        if pdfium.FPDFTextObj_GetTextRenderMode(letter) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
            continue  # the layer of text that readers copy
        darkest, lightest = drawn.crop(box).getextrema()
        faint += contrast(_light(lightest), _light(darkest)) < LEAST_GREY_CONTRAST
    return faint


def _light(grey: int) -> float:
    """Return the relative luminance of a grey from 0 (black) to 255."""
    return luminance([grey / 255] * 3)
