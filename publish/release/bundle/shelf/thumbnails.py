"""Draw the first page of a printed file small, for the shelf."""

from collections.abc import Iterable
from io import BytesIO

from publish.release.bundle.manifest import Artifact

FOLDER = "thumbnails"
WIDTH = 240  # pixels: twice what the shelf shows, for screens with fine pixels
COLOURS = 64


def shown_artifacts(artifacts: Iterable[Artifact]) -> dict[str, Artifact]:
    """Return the file to draw of each edition code: the one for the screen if there is one, which begins with the cover."""
    found = dict[str, Artifact]()
    for artifact in artifacts:
        if artifact.kind == "screen" or artifact.kind == "print" and artifact.code not in found:
            found[artifact.code] = artifact
    return found


def thumbnail_path(artifact: Artifact) -> str:
    """Return where the picture of a file is, below the folder of the release."""
    return f"{FOLDER}/{artifact.path.removesuffix('.pdf').removesuffix('.screen')}.png"


def draw_thumbnail(pdf: bytes) -> tuple[bytes, int]:
    """Return the first page of ``pdf`` as a PNG that is `WIDTH` pixels wide, and its height. The same file gives the same bytes."""
    import pypdfium2
    from PIL import Image

    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        drawn = page.render(scale=WIDTH * 2 / page.get_width()).to_pil().convert("RGB")
    height = round(drawn.height * WIDTH / drawn.width)
    small = drawn.resize((WIDTH, height), Image.Resampling.LANCZOS).quantize(COLOURS, dither=Image.Dither.NONE)
    out = BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue(), height
