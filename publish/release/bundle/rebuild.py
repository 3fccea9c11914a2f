"""Find the release that a file belongs to, and print the file again from the snapshot that the release carries."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from publish.approval.signature_file import read_signatures
from publish.catalog.template import LAYOUTS_LOCALE
from publish.edition.layout.finished.finish import mark_copies
from publish.edition.layout.finished.languages import link_languages
from publish.edition.request import Request
from publish.project import Finding, PublishError, Severity, Snapshot, problem, read_bytes
from publish.release.bundle.archive import unzip_snapshot
from publish.release.bundle.manifest import ENDINGS, MANIFEST, SNAPSHOT, Artifact, Manifest, read_manifest
from publish.release.bundle.shelf.recall import RECALL, read_recall
from publish.release.output import Task, composed, ended_output, make_output, prepare_process
from publish.release.reuse.recipe import tool_versions
from publish.release.runner import CallEndedError, Held, Limits, PoolRunner, Runner, process_runner

Result = TypeVar("Result")

FOLDERS_UP = 4
"""How many folders above a file its release is looked for: ``2026.1/es/guide.brochure.A4.pdf`` needs two."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a file comes from: the folder of its release, the manifest, and its entry there."""

    folder: Path
    manifest: Manifest
    artifact: Artifact

    @property
    def other_tools(self) -> str:
        """The tools that have another version now, as the end of a message."""
        now = dict(tool_versions())
        others = [f"{name} {then}, now {now.get(name, 'missing')}" for name, then in self.manifest.tools.items() if now.get(name) != then]
        return f"; tools differ: {', '.join(others)}" if others else ""


def locate(path: Path, releases: Path | None) -> Provenance:
    """Return where the file at ``path`` comes from: a release in a folder above it, or one below ``releases``.

    Raises `PublishError`: ``release-unknown`` if no manifest lists a file with these bytes.
    """
    digest = sha256(read_bytes(path)).hexdigest()
    for folder in _folders(path, releases):
        manifest = read_manifest(read_bytes(folder / MANIFEST), str(folder / MANIFEST))
        for artifact in manifest.artifacts:
            if artifact.sha256 == digest:
                return Provenance(folder, manifest, artifact)
    message = f"{path.name} is not a file of a release: no manifest near it lists a file with these bytes"
    raise problem("release-unknown", message, file=path.name, hint="verify the file where it was released, or a fresh copy of it")


def _folders(path: Path, releases: Path | None) -> Iterator[Path]:
    above = [folder for folder in path.resolve().parents[:FOLDERS_UP] if (folder / MANIFEST).is_file()]
    below = sorted(found.parent for found in releases.glob(f"*/{MANIFEST}")) if releases else []
    yield from dict.fromkeys((*above, *below))


def rebuild(found: Provenance, limits: Limits) -> tuple[Finding, ...]:
    """Make the file again from the release's snapshot, as `rebuild_from` does."""
    snapshot = released_snapshot(found.folder, found.manifest)
    with rebuild_runner(limits) as runner:
        return rebuild_from(runner, snapshot, found)


def rebuild_runner(limits: Limits) -> AbstractContextManager[PoolRunner]:
    """Return a runner with one process: what a file carries may take more time or memory than it should."""
    return process_runner(1, limits, prepare_process, None, 0)


def rebuild_from(runner: Runner, snapshot: Snapshot, found: Provenance) -> tuple[Finding, ...]:
    """Make the file again from ``snapshot``; return an error (``rebuild-differs``) if the bytes are others.

    Raises `PublishError` where it cannot be made any more, or passes the limits of ``runner``.
    """
    return () if _call(runner, _comes_out_the_same, snapshot, found) else (_differs(found),)


def composed_code(runner: Runner, snapshot: Snapshot, found: Provenance) -> str:
    """Return the edition code of the file as ``snapshot`` gives it; nothing is printed. Raises `PublishError` where it does not compose."""
    return _call(runner, _composed_code, snapshot, found)


def _call(runner: Runner, function: Callable[[tuple[Snapshot, Provenance]], Result], snapshot: Snapshot, found: Provenance) -> Result:
    try:
        return runner.submit(function, (snapshot, found)).result()
    except CallEndedError as error:
        raise PublishError(*ended_output(_task(snapshot, found, date.min), error).findings) from error


