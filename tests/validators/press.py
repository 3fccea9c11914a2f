"""Validator of PDF files for a print shop: no RGB colours, no colour profiles in pages, no annotations."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf

LIGHT = frozenset({"rg", "RG", "sc", "SC"})
INKS = (None, pikepdf.Name.DeviceCMYK, pikepdf.Name.DeviceGray)


def faults(path: Path) -> list[str]:
    """Return the faults of a PDF for a print shop: an empty list where all colours are ink and all fonts embedded."""
    with pikepdf.open(path) as pdf:
        return [*_document(pdf), *_colours(pdf), *_objects(pdf)]


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = pdf.Root.get("/OutputIntents", [])
    if len(intents) != 1 or intents[0].S != pikepdf.Name.GTS_PDFX or intents[0].DestOutputProfile.N != 4:
        yield "no output intent"
    if any("/Annots" in page.obj for page in pdf.pages) or "/Outlines" in pdf.Root:
        yield "something to click on"
    for page in pdf.pages:
        media, bleed, trim = (list(map(float, page.obj[name])) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
        if not (media[0] < bleed[0] < trim[0] and trim[2] < bleed[2] < media[2] and media[1] < bleed[1] and bleed[3] < media[3]):
            yield f"boxes {media} {bleed} {trim}"


def _colours(pdf: pikepdf.Pdf) -> Iterator[str]:
    forms = (item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == pikepdf.Name.Form)
    for stream in (*pdf.pages, *forms):
        for item in pikepdf.parse_content_stream(stream):
            operator = str(item.operator)
            if operator in LIGHT or operator in ("cs", "CS") and str(item.operands[0]) not in ("/DeviceCMYK", "/Pattern"):
                yield f"{operator} {list(item.operands)}"


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            continue
        spaces = [item.get(key) for key in ("/ColorSpace", "/CS")]
        if any(space not in INKS for space in spaces if not isinstance(space, pikepdf.Dictionary)):
            yield f"colour space {spaces}"
        if item.get("/Type") == pikepdf.Name.FontDescriptor and not {"/FontFile2", "/FontFile3"} & set(item.keys()):
            yield f"font not embedded {item.get('/FontName')}"
