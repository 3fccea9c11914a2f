"""The objects of a PDF between layout and writing: find, change and add dictionaries, streams and pictures.

A dictionary maps names (strings, without their slash as keys) to values; a value that is another object is its reference.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pydyf

_EMPTY_ENTRY = re.compile(rb"^(<[0-9a-f]{4}> )<>$")


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster image in a PDF.

    ``filter`` is how ``data`` is compressed (``/DCTDecode`` is JPEG, ``/FlateDecode`` deflated rows), ``colour_space`` a device
    colour space (``/DeviceRGB``); ``is_mask`` tells whether it is the transparency of another picture.
    """

    width: int
    height: int
    colour_space: str
    filter: str
    data: bytes
    is_mask: bool
    _stream: pydyf.Stream

    def replace(self, data: bytes, colour_space: str, *, inverted: bool = False) -> None:
        """Put the pixels ``data``, compressed as before, into the PDF; ``inverted`` ones count from the dark end."""
        self._stream.stream = [data]
        self._stream.extra.pop("DecodeParms", None)
        self._stream.extra["ColorSpace"] = colour_space
        if inverted:
            self._stream.extra["Decode"] = pydyf.Array((1, 0) * 4)


class PdfObjects:
    """The objects of one PDF that is about to be written."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._pdf = pdf

    @property
    def page_references(self) -> list[bytes]:
        """The references of the pages, in order."""
        return list(self._pdf.page_references)

    @property
    def catalog(self) -> Any:
        """The dictionary that the PDF begins from (ISO 32000-1, 7.7.2)."""
        return self._pdf.catalog

    def info(self) -> dict[str, str]:
        """Return the texts of the information dictionary."""
        return {name: value.string for name, value in self._pdf.info.items() if isinstance(value, pydyf.String)}

    def drop_info(self) -> None:
        """Leave the information dictionary out of the PDF: in PDF 2.0 the metadata say the same."""
        self._pdf.info.clear()

    def set_metadata(self, xmp: bytes) -> None:
        """Put ``xmp`` in place of the metadata that WeasyPrint has written, as plain text, for programs that do not read PDF."""
        metadata = self.get(self.catalog["Metadata"])
        metadata.stream, metadata.compress = [xmp], False

    def get(self, reference: bytes) -> Any:
        """Return the object that ``reference`` refers to."""
        return self._pdf.objects[int(reference.split()[0])]

    def dictionaries(self) -> list[Any]:
        """Return every dictionary there is now."""
        return [item for item in self._pdf.objects if isinstance(item, pydyf.Dictionary)]

    def elements(self, kind: str) -> list[Any]:
        """Return the structure elements of one type (``/LI``), as they are now."""
        return [item for item in self.dictionaries() if item.get("S") == kind]

    def contents(self) -> Iterator[tuple[list[Any], Any]]:
        """Yield each stream that is no picture: its operators or data, and its dictionary; both may be changed."""
        for item in self._pdf.objects:
            if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") != "/Image":
                yield item.stream, item.extra

    def pictures(self) -> Iterator[Picture]:
        """Yield each raster image."""
        streams = [item for item in self._pdf.objects if isinstance(item, pydyf.Stream)]
        masks = {item.extra.get("SMask") for item in streams}
        for item in streams:
            extra = item.extra
            if extra.get("Subtype") == "/Image":
                data = b"".join(getattr(part, "data", part) for part in item.stream)
                is_mask = item.reference in masks
                yield Picture(extra["Width"], extra["Height"], extra["ColorSpace"], extra.get("Filter", ""), data, is_mask, item)

    def add(self, values: Mapping[str, Any]) -> bytes:
        """Add a dictionary of ``values``, and return its reference."""
        return self._add(pydyf.Dictionary(values))

    def add_stream(self, parts: Sequence[bytes], extra: Mapping[str, Any] | None = None, *, compress: bool = True) -> bytes:
        """Add a stream of ``parts``, whose dictionary has ``extra``, and return its reference."""
        return self._add(pydyf.Stream(list(parts), dict(extra or {}), compress=compress))

    def fill_empty_entries(self, text: str) -> None:
        """Let the maps from glyphs to characters have ``text`` where they have nothing (ISO 32000-1, 9.10.3)."""
        entry = rb"\1<%s>" % text.encode("utf-16-be").hex().encode()
        for data, _ in self.contents():
            if b"begincmap" in data:
                data[:] = [_EMPTY_ENTRY.sub(entry, line) for line in data]

    def _add(self, item: Any) -> bytes:
        self._pdf.add_object(item)
        reference = item.reference
        assert isinstance(reference, bytes)
        return reference


def array(values: Any) -> Any:
    """Return a PDF array of ``values``."""
    return pydyf.Array(values)


def dictionary(values: Mapping[str, Any]) -> Any:
    """Return a PDF dictionary of ``values``."""
    return pydyf.Dictionary(values)


def text_string(text: str) -> Any:
    """Return a PDF string of ``text``."""
    return pydyf.String(text)
