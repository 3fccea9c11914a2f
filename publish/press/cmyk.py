"""Ink: every colour of a page as cyan, magenta, yellow and black, for a printing press.

Works on WeasyPrint's PDF before it is written. Dark neutral colours become black ink alone, so that small type needs no
register; greys too. Every other colour is mixed by the print shop's profile, plainly where there is none. What cannot be
converted (a picture in RGB that no step before has turned) is an error.
"""

import io
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pydyf
from PIL import Image, ImageChops, ImageMath, ImageOps
from weasyprint.logger import LOGGER

from publish.press.icc import naive_cmyk
from publish.press.shop import Inks, inks_by, picture_by

DARK = 0.2  # of full light in each channel: the ink of the shipped layouts (#16252b) and everything darker
OPERATORS = {b"rg": b"k", b"RG": b"K"}
RGB, CMYK = "/DeviceRGB", "/DeviceCMYK"


def inks(red: float, green: float, blue: float, profile: bytes | None = None) -> Inks:
    """Return cyan, magenta, yellow and black, from 0 to 1, for a screen colour; text colours and greys are black alone."""
    if max(red, green, blue) <= DARK:
        return 0.0, 0.0, 0.0, 1.0
    grey = red == green == blue
    return naive_cmyk((red, green, blue)) if grey or profile is None else inks_by(profile)(red, green, blue)


def pictures(files: tuple[tuple[str, bytes], ...], profile: bytes | None = None) -> tuple[tuple[str, bytes], ...]:
    """Return the files with every raster picture turned into a JPEG in CMYK on white; the names stay."""
    return tuple((name, _picture(data, profile)) for name, data in files)


def convert(pdf: pydyf.PDF, profile: bytes | None = None) -> None:
    """Turn every colour of ``pdf`` into ink; a picture that cannot be turned is told as a warning, which stops the print."""

    ink = partial(inks, profile=profile)
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream):
            item.stream[:] = [_operator(operator, ink) for operator in item.stream]
            _spaces(item.extra, ink)
        elif isinstance(item, pydyf.Dictionary):
            _spaces(item, ink)


def _operator(operator: Any, ink: Callable[..., Inks]) -> Any:
    if isinstance(operator, bytes) and operator[-2:] in OPERATORS and operator[-3:-2] == b" ":
        colour = ink(*map(float, operator.split()[:3]))
        return " ".join(f"{value:.4f}" for value in colour).encode() + b" " + OPERATORS[operator[-2:]]
    return operator


def _spaces(item: Any, ink: Callable[..., Inks]) -> None:
    """Turn the colour spaces of groups and shadings."""
    if item.get("ColorSpace") == RGB and "ShadingType" in item:
        item["ColorSpace"] = CMYK
        for function in _functions(item.get("Function")):
            for end in ("C0", "C1"):
                if end in function:
                    function[end] = pydyf.Array(ink(*function[end]))
    elif item.get("ColorSpace") == RGB:
        LOGGER.warning("a picture in RGB is left in a file for the press")
    if isinstance(group := item.get("Group"), dict) and group.get("CS") == RGB:
        group["CS"] = CMYK


def _functions(function: Any) -> Iterator[Any]:
    if isinstance(function, dict):
        yield function
        for inner in function.get("Functions", ()):
            yield from _functions(inner)


def _picture(data: bytes, profile: bytes | None) -> bytes:
    """Return a picture in ink; what is none, or cannot be opened, as it is: WeasyPrint says so."""
    try:
        picture = Image.open(io.BytesIO(data))
        picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return data
    if picture.mode == "CMYK":
        return data
    upright = ImageOps.exif_transpose(picture).convert("RGBA")  # what is written below says no more how a camera was held
    flat = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright).convert("RGB")
    output = io.BytesIO()
    (picture_by(profile, flat) if profile else _plainly(flat)).save(output, "JPEG", quality=95)
    return output.getvalue()


def _plainly(flat: Image.Image) -> Image.Image:
    """Return a picture in the inks that `naive_cmyk` gives each of its colours; Pillow's own conversion uses no black at all."""
    channels = flat.split()
    light = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    mixed = [ImageMath.lambda_eval(_share, value=channel, light=light).convert("L") for channel in channels]
    return Image.merge("CMYK", (*mixed, ImageChops.invert(light)))


def _share(pixels: Any) -> Any:
    """Return what a channel lacks of the lightest one, from 0 to 255, rounded; where that is black there is nothing to share."""
    light = pixels["light"]
    return ((light - pixels["value"]) * 255 + light / 2) / (light + (light == 0))
