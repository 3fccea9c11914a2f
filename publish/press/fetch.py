"""The locked fetcher: a page loads the files of its job, and nothing else exists."""

import mimetypes
from urllib.parse import unquote
from urllib.request import DataHandler, Request

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring as parse_xml
from weasyprint.urls import URLFetcherResponse

# Relative addresses need a base. “.invalid” can never be a real host (RFC 2606).
BASE_URL = "https://job.invalid/"


class Fetcher:
    """Answers WeasyPrint's requests from memory; what it refuses is listed in ``refused`` (address, reason)."""

    _fail_on_errors = False  # WeasyPrint reads it off its fetchers; a refusal must become a finding, not a crash

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
            self._look_into(url, data)
        return URLFetcherResponse(url, data, {"Content-Type": kind})

    def _look_into(self, url: str, data: bytes) -> None:
        """Refuse an SVG with a document type (it may name other files) or a style sheet that imports another."""
        try:
            drawing = parse_xml(data, forbid_dtd=True)
        except DefusedXmlException as error:
            raise self._refuse(url, "it has a document type or entities, which may name other files") from error
        except SyntaxError as error:
            raise self._refuse(url, f"it is not well-formed XML ({error})") from error
        if any("@import" in "".join(style.itertext()) for style in drawing.iter("{http://www.w3.org/2000/svg}style")):
            raise self._refuse(url, "its style sheet imports another")

    def _refuse(self, url: str, reason: str) -> ValueError:
        self.refused.append((url.removeprefix(BASE_URL)[:200], reason))
        return ValueError(f"refused: {reason}")
