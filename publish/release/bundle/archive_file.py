"""Prove an archive file (`publish build --for archive`) by the sources that it carries, with nothing but the file itself."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from publish import press
from publish.project import Finding, PublishError, Severity, Snapshot, problem, read_bytes
from publish.project.names import is_workspace_file
from publish.project.shapes import Rejected, converter
from publish.project.storage import PackedFiles
from publish.release.bundle.manifest import Artifact, Manifest
from publish.release.bundle.rebuild import Provenance, composed_code, locate, rebuild, rebuild_from, rebuild_runner
from publish.release.bundle.tracing.scan import codes_of_pdf
from publish.release.making.sources import LINE, SCHEMA
from publish.release.runner import Limits, Runner

_HINT = "take the file from where it was published; a copy that differs must not be handed out"


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of examining a file: where it comes from, what is wrong, and whether its own sources prove it (else its release does)."""

    provenance: Provenance
    findings: tuple[Finding, ...]
    proves_itself: bool


def examine_file(path: Path, again: bool, limits: Limits = Limits()) -> Examined:
    """Compare the file at ``path`` with its release, or with the sources in it; with ``again`` it is made again from them, too.

    What it is made from is composed and printed within ``limits``. Raises `PublishError`: ``release-unknown`` where there is neither.
    """
    try:
        found = locate(path, None)
    except PublishError:
        files = press.attached_files(read_bytes(path))
        if LINE not in files:
            raise
        return _examine_archive(path, files, again, limits)
    return Examined(found, rebuild(found, limits) if again else (), False)


def _examine_archive(path: Path, files: dict[str, bytes], again: bool, limits: Limits) -> Examined:
    found = _provenance(path, files.pop(LINE))
    findings = tuple(_differences(path, files, found.artifact))
    if not findings:
        snapshot = Snapshot(PackedFiles(files, found.manifest.holds_package))
        with rebuild_runner(limits) as runner:
            findings = tuple(_wrong_code(runner, path, snapshot, found))
            findings = findings or (rebuild_from(runner, snapshot, found) if again else ())
    return Examined(found, findings, True)


def _provenance(path: Path, line: bytes) -> Provenance:
    """Return where the file says that it comes from; raises `PublishError` (``manifest-wrong``) if that cannot be read."""
    from cattrs.errors import BaseValidationError  # here, and not above: as in `read_manifest`

    data = read_bytes(path)
    try:
        said: dict[str, Any] = json.loads(line)
        about = {**said["artifact"], "sha256": sha256(data).hexdigest(), "size_bytes": len(data)}
        artifact = converter().structure(about, Artifact)
        names = {"name": "", "draft": not said["approved"], "left_out": [], "files": [], "artifacts": []}
        names |= {name: said[name] for name in ("source_locale", "holds_package", "tools")}
        manifest = converter().structure({"schema": SCHEMA, **names}, Manifest)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError, Rejected, BaseValidationError) as error:
        message = f"{LINE} in {path.name} does not say what the file is"
        raise problem("manifest-wrong", message, file=path.name, hint=_HINT) from error
    return Provenance(path.parent, manifest, artifact)


def _differences(path: Path, files: dict[str, bytes], artifact: Artifact) -> Iterator[Finding]:
    """Yield what differs between the attached files and what the file says of them."""
    for name, digest in artifact.inputs.items():
        if name not in files:
            yield _error(path, "archive-incomplete", f"{name} is not attached to {path.name}, which was made from it")
        elif sha256(files[name]).hexdigest() != digest:
            yield _error(path, "archive-changed", f"{name}, attached to {path.name}, is not what the file was made from")
    for name in sorted(files):
        if name not in artifact.inputs or not is_workspace_file(name):
            yield _error(path, "archive-unlisted", f"{name} is attached to {path.name}, which was not made from it")


def _wrong_code(runner: Runner, path: Path, snapshot: Snapshot, found: Provenance) -> Iterator[Finding]:
    """Yield what is wrong with the edition code: it must be on the pages, and follow from the sources."""
    code = found.artifact.code
    try:
        printed = codes_of_pdf(path)
    except PublishError:
        printed = ()
    if code not in printed:
        yield _error(path, "archive-code", f"the pages of {path.name} do not say the edition code {code}")
    elif (composed := composed_code(runner, snapshot, found)) != code:
        message = f"the sources in {path.name} give the edition {composed}, its pages say {code}"
        yield _error(path, "archive-code", message + found.other_tools)


def _error(path: Path, code: str, message: str) -> Finding:
    return Finding(Severity.ERROR, code, message, file=path.name, hint=_HINT)
