"""Attach the sources of an output to its archive file, with its line of the manifest, so that the file proves itself."""

import json
from dataclasses import asdict, replace
from hashlib import sha256

from publish import press
from publish.project import Snapshot
from publish.project.snapshot import QUESTION
from publish.release.bundle.artifact import artifact_of
from publish.release.bundle.manifest import Artifact
from publish.release.results import Output
from publish.release.reuse.recipe import tool_versions

ENDING = ".archive.pdf"
LINE = "manifest.json"
"""The name of the attached file that says what the PDF is; every other file has the name that it has in the workspace."""
SCHEMA = "urn:clinic-publish:archive:1"
OF_THE_FILE = ("sha256", "size_bytes")
"""What a manifest says of a file, and a file cannot say of itself."""

_MEDIA_TYPES = {
    "md": "text/markdown",
    "toml": "application/toml",
    "po": "text/x-gettext-translation",
    "jsonl": "application/jsonl",
    "json": "application/json",
    "csv": "text/csv",
    "css": "text/css",
    "html": "text/html",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}


def with_sources(snapshot: Snapshot, made: Output, approved: bool) -> Output:
    """Return ``made`` with the files that it was made from attached to its PDF; ``approved`` as it was asked for."""
    sources = _sources(snapshot, made)
    path, pdf = made.request.stem + ENDING, made.contents[ENDING]
    artifact = replace(artifact_of(path, pdf, made), inputs={each.name: sha256(each.data).hexdigest() for each in sources})
    line = _line(snapshot, artifact, approved)
    files = (press.AttachedFile(LINE, "application/json", line, "What this document is, and the digests of its sources", "Data"), *sources)
    return replace(made, contents={ENDING: press.attach_files(pdf, files)})


def _sources(snapshot: Snapshot, made: Output) -> tuple[press.AttachedFile, ...]:
    """Return the files that ``made`` was made from, the shipped layouts too: a later version of the package has others."""
    names = dict.fromkeys(name.partition(QUESTION)[0] for name, digest in sorted(made.inputs) if digest and "*" not in name)
    found = ((name, snapshot.find(name)) for name in names)
    return tuple(press.AttachedFile(name, _media_type(name), blob.data, f"Source: {name}") for name, blob in found if blob)


def _media_type(name: str) -> str:
    return _MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def _line(snapshot: Snapshot, artifact: Artifact, approved: bool) -> bytes:
    said = {
        "$schema": SCHEMA,
        "artifact": {name: value for name, value in asdict(artifact).items() if name not in OF_THE_FILE},
        "approved": approved,
        "source_locale": snapshot.settings.source_locale,
        "holds_package": snapshot.holds_package,
        "tools": dict(tool_versions()),
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
