"""Make the files of the shelf: the page, the codes of printed copies, the pictures, and the sitemap if the clinic has a website."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from publish.edition.values.clinic import read_clinic, web_address
from publish.project import Snapshot
from publish.release.bundle.manifest import Artifact, LeftOut
from publish.release.bundle.shelf.page import SHELF, Shelf, shelf_page
from publish.release.bundle.shelf.recall import RECALL, Recall, write_recall
from publish.release.bundle.shelf.sitemap import SITEMAP, WebPage, write_sitemap
from publish.release.bundle.shelf.thumbnails import draw_thumbnail, shown_artifacts, thumbnail_path


@dataclass(frozen=True, slots=True)
class ShelfOf:
    """The release that a shelf is for; ``modified`` is the day on which the guide of each code was published (ISO 8601)."""

    name: str
    draft: bool
    artifacts: Sequence[Artifact]
    left_out: Sequence[LeftOut]
    recall: Recall
    modified: Mapping[str, str]


def shelf_files(folder: Path, snapshot: Snapshot, release: ShelfOf) -> dict[str, bytes]:
    """Return the files by their names; the files of the release are in ``folder``."""
    drawn = {code: (thumbnail_path(each), draw_thumbnail((folder / each.path).read_bytes())) for code, each in _shown(release)}
    pictures = {code: (path, height) for code, (path, (_, height)) in drawn.items()}
    shelf = Shelf(release.name, release.draft, _clinic(snapshot, release), release.artifacts, release.left_out, release.recall, pictures)
    files = {path: data for path, (data, _) in drawn.values()} | {RECALL: write_recall(release.recall), SHELF: shelf_page(snapshot, shelf)}
    pages = tuple(_web_pages(snapshot, release))
    return files | ({SITEMAP: write_sitemap(pages)} if pages and not release.draft else {})


def _shown(release: ShelfOf) -> Iterator[tuple[str, Artifact]]:
    yield from shown_artifacts(release.artifacts).items()


def _clinic(snapshot: Snapshot, release: ShelfOf) -> str:
    """Return the name of the clinic if all files are of one."""
    clinics = {each.clinic for each in release.artifacts}
    only = next(iter(clinics)) if len(clinics) == 1 else None
    return read_clinic(snapshot, only).name if only else ""


def _web_pages(snapshot: Snapshot, release: ShelfOf) -> Iterator[WebPage]:
    """Yield the web pages that their clinic has on its website."""
    for each in release.artifacts:
        folder = read_clinic(snapshot, each.clinic).guides if each.kind == "web" and each.clinic else ""
        if folder:
            name = each.path.rpartition("/")[2]
            yield WebPage(name, each.language, web_address(folder, each.locale, name), release.modified[each.code])
