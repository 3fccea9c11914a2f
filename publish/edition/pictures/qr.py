"""Generate the QR code of a web address, and add the edition code to it."""

from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from urllib.parse import quote

import segno

from publish.project import problem

# ISO/IEC 18004: four modules of quiet zone on every side.
QUIET_MODULES = 4
# Error correction M (15 %) survives a fold and a coffee ring, and keeps the modules large.
CORRECTION = "m"
KEPT_CODES = 256
"""Number of QR codes that a process keeps: many pages have the same one, and a code takes 5 ms."""


@lru_cache(maxsize=KEPT_CODES)
def qr_svg(address: str) -> bytes:
    """Return a QR code of ``address`` as SVG: black on white, quiet zone included, sized by its ``viewBox`` alone.

    Raises `PublishError` (``clinic-wrong``) for an address that is too long for a QR code.
    """
    try:
        code = segno.make(address, error=CORRECTION, micro=False, boost_error=False)
    except segno.DataOverflowError as error:
        hint = "use a shorter address for “web” or “guides” in the clinic's file"
        raise problem("clinic-wrong", f"the address {address[:60]}… is too long for a QR code", hint=hint) from error
    out = BytesIO()
    code.save(out, kind="svg", border=QUIET_MODULES, dark="#000", light="#fff", xmldecl=False, omitsize=True, svgclass=None, lineclass=None)
    return out.getvalue()


def add_code(files: Iterable[tuple[str, bytes]], address: str, code: str) -> tuple[tuple[str, bytes], ...]:
    """Return the pictures of a page with the edition ``code`` in the address of the QR code: ``https://example.org/es#2026.1-es-92WN3``.

    The edition code is computed with the QR code of the address alone, so that it does not depend on itself. An address that has a
    fragment already is left as it is. Raises `PublishError` as `qr_svg` does.
    """
    if not address or "#" in address:
        return tuple(files)
    plain, coded = qr_svg(address), qr_svg(f"{address}#{quote(code, safe='')}")
    return tuple((name, coded if data == plain else data) for name, data in files)
