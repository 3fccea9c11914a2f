"""The users of a desk, in source/desk.toml: a name, a role, and the hash of a password (argon2id)."""

import unicodedata
from dataclasses import dataclass
from typing import Annotated

import tomlkit
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from tomlkit.items import AoT

from publish.desk.access.roles import DESK_ROLES, Person
from publish.project import PublishError, Snapshot, Workspace, exclusive, once, path_below, problem, write_aside
from publish.project.shapes import FilledLine, Rejected, one_of
from publish.project.tables import FileKind, read_table

DESK = "source/desk.toml"
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD, LONGEST_NAME = 1000, 80

_HASHER = PasswordHasher()
_KIND = FileKind("desk-wrong", f"correct it in {DESK}, or write the user again: publish desk-user NAME --role ROLE")
_HEAD = "# Who may log in to the desk (publish serve). Written by publish desk-user; the passwords are hashes.\n"


def _hashed(text: str) -> str:
    if not text.startswith("$argon2id$"):
        raise Rejected("the hash that publish desk-user writes, never a password itself")
    return text


@dataclass(frozen=True, slots=True)
class DeskUser:
    """One user; ``password`` is its hash."""

    name: FilledLine
    role: Annotated[str, one_of(*DESK_ROLES)]
    password: Annotated[str, _hashed]


@dataclass(frozen=True, slots=True)
class _DeskFile:
    user: tuple[DeskUser, ...] = ()

    def __post_init__(self) -> None:
        names = [folded_name(user.name) for user in self.user]
        for place, name in enumerate(names):
            if name in names[:place]:
                raise Rejected("another name than those of the users before", "user", place, "name")


@once
def read_users(snapshot: Snapshot) -> tuple[DeskUser, ...]:
    """Return the users; none without the file. Raises `PublishError` (``desk-wrong``) with each error in it."""
    blob = snapshot.find(DESK)
    return read_table(blob.data, DESK, _DeskFile, _KIND)[0].user if blob else ()


def person_named(snapshot: Snapshot, name: str) -> Person | None:
    """Return the user ``name`` as the file has them now, None if there is none any more."""
    found = _find(snapshot, name)
    return Person(found.name, found.role) if found else None


def logged_in(snapshot: Snapshot, name: str, password: str) -> Person | None:
    """Return the user ``name`` if ``password`` is right, else None. A name that does not exist takes as long as a wrong password."""
    user = _find(snapshot, name)
    try:
        _HASHER.verify(user.password if user else _nobody(), password[:LONGEST_PASSWORD])
    except (Argon2Error, InvalidHashError):
        return None
    return Person(user.name, user.role) if user else None


@exclusive
def write_user(workspace: Workspace, name: str, role: str, password: str) -> bool:
    """Write a user to source/desk.toml, or replace their role and password; return whether they are new.

    Raises `PublishError`: ``desk-wrong`` where the file, the name, the role or the password is not right.
    """
    _check(name, password)
    snapshot = workspace.snapshot()
    read_users(snapshot)
    blob = snapshot.find(DESK)
    document = tomlkit.parse(blob.text if blob else _HEAD)
    users = document.setdefault("user", tomlkit.aot())
    if not isinstance(users, AoT):
        raise problem("desk-wrong", "the users are not in tables [[user]]", file=DESK, hint="write each user as [[user]]")
    row = next((each for each in users if folded_name(str(each["name"])) == folded_name(name)), None)
    is_new = row is None
    if row is None:
        row = tomlkit.table()
        users.append(row)
        row = users[-1]
    row.update({"name": name.strip(), "role": role, "password": _HASHER.hash(password)})
    data = tomlkit.dumps(document).encode()
    read_table(data, DESK, _DeskFile, _KIND)
    write_aside(path_below(workspace.root, DESK), data)
    return is_new


def folded_name(name: str) -> str:
    """Return ``name`` as names are compared: without case, in one form of Unicode."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


def _check(name: str, password: str) -> None:
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise _refused(f"a name is 1 to {LONGEST_NAME} letters on one line")
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise _refused(f"a password has at least {SHORTEST_PASSWORD} characters, and at most {LONGEST_PASSWORD}")


def _refused(message: str) -> PublishError:
    return problem("desk-wrong", message, file=DESK, hint="type another one")


def _find(snapshot: Snapshot, name: str) -> DeskUser | None:
    wanted = folded_name(name)
    return next((user for user in read_users(snapshot) if folded_name(user.name) == wanted), None)


_spare: list[str] = []


def _nobody() -> str:
    """Return a hash that no password has."""
    if not _spare:
        _spare.append(_HASHER.hash("nobody"))
    return _spare[0]
