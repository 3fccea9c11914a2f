"""Keep the snapshot of a workspace until one of its files changes."""

import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from threading import Lock

from publish.project import PublishError, Snapshot, Workspace, now
from publish.project.names import WORKSPACE_FOLDERS


@dataclass(frozen=True, slots=True)
class FilesBefore:
    """The files before their last change, under the name that they had then, and what has changed: the new files by name."""

    version: str
    snapshot: Snapshot
    edits: dict[str, bytes]


class Snapshots:
    """Gives the snapshot of a workspace as it is now; the same one as long as no file changes, because its results are kept with it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = Lock()
        self._day, self._marks = date.min, frozenset[_Mark]()
        self._version, self._begun = 0, secrets.token_hex(4)
        self._snapshot = workspace.snapshot()
        self._last: FilesBefore | None = None

    def current(self) -> Snapshot:
        """Return the snapshot; a new one if a file, or the day, has changed since the last call."""
        with self._lock:
            marks = frozenset(_marks(self._workspace))
            if (now().date(), marks) != (self._day, self._marks):
                self._take(marks)
            return self._snapshot

    def version(self) -> str:
        """Return a name of the files as they are now: another one after every change, and at another desk."""
        self.current()
        return self._name()

    def before(self, version: str) -> "FilesBefore | None":
        """Return the files as they were at ``version``, if that is the one before the last change, and none was added or removed by it."""
        self.current()
        return self._last if self._last and self._last.version == version else None

    def _name(self) -> str:
        return f"{self._begun}-{self._version}"

    def _take(self, marks: "frozenset[_Mark]") -> None:
        before, version = self._snapshot, self._name()
        changed = _names(self._workspace, marks ^ self._marks)
        is_edit = _names(self._workspace, marks) == _names(self._workspace, self._marks)
        self._day, self._marks, self._snapshot = now().date(), marks, self._workspace.snapshot()
        self._version += 1
        self._last = _edited(version, before, self._snapshot, changed) if is_edit else None


def _edited(version: str, before: Snapshot, after: Snapshot, names: Iterable[str]) -> FilesBefore | None:
    """Return the change from ``before`` to ``after`` in the files ``names``; None if one of them cannot be read, which others report."""
    try:
        return FilesBefore(version, before, {name: after.read(name).data for name in names})
    except PublishError:
        return None


def _names(workspace: Workspace, marks: "Iterable[_Mark]") -> set[str]:
    """Return the names of files, without those that an editor keeps beside the one that it edits."""
    names = (os.path.relpath(path, workspace.root).replace(os.sep, "/") for path, *_ in marks)
    return {name for name in names if not os.path.basename(name).startswith(".") and not name.endswith("~")}


_Mark = tuple[str, int, int, int]


def _marks(workspace: Workspace) -> Iterator[_Mark]:
    """Yield what changes with each file: its path, time, size and number on the disk. Links to folders are followed, each folder once."""
    folders, seen = [os.fspath(workspace.root / name) for name in WORKSPACE_FOLDERS], set[str]()
    while folders:
        folder = os.path.realpath(folders.pop())
        if folder in seen:
            continue
        seen.add(folder)
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir():
                        folders.append(entry.path)
                    else:
                        status = entry.stat()
                        yield entry.path, status.st_mtime_ns, status.st_size, status.st_ino
        except OSError:  # a folder that is not there, or a file that went away meanwhile: reading it says so
            continue
