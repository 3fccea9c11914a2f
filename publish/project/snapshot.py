"""A snapshot: a workspace as it stood at one moment, each file read once.

Whoever composes, checks or signs asks a snapshot and opens no file. So the same code works on the files on disk, on text that is
being edited and not saved yet, on an edition that was approved earlier, and in a process that has no such disk: `Snapshot.with_files`
puts other files in place, `Snapshot.packed` takes files along. Every read can be recorded (`recorded`), for whoever must
know what an output was made from.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, update_wrapper
from hashlib import sha256
from typing import Any, Concatenate, ParamSpec, TypeVar

from publish.project.findings import PublishError, problem
from publish.project.names import LAYOUT_FOLDER, PROJECT, SHIPPED
from publish.project.settings import Settings, parse_settings
from publish.project.storage import Blob, EditedFiles, Files, PackedFiles

Parsed = TypeVar("Parsed")
Result = TypeVar("Result")
Arguments = ParamSpec("Arguments")

Reads = dict[str, str | None]
"""What was read: the SHA-256 of each file by name, None for one that was looked for and is not there.

A search is recorded under its pattern, with the SHA-256 of the names that it found."""

PARSED = 512
"""How many parsed files a process keeps: the guides and catalogs that a large workspace needs at a time."""

_records: ContextVar[tuple[Reads, ...]] = ContextVar("_records", default=())


class Snapshot:
    """A workspace as it stood at one moment.

    A file is read when it is first asked for, and never again: later changes on disk are not seen. Names are those of
    `publish.project.names`. A snapshot of files in memory (`packed`) can be pickled; what was parsed of it stays behind.
    """

    def __init__(self, files: Files) -> None:
        """Take a snapshot of ``files``."""
        self._files = files
        self._blobs: dict[str, Blob | None] = {}
        self._found: dict[str, tuple[str, ...]] = {}
        self._results: dict[tuple[Any, ...], tuple[Any, PublishError | None, Reads]] = {}

    def __reduce__(self) -> tuple[type["Snapshot"], tuple[Files]]:
        return Snapshot, (self._files,)

    def read(self, name: str) -> Blob:
        """Return the file ``name``; raises `PublishError`: ``file-missing``, ``file-unreadable`` or ``path-outside``."""
        blob = self.find(name)
        if blob is None:
            raise problem("file-missing", f"{name} does not exist", file=name, hint="check the spelling, or add the file")
        return blob

    def find(self, name: str) -> Blob | None:
        """Return the file ``name``, None where there is none; raises `PublishError`: ``file-unreadable`` or ``path-outside``."""
        name = self._resolved(name)
        if name not in self._blobs:
            data = self._files.read(name)
            self._blobs[name] = None if data is None else Blob.of(name, data)
        blob = self._blobs[name]
        _record(name, blob.sha256 if blob else None)
        return blob

    def read_inside(self, folder: str, name: str) -> Blob:
        """Return the file ``name`` below ``folder``, for a name that stands in a text.

        Raises `PublishError`: ``path-outside`` where the name leads out of the folder, ``file-missing`` where there is no such file.
        """
        path, shown = posixpath.normpath(f"{folder}/{name}"), f"{posixpath.basename(folder)}/"
        if "\0" in name or name.startswith("/"):
            raise problem("path-outside", f"“{name}” is not a file name", hint="name a file inside the folder")
        if not path.startswith(f"{folder}/"):
            raise problem("path-outside", f"“{name}” lies outside {shown}", hint="keep every file of a guide inside its folder")
        blob = self.find(path)
        if blob is None:
            raise problem("file-missing", f"there is no file “{name}” in {shown}", hint="check the spelling, or add the file")
        return blob

    def has(self, name: str) -> bool:
        """Tell whether there is a file ``name``."""
        return self.find(name) is not None

    def search(self, pattern: str) -> tuple[str, ...]:
        """Return the names of the files that match ``pattern``, sorted: ``*`` stands within a folder, ``**`` for any folders."""
        pattern = self._resolved(pattern)
        if pattern not in self._found:
            self._found[pattern] = tuple(sorted(self._files.search(pattern)))
        found = self._found[pattern]
        _record(pattern, sha256("\n".join(found).encode("utf-8", "surrogatepass")).hexdigest())
        return found

    def parse(self, name: str, parser: Callable[[Blob], Parsed]) -> Parsed:
        """Return what ``parser`` makes of the file ``name``; a process parses the same bytes of a name once.

        Raises `PublishError` as `read` does, and what ``parser`` raises.
        """
        return _parsed(parser, self.read(name))  # type: ignore[no-any-return]

    def once(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Return ``function(self, *arguments)``, called once for this snapshot; its reads are recorded each time it is asked for."""
        key = (function, *arguments)
        if key not in self._results:
            self._results[key] = self._call(function, arguments)
        result, error, reads = self._results[key]
        for name, digest in reads.items():
            _record(name, digest)
        if error is not None:
            raise error.with_traceback(None)
        return result  # type: ignore[no-any-return]

    def _call(self, function: Callable[..., Result], arguments: tuple[Any, ...]) -> tuple[Result | None, PublishError | None, Reads]:
        with recorded() as reads:
            try:
                return function(self, *arguments), None, reads
            except PublishError as error:
                return None, error, reads

    def with_files(self, edits: Mapping[str, bytes | None]) -> "Snapshot":
        """Return a snapshot that differs by ``edits``: contents by name, None for a file that is not there.

        It sees everything else as this one does, whatever has changed on disk since.
        """
        return Snapshot(EditedFiles(_SeenFiles(self), dict(edits)))

    def packed(self, patterns: Iterable[str]) -> "Snapshot":
        """Return a snapshot of only the files that match one of ``patterns``, held in memory: it can be pickled.

        A file that cannot be read is packed as the error that reading it raises.
        """
        names = dict.fromkeys(name for pattern in patterns for name in self.search(pattern))
        return Snapshot(PackedFiles({name: self._data_or_error(name) for name in names}, self._files.holds_package))

    def _data_or_error(self, name: str) -> bytes | PublishError:
        try:
            return self.read(name).data
        except PublishError as error:
            return error

    def _resolved(self, name: str) -> str:
        """Return ``name`` as it is read: the checkout of this package has its shipped files at their own place."""
        return name.removeprefix(SHIPPED) if self._files.holds_package else name

    @property
    def holds_package(self) -> bool:
        """Whether the workspace is the checkout that this package runs from: its layouts are the shipped ones."""
        return self._files.holds_package

    @property
    def settings(self) -> Settings:
        """What source/project.toml says; raises `PublishError` where it is broken."""
        return self.parse(PROJECT, _settings)

    def guides(self) -> tuple[str, ...]:
        """Return the names of the guides: every folder of source/ that holds a guide.md, sorted."""
        return tuple(name.split("/")[1] for name in self.search("source/*/guide.md"))

    def clinics(self) -> tuple[str, ...]:
        """Return the names of the clinics: every source/clinics/*.toml, sorted."""
        return tuple(name.split("/")[-1].removesuffix(".toml") for name in self.search("source/clinics/*.toml"))

    @property
    def layout_roots(self) -> tuple[str, ...]:
        """The folders that hold layouts: the workspace's own, which wins, and the shipped one; one alone where they are the same."""
        return (LAYOUT_FOLDER,) if self._files.holds_package else (LAYOUT_FOLDER, SHIPPED + LAYOUT_FOLDER)


