"""Convert every colour of a PDF to cyan, magenta, yellow and black, before the file is written.

Dark neutral colours become black ink alone, so that small type does not depend on how exactly the inks are printed over each
other; greys too. Every other colour is converted by the print shop's profile, or arithmetically where there is none.
"""

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PIL import Image, ImageChops, ImageMath

from publish.press.colour.icc import naive_cmyk
from publish.press.colour.profile import Inks, convert_picture, profile_converter
from publish.press.engine.content import convert_colours
from publish.press.engine.pdf import PdfObjects, Picture, array
from publish.press.engine.warnings import warn

DARK = 0.2  # of full light in each channel: the ink of the shipped layouts (#16252b) and everything darker
RGB, CMYK, JPEG = "/DeviceRGB", "/DeviceCMYK", "/DCTDecode"


def convert_to_cmyk(pdf: PdfObjects, profile: bytes | None = None) -> None:
    """Convert every colour of ``pdf``; what cannot be converted is reported as a warning, which stops the print."""
    inks = partial(inks_of, profile=profile)
    for picture in pdf.pictures():
        if picture.colour_space != CMYK and not picture.is_mask:
            _convert_picture(picture, profile)
    for operators, dictionary in pdf.contents():
        convert_colours(operators, inks)
        _convert_spaces(dictionary, inks)
    for dictionary in pdf.dictionaries():
        _convert_spaces(dictionary, inks)


def inks_of(red: float, green: float, blue: float, profile: bytes | None = None) -> Inks:
    """Return cyan, magenta, yellow and black, from 0 to 1, for a screen colour; text colours and greys are black alone."""
    if max(red, green, blue) <= DARK:
        return 0.0, 0.0, 0.0, 1.0
    grey = red == green == blue
    return naive_cmyk((red, green, blue)) if grey or profile is None else profile_converter(profile)(red, green, blue)


def _convert_spaces(dictionary: Any, inks: Callable[..., Inks]) -> None:
    """Convert the colour spaces of groups and shadings."""
    if dictionary.get("ColorSpace") == RGB and "ShadingType" in dictionary:
        dictionary["ColorSpace"] = CMYK
        for function in _functions(dictionary.get("Function")):
            for end in ("C0", "C1"):
                if end in function:
                    function[end] = array(inks(*function[end]))
    elif dictionary.get("ColorSpace") == RGB:
        warn("something in RGB is left in a file for the press")
    if isinstance(group := dictionary.get("Group"), dict) and group.get("CS") == RGB:
        group["CS"] = CMYK


def _functions(function: Any) -> Iterator[Any]:
    """Yield a function of a shading and those it is made of (ISO 32000-1, 7.10)."""
    if isinstance(function, dict):
        yield function
        for inner in function.get("Functions", ()):
            yield from _functions(inner)


def _convert_picture(picture: Picture, profile: bytes | None) -> None:
    """Convert a picture and leave its mask alone; what was stored without loss stays so."""
    is_jpeg = picture.filter == JPEG
    with Image.open(io.BytesIO(picture.data if is_jpeg else _png(picture))) as opened:
        rgb = opened.convert("RGB")
    cmyk = convert_picture(profile, rgb) if profile else _naive_picture(rgb)
    # JPEG files hold inks as light, since Photoshop did so.
    picture.replace(_jpeg(cmyk) if is_jpeg else zlib.compress(cmyk.tobytes(), 9), CMYK, inverted=is_jpeg)


def _jpeg(cmyk: Image.Image) -> bytes:
    output = io.BytesIO()
    cmyk.save(output, "JPEG", quality=95)
    return output.getvalue()


def _png(picture: Picture) -> bytes:
    """Return the file that WeasyPrint took the compressed rows of a picture from (PNG, 5.3 and 11.2)."""
    kind = 2 if picture.colour_space == RGB else 0
    header = struct.pack(">2I5B", picture.width, picture.height, 8, kind, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", picture.data), (b"IEND", b""))
    parts = (struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _naive_picture(rgb: Image.Image) -> Image.Image:
    """Return a picture in the inks that `naive_cmyk` gives each of its colours; Pillow's own conversion uses no black at all."""
    channels = rgb.split()
    light = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    inks = [ImageMath.lambda_eval(_ink, value=channel, light=light).convert("L") for channel in channels]
    return Image.merge("CMYK", (*inks, ImageChops.invert(light)))


def _ink(pixels: Any) -> Any:
    """Return what a channel lacks of the lightest one, from 0 to 255, rounded; black pixels get none."""
    light = pixels["light"]
    return ((light - pixels["value"]) * 255 + light / 2) / (light + (light == 0))
