"""Make photographs fit for print and web: check that they are complete, turn them upright, convert colours, remove metadata.

A truncated photograph would print with a grey half. The mark of a camera that was held on its side is lost in print. The
place where a patient was photographed must not be in a file for everybody.
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
JPEGS = ("JPEG", "MPO")  # MPO is what newer phones write: several JPEGs in one file
PLAIN_MODES = frozenset({"L", "LA", "P", "RGB", "RGBA", "CMYK"})
LONGEST_SIDE_PIXELS = 3600  # 300 dpi across A3: more is not visible on paper, and too much for an e-mail
CAMERA_METADATA = frozenset({"exif", "xmp", "photoshop"})
EIGHT_BITS = [value >> 8 for value in range(1 << 16)]
HINT = "open it in an image editor and save it again as PNG or JPEG"


@lru_cache(maxsize=16)
def photograph(data: bytes, shown: str) -> tuple[str, bytes]:
    """Return the suffix of a photograph's format, and a photograph fit for paper and web; one that is fit already is not changed.

    ``shown`` is its name in messages. Raises `PublishError` (``image-damaged``) if it cannot be read completely.
    """
    try:
        with _strict_loading(), Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            picture.load()
            return (SUFFIXES[str(picture.format)], data) if _is_fit(picture) else _converted(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        hint = f"make it smaller: {LONGEST_SIDE_PIXELS} pixels on its longer side are enough for every paper"
        raise problem("image-damaged", f"“{shown}” has too many pixels to be opened safely", file=shown, hint=hint) from error
    except UnidentifiedImageError as error:
        raise problem("image-damaged", f"“{shown}” is none of {', '.join(FORMATS)}", file=shown, hint=HINT) from error
    except (OSError, SyntaxError, ValueError, EOFError, ImageCms.PyCMSError) as error:
        raise problem("image-damaged", f"“{shown}” is cut off or damaged ({error})", file=shown, hint=HINT) from error


def sides(data: bytes) -> tuple[int, int]:
    """Return the width and the height, in pixels, of a picture that `photograph` returned."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        return picture.size


@contextmanager
def _strict_loading() -> Iterator[None]:
    """Refuse huge and truncated pictures while the block runs: WeasyPrint sets Pillow to fill up truncated ones when it is imported."""
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
        and CAMERA_METADATA.isdisjoint(picture.info)
        and _profile(picture) is None
        and max(picture.size) <= LONGEST_SIDE_PIXELS
        and getattr(picture, "n_frames", 1) == 1
    )


def _profile(picture: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """Return the colour profile of a picture if it is not sRGB, None for CMYK, which the press converts."""
    data = picture.info.get("icc_profile")
    if not data or picture.mode == "CMYK":
        return None
    profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
    return None if "srgb" in ImageCms.getProfileDescription(profile).lower() else profile


def _converted(picture: Image.Image) -> tuple[str, bytes]:
    """Return the first frame, upright, with 8 bits a channel in sRGB, at most `LONGEST_SIDE_PIXELS` long, without metadata."""
    profile, output = _profile(picture), io.BytesIO()
    converted = _plain(ImageOps.exif_transpose(picture))
    if profile and converted.mode in ("RGB", "RGBA"):
        converted = _on_screen(converted, profile)
    converted.thumbnail((LONGEST_SIDE_PIXELS, LONGEST_SIDE_PIXELS))
    converted.info.clear()
    if picture.format in JPEGS:
        converted.save(output, "JPEG", quality=95)
        return ".jpg", output.getvalue()
    converted.save(output, "PNG")
    return ".png", output.getvalue()


def _plain(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):  # Pillow's own conversion from 16 bits to 8 makes nearly everything white
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
