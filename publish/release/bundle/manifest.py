"""The manifest of a release: every file with its digest, what it was made from and how. docs/releases.md explains each field.

The schema is docs/schemas/manifest-1.schema.json. A manifest names no time and no machine: the same texts give the same bytes.
"""

import json
import re
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, TypeAlias

from publish.project import problem
from publish.project.shapes import Rejected, converter

SCHEMA = "urn:clinic-publish:manifest:1"
MANIFEST, SUMS, SNAPSHOT, PROVENANCE, SBOM, JUNIT, SARIF = (
    "manifest.json", "SHA256SUMS", "snapshot.zip", "provenance.intoto.json", "sbom.cdx.json", "checks.junit.xml", "checks.sarif",
)  # fmt: skip
"""The files of a release beside its artifacts."""

Kind: TypeAlias = Literal["print", "screen", "archive", "instructions", "web"]
State: TypeAlias = Literal["approved", "draft", "outdated"]
ENDINGS: dict[Kind, str] = {
    "instructions": ".instructions.pdf",
    "screen": ".screen.pdf",
    "archive": ".archive.pdf",
    "print": ".pdf",
    "web": ".html",
}
"""How the name of a file of each kind ends; the longer endings first."""
MOST_BYTES = 64_000_000
"""The size of the largest manifest that is read."""
_HALF_CHARACTER = re.compile(rb"\\u[dD]")  # an escaped surrogate, which no text contains: characters are written as they are


@dataclass(frozen=True, slots=True)
class Font:
    """A font file that printed: its PostScript name, the name of the file and its SHA-256."""

    name: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file to print, to read or to put on the web; ``path`` is below the folder of the release.

    ``pages`` counts pages or panels, ``sheets`` sides of paper, ``size_pt`` is the type size that fitted; all three are None for a web
    page. ``inputs`` are the files of the workspace that it was made from, by their names, each with its SHA-256.
    """

    path: str
    sha256: str
    size_bytes: int
    kind: Kind
    guide: str
    locale: str
    language: str
    direction: Literal["ltr", "rtl"]
    layout: str
    edition: str
    code: str
    state: State
    title: str
    source_title: str
    paper: str | None = None
    fold: str | None = None
    clinic: str | None = None
    pages: int | None = None
    sheets: int | None = None
    size_pt: float | None = None
    inputs: dict[str, str] = field(default_factory=dict)
    fonts: tuple[Font, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A guide in a locale that is not part of the release, and why."""

    guide: str
    locale: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaivedFinding:
    """A finding of the checks that a person has overruled in a released text (`publish.approval.waivers`), and why."""

    guide: str
    locale: str
    msgid: str
    code: str
    findings: tuple[str, ...]
    role: str
    by: str
    date: str
    reason: str


@dataclass(frozen=True, slots=True)
class OtherFile:
    """A file of the release that is no artifact: the snapshot, a report, the bill of materials."""

    path: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release holds. ``tools`` are the versions of what printed it; ``holds_package`` tells that the workspace has the layouts."""

    schema: str
    name: str
    draft: bool
    source_locale: str
    artifacts: tuple[Artifact, ...]
    left_out: tuple[LeftOut, ...]
    files: tuple[OtherFile, ...]
    tools: dict[str, str]
    holds_package: bool
    waivers: tuple[WaivedFinding, ...] = ()

    @property
    def digests(self) -> dict[str, str]:
        """The SHA-256 of every file that the manifest lists, by its path."""
        return {each.path: each.sha256 for each in self.artifacts} | {each.path: each.sha256 for each in self.files}


def write_manifest(manifest: Manifest) -> bytes:
    """Return the manifest as JSON."""
    fields = asdict(manifest)
    return (json.dumps({"$schema": fields.pop("schema"), **fields}, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(data: bytes, name: str) -> Manifest:
    """Return the manifest in ``data``; raises `PublishError` (``manifest-wrong``) if it is none."""
    from cattrs.errors import BaseValidationError  # here, and not above: reading starts with a digest, most often without JSON

    try:
        if len(data) > MOST_BYTES:
            raise ValueError("it is too large")
        fields: dict[str, Any] = json.loads(data)
        manifest = converter().structure({"schema": fields.pop("$schema"), **fields}, Manifest)
        if SNAPSHOT not in manifest.digests or _HALF_CHARACTER.search(data):
            raise ValueError("no release was written so")
        return manifest
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError, Rejected, BaseValidationError) as error:
        hint = "use the manifest.json that publish release wrote"
        raise problem("manifest-wrong", f"{name} is not the manifest of a release", file=name, hint=hint) from error
