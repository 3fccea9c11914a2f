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
            try:
                parse_xml(data, forbid_dtd=True)
            except (DefusedXmlException, SyntaxError) as error:
                raise self._refuse(url, f"it is not safe, well-formed SVG: {error}") from error
        return URLFetcherResponse(url, data, {"Content-Type": kind})

    def _refuse(self, url: str, reason: str) -> ValueError:
        self.refused.append((url.removeprefix(BASE_URL)[:200], reason))
        return ValueError(f"refused: {reason}")
