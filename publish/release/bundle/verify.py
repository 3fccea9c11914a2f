"""Verify a release: every file against the manifest, and manifest, statement of provenance and checksums against each other."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from publish.project import Finding, PublishError, Severity
from publish.release.bundle.files import archives, statement_of
from publish.release.bundle.manifest import MANIFEST, MOST_BYTES, PROVENANCE, SUMS, Manifest, read_manifest
from publish.release.bundle.papers import subject_digests
from publish.release.bundle.sums import read_sums, write_sums

_LARGEST = 4 * 1024**3  # bytes of a file of a release, for which an archive needs no extension; reading more would take minutes
_NO_FILE = ""  # the digest of a link, a pipe, a device, or what is too large: none
_HINT = "take the release from where it was published; a copy that differs must not be handed out"


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of verifying a release: its manifest (None if that is not right), how many files there are, and what is wrong."""

    manifest: Manifest | None
    files: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Release:
    """The files of a release as they are: their digests, and what the three documents say."""

    folder: Path
    digests: dict[str, str]
    manifest: Manifest
    sums_data: bytes
    sums: dict[str, str]


def verify_release(folder: Path) -> Verified:
    """Compare every file of the release in ``folder`` with its manifest, its statement of provenance and its checksums.

    Each file that was changed, that is missing, or that nothing lists is an error that names it (``release-changed``,
    ``release-incomplete``, ``release-unlisted``). A change in one of the three documents shows in the two others. A symbolic link
    is no file of a release, whatever it leads to.
    """
    # First, because a folder that is no release may be a whole disk.
    if missing := [name for name in (MANIFEST, PROVENANCE, SUMS) if not os.path.lexists(folder / name)]:
        return Verified(None, 0, tuple(map(_missing, missing)))
    digests = {name: _digest_of(folder / name) for name in sorted(_names_in(folder))}
    try:
        manifest = read_manifest(_document(folder, MANIFEST), MANIFEST)
    except PublishError:
        return Verified(None, len(digests), (_changed(MANIFEST),))
    sums_data = _document(folder, SUMS)
    release = _Release(folder, digests, manifest, sums_data, read_sums(sums_data))
    if _is_manifest_changed(release):
        return Verified(None, len(digests), (_changed(MANIFEST),))
    return Verified(manifest, len(digests), tuple(_findings(release)))


def _is_manifest_changed(release: _Release) -> bool:
    """Tell whether neither the checksums nor the statement know this manifest."""
    digest = release.digests[MANIFEST]
    return digest not in (release.sums.get(MANIFEST), _subjects(release).get(MANIFEST))


def _subjects(release: _Release) -> dict[str, str]:
    return subject_digests(_document(release.folder, PROVENANCE))


def _findings(release: _Release) -> Iterator[Finding]:
    digests, expected = release.digests, release.manifest.digests
    names = expected.keys() | release.sums.keys() & _archive_names(release.manifest)
    wrong = [name for name in sorted(expected) if name in digests and digests[name] != expected[name]]
    missing = sorted(names - digests.keys())
    yield from map(_changed, wrong)
    yield from map(_missing, missing)
    wrong += missing
    if digests[PROVENANCE] != release.sums.get(PROVENANCE) and not _is_own_statement(release):
        wrong.append(PROVENANCE)
        yield _changed(PROVENANCE)
    elif _subjects(release).get(MANIFEST) != digests[MANIFEST]:  # somebody has changed it, and the checksums to fit
        wrong.append(MANIFEST)
        yield _changed(MANIFEST)
    yield from _other_findings(release, wrong)


def _other_findings(release: _Release, wrong: list[str]) -> Iterator[Finding]:
    """Yield what is wrong with the archives, with files that nothing lists, and with the checksums."""
    own = set() if wrong else {name for name, data in _archives(release).items() if release.digests.get(name) == sha256(data).hexdigest()}
    listed = {*release.manifest.digests, MANIFEST, PROVENANCE, SUMS}
    archived = [name for name in sorted(release.digests.keys() - listed) if name.endswith(".zip")]
    for name in archived:
        if release.digests[name] != release.sums.get(name) and name not in own:
            wrong.append(name)
            yield _changed(name) if name in release.sums or name in _archive_names(release.manifest) else _unlisted(name)
    yield from map(_unlisted, sorted(release.digests.keys() - listed - set(archived)))
    right = {name: release.digests[name] for name in release.digests.keys() & {*listed, *archived} - {SUMS}}
    if not wrong and release.sums_data != write_sums(right):
        yield _changed(SUMS)


def _archive_names(manifest: Manifest) -> set[str]:
    return {f"{manifest.name}.zip", *(f"{manifest.name}.{artifact.locale}.zip" for artifact in manifest.artifacts)}


def _archives(release: _Release) -> dict[str, bytes]:
    try:
        return archives(release.folder, release.manifest)
    except OSError:  # a file is missing: it is reported as such
        return {}


def _is_own_statement(release: _Release) -> bool:
    """Tell whether the statement is the one that this manifest gives, so that the checksums are what was changed."""
    return sha256(statement_of(release.manifest, release.digests[MANIFEST])).hexdigest() == release.digests[PROVENANCE]


def _names_in(folder: Path) -> Iterator[str]:
    """Yield the names of all files below ``folder``, and of links to files and to folders."""
    for place, folders, files in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        yield from (Path(place, name).relative_to(folder).as_posix() for name in (*files, *links))


def _digest_of(path: Path) -> str:
    """Return the SHA-256 of a file; `_NO_FILE` for what is no file of a release."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST:
        return _NO_FILE
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _document(folder: Path, name: str) -> bytes:
    """Return the content of one of the three documents; nothing for a link, and for one that is too large to be one."""
    path = folder / name
    return b"" if path.is_symlink() or not path.is_file() or path.stat().st_size > MOST_BYTES else path.read_bytes()


def _changed(name: str) -> Finding:
    return Finding(Severity.ERROR, "release-changed", f"{name} is not as it was released", file=name, hint=_HINT)


def _missing(name: str) -> Finding:
    return Finding(Severity.ERROR, "release-incomplete", f"{name} is missing", file=name, hint=_HINT)


def _unlisted(name: str) -> Finding:
    return Finding(Severity.ERROR, "release-unlisted", f"{name} is not part of the release: nothing lists it", file=name, hint=_HINT)
