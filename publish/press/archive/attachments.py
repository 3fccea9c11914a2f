"""Attach the files from which a PDF was made, and read them again (ISO 19005-4, annex A; ISO 14289-2, 8.14)."""

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publish.press.job import AttachedFile


def attach_files(data: bytes, files: Sequence[AttachedFile]) -> bytes:
    """Return the PDF ``data`` with ``files`` in it, each associated with the whole document; the same files give the same bytes."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        specifications = [pdf.make_indirect(_specification(pdf, file)) for file in files]
        pairs = sorted(zip((file.name for file in files), specifications, strict=True), key=lambda pair: pair[0].encode())
        names = Array([value for name, each in pairs for value in (String(name), each)])
        _names(pdf).EmbeddedFiles = Dictionary(Names=names)
        pdf.Root.AF = Array(specifications)
        output = io.BytesIO()
        pdf.save(output, deterministic_id=True, force_version="2.0", object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return output.getvalue()


def attached_files(data: bytes) -> dict[str, bytes]:
    """Return the files in the PDF ``data`` by their names; none where it is no PDF, or one of them cannot be read."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            tree = pdf.Root.get("/Names", Dictionary()).get("/EmbeddedFiles")
            return {str(name): each.EF.F.read_bytes() for name, each in pikepdf.NameTree(tree).items()} if tree is not None else {}
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError):
        return {}


def _names(pdf: pikepdf.Pdf) -> pikepdf.Object:
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary()
    return pdf.Root.Names


def _specification(pdf: pikepdf.Pdf, file: AttachedFile) -> Dictionary:
    stream = pdf.make_stream(file.data, Type=Name.EmbeddedFile, Subtype=Name("/" + file.media_type), Params=Dictionary(Size=len(file.data)))
    saved_as = String(file.name.replace("/", "--"))  # readers that save all files at once make no folders
    return Dictionary(
        Type=Name.Filespec,
        F=saved_as,
        UF=saved_as,
        Desc=String(file.description),
        AFRelationship=Name("/" + file.relation),
        EF=Dictionary(F=stream, UF=stream),
    )
