"""The bytes of a font file, read only where they are needed.

WeasyPrint copies the whole file for each font at each size when it first paints with it, and keeps the copies until the PDF is written. It
needs none of them where HarfBuzz makes the subset. For Chinese, Japanese and Korean one copy is 19 MB, and reading it loads the whole file.
"""

from typing import Any

import weasyprint.pdf.fonts
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import harfbuzz
from weasyprint.text.fonts import get_hb_object_data


class _Unread:
    """The bytes of a HarfBuzz face that nobody has asked for."""

    def __init__(self, face: Any) -> None:
        self.face = face


class _FileContent:
    """The attribute ``file_content`` of WeasyPrint's fonts; what is unread is read when it is asked for."""

    def __get__(self, font: Any, owner: type | None = None) -> Any:
        found = vars(font)["file_content"]
        if isinstance(found, _Unread):
            found = vars(font)["file_content"] = get_hb_object_data(found.face)
        return found

    def __set__(self, font: Any, value: Any) -> None:
        vars(font)["file_content"] = value


def read_when_needed() -> None:
    """Let WeasyPrint's fonts read their bytes when they are asked for; calling it again changes nothing."""
    weasyprint.pdf.fonts.get_hb_object_data = _data_or_unread
    Font.file_content = _FileContent()


def _data_or_unread(hb_object: Any, ot_color: str | None = None, glyph: int | None = None) -> Any:
    """Return what `get_hb_object_data` returns; in place of the bytes of a face, what can be read later; None for an empty one."""
    if ot_color:
        return get_hb_object_data(hb_object, ot_color, glyph)
    blob = harfbuzz.hb_face_reference_blob(hb_object)
    length = harfbuzz.hb_blob_get_length(blob)
    harfbuzz.hb_blob_destroy(blob)
    return _Unread(hb_object) if length else None
