"""What the desk works on: the workspace, its files as they are now, the queue of the press, who is logged in."""

from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from publish.desk.access.attempts import Attempts
from publish.desk.access.logins import Logins
from publish.desk.files.changes import Changes
from publish.desk.files.snapshots import Snapshots
from publish.desk.printing.queue import PrintQueue
from publish.desk.table.drawn import DrawnPictures
from publish.project import Workspace
from publish.release.staff.pictures import PicturePress

MOST_COVERS = 500
"""How many covers are kept in memory, at about 20 kB each."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk, on ``port``. ``hosts`` are the values of the Host header that it answers to; if there are none, any address in numbers.

    ``users_wanted`` tells that everybody must log in, as they must where other machines reach the desk.
    """

    workspace: Workspace
    queue: PrintQueue
    snapshots: Snapshots
    changes: Changes
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
