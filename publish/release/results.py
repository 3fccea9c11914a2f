"""What comes of the outputs of a build. This module loads nothing that prints."""

from dataclasses import dataclass, field
from pathlib import Path

from publish.edition.request import Inputs, Request
from publish.press import Fit, FontUsed, MessagePlace, ProofPage
from publish.project import Finding

Contents = dict[str, bytes]
"""The files of an output by their endings: ``{".pdf": …, ".screen.pdf": …}``."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What an output says of itself: its edition code, its titles in its own language and in the source's, and its BCP 47 tag.

    ``direction`` is ``ltr`` or ``rtl``, ``modified`` the day on which the guide was published (ISO 8601).
    """

    code: str
    title: str
    source_title: str
    language: str
    direction: str
    modified: str


@dataclass(frozen=True, slots=True)
class Output:
    """What came of one request: its files, or the findings because of which there are none.

    ``pages`` counts pages or panels in reading order, ``sheets`` sides of paper; ``fit`` says how the text fits its pages. ``fonts`` are
    the font files that printed, ``inputs`` the files that were read, each with its SHA-256 (None: looked for, and not there).
    ``places`` say where on the pages of a proof each message stands, ``proof_pages`` how large these are.
    """

    request: Request
    contents: Contents = field(default_factory=dict)
    imprint: Imprint | None = None
    fonts: tuple[FontUsed, ...] = ()
    inputs: Inputs = ()
    pages: int | None = None
    sheets: int | None = None
    fit: Fit | None = None
    draft: bool = True
    outdated: bool = False
    findings: tuple[Finding, ...] = ()
    places: tuple[MessagePlace, ...] = ()
    proof_pages: tuple[ProofPage, ...] = ()


@dataclass(frozen=True, slots=True)
class BuiltOutput:
    """How one output went. ``files`` are the files that were written, none if it failed; ``made`` is the output without its contents.

    ``reused`` tells that it was made by an earlier build, and nothing has changed since; its fonts and inputs are not known then.
    """

    made: Output
    files: tuple[Path, ...] = ()
    reused: bool = False

    @property
    def request(self) -> Request:
        """What was asked for."""
        return self.made.request

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found while it was made."""
        return self.made.findings

    @property
    def size_pt(self) -> float | None:
        """The type size that fitted, None if nothing was printed."""
        return self.made.fit.size_pt if self.made.fit else None

    @property
    def failed(self) -> bool:
        """Whether the output could not be made."""
        return not self.files
