"""Find all editions that the code on a printed copy can name: those of the releases, and those that the workspace would print now."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from publish.approval.editions import approved_edition
from publish.edition.compose import compose
from publish.edition.layout.spec import layout_names
from publish.edition.request import Request
from publish.project import PublishError, Snapshot, now, read_bytes
from publish.release.bundle.manifest import MANIFEST, Artifact, Manifest, read_manifest
from publish.release.making.approved import refuse_draft
from publish.release.plan import Selection, plan


@dataclass(frozen=True, slots=True)
class ReleaseFolder:
    """A release on disk, and its manifest."""

    folder: Path
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class KnownCopy:
    """An edition that is known by its code, what was asked for to make it, and the releases that hold it, the last one first.

    ``state`` is ``approved``, ``draft`` or ``outdated``, as the page says of itself. ``artifacts`` are its files in the first release.
    """

    code: str
    request: Request
    state: str
    language: str
    title: str
    source_title: str
    releases: tuple[ReleaseFolder, ...] = ()
    artifacts: tuple[Artifact, ...] = ()


def find_releases(folders: Iterable[Path]) -> tuple[ReleaseFolder, ...]:
    """Return the releases that are, or are directly in, one of ``folders``; what has no manifest that can be read is left out."""
    found = dict[Path, ReleaseFolder]()
    for folder in folders:
        for path in (folder / MANIFEST, *sorted(folder.glob(f"*/{MANIFEST}"))):
            if path.is_file() and not path.parent.name.startswith("."):
                found |= {path.resolve(): each for each in _release(path)}
    return tuple(found.values())


def _release(path: Path) -> list[ReleaseFolder]:
    try:
        return [ReleaseFolder(path.parent, read_manifest(read_bytes(path), str(path)))]
    except PublishError:
        return []


def released_copies(releases: Iterable[ReleaseFolder], several_clinics: bool) -> dict[str, KnownCopy]:
    """Return the editions of ``releases`` by their codes."""
    held = dict[str, dict[Path, ReleaseFolder]]()
    files = dict[str, list[tuple[Path, Artifact]]]()
    for release in releases:
        for artifact in release.manifest.artifacts:
            held.setdefault(artifact.code, {})[release.folder] = release
            files.setdefault(artifact.code, []).append((release.folder, artifact))
    return {code: _released_copy(code, tuple(held[code].values()), files[code], several_clinics) for code in held}


def _released_copy(code: str, releases: tuple[ReleaseFolder, ...], files: list[tuple[Path, Artifact]], several: bool) -> KnownCopy:
    newest_first = releases[::-1]
    own = tuple(artifact for folder, artifact in files if folder == newest_first[0].folder)
    first = own[0]
    request = Request(first.guide, first.locale, first.layout, first.paper, first.clinic, first.fold, names_clinic=several)
    return KnownCopy(code, request, first.state, first.language, first.title, first.source_title, newest_first, own)


def composed_copy(snapshot: Snapshot, request: Request, approved: bool) -> KnownCopy:
    """Return the edition that ``request`` prints now: from the approved edition, or as the texts stand.

    Raises `PublishError` if there is none: nothing is approved, or its review is overdue.
    """
    found = approved_edition(snapshot, request.locale, request.guide) if approved else None
    page = compose(found.snapshot if found else snapshot, request, today=now().date())
    if found:
        refuse_draft(request, found, page)
    state = "outdated" if page.outdated else "draft" if page.draft else "approved"
    return KnownCopy(page.code, request, state, page.language, page.title, page.source_title)


def workspace_copies(snapshot: Snapshot, locales: tuple[str, ...] = ()) -> Iterator[KnownCopy]:
    """Yield the editions that the outputs of the workspace carry, in all layouts, papers and clinics: approved, or as drafts."""
    for clinic in snapshot.clinics() or (None,):
        for request in plan(snapshot, Selection(locales=locales, layouts=layout_names(snapshot), clinic=clinic)):
            for approved in (True, False):
                with suppress(PublishError):
                    yield composed_copy(snapshot, request, approved)
