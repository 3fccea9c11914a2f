"""The input and the result of composing: `Request` is one wanted output, `Composition` the page that was composed for it."""

import posixpath
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from publish.project import Finding, Severity

if TYPE_CHECKING:
    from publish.edition.layout.spec import LayoutSpec

Inputs = tuple[tuple[str, str | None], ...]
"""The files that were read, as pairs of name and SHA-256; None for a file that was looked for and does not exist."""


PROOF = "proof"
"""The purpose of a page that prints what stands, for whoever writes and translates, and never for a reader; it has no edition code."""


@dataclass(frozen=True, slots=True)
class Request:
    """One wanted output: a guide in a locale, as a layout on a paper, handed out by a clinic.

    ``paper`` is None for a web page, ``clinic`` None for a guide without one. ``fold`` replaces the fold of the layout; None keeps it.
    ``purpose`` is ``office`` (the desk printer, and the screen beside it), ``screen`` alone, ``press`` (a print shop), ``archive`` (to be
    kept) or `PROOF`. ``names_clinic`` puts the clinic into the names of the files: it is True in a workspace of several clinics, so that
    nobody hands out the sheet of another one. ``stacked`` prints every table row by row, for a table that turned out to be too wide for
    its column.
    """

    guide: str
    locale: str
    layout: str
    paper: str | None = None
    clinic: str | None = None
    fold: str | None = None
    purpose: str = "office"
    stacked: bool = False
    names_clinic: bool = False

    @property
    def is_proof(self) -> bool:
        """Whether what stands is printed, also what is fuzzy or wrong, to look at and never to hand out."""
        return self.purpose == PROOF

    @property
    def stem(self) -> str:
        """The file name without its ending, below the output folder: ``ar/asthma.brochure.z.A4``, ``ar/asthma.brochure.A4.north``."""
        clinic = self.clinic if self.names_clinic else None
        return f"{self.locale}/" + ".".join(part for part in (self.guide, self.layout, self.fold, self.paper, clinic) if part)

    @property
    def web_file(self) -> str:
        """The name of the file of the web page of the same guide and clinic."""
        return posixpath.basename(replace(self, layout="web", paper=None, fold=None).stem) + ".html"


@dataclass(frozen=True, slots=True)
class Composition:
    """One composed page: all that the press needs, or, where ``layout.kind`` is ``html``, the finished web page.

    An output may be made only if there are no `errors`: otherwise something on the page is a placeholder, or unsafe.

    ``files`` are the names that the HTML uses and their bytes; it may load nothing else. ``language`` is a BCP 47 tag,
    ``direction`` is ``ltr`` or ``rtl``; ``families`` are the font families that may print; ``title`` and ``source_title`` are plain text.
    ``draft`` and ``outdated`` tell that the page says so of itself; ``code`` is the edition code on the page, ``modified`` the day on
    which the guide was published (ISO 8601). ``inputs`` are all files that were read.
    """

    html: str
    stylesheets: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...]
    language: str
    direction: str
    families: tuple[str, ...]
    layout: "LayoutSpec"
    paper: str | None
    title: str
    source_title: str
    draft: bool
    outdated: bool
    code: str
    modified: str
    findings: tuple[Finding, ...] = ()
    inputs: Inputs = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings because of which the output must not be made."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)
