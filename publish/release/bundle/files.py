"""Write the files of a release beside its outputs: snapshot, reports, papers, manifest, archives and checksums."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from publish import __version__
from publish.approval.editions import approved_edition
from publish.approval.waivers import active_waivers
from publish.catalog.template import LAYOUTS
from publish.edition.layout.finished.finish import mark_copies
from publish.edition.layout.finished.languages import link_languages
from publish.project import Snapshot, write_aside
from publish.release.bundle.archive import zip_files, zip_snapshot
from publish.release.bundle.artifact import artifact_of
from publish.release.bundle.gate import Decision, GateRow
from publish.release.bundle.manifest import (
    ENDINGS,
    JUNIT,
    MANIFEST,
    PROVENANCE,
    SARIF,
    SBOM,
    SCHEMA,
    SNAPSHOT,
    SUMS,
    Artifact,
    LeftOut,
    Manifest,
    OtherFile,
    WaivedFinding,
    write_manifest,
)
from publish.release.bundle.papers import bill_of_materials, statement
from publish.release.bundle.shelf.files import ShelfOf, shelf_files
from publish.release.bundle.shelf.recall import Recall
from publish.release.bundle.shelf.states import recall_of
from publish.release.bundle.sums import write_sums
from publish.release.bundle.tracing.copies import ReleaseFolder
from publish.release.checking import Checked
from publish.release.reports import as_junit, as_sarif
from publish.release.results import BuiltOutput
from publish.release.reuse.recipe import tool_versions

CHECKS_PAGE = "docs/checks.md"


def write_release_files(
    folder: Path,
    snapshot: Snapshot,
    name: str,
    draft: bool,
    rows: Sequence[GateRow],
    built: Sequence[BuiltOutput],
    checks: Sequence[Checked],
    earlier: Sequence[ReleaseFolder],
) -> Manifest:
    """Write everything but the outputs, which are in ``folder`` already, and return the manifest.

    The web pages are told the state of each code that is known, from the ``earlier`` releases too.
    """
    tools = dict(tool_versions())
    recall = recall_of(snapshot, name, built, earlier)
    _mark_web_pages(built, recall)
    artifacts = tuple(artifact for each in built for artifact in _artifacts(folder, snapshot, each))
    fonts = {font.sha256: font for artifact in artifacts for font in artifact.fonts}
    pairs = dict.fromkeys((each.request.guide, each.request.locale) for each in built)
    others = {
        SNAPSHOT: zip_snapshot(snapshot, pairs),
        SBOM: bill_of_materials(tools, sorted(fonts.values(), key=lambda font: font.name)),
        JUNIT: as_junit(checks).encode(),
        SARIF: as_sarif(checks, __version__, CHECKS_PAGE).encode(),
        **shelf_files(folder, snapshot, ShelfOf(name, draft, artifacts, tuple(_left_out(rows)), recall, _modified(built))),
    }
    for path, data in others.items():
        write_aside(folder / path, data)
    manifest = Manifest(
        schema=SCHEMA,
        name=name,
        draft=draft,
        source_locale=snapshot.settings.source_locale,
        artifacts=artifacts,
        left_out=tuple(_left_out(rows)),
        files=tuple(OtherFile(path, _digest(data), len(data)) for path, data in sorted(others.items())),
        tools=tools,
        holds_package=snapshot.holds_package,
        waivers=tuple(_waivers(snapshot, pairs, draft)),
    )
    _write_proof(folder, manifest)
    return manifest


def _mark_web_pages(built: Iterable[BuiltOutput], recall: Recall) -> None:
    """Link each web page to those in other languages, and let it tell the readers of printed copies whether they are current."""
    pages = [(each.request, path) for each in built for path in each.files if path.suffix == ENDINGS["web"]]
    for request, path in pages:
        locales = [other.locale for other, _ in pages if (other.guide, other.layout) == (request.guide, request.layout)]
        linked = link_languages(path.read_text(encoding="utf-8"), request.locale, locales)
        write_aside(path, mark_copies(linked, recall.states(request.guide, request.locale)).encode())


def _modified(built: Iterable[BuiltOutput]) -> dict[str, str]:
    return {each.made.imprint.code: each.made.imprint.modified for each in built if each.made.imprint}


def _waivers(snapshot: Snapshot, pairs: Iterable[tuple[str, str]], draft: bool) -> Iterator[WaivedFinding]:
    """Yield the waivers that count for the texts of each guide and locale, and for the words of the layouts in it."""
    found = dict[str, WaivedFinding]()
    for guide, locale in pairs:
        printed = snapshot if draft else approved_edition(snapshot, locale, guide).snapshot
        for domain in (guide, LAYOUTS):
            for each in active_waivers(printed, locale, domain):
                waiver = each.waiver
                about = (waiver.msgid, waiver.code, waiver.findings, waiver.role, waiver.by, waiver.date, waiver.reason)
                found[waiver.id] = WaivedFinding(domain, locale, *about)
    yield from found.values()


def _write_proof(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, the statement about it, the archives, and the checksums of all."""
    written = write_manifest(manifest)
    (folder / MANIFEST).write_bytes(written)
    made = statement_of(manifest, _digest(written))
    (folder / PROVENANCE).write_bytes(made)
    digests = manifest.digests | {MANIFEST: _digest(written), PROVENANCE: _digest(made)}
    for path, data in archives(folder, manifest).items():
        (folder / path).write_bytes(data)
        digests[path] = _digest(data)
    (folder / SUMS).write_bytes(write_sums(digests))


def statement_of(manifest: Manifest, digest: str) -> bytes:
    """Return the statement of provenance of a release; ``digest`` is the SHA-256 of its manifest."""
    subjects = manifest.digests | {MANIFEST: digest}
    return statement(subjects, _parameters(manifest), {SNAPSHOT: manifest.digests[SNAPSHOT]}, manifest.tools)


def archives(folder: Path, manifest: Manifest) -> dict[str, bytes]:
    """Return the archives of a release by their names: one for each locale, and one of everything."""
    paths = [artifact.path for artifact in manifest.artifacts]
    locales = dict.fromkeys(artifact.locale for artifact in manifest.artifacts)
    of_locales = {locale: [each.path for each in manifest.artifacts if each.locale == locale] for locale in locales}
    everything = [*paths, *(other.path for other in manifest.files), MANIFEST, PROVENANCE]
    wanted = {f"{manifest.name}.{locale}.zip": names for locale, names in of_locales.items()} | {f"{manifest.name}.zip": everything}
    return {name: zip_files({path: (folder / path).read_bytes() for path in names}) for name, names in wanted.items()}


def _parameters(manifest: Manifest) -> dict[str, object]:
    found = manifest.artifacts
    return {
        "name": manifest.name,
        "draft": manifest.draft,
        "guides": list(dict.fromkeys(each.guide for each in found)),
        "locales": list(dict.fromkeys(each.locale for each in found)),
        "layouts": list(dict.fromkeys(each.layout for each in found)),
        "papers": list(dict.fromkeys(each.paper for each in found if each.paper)),
    }


def _left_out(rows: Iterable[GateRow]) -> Iterator[LeftOut]:
    for row in rows:
        if row.decision is Decision.LEFT_OUT:
            yield LeftOut(row.guide, row.locale, tuple(reason.what for reason in row.reasons))


def _artifacts(folder: Path, snapshot: Snapshot, built: BuiltOutput) -> Iterator[Artifact]:
    for path in built.files:
        yield artifact_of(path.relative_to(folder).as_posix(), path.read_bytes(), built.made)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