@dataclass(frozen=True, slots=True)
class _SeenFiles:
    """The files of another snapshot, as that one has seen them."""

    snapshot: Snapshot

    @property
    def holds_package(self) -> bool:
        """Whether the workspace is the checkout that this package runs from."""
        return self.snapshot.holds_package

    def read(self, name: str) -> bytes | None:
        """Return what the file ``name`` holds, None where there is none."""
        blob = self.snapshot.find(name)
        return blob.data if blob else None

    def search(self, pattern: str) -> Iterable[str]:
        """Return the names of the files that match ``pattern``."""
        return self.snapshot.search(pattern)


@contextmanager
def recorded() -> Iterator[Reads]:
    """Record what is read from snapshots, in this thread, while the block runs; the record is filled as files are read."""
    reads: Reads = {}
    token = _records.set((*_records.get(), reads))
    try:
        yield reads
    finally:
        _records.reset(token)


def once(function: Callable[Concatenate[Snapshot, Arguments], Result]) -> Callable[Concatenate[Snapshot, Arguments], Result]:
    """Decorate a function of a snapshot so that it is called once for each snapshot and arguments (see `Snapshot.once`)."""

    def _ask(snapshot: Snapshot, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        if kwargs:
            raise TypeError(f"{function.__name__} takes positional arguments only: they are what its results are kept by")
        return snapshot.once(function, *args)

    update_wrapper(_ask, function)
    return _ask


@lru_cache(maxsize=PARSED)
def _parsed(parser: Callable[[Blob], Parsed], blob: Blob) -> Parsed:
    return parser(blob)


def _settings(blob: Blob) -> Settings:
    return parse_settings(blob.data, blob.path)


def _record(name: str, digest: str | None) -> None:
    for reads in _records.get():
        reads[name] = digest
