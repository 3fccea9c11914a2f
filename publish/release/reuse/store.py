"""The store of printed files: one file for each recipe, found again by the recipe's digest.

Entries are written aside and renamed, so that two builds can use one store at the same time. An entry carries the SHA-256 of its own
content: one that was damaged is not used, and made anew. It is data only, read as JSON and bytes: whoever can write into the folder
can put a wrong page there, as into any folder of finished files, but can make no code run.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import cattrs

from publish.press import Printed
from publish.project import PublishError, path_below, read_bytes, write_aside

MOST_BYTES = 2 * 1024**3
"""How large a store may grow before the entries that were not used for longest are deleted."""

_DAMAGED = (PublishError, OSError, ValueError, KeyError, TypeError, cattrs.BaseValidationError)
_LENGTH = 8
_DIGEST = 32


@dataclass(frozen=True, slots=True)
class Store:
    """Printed files in ``folder``, at most ``most_bytes`` of them after `prune`.

    With ``fresh`` nothing is found, so that everything is printed anew and takes the place of what was kept.
    """

    folder: Path
    most_bytes: int = MOST_BYTES
    fresh: bool = False

    def get(self, key: str) -> Printed | None:
        """Return what was printed under ``key``, None where there is nothing, or it was damaged."""
        try:
            path = self._path(key)
            printed = None if self.fresh else _decoded(read_bytes(path), key)
        except _DAMAGED:
            return None
        with suppress(OSError):
            os.utime(path)  # used now: `prune` deletes what was not used for longest
        return printed

    def put(self, key: str, printed: Printed) -> None:
        """Keep ``printed`` under ``key``; where the disk is full or may not be written, do without."""
        try:
            write_aside(self._path(key), _encoded(printed, key))
        except (PublishError, OSError):
            return

    def prune(self) -> int:
        """Delete the entries that were not used for longest until the store is small enough; return how many were deleted."""
        entries = sorted(self.entries(), key=lambda entry: entry[1], reverse=True)
        room, deleted = self.most_bytes, 0
        for path, _, size in entries:
            room -= size
            if room < 0:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
                    deleted += 1
        self._delete_empty_folders()
        return deleted

    def _delete_empty_folders(self) -> None:
        """Delete the folders that hold no entry. Another build that was about to write into one does without, as `put` says."""
        for folder in self.folder.glob("??"):
            with suppress(OSError):  # one that is not empty, or is no folder
                folder.rmdir()

    def delete_damaged(self) -> int:
        """Delete the entries that `get` would not use; return how many were deleted."""
        deleted = 0
        for path, _, _ in self.entries():
            try:
                _decoded(read_bytes(path), path.parent.name + path.name)
            except _DAMAGED:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
                    deleted += 1
        return deleted

    def entries(self) -> Iterator[tuple[Path, float, int]]:
        """Yield each entry with the time of its last use, in seconds, and its size in bytes."""
        for found in self.folder.glob("??/*"):
            try:
                path = path_below(self.folder, found.relative_to(self.folder).as_posix())
                status = path.stat()
            except (PublishError, FileNotFoundError):  # a link to elsewhere, or another build has deleted it
                continue
            yield path, status.st_mtime, status.st_size

    def _path(self, key: str) -> Path:
        return path_below(self.folder, f"{key[:2]}/{key[2:]}")


def _encoded(printed: Printed, key: str) -> bytes:
    """Return the bytes of an entry: a digest of what follows, the length of a JSON header, the header, the files."""
    files = [printed.pdf, *([printed.screen] if printed.screen is not None else [])]
    fields = {name: value for name, value in asdict(printed).items() if name not in ("pdf", "screen")}
    header = json.dumps({"lengths": [len(data) for data in files], "fields": fields}).encode()
    body = len(header).to_bytes(_LENGTH, "big") + header + b"".join(files)
    return sha256(key.encode() + body).digest() + body


def _decoded(data: bytes, key: str) -> Printed:
    """Return the printed file of an entry; raises `ValueError` where it is damaged, or that of another key."""
    digest, body = data[:_DIGEST], data[_DIGEST:]
    if sha256(key.encode() + body).digest() != digest:
        raise ValueError("the entry is damaged")
    end = _LENGTH + int.from_bytes(body[:_LENGTH], "big")
    header = json.loads(body[_LENGTH:end])
    files = []
    for length in header["lengths"]:
        files.append(body[end : end + length])
        end += length
    pdf, screen = (*files, None)[:2]
    return _CONVERTER.structure({**header["fields"], "pdf": pdf, "screen": screen}, Printed)


_CONVERTER = cattrs.Converter()
_CONVERTER.register_structure_hook(bytes, lambda value, _: value)
