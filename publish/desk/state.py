"""What the desk works on: the workspace, its files as they are now, the queue of the press, who is logged in."""

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import cast

from flask import current_app

from publish.desk.access.attempts import Attempts
from publish.desk.access.logins import Logins
from publish.desk.printing.queue import PrintQueue
from publish.desk.table.drawn import DrawnPictures
from publish.project import Snapshot, Workspace, now
from publish.release.staff.pictures import PicturePress

READ = ("source", "locales", "layouts")
"""The folders of a workspace that the desk shows."""
MOST_COVERS = 500
"""How many covers are kept in memory, at about 20 kB each."""


class Snapshots:
    """Gives the snapshot of a workspace as it is now; the same one as long as no file changes, because its results are kept with it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = Lock()
        self._mark: object = None
        self._version, self._begun = 0, secrets.token_hex(4)
        self._snapshot = workspace.snapshot()

    def current(self) -> Snapshot:
        """Return the snapshot; a new one if a file, or the day, has changed since the last call."""
        with self._lock:
            mark = (now().date(), frozenset(_marks(self._workspace)))
            if mark != self._mark:
                self._mark, self._snapshot = mark, self._workspace.snapshot()
                self._version += 1
            return self._snapshot

    def version(self) -> str:
        """Return a name of the files as they are now: another one after every change, and at another desk."""
        self.current()
        return f"{self._begun}-{self._version}"


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk, on ``port``. ``hosts`` are the values of the Host header that it answers to; if there are none, any address in numbers.

    ``users_wanted`` tells that everybody must log in, as they must where other machines reach the desk.
    """

    workspace: Workspace
    queue: PrintQueue
    snapshots: Snapshots
    hosts: frozenset[str]
    port: int
    pictures: PicturePress
    users_wanted: bool = False
    drawn: DrawnPictures = field(default_factory=DrawnPictures)
    covers: DrawnPictures = field(default_factory=lambda: DrawnPictures(MOST_COVERS))
    logins: Logins = field(default_factory=Logins)
    attempts: Attempts = field(default_factory=Attempts)


def desk() -> Desk:
    """Return the desk that answers this request."""
    return cast(Desk, current_app.extensions["desk"])


def _marks(workspace: Workspace) -> Iterator[tuple[str, int, int, int]]:
    """Yield what changes with each file: its path, time, size and number on the disk. Links to folders are followed, each folder once."""
    folders, seen = [os.fspath(workspace.root / name) for name in READ], set[str]()
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
