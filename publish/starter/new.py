"""Make a new workspace: the files of the template, its templates for translators and catalogs, and the record of what it was made with."""

import os
import shutil
from pathlib import Path

from publish.catalog.template import write_templates
from publish.catalog.update import update
from publish.project import CACHE_FOLDER, Workspace, misuse, path_below, write_aside
from publish.starter.record import RECORD, current_record, write_record
from publish.starter.template_files import template_files

_ASIDE = ".publish-new"
_ALLOWED = {".git", _ASIDE}  # of what a folder may hold: a repository without files, and what an earlier run left that was killed
_HINT = "name a folder that does not exist, or that is empty"
_LAST = "source"  # a folder is a workspace once it has this


def make_workspace(folder: Path) -> tuple[str, ...]:
    """Make a workspace in ``folder``, which is created if need be, and return the names of its files.

    The files are written to a folder beside their places and then moved, source/ last: if that is interrupted, the folder is no workspace.
    Raises `UsageError` (``folder-not-empty``), and `OSError` if the folder cannot be written.
    """
    _refuse_full(folder)
    aside = folder / _ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        _write(Workspace(aside))
        names = sorted(path.relative_to(aside).as_posix() for path in aside.rglob("*") if path.is_file())
        for path in sorted(aside.iterdir(), key=lambda path: path.name == _LAST):
            os.rename(path, folder / path.name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return tuple(names)


def _refuse_full(folder: Path) -> None:
    """Raise `UsageError` if there is anything in ``folder``."""
    if folder.exists() and not folder.is_dir():
        raise misuse("folder-not-empty", f"“{folder}” is a file", hint=_HINT)
    names = sorted({path.name for path in folder.iterdir()} - _ALLOWED) if folder.is_dir() else []
    if names:
        shown = ", ".join(names[:3]) + ", …" * (len(names) > 3)
        raise misuse("folder-not-empty", f"“{folder}” is not empty: it holds {shown}", hint=_HINT)


def _write(workspace: Workspace) -> None:
    for name, data in template_files().items():
        write_aside(path_below(workspace.root, name), data)
    write_templates(workspace)
    update(workspace)
    write_aside(workspace.root / RECORD, write_record(current_record(workspace.snapshot())))
    shutil.rmtree(workspace.root / CACHE_FOLDER, ignore_errors=True)  # where the locks were
