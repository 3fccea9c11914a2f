"""Attach the files from which a PDF was made, and read them again (ISO 19005-4, annex A; ISO 14289-2, 8.14)."""

import io
import zlib
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publish.press.job import AttachedFile

MOST_BYTES = 128 * 1024**2
"""The most that the attached files may be together, unpacked."""


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
    """Return the files in the PDF ``data`` by their names; none where it is no PDF, or one of them cannot be read.

    The PDF is untrusted input: it has no files either if they are more than `MOST_BYTES` together, or packed otherwise than `attach_files`
    does it.
    """
    files, room = dict[str, bytes](), MOST_BYTES
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            tree = pdf.Root.get("/Names", Dictionary()).get("/EmbeddedFiles")
            for name, each in pikepdf.NameTree(tree).items() if tree is not None else ():
                files[str(name)] = _unpacked(each.EF.F, room)
                room -= len(files[str(name)])
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, AttributeError, KeyError, RecursionError, zlib.error):
        return {}
    return files


def _unpacked(stream: pikepdf.Object, most: int) -> bytes:
    """Return the content of an attached file. Raises `ValueError` if it has more than ``most`` bytes, without unpacking the rest."""
    packed, filters = stream.read_raw_bytes(), stream.get("/Filter")
    if filters is not None and filters not in (Name.FlateDecode, Array([Name.FlateDecode])):
        raise ValueError("it is packed in another way")
    data = packed if filters is None else zlib.decompressobj().decompress(packed, most + 1)
    if len(data) > most:
        raise ValueError("it is too large")
    return data


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
