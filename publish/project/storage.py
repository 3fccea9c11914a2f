"""Sources of the files of a snapshot: a disk, memory, or another source with edits."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from publish.project.files import read_bytes, resolve_links
from publish.project.findings import PublishError, problem
from publish.project.names import LAYOUT_FOLDER, SHIPPED

MOST_BYTES, MOST_TEXT_BYTES = 100_000_000, 24_000_000
"""The sizes of the largest file of a workspace that is read, and of the largest that is a text: to parse it takes many times as much."""
_TEXTS = (".po", ".pot", ".md", ".toml", ".html", ".css", ".csv")
_NOT_WILDCARDS = re.compile(r"[?[]")  # wildcards of the standard library that are plain characters in our patterns


@dataclass(frozen=True, slots=True)
class Blob:
    """The content of one file. ``path`` is its name in the workspace, ``sha256`` the hexadecimal digest of ``data``."""

    path: str
    sha256: str
    data: bytes = field(compare=False, repr=False)

    @classmethod
    def of(cls, path: str, data: bytes) -> "Blob":
        """Return a blob of the file ``path`` with the content ``data``."""
        return cls(path, sha256(data).hexdigest(), data)

    @property
    def text(self) -> str:
        """The content as text, with ``\\n`` at the end of lines. Raises `PublishError` (``file-unreadable``) if it is not UTF-8."""
        try:
            return self.data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            message = f"{self.path} cannot be read: {error}"
            raise problem("file-unreadable", message, file=self.path, hint="save it as UTF-8 text") from error


class Files(Protocol):
    """A source of the files of a snapshot."""

    @property
    def holds_package(self) -> bool:
        """Whether the workspace is the checkout that this package runs from, so that its layouts are the shipped ones."""

    def read(self, name: str) -> bytes | None:
        """Return the content of the file ``name``, None if it does not exist. Raises `PublishError` if it cannot be read."""

    def search(self, pattern: str) -> Iterable[str]:
        """Return the names of the files that match ``pattern``, in any order (see `name_pattern`)."""


@dataclass(frozen=True, slots=True)
class PackedFiles:
    """Files in memory, which can be sent to other processes. In place of a file that could not be read is the error to raise."""

    contents: Mapping[str, bytes | PublishError]
    holds_package: bool

    def read(self, name: str) -> bytes | None:
        """Return the content of the file ``name``, None if it does not exist. Raises `PublishError` if it could not be read."""
        found = self.contents.get(name)
        if isinstance(found, PublishError):
            raise PublishError(*found.findings)
        return found

    def search(self, pattern: str) -> Iterable[str]:
        """Return the names of the files that match ``pattern``."""
        return filter(name_pattern(pattern).fullmatch, self.contents)


@dataclass(frozen=True, slots=True)
class EditedFiles:
    """Files of another source, some of which have other contents; None in ``edits`` removes a file."""

    base: Files
    edits: Mapping[str, bytes | None]

    @property
    def holds_package(self) -> bool:
        """Whether the workspace is the checkout that this package runs from."""
        return self.base.holds_package

    def read(self, name: str) -> bytes | None:
        """Return the content of the file ``name``, None if it does not exist."""
        return self.edits[name] if name in self.edits else self.base.read(name)

    def search(self, pattern: str) -> Iterable[str]:
        """Return the names of the files that match ``pattern``."""
        added = (name for name, data in self.edits.items() if data is not None and name_pattern(pattern).fullmatch(name))
        return {*(name for name in self.base.search(pattern) if name not in self.edits), *added}


@dataclass(frozen=True)
class DiskFiles:
    """The files of a workspace on disk, and those that ship with the package. Nothing else is ever read.

    A symbolic link in the workspace is followed only if it leads to a file inside one of the two. Links in the package are those of its
    installation, which is as safe as the program.
    """

    root: Path
    package: Path = field(default_factory=lambda: layouts_folder().parent)

    @cached_property
    def holds_package(self) -> bool:
        """Whether the workspace is the checkout that this package runs from."""
        try:
            return (self.root / LAYOUT_FOLDER).resolve() == (self.package / LAYOUT_FOLDER).resolve()
        except (OSError, RuntimeError):  # a link in a circle
            return False

    def read(self, name: str) -> bytes | None:
        """Return the content of the file ``name``, None if it does not exist.

        Raises `PublishError`: ``path-outside`` if a link leads out, ``file-unreadable`` for a pipe, a device, a file without permission or
        one that is too large.
        """
        path = self._path(name)
        try:
            resolved = path if name.startswith(SHIPPED) else resolve_links(path)
            if not any(resolved.is_relative_to(root) for root in self._roots):
                hint = "replace the link by the file itself"
                raise problem("path-outside", f"“{name}” leads out of the workspace", file=name, hint=hint)
            if path.is_symlink() and not path.exists():
                hint = "correct the link, or replace it by the file itself"
                raise problem("file-missing", f"“{name}” is a link to a file that does not exist", file=name, hint=hint)
            most = MOST_TEXT_BYTES if name.endswith(_TEXTS) else MOST_BYTES
            return read_bytes(path, most) if path.exists() and not path.is_dir() else None
        except (OSError, ValueError) as error:
            hint = "check that it is a file, and that you may read it"
            raise problem("file-unreadable", f"{name} cannot be read: {error}", file=name, hint=hint) from error

    def search(self, pattern: str) -> Iterable[str]:
        """Return the names of the files that match ``pattern``."""
        base, prefix = (self.package, SHIPPED) if pattern.startswith(SHIPPED) else (self.root, "")
        if "**/" in pattern:
            return (prefix + name for name in _names_below(base, pattern.removeprefix(SHIPPED)))
        found = base.glob(_NOT_WILDCARDS.sub(r"[\g<0>]", pattern.removeprefix(SHIPPED)))
        return (prefix + path.relative_to(base).as_posix() for path in found if not path.is_dir())

    def _path(self, name: str) -> Path:
        return self.package / name.removeprefix(SHIPPED) if name.startswith(SHIPPED) else self.root / name

    @cached_property
    def _roots(self) -> tuple[Path, ...]:
        # Only the layouts and catalogs of the package: a checkout contains other files beside them.
        return (self.root.resolve(), *(self.package.resolve() / name for name in (LAYOUT_FOLDER, "locales")))


def layouts_folder() -> Path:
    """Return the folder of the shipped layouts: beside the package in a checkout, inside it in an installation."""
    package = Path(__file__).resolve().parents[1]
    inside = package / LAYOUT_FOLDER
    return inside if inside.is_dir() else package.parent / LAYOUT_FOLDER


@lru_cache(maxsize=256)
def name_pattern(pattern: str) -> re.Pattern[str]:
    """Return ``pattern`` as a regular expression: ``*`` matches any characters within a name, ``**/`` any number of folders, or none."""
    parts = re.split(r"(\*\*/|\*)", pattern)
    return re.compile("".join({"**/": "(?:[^/]+/)*", "*": "[^/]*"}.get(part) or re.escape(part) for part in parts), re.DOTALL)


def _names_below(base: Path, pattern: str) -> Iterator[str]:
    """Yield the names of the files below ``base`` that match ``pattern``; links to folders inside are followed, each folder once.

    A link to a folder outside is a name, too: reading it says why it cannot be read.
    """
    start = pattern[: pattern.index("*")].rpartition("/")[0]
    matches, top = name_pattern(pattern).fullmatch, os.path.realpath(base)
    seen = {os.path.realpath(base / start)}
    for folder, folders, files in os.walk(base / start, followlinks=True):
        places = {name: os.path.realpath(os.path.join(folder, name)) for name in folders}
        outside = [name for name, place in places.items() if os.path.commonpath((place, top)) != top]
        folders[:] = [name for name, place in places.items() if place not in seen and name not in outside]
        seen |= {places[name] for name in folders}
        names = (os.path.relpath(os.path.join(folder, file), base).replace(os.sep, "/") for file in (*files, *outside))
        yield from filter(matches, names)
