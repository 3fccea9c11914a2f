"""Pictures of pixels: whole, upright, in the colours of the screen, and with nothing in them that only a camera knows.

A photograph that is cut off would print with a grey half; one that its camera marks as held on its side lies down for
whoever drops that mark; and the place where a patient was photographed must not travel in a file for everybody.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from publish.project import problem

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
SUFFIXES = {"PNG": ".png", "JPEG": ".jpg", "MPO": ".jpg", "GIF": ".gif", "WEBP": ".webp"}
JPEGS = ("JPEG", "MPO")  # as MPO Pillow knows what newer phones write: a JPEG, and more of them behind it
PLAIN_MODES = frozenset({"L", "LA", "P", "RGB", "RGBA", "CMYK"})
LONGEST_SIDE_PIXELS = 3600  # 300 to the inch across A3: more no paper shows, and an e-mail does not carry
OF_THE_CAMERA = frozenset({"exif", "xmp", "photoshop"})
EIGHT_BITS = [value >> 8 for value in range(1 << 16)]
HINT = "open it in an image editor and save it again as PNG or JPEG"


@lru_cache(maxsize=16)
def photograph(data: bytes, shown: str) -> tuple[str, bytes]:
    """Return a raster picture fit for paper and web, and the suffix of its kind; what is fit already keeps its bytes.

    ``shown`` is its name in messages. Raises `PublishError` (``image-damaged``) where it cannot be read to its end.
    """
    try:
        with _strictly(), Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            picture.load()
            return (SUFFIXES[str(picture.format)], data) if _is_fit(picture) else _mended(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        hint = f"make it smaller: {LONGEST_SIDE_PIXELS} pixels on its longer side are enough for every paper"
        raise problem("image-damaged", f"“{shown}” has too many pixels to be opened safely", file=shown, hint=hint) from error
    except UnidentifiedImageError as error:
        raise problem("image-damaged", f"“{shown}” is none of {', '.join(FORMATS)}", file=shown, hint=HINT) from error
    except (OSError, SyntaxError, ValueError, EOFError, ImageCms.PyCMSError) as error:
        raise problem("image-damaged", f"“{shown}” is cut off or damaged ({error})", file=shown, hint=HINT) from error


def sides(data: bytes) -> tuple[int, int]:
    """Return the width and the height, in pixels, of a picture that `photograph` returned."""
    with Image.open(io.BytesIO(data), formats=tuple(SUFFIXES)) as picture:
        return picture.size


@contextmanager
def _strictly() -> Iterator[None]:
    """Open nothing huge, and nothing by halves: WeasyPrint, once imported, has Pillow fill up what is cut off."""
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _is_fit(picture: Image.Image) -> bool:
    return (
        picture.mode in PLAIN_MODES
        and OF_THE_CAMERA.isdisjoint(picture.info)
        and _profile(picture) is None
        and max(picture.size) <= LONGEST_SIDE_PIXELS
        and getattr(picture, "n_frames", 1) == 1
    )


def _profile(picture: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """Return the colour profile of a picture where its colours are other than those of the screen; inks are left to the press."""
    data = picture.info.get("icc_profile")
    if not data or picture.mode == "CMYK":
        return None
    profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
    return None if "srgb" in ImageCms.getProfileDescription(profile).lower() else profile


def _mended(picture: Image.Image) -> tuple[str, bytes]:
    """Return the first frame, upright, with 8 bits a channel in sRGB, not larger than paper shows, and without remarks."""
    profile, output = _profile(picture), io.BytesIO()
    mended = _plain(ImageOps.exif_transpose(picture))
    if profile and mended.mode in ("RGB", "RGBA"):
        mended = _on_screen(mended, profile)
    mended.thumbnail((LONGEST_SIDE_PIXELS, LONGEST_SIDE_PIXELS))
    mended.info.clear()
    if picture.format in JPEGS:
        mended.save(output, "JPEG", quality=95)
        return ".jpg", output.getvalue()
    mended.save(output, "PNG")
    return ".png", output.getvalue()


def _plain(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):  # Pillow's own way from 16 bits to 8 makes nearly everything white
        return picture.convert("I").point(EIGHT_BITS, "L")
    if picture.mode in ("P", "PA"):
        return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture if picture.mode in PLAIN_MODES else picture.convert("RGB")


def _on_screen(picture: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    colours = ImageCms.profileToProfile(picture.convert("RGB"), profile, ImageCms.createProfile("sRGB"))
    assert colours is not None
    if picture.mode == "RGBA":
        colours.putalpha(picture.getchannel("A"))
    return colours
