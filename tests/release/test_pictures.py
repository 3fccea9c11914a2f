"""Compare pages with reference pictures, in one locale of each script.

The references in tests/golden/pages/ are small and grey: they show that a drawing is missing, that text moved to another
panel or overlaps something, but no small shifts. Other versions of Pango and of the fonts may set a line a little
longer: between Debian 12 (Pango 1.50) and Debian 13 (1.56) pages differ by 0.16 at most, and may by `TOLERANCE`.
Rewrite them with `./run test tests/release/test_pictures.py --update-golden`, and look at each.
"""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from publish.release.results import BuiltOutput
from tests.release.conftest import PRINTED
from tests.workspaces import ROOT

pytestmark = [pytest.mark.matrix, pytest.mark.xdist_group("matrix")]

GOLDEN = ROOT / "tests" / "golden" / "pages"
PAGES = [("brochure", 0), ("brochure", 1), ("handout", 0), ("handout", 1)]
DPI = 40
GREYS = 16
# Blurring hides lines that moved a little, but not a missing box or drawing.
BLUR_PX = 4
# The mean difference of two pages, of 255 greys.
TOLERANCE = 1.0


def picture(path: Path, number: int) -> Image.Image:
    """Return a page in few shades of grey, so that its file is small."""
    document = pypdfium2.PdfDocument(path)
    try:
        page = document[number].render(scale=DPI / 72).to_pil().convert("L")
    finally:
        document.close()
    return page.quantize(GREYS, dither=Image.Dither.NONE)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two blurred pictures of the same size, from 0 to 255."""
    blurred = (image.convert("L").filter(ImageFilter.GaussianBlur(BLUR_PX)) for image in (one, other))
    return float(ImageStat.Stat(ImageChops.difference(*blurred)).mean[0])


@pytest.mark.parametrize("locale", PRINTED)
def test_pages_look_as_they_did(sample: tuple[BuiltOutput, ...], update_golden: bool, locale: str) -> None:
    differences = {}
    for layout, number in PAGES:
        name = f"{locale}.{layout}.{number + 1}.png"
        (path,) = (file for made in sample for file in made.files if file.parent.name == locale and file.name.endswith(f".{layout}.A4.pdf"))
        found = picture(path, number)
        if update_golden:
            GOLDEN.mkdir(parents=True, exist_ok=True)
            found.save(GOLDEN / name, optimize=True)
        with Image.open(GOLDEN / name) as golden:
            differences[name] = difference(golden, found) if golden.size == found.size else 255.0
    assert not {name: value for name, value in differences.items() if value > TOLERANCE}, differences


def test_a_page_without_its_drawing_is_another_page() -> None:
    """The difference must exceed the tolerance when a drawing is missing."""
    with Image.open(GOLDEN / "en.brochure.1.png") as golden:
        changed = golden.convert("L")
    changed.paste(255, (changed.width * 2 // 3, 0, changed.width, changed.height // 2))
    with Image.open(GOLDEN / "en.brochure.1.png") as golden:
        assert difference(golden, changed) > TOLERANCE


def test_references_are_small() -> None:
    assert all(path.stat().st_size < 40_000 for path in GOLDEN.iterdir())
