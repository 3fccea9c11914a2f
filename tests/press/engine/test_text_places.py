"""Text stands in the same place for every reader of a PDF, also where glyphs stand above and below their line."""

import io
import subprocess
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image, ImageChops

from publish.press import print_job
from tests.press.samples import job

pytestmark = pytest.mark.slow

DPI = 144
FAMILY = "Noto Nastaliq Urdu"
NASTALIQ = (
    "زیادہ تر ضمنی اثرات ہلکے ہوتے ہیں اور ختم ہو جاتے ہیں۔ "
    "چند سنگین ہوتے ہیں۔ نتیجہ برقرار رکھنے کے لیے آپ کو بار بار سیشن کی ضرورت ہوتی ہے۔"
)
TOLERANCE_PIXELS = 3


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    box = ImageChops.invert(picture.convert("L")).getbbox()
    assert box
    return box


@pytest.mark.parametrize("width_mm", [40, 52, 64, 90])
def test_a_line_in_nastaliq_stands_for_pdfium_where_it_stands_for_poppler(width_mm: int) -> None:
    style = f"p {{ font-family: '{FAMILY}'; line-height: 2; width: {width_mm}mm }}"
    html = f'<html lang="ur" dir="rtl"><body><p>{NASTALIQ}</p></body></html>'
    data = print_job(replace(job("ar", sections=1), html=html, stylesheets=(style,), families=(FAMILY,), language="ur")).pdf
    drawn = subprocess.run(["pdftoppm", "-r", str(DPI), "-png", "-singlefile", "-"], input=data, capture_output=True, check=True).stdout
    pdfium = ink(pypdfium2.PdfDocument(data)[0].render(scale=DPI / 72).to_pil())
    assert all(abs(one - other) <= TOLERANCE_PIXELS for one, other in zip(pdfium, ink(Image.open(io.BytesIO(drawn))), strict=True))
