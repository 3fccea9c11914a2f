"""Answer WeasyPrint's requests for files from memory, and refuse every address outside the job."""

import mimetypes
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote
from urllib.request import DataHandler, Request

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring as parse_xml
from weasyprint.urls import URLFetcherResponse

# Relative addresses need a base. “.invalid” can never be a real host (RFC 2606).
BASE_URL = "https://job.invalid/"

SVG = "{http://www.w3.org/2000/svg}"
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
ADDRESS = re.compile(r"""(?:url\(|@import)\s*["']?\s*([^"')\s;]*)""", re.IGNORECASE)


def outside_references(drawing: Any) -> Iterator[str]:
    """Yield the addresses outside itself that a drawing refers to in ``href``, ``url()`` and ``@import``.

    WeasyPrint ignores most of them without a warning. Links (``a``) are for readers, not programs; images are fetched, and refused there.
    """
    for element in drawing.iter():
        tag = element.tag.removeprefix(SVG) if isinstance(element.tag, str) else ""
        if tag not in ("a", "image"):
            yield from (element.get(name) for name in HREFS if not element.get(name, "#").startswith("#"))
        styles = [element.text or ""] if tag == "style" else []
        found = [address for text in (*element.attrib.values(), *styles) for address in ADDRESS.findall(text)]
        yield from (address for address in found if not address.startswith(("#", "data:")))


class Fetcher:
    """Answers requests from ``files`` (name, bytes); what it refuses is listed in ``refused`` (address, reason)."""

    _fail_on_errors = False  # WeasyPrint reads this from its fetchers; a refusal must become a finding, not a crash

    def __init__(self, files: tuple[tuple[str, bytes], ...] = ()) -> None:
        self._files = dict(files)
        self.refused: list[tuple[str, str]] = []

    def __call__(self, url: str) -> URLFetcherResponse:
        """Return the file that ``url`` names; raises `ValueError` for anything outside the job."""
        if url.startswith("data:"):
            return self._inline(url)
        name = unquote(url.removeprefix(BASE_URL).split("#")[0]) if url.startswith(BASE_URL) else None
        if name is None or name not in self._files:
            raise self._refuse(url, "it is not among the files of this output")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return self._answer(url, self._files[name], kind)

    def _inline(self, url: str) -> URLFetcherResponse:
        response = DataHandler().data_open(Request(url))
        return self._answer(url, response.read(), response.headers.get_content_type())

    def _answer(self, url: str, data: bytes, kind: str) -> URLFetcherResponse:
        if kind == "image/svg+xml":
            self._check_drawing(url, data)
        return URLFetcherResponse(url, data, {"Content-Type": kind})

    def _check_drawing(self, url: str, data: bytes) -> None:
        """Refuse an SVG file with a document type, which may name other files, or with a reference to anything outside itself."""
        try:
            drawing = parse_xml(data, forbid_dtd=True)
        except DefusedXmlException as error:
            raise self._refuse(url, "it has a document type or entities, which may name other files") from error
        except SyntaxError as error:
            raise self._refuse(url, f"it is not well-formed XML ({error})") from error
        for outside in outside_references(drawing):
            raise self._refuse(outside, f"the drawing {url.removeprefix(BASE_URL)[:200]} may not refer to anything outside itself")

    def check_inline_drawings(self, root: Any) -> None:
        """Refuse every reference to the outside in the drawings of an HTML tree."""
        for drawing in root.iter(f"{SVG}svg"):
            self.refused += [(outside, "a drawing may not refer to anything outside itself") for outside in outside_references(drawing)]

    def _refuse(self, url: str, reason: str) -> ValueError:
        self.refused.append((url.removeprefix(BASE_URL)[:200], reason))
        return ValueError(f"refused: {reason}")
