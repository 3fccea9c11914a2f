"""Read the edition code from a PDF, or from a photograph of the QR code of a printed sheet."""

from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from publish.project import problem, read_bytes
from publish.release.bundle.tracing.codes import codes_in

MOST_PIXELS = 80_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
"""The formats of pictures that are read. Others would start a program (EPS), or are read by code that is seldom tried."""


def codes_of_pdf(path: Path) -> tuple[str, ...]:
    """Return the codes in the text and the metadata of a PDF; raises `PublishError` (``copy-unreadable``) if it has none."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(read_bytes(path)) as document:
            texts = [*document.get_metadata_dict().values(), *(page.get_textpage().get_text_range() for page in document)]
    except pypdfium2.PdfiumError as error:
        hint = "use a PDF that is whole and has no password"
        raise problem("copy-unreadable", f"{path.name} cannot be read as a PDF: {error}", file=path.name, hint=hint) from error
    if found := codes_in("\n".join(texts)):
        return found
    hint = "type the code from the foot of the sheet: publish trace CODE; or photograph its QR code: --photo FILE"
    raise problem("copy-unreadable", f"no edition code is in the text of {path.name}", file=path.name, hint=hint)


def codes_of_photo(path: Path) -> tuple[str, ...]:
    """Return the codes in the QR codes of a picture; raises `PublishError` (``copy-unreadable``) if there is none."""
    return codes_in_photo(read_bytes(path), path.name)


def codes_in_photo(data: bytes, name: str) -> tuple[str, ...]:
    """Return the codes in the QR codes of the picture ``data``, which messages call ``name``. Raises as `codes_of_photo` does."""
    addresses = _addresses(data, name)
    found = tuple(dict.fromkeys(unquote(address.partition("#")[2]) for address in addresses if "#" in address))
    if found:
        return found
    said = f"the QR code in {name} leads to {addresses[0]} and names no edition" if addresses else f"{name} shows no QR code"
    hint = "hold the camera straight above the code, near and in good light; or type the code from the foot of the sheet"
    raise problem("copy-unreadable", said, file=name, hint=hint)


def _addresses(data: bytes, name: str) -> list[str]:
    import zxingcpp
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise problem("copy-unreadable", f"{name} has too many pixels", file=name, hint="make the picture smaller")
            grey = ImageOps.exif_transpose(picture).convert("L")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, LookupError, TypeError, Image.DecompressionBombError) as error:
        message = f"{name} cannot be read as a picture: {error}"
        raise problem("copy-unreadable", message, file=name, hint="use a JPEG or a PNG") from error
    return [each.text for each in zxingcpp.read_barcodes(grey) if each.text]