def _comes_out_the_same(given: tuple[Snapshot, Provenance]) -> bool:
    snapshot, found = given
    return any(_remade(snapshot, found, day) == found.artifact.sha256 for day in _days(snapshot, found))


def _composed_code(given: tuple[Snapshot, Provenance]) -> str:
    snapshot, found = given
    tasks = [_task(snapshot, found, day) for day in _days(snapshot, found)]
    tasks += [replace(task, request=replace(task.request, stacked=True)) for task in tasks]  # as a table prints that is too wide
    codes = [composed(task).code for task in tasks]
    return found.artifact.code if found.artifact.code in codes else codes[0]


def _days(snapshot: Snapshot, found: Provenance) -> tuple[date, ...]:
    """Return the days on which the file may have been made. A file names none, and it may be overdue or not: that depends on the day."""
    return (_signed_on(snapshot, found), *((date.max,) if found.artifact.state == "outdated" else ()))


def released_snapshot(folder: Path, manifest: Manifest) -> Snapshot:
    """Return what a release was made from; raises `PublishError` (``release-changed``) if that is not as it was released."""
    archived = read_bytes(folder / SNAPSHOT)
    if sha256(archived).hexdigest() != manifest.digests.get(SNAPSHOT):
        raise problem("release-changed", f"{SNAPSHOT} is not as it was released", file=SNAPSHOT, hint="verify the whole release")
    return unzip_snapshot(archived, manifest.holds_package, SNAPSHOT)


def _signed_on(snapshot: Snapshot, found: Provenance) -> date:
    """Return the day of the newest signature on which the output depends, the first day of all without one."""
    locales = dict.fromkeys((found.artifact.locale, found.manifest.source_locale, LAYOUTS_LOCALE))
    newest = (read_signatures(snapshot, locale).newest for locale in locales)
    return max((date.fromisoformat(each.date) for each in newest if each), default=date.min)


def _remade(snapshot: Snapshot, found: Provenance, today: date) -> str:
    """Return the SHA-256 of the file as it is made on the day ``today``."""
    made = make_output(_task(snapshot, found, today))
    data = made.contents.get(ENDINGS[found.artifact.kind])
    if data is None:
        raise PublishError(*(finding for finding in made.findings if finding.severity is Severity.ERROR))
    return sha256(_with_states(data, found)).hexdigest()


def _task(snapshot: Snapshot, found: Provenance, today: date) -> Task:
    return Task(Held(snapshot), _request(snapshot, found.artifact), today, not found.manifest.draft, instructions=True)


def _with_states(data: bytes, found: Provenance) -> bytes:
    """Return a web page with the links to the languages of its release, and the states of printed copies that this knew."""
    if found.artifact.kind != "web" or RECALL not in found.manifest.digests:
        return data
    known = read_bytes(found.folder / RECALL)
    if sha256(known).hexdigest() != found.manifest.digests[RECALL]:
        raise problem("release-changed", f"{RECALL} is not as it was released", file=RECALL, hint="verify the whole release")
    own, states = found.artifact, read_recall(known).states(found.artifact.guide, found.artifact.locale)
    same = (each for each in found.manifest.artifacts if (each.guide, each.layout, each.kind) == (own.guide, own.layout, "web"))
    return mark_copies(link_languages(data.decode(), own.locale, [each.locale for each in same]), states).encode()


def _request(snapshot: Snapshot, artifact: Artifact) -> Request:
    several = len(snapshot.clinics()) > 1
    purpose = "archive" if artifact.kind == "archive" else "office"
    asked = (artifact.guide, artifact.locale, artifact.layout, artifact.paper, artifact.clinic, artifact.fold, purpose)
    return Request(*asked, names_clinic=several)


def _differs(found: Provenance) -> Finding:
    """Return the error that the file came out otherwise, and the tools that have another version now, which may be why."""
    others = found.other_tools
    hint = "use the versions that the manifest names under “tools”" if others else "tell the maintainers: this must not happen"
    path = found.artifact.path
    return Finding(Severity.ERROR, "rebuild-differs", f"{path} comes out with other bytes{others}", file=path, hint=hint)
