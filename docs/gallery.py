"""Make the pictures of docs/layouts.md and README.md: pages of printed outputs, side by side.

Run ``python docs/gallery.py [NAME]…`` in a checkout with the test extras.
"""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image

from publish.project import Workspace
from publish.release.build import BuildOptions, build
from publish.release.plan import Selection, plan
from publish.release.staff.pages import write_testpage

ROOT = Path(__file__).resolve().parents[1]
GUIDE = "dutasteride-mesotherapy"
GAP, DESK = 14, "#c9d2d4"
COLOURS = 96  # in the palette: flat drawings need few, which keeps the files small
LARGEST_BYTES = 120_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of some pages of a PDF side by side.

    ``file`` is the name of the PDF without ``.pdf``; ``pages`` count from 1; each page is drawn ``width`` pixels wide.
    """

    name: str
    file: str
    pages: tuple[int, ...]
    columns: int = 2
    width: int = 440


# The guides of other shapes, and the layouts whose pages stand on the contact sheet of them.
SHAPES = ROOT / "tests" / "data" / "shapes"
SHAPES_LAYOUTS = ("handout", "booklet", "large-print", "easy-read")
SHAPES_SHEET, SHAPES_COLUMNS, SHAPES_WIDTH = "shapes", 14, 64
MOST_WHITE = 0.17  # of a page that should be full: the most that is known; the goal is 0.15 (decision 67)

PICTURES = (
    Picture("brochure.en", f"en/{GUIDE}.brochure.A4", (1, 2), width=560),
    Picture("brochure.ar", f"ar/{GUIDE}.brochure.A4", (1, 2), width=560),
    Picture("brochure.gate.en", f"en/{GUIDE}.brochure.gate.A4", (1, 2), width=560),
    Picture("bilingual-brochure.ar", f"ar/{GUIDE}.bilingual-brochure.A3", (1, 2), width=640),
    Picture("handout.en", f"en/{GUIDE}.handout.A4", (1, 2)),
    Picture("bilingual.ar", f"ar/{GUIDE}.bilingual.A4", (1, 7)),
    Picture("easy-read.en", f"en/{GUIDE}.easy-read.A4", (1, 2, 3)),
    Picture("large-print.en", f"en/{GUIDE}.large-print.A4", (1, 2)),
    Picture("booklet.en", f"en/{GUIDE}.booklet.A4.screen", (1, 2, 3, 5), columns=4, width=260),
    Picture("card.en", f"en/{GUIDE}.card.A4.screen", (1, 2, 3, 4), columns=4, width=260),
    Picture("instructions.ar", f"ar/{GUIDE}.brochure.A4.instructions", (1,), width=440),
    Picture("testpage", "testpage.A4", (1, 2), width=440),
)


def main(names: Sequence[str]) -> None:
    """Print the outputs, and write the pictures with the given names, or all, to docs/pictures/."""
    workspace, target = Workspace(ROOT), ROOT / "docs" / "pictures"
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder)
        if not names or SHAPES_SHEET in names:
            save(shapes_sheet(output), target / f"{SHAPES_SHEET}.png")
        wanted = [each for each in PICTURES if not names or each.name in names]
        if wanted:
            print_all(workspace, output)
        for picture in wanted:
            save(sheet(pages(output / f"{picture.file}.pdf", picture), picture.columns), target / f"{picture.name}.png")


def print_all(workspace: Workspace, output: Path) -> None:
    """Print the PDF files that the pictures show into ``output``."""
    layouts = ("brochure", "handout", "bilingual", "easy-read", "large-print", "booklet", "card")
    selections = (
        Selection(locales=("en",), layouts=tuple(name for name in layouts if name != "bilingual"), papers=("A4",)),
        Selection(locales=("ar",), layouts=("brochure", "bilingual"), papers=("A4",)),
        Selection(locales=("en",), papers=("A4",), fold="gate"),
        Selection(locales=("ar",), layouts=("bilingual-brochure",), papers=("A3",)),
    )
    snapshot = workspace.snapshot()
    requests = tuple(request for selection in selections for request in plan(snapshot, selection))
    made = build(snapshot, requests, output, BuildOptions(instructions=True))
    assert not [each.findings for each in made if each.failed]
    write_testpage(workspace.snapshot(), "en", "A4", output)


def shapes_sheet(output: Path) -> Image.Image:
    """Return a contact sheet of the guides of other shapes; a page of them that is too empty is an error."""
    snapshot = Workspace(SHAPES).snapshot()
    requests = plan(snapshot, Selection(locales=("en",), layouts=SHAPES_LAYOUTS, papers=("A4",)))
    made = build(snapshot, requests, output, BuildOptions())
    assert not [each.findings for each in made if each.failed]
    white = {each.request.stem: each.made.fit.most_white for each in made if each.made.fit}
    assert max(white.values()) < MOST_WHITE, white
    drawn = [image for each in made for image in every_page(each.files[-1])]
    return sheet(drawn, SHAPES_COLUMNS)


def every_page(path: Path) -> list[Image.Image]:
    """Return the pages of the PDF at ``path``, as small images."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.render(scale=SHAPES_WIDTH / page.get_width()).to_pil().convert("RGB") for page in document]


def pages(path: Path, picture: Picture) -> list[Image.Image]:
    """Return the pages of ``picture`` from the PDF at ``path``, as images of its width."""
    with pypdfium2.PdfDocument(path) as document:
        found = [document[number - 1] for number in picture.pages]
        return [page.render(scale=picture.width / page.get_width()).to_pil().convert("RGB") for page in found]


def sheet(images: Sequence[Image.Image], columns: int) -> Image.Image:
    """Return one image with ``images`` in rows of ``columns``, with gaps of the background colour."""
    columns = min(columns, len(images))
    width, height = max(image.width for image in images), max(image.height for image in images)
    rows = -(-len(images) // columns)
    desk = Image.new("RGB", (columns * (width + GAP) + GAP, rows * (height + GAP) + GAP), DESK)
    for number, image in enumerate(images):
        desk.paste(image, (GAP + number % columns * (width + GAP), GAP + number // columns * (height + GAP)))
    return desk


def save(image: Image.Image, path: Path) -> None:
    """Write ``image`` to ``path`` as a PNG with a palette."""
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.stat().st_size < LARGEST_BYTES, f"{path.name} is {path.stat().st_size} bytes"


if __name__ == "__main__":
    main(sys.argv[1:])
