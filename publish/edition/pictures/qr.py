"""Generate the QR code of a web address."""

from io import BytesIO

import segno

from publish.project import problem

# ISO/IEC 18004: four modules of quiet zone on every side.
QUIET_MODULES = 4
# Error correction M (15 %) survives a fold and a coffee ring, and keeps the modules large.
CORRECTION = "m"


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
