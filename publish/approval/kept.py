"""Where approved editions are kept: locales/<locale>/approved/<guide>/, plain files for git to compare.

The folder holds the guide as it was signed (guide.md, guide.toml, its pictures) and its catalog, <guide>.po. It says
nothing about who approved it: that stays in approvals.jsonl alone, and is asked again whenever the edition is printed.
"""

import os
import shutil
from pathlib import Path

from publish.approval.scope import placed_pictures
from publish.guide import parse_guide, read_front
from publish.project import PublishError, Workspace, safe_path


def kept_folder(workspace: Workspace, locale: str, guide: str) -> Path:
    """Return the folder of the approved edition of ``guide`` in ``locale``, which need not exist."""
    return workspace.locales / locale / "approved" / guide


def kept_edition(workspace: Workspace, locale: str, guide: str) -> str | None:
    """Return the edition that is kept; None where there is none, or its guide.toml was damaged."""
    path = kept_folder(workspace, locale, guide) / "guide.toml"
    try:
        return read_front(path).edition if path.is_file() else None
    except PublishError:
        return None


def guide_files(folder: Path) -> dict[str, bytes]:
    """Return what an edition is made of, by name below ``folder``: text, front matter, drawings, pictures placed."""
    guide = parse_guide((folder / "guide.md").read_text(encoding="utf-8-sig", errors="replace"))
    names = ("guide.md", "guide.toml", *sorted(path.name for path in folder.glob("*.svg")), *placed_pictures(guide))
    return {name: data for name in dict.fromkeys(names) if (data := _inside(folder, name)) is not None}


def write_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Make ``folder`` hold ``files`` and nothing else: written beside it, then put in its place."""
    fresh, old = (folder.with_name(f".{folder.name}.{name}") for name in ("new", "old"))
    if old.is_dir() and not folder.is_dir():  # stopped between the two renames below
        os.replace(old, folder)
    if folder.is_dir() and files == _read_folder(folder):
        return
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    for name, data in files.items():
        path = fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    if folder.is_dir():
        os.replace(folder, old)
    os.replace(fresh, folder)
    shutil.rmtree(old, ignore_errors=True)


def _read_folder(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _inside(folder: Path, name: str) -> bytes | None:
    """Return a file of the guide; None where it is missing or lies outside, which composing refuses with its place."""
    try:
        return safe_path(folder, name).read_bytes()
    except PublishError:
        return None
