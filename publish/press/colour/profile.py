"""Check the ICC profile of a print shop, and convert colours by it.

ICC profiles are untrusted input. So the header and the tag table are checked (ICC.1:2022, 7.2 and 7.3) before a colour engine reads
the file.
"""

import io
import struct
from collections.abc import Callable
from functools import lru_cache

from PIL import Image, ImageCms

from publish.project import PublishError, problem

MOST_BYTES = 32 << 20  # profiles of presses take from 0.5 to 3 MB
MOST_TAGS = 200
HEADER_BYTES, TAG_BYTES = 128, 12
PRESS, INKS = b"prtr", b"CMYK"
SPACES = (b"Lab ", b"XYZ ")
# What an output profile needs to turn colours into inks and back (ICC.1:2022, 8.5).
NEEDED = (b"A2B0", b"B2A0")
Inks = tuple[float, ...]


def read_profile(data: bytes, file: str) -> tuple[str, bytes]:
    """Return the name of the printing condition, as the profile describes itself, and the profile.

    ``file`` is its name in messages. Raises `PublishError` (``profile-wrong``) where it is damaged, or not for a press with four inks.
    """
    fault = _fault(data)
    if fault:
        raise _wrong(file, fault)
    try:
        description = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(data)))
        profile_converter(data)(0.5, 0.2, 0.1)
    except (ImageCms.PyCMSError, OSError, ValueError) as error:
        raise _wrong(file, f"no colour engine can read it ({error})") from error
    name = "".join(letter for letter in " ".join(description.split()) if letter.isprintable())
    return name or file, data


@lru_cache(maxsize=4)
def profile_converter(profile: bytes) -> Callable[[float, float, float], Inks]:
    """Return a function that converts an sRGB colour (from 0 to 1) to inks by ``profile``; white takes no ink (relative colorimetric)."""
    transform = _transform(profile, ImageCms.Intent.RELATIVE_COLORIMETRIC)

    @lru_cache(maxsize=4096)
    def _inks(red: float, green: float, blue: float) -> Inks:
        pixel = Image.new("RGB", (1, 1), tuple(round(value * 255) for value in (red, green, blue)))
        found = ImageCms.applyTransform(pixel, transform)
        assert found is not None
        return tuple(value / 255 for value in found.tobytes())

    return _inks


def convert_picture(profile: bytes, picture: Image.Image) -> Image.Image:
    """Return an RGB picture converted to inks by ``profile``, with the relations between its colours kept (perceptual)."""
    found = ImageCms.applyTransform(picture, _transform(profile, ImageCms.Intent.PERCEPTUAL))
    assert found is not None
    return found


@lru_cache(maxsize=4)
def _transform(profile: bytes, intent: ImageCms.Intent) -> ImageCms.ImageCmsTransform:
    press, screen = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
    return ImageCms.buildTransform(screen, press, "RGB", "CMYK", renderingIntent=intent, flags=flags)


def _fault(data: bytes) -> str | None:
    """Return what is wrong with the header or the tag table of a profile, None where nothing is."""
    if len(data) > MOST_BYTES:
        return f"it is larger than {MOST_BYTES >> 20} MB"
    if len(data) < HEADER_BYTES + 4 or data[36:40] != b"acsp":
        return "it is no ICC profile"
    if (size := int.from_bytes(data[:4], "big")) != len(data):
        return f"its header gives a size of {size} bytes, but it has {len(data)}: it was cut off or changed in transfer"
    if data[16:20] != INKS:
        return f"it describes {_shown(data[16:20])}, not the inks (CMYK) of a press"
    if data[12:16] != PRESS or data[20:24] not in SPACES:
        return f"it is a profile of the kind “{_shown(data[12:16])}”, not that of an output (prtr)"
    return _tag_fault(data)


def _tag_fault(data: bytes) -> str | None:
    count = int.from_bytes(data[HEADER_BYTES : HEADER_BYTES + 4], "big")
    first = HEADER_BYTES + 4 + count * TAG_BYTES
    if not 0 < count <= MOST_TAGS or first > len(data):
        return "its table of tags is damaged"
    tags = [struct.unpack_from(">4sII", data, HEADER_BYTES + 4 + number * TAG_BYTES) for number in range(count)]
    if any(start < first or start + size > len(data) for _, start, size in tags):
        return "a tag leads out of the file"
    missing = [_shown(name) for name in NEEDED if name not in {tag for tag, *_ in tags}]
    return f"it lacks {' and '.join(missing)}, so it cannot turn colours into inks" if missing else None


def _shown(signature: bytes) -> str:
    return "".join(chr(byte) if 32 < byte < 127 else "?" for byte in signature.strip())


def _wrong(file: str, fault: str) -> PublishError:
    hint = "ask the print shop for the ICC profile of its press (coated FOGRA39, SWOP, …), or print without one"
    return problem("profile-wrong", f"{file} cannot be used: {fault}", file=file, hint=hint)
