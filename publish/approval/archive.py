"""Read the archive of approved editions: locales/<locale>/approved/<guide>/, plain files that git can compare.

The folder holds the guide as it was signed (guide.md, guide.toml and its pictures) and its catalog, <guide>.po. It does not say who
approved the edition: signatures are only in approvals.jsonl, and are looked up again whenever the edition is printed.
"""

from publish.approval.scope import placed_pictures
from publish.catalog.template import front_at, guide_at
from publish.project import PublishError, Snapshot
from publish.project.names import archive_folder


def has_archive(snapshot: Snapshot, locale: str, guide: str) -> bool:
    """Tell whether the archive holds an edition of ``guide`` in ``locale``."""
    return bool(snapshot.search(f"{archive_folder(locale, guide)}/**/*"))


def archived_edition(snapshot: Snapshot, locale: str, guide: str) -> str | None:
    """Return the name of the archived edition; None if there is none, or if its guide.toml is damaged."""
    name = f"{archive_folder(locale, guide)}/guide.toml"
    try:
        return front_at(snapshot, name).edition if snapshot.has(name) else None
    except PublishError:
        return None


def archived_files(snapshot: Snapshot, locale: str, guide: str) -> dict[str, bytes]:
    """Return the files of the archived edition by their names in its folder; catalogs have names that end in ``.po``."""
    folder = archive_folder(locale, guide)
    catalogs = {name.removeprefix(f"{folder}/"): snapshot.read(name).data for name in snapshot.search(f"{folder}/*.po")}
    return guide_files(snapshot, folder) | catalogs if snapshot.has(f"{folder}/guide.md") else catalogs


def guide_files(snapshot: Snapshot, folder: str) -> dict[str, bytes]:
    """Return the files of the guide in ``folder`` by their names there: guide.md, guide.toml, all drawings, and the placed pictures."""
    drawings = (name.removeprefix(f"{folder}/") for name in snapshot.search(f"{folder}/*.svg"))
    names = ("guide.md", "guide.toml", *drawings, *placed_pictures(guide_at(snapshot, f"{folder}/guide.md")))
    return {name: data for name in dict.fromkeys(names) if (data := _read_inside(snapshot, folder, name)) is not None}


def _read_inside(snapshot: Snapshot, folder: str, name: str) -> bytes | None:
    """Return a file of the guide; None if it is missing or outside the folder, which composing reports with its place in the text."""
    try:
        return snapshot.read_inside(folder, name).data
    except PublishError:
        return None
