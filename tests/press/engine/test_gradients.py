"""Gradients of drawings: two readers of PDF must show them alike, in the place where a browser shows them."""

import io
import subprocess
from base64 import b64encode
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from weasyprint import HTML

from publish.press.engine import svg

STOPS = '<stop offset="0" stop-color="#000"/><stop offset="1" stop-color="#fff"/>'
SHAPE = '<rect x="20" y="20" width="160" height="60" fill="url(#g)"/>'
ACROSS = {30: 16, 100: 128, 170: 239}
ROUND = {30: 223, 100: 0, 170: 223}


def shades(gradient: str, folder: Path) -> list[dict[int, int]]:
    """Return how light the shape is at the places of `ACROSS`, in poppler and in pdfium."""
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><defs>{gradient}</defs>{SHAPE}</svg>'
    source = b64encode(drawing.encode()).decode()
    style = "<style>@page { size: 200px 100px; margin: 0 } img { display: block; width: 200px } body { margin: 0 }</style>"
    svg.install(lambda _: None)
    pdf = HTML(string=f'{style}<img src="data:image/svg+xml;base64,{source}">').write_pdf()
    assert pdf
    (folder / "g.pdf").write_bytes(pdf)
    poppler = subprocess.run(["pdftoppm", "-r", "96", "-png", "g.pdf"], cwd=folder, check=True, capture_output=True).stdout
    pages = [Image.open(io.BytesIO(poppler)), pypdfium2.PdfDocument(pdf)[0].render(scale=96 / 72).to_pil()]
    return [{x: int(page.convert("L").getpixel((x, 50))) for x in ACROSS} for page in pages]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gradient", "expected"),
    [
        (f'<linearGradient id="g">{STOPS}</linearGradient>', ACROSS),
        (f'<linearGradient id="g" gradientUnits="userSpaceOnUse" x1="20" y1="0" x2="180" y2="0">{STOPS}</linearGradient>', ACROSS),
        (
            '<linearGradient id="g" gradientUnits="userSpaceOnUse" x1="10" y1="0" x2="90" y2="0" '
            f'gradientTransform="scale(2)">{STOPS}</linearGradient>',
            ACROSS,
        ),
        (f'<radialGradient id="g">{STOPS}</radialGradient>', ROUND),
    ],
)
def test_readers_show_a_gradient_alike_and_in_its_place(gradient: str, expected: dict[int, int], tmp_path: Path) -> None:
    for found in shades(gradient, tmp_path):
        assert all(abs(found[x] - expected[x]) <= 12 for x in expected), found
