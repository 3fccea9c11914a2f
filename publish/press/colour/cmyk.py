"""Ink: every colour of a page as cyan, magenta, yellow and black, for a printing press.

Works on WeasyPrint's PDF before it is written. Dark neutral colours become black ink alone, so that small type needs no
register; greys too. Every other colour is mixed by the print shop's profile, plainly where there is none.
"""

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pydyf
from PIL import Image, ImageChops, ImageMath
from weasyprint.logger import LOGGER

from publish.press.colour.icc import naive_cmyk
from publish.press.colour.profile import Inks, inks_by, picture_by

DARK = 0.2  # of full light in each channel: the ink of the shipped layouts (#16252b) and everything darker
OPERATORS = {b"rg": b"k", b"RG": b"K"}
RGB, CMYK = "/DeviceRGB", "/DeviceCMYK"


def inks(red: float, green: float, blue: float, profile: bytes | None = None) -> Inks:
    """Return cyan, magenta, yellow and black, from 0 to 1, for a screen colour; text colours and greys are black alone."""
    if max(red, green, blue) <= DARK:
        return 0.0, 0.0, 0.0, 1.0
    grey = red == green == blue
    return naive_cmyk((red, green, blue)) if grey or profile is None else inks_by(profile)(red, green, blue)


def convert(pdf: pydyf.PDF, profile: bytes | None = None) -> None:
    """Turn every colour of ``pdf`` into ink; what cannot be turned is told as a warning, which stops the print."""
    ink = partial(inks, profile=profile)
    masks = {item.extra.get("SMask") for item in pdf.objects if isinstance(item, pydyf.Stream)}
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image":
            if item.extra["ColorSpace"] != CMYK and item.reference not in masks:
                _picture(item, profile)
        elif isinstance(item, pydyf.Stream):
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
        LOGGER.warning("something in RGB is left in a file for the press")
    if isinstance(group := item.get("Group"), dict) and group.get("CS") == RGB:
        group["CS"] = CMYK


def _functions(function: Any) -> Iterator[Any]:
    if isinstance(function, dict):
        yield function
        for inner in function.get("Functions", ()):
            yield from _functions(inner)


def _picture(item: pydyf.Stream, profile: bytes | None) -> None:
    """Turn a picture into ink and leave its mask alone; what was stored without loss stays so."""
    data = b"".join(getattr(part, "data", part) for part in item.stream)
    lossy = item.extra["Filter"] == "/DCTDecode"
    with Image.open(io.BytesIO(data if lossy else _png(data, item.extra))) as opened:
        light = opened.convert("RGB")
    mixed = picture_by(profile, light) if profile else _plainly(light)
    item.extra.pop("DecodeParms", None)
    item.extra["ColorSpace"] = CMYK
    if lossy:
        item.stream, item.extra["Decode"] = [_jpeg(mixed)], pydyf.Array((1, 0) * 4)  # JPEG has inks as light, since Photoshop did so
    else:
        item.stream = [zlib.compress(mixed.tobytes(), 9)]


def _jpeg(mixed: Image.Image) -> bytes:
    output = io.BytesIO()
    mixed.save(output, "JPEG", quality=95)
    return output.getvalue()


def _png(data: bytes, extra: Any) -> bytes:
    """Return the file that WeasyPrint took the compressed rows ``data`` from (PNG, 5.3 and 11.2)."""
    kind = 2 if extra["ColorSpace"] == RGB else 0
    header = struct.pack(">2I5B", extra["Width"], extra["Height"], 8, kind, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    parts = (struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


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
