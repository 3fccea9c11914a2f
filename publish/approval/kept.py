"""The archive of approved editions: locales/<locale>/approved/<guide>/, plain files for git to compare.

The folder holds the guide as it was signed (guide.md, guide.toml, its pictures) and its catalog, <guide>.po. It does not say
who approved it: that stays in approvals.jsonl alone, and is looked up again whenever the edition is printed.
"""

from publish.approval.scope import placed_pictures
from publish.catalog.template import front_at, guide_at
from publish.project import PublishError, Snapshot
from publish.project.names import archive_folder


def has_kept(snapshot: Snapshot, locale: str, guide: str) -> bool:
    """Tell whether an approved edition of ``guide`` in ``locale`` is kept."""
    return bool(snapshot.search(f"{archive_folder(locale, guide)}/**/*"))


def kept_edition(snapshot: Snapshot, locale: str, guide: str) -> str | None:
    """Return the edition that is kept; None where there is none, or its guide.toml was damaged."""
    name = f"{archive_folder(locale, guide)}/guide.toml"
    try:
        return front_at(snapshot, name).edition if snapshot.has(name) else None
    except PublishError:
        return None


def guide_files(snapshot: Snapshot, folder: str) -> dict[str, bytes]:
    """Return the files of the guide in ``folder`` by their names there: text, guide.toml, drawings, pictures placed."""
    drawings = (name.removeprefix(f"{folder}/") for name in snapshot.search(f"{folder}/*.svg"))
    names = ("guide.md", "guide.toml", *drawings, *placed_pictures(guide_at(snapshot, f"{folder}/guide.md")))
    return {name: data for name in dict.fromkeys(names) if (data := _inside(snapshot, folder, name)) is not None}


def _inside(snapshot: Snapshot, folder: str, name: str) -> bytes | None:
    """Return a file of the guide; None where it is missing or lies outside, which composing refuses with its place."""
    try:
        return snapshot.read_inside(folder, name).data
    except PublishError:
        return None
