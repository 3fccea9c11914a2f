"""Read a workspace through snapshots, which read and parse each file once.

Code that composes, checks or signs opens no file itself. So the same code works on the files on disk, on edited text that is not saved
yet, on an edition that was approved earlier, and in a process without access to the disk: `Snapshot.with_files` replaces files,
`Snapshot.packed` copies files into memory. `recorded` lists what was read, to know what an output was made from.
"""

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from functools import lru_cache, update_wrapper
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from publish.project.findings import Finding, PublishError, problem
from publish.project.names import LAYOUT_FOLDER, PROJECT, SHIPPED, is_plain_name
from publish.project.storage import Blob, EditedFiles, Files, PackedFiles

if TYPE_CHECKING:
    from publish.project.settings import Settings

Parsed = TypeVar("Parsed")
Result = TypeVar("Result")
Arguments = ParamSpec("Arguments")

Reads = dict[str, str | None]
"""What was read: the SHA-256 of each file by its name; None for a file that was looked for but does not exist.

A search is recorded under its pattern, with the SHA-256 of the names that it found."""

QUESTION = "?"  # stands in a record between the name of a file and a question about it (`Snapshot.answer`)
PARSED = 128
"""Number of parsed files that a process keeps: enough for the catalogs of one locale. More would slow down Python's garbage collector."""

_PLACES = {"guide": "source/*/guide.md", "clinic": "source/clinics/*.toml", "layout": "layouts/*/layout.toml"}
_records: ContextVar[tuple[Reads, ...]] = ContextVar("_records", default=())


class Snapshot:
    """The files of a workspace, each with the content that it had when it was read first.

    Later changes on disk are not seen. Names of files are those of `publish.project.names`. Threads may share a snapshot. One of files in
    memory (`packed`) can be pickled, without the results that it holds.
    """

    def __init__(self, files: Files) -> None:
        """Return a snapshot that reads from ``files``."""
        self._files = files
        self._blobs: dict[str, Blob | None] = {}
        self._found: dict[str, tuple[str, ...]] = {}
        self._results: dict[tuple[Any, ...], "_Outcome"] = {}

    def __reduce__(self) -> tuple[type["Snapshot"], tuple[Files]]:
        return Snapshot, (self._files,)

    def read(self, name: str) -> Blob:
        """Return the file ``name``. Raises `PublishError`: ``file-missing``, ``file-unreadable`` or ``path-outside``."""
        blob = self.find(name)
        if blob is None:
            raise problem("file-missing", f"{name} does not exist", file=name, hint="check the spelling, or add the file")
        return blob

    def find(self, name: str) -> Blob | None:
        """Return the file ``name``, None if it does not exist. Raises `PublishError`: ``file-unreadable`` or ``path-outside``."""
        name = self._own_name(name)
        if name not in self._blobs:
            data = self._files.read(name)
            self._blobs.setdefault(name, None if data is None else Blob.of(name, data))  # the first of two threads decides
        blob = self._blobs[name]
        _record(name, blob.sha256 if blob else None)
        return blob

    def read_inside(self, folder: str, name: str) -> Blob:
        """Return the file ``name`` below ``folder``. Use it for names that come from a text.

        Raises `PublishError`: ``path-outside`` if the name leads out of the folder, ``file-missing`` if there is no such file.
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
        """Return the names of the files that match ``pattern``, sorted: ``*`` matches within a name, ``**/`` any number of folders."""
        pattern = self._own_name(pattern)
        if pattern not in self._found:
            self._found.setdefault(pattern, tuple(sorted(self._files.search(pattern))))
        found = self._found[pattern]
        _record(pattern, digest_of_names(found))
        return found

    def parse(self, name: str, parser: Callable[[Blob], Parsed]) -> Parsed:
        """Return the result of ``parser`` for the file ``name``. A process parses a file with the same name and content once.

        So ``parser`` must depend on nothing else, and its result must not be changed. Raises what `read` and ``parser`` raise.
        """
        return _parsed(parser, self.read(name))  # type: ignore[no-any-return]

    def once(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Return ``function(self, *arguments)``, called once for this snapshot; its reads, and a `PublishError`, are repeated."""
        key = (function, *arguments)
        if key not in self._results:
            self._results.setdefault(key, self._call(function, arguments))
        outcome = self._results[key]
        for name, digest in outcome.reads.items():
            _record(name, digest)
        if outcome.error is not None:
            raise outcome.error(*outcome.findings)
        return outcome.result  # type: ignore[no-any-return]

    def answer(self, name: str, question: str, function: Callable[[], str]) -> str:
        """Return the answer of ``function`` to a ``question`` about the file ``name``. It is recorded in place of what ``function`` reads.

        The record ``name?question`` has the SHA-256 of the file (empty without one) and the answer.
        """
        blob, found = copy_context().run(self._unrecorded, name, function)
        _record(f"{name}{QUESTION}{question}", f"{blob.sha256 if blob else ''}:{found}")
        return found

    def _unrecorded(self, name: str, function: Callable[[], str]) -> tuple[Blob | None, str]:
        _records.set(())
        return self.find(name), function()

    def _call(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> "_Outcome":
        with recorded() as reads:
            try:
                return _Outcome(function(self, *arguments), reads)
            except PublishError as error:  # only its type and findings: the error itself would keep alive what the function worked on
                return _Outcome(None, reads, type(error), error.findings)

    def with_files(self, edits: Mapping[str, bytes | None]) -> "Snapshot":
        """Return a snapshot in which ``edits`` replace files: contents by name, None to remove a file.

        All other files have the same content as here, even if they change on disk in between.
        """
        return Snapshot(EditedFiles(_FilesOf(self), {self._own_name(name): data for name, data in edits.items()}))

    def edited(self, edits: Mapping[str, bytes]) -> "Snapshot":
        """Return what `with_files` returns, with the results of `once` that were made without the files in ``edits``.

        For the same text with small changes again and again. The files must exist here, so that every search finds what it found before.
        A result that holds a snapshot is made anew, because it may read more later.
        """
        changed = self.with_files(edits)
        names = {self._own_name(name) for name in edits}
        if all(map(self.has, names)):
            changed._results |= {key: outcome for key, outcome in self._results.items() if outcome.is_without(names)}
        return changed

    def packed(self, patterns: Iterable[str], names: Iterable[str] = ()) -> "Snapshot":
        """Return a snapshot with copies in memory of the files that match one of ``patterns``, or are among ``names``; it can be pickled.

        A name without a file is left out. What cannot be read raises the same error there.
        """
        found = (name for pattern in patterns for name in self.search(pattern))
        names = dict.fromkeys((*found, *(name for name in names if self._data_or_error(name) is not None)))
        return Snapshot(PackedFiles({name: self._data_or_error(name) or b"" for name in names}, self._files.holds_package))

    def _data_or_error(self, name: str) -> bytes | PublishError | None:
        try:
            found = self.find(name)
            return found.data if found else None
        except PublishError as error:
            return error

    def _own_name(self, name: str) -> str:
        """Return the one name under which a file is read, for a name or a pattern. Raises `PublishError` (``path-outside``) for “..”.

        In a checkout of this package, the files that ship with it are files of the workspace.
        """
        if ".." in name and ".." in name.split("/"):
            raise problem("path-outside", f"“{name}” is not a file name", hint="name a file of the workspace, without “..”")
        return name.removeprefix(SHIPPED) if self._files.holds_package else name

    @property
    def holds_package(self) -> bool:
        """Whether the workspace is the checkout that this package runs from, so that its layouts are the shipped ones."""
        return self._files.holds_package

    @property
    def settings(self) -> "Settings":
        """The settings in source/project.toml. Raises `PublishError` if they are missing or wrong."""
        return self.parse(PROJECT, _settings)

    def guides(self) -> tuple[str, ...]:
        """Return the names of the guides: every folder of source/ that holds a guide.md, sorted; those that are `unfit_names` are not."""
        return tuple(filter(is_plain_name, self._named("guide")))

    def clinics(self) -> tuple[str, ...]:
        """Return the names of the clinics: every source/clinics/*.toml, sorted; those that are `unfit_names` are not."""
        return tuple(filter(is_plain_name, self._named("clinic")))

    def unfit_names(self) -> tuple[Finding, ...]:
        """Return an error (``name-unfit``) for each guide, clinic and layout on disk that cannot be called so (`is_plain_name`)."""
        return tuple(_unfit(kind, name) for kind in _PLACES for name in self._named(kind) if not is_plain_name(name))

    def _named(self, kind: str) -> Iterator[str]:
        before, after = _PLACES[kind].split("*")
        return (name.removeprefix(before).removesuffix(after) for name in self.search(_PLACES[kind]))

    @property
    def layout_roots(self) -> tuple[str, ...]:
        """The folders of layouts: the workspace's own, which takes precedence, then the shipped one; only one if they are the same."""
        return (LAYOUT_FOLDER,) if self._files.holds_package else (LAYOUT_FOLDER, SHIPPED + LAYOUT_FOLDER)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The result of a function or the error that it raised, and what it read."""

    result: Any
    reads: Reads
    error: type[PublishError] | None = None
    findings: tuple[Finding, ...] = ()

    def is_without(self, names: Collection[str]) -> bool:
        """Tell whether none of the files ``names`` was read for it, nor can be later."""
        return self.reads.keys().isdisjoint(names) and not isinstance(getattr(self.result, "snapshot", None), Snapshot)


@dataclass(frozen=True, slots=True)
class _FilesOf:
    """The files of a snapshot, as a source for another one."""

    snapshot: Snapshot

    @property
    def holds_package(self) -> bool:
        """Whether the workspace is the checkout that this package runs from."""
        return self.snapshot.holds_package

    def read(self, name: str) -> bytes | None:
        """Return the content of the file ``name``, None if it does not exist."""
        blob = self.snapshot.find(name)
        return blob.data if blob else None

    def search(self, pattern: str) -> Iterable[str]:
        """Return the names of the files that match ``pattern``."""
        return self.snapshot.search(pattern)


def digest_of_names(names: Iterable[str]) -> str:
    """Return the SHA-256 under which a search that finds ``names`` is recorded."""
    return sha256("\n".join(names).encode("utf-8", "surrogatepass")).hexdigest()


@contextmanager
def recorded() -> Iterator[Reads]:
    """Record what this thread reads from snapshots while the block runs. The record grows with each read."""
    reads: Reads = {}
    token = _records.set((*_records.get(), reads))
    try:
        yield reads
    finally:
        _records.reset(token)


def once(function: Callable[Concatenate[Snapshot, Arguments], Result]) -> Callable[Concatenate[Snapshot, Arguments], Result]:
    """Decorate a function so that it is called once for each snapshot and each set of arguments (see `Snapshot.once`)."""

    def _ask(snapshot: Snapshot, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        if kwargs:
            raise TypeError(f"{function.__name__} takes positional arguments only: its results are stored by them")
        return snapshot.once(function, *args)

    update_wrapper(_ask, function)
    return _ask


@lru_cache(maxsize=PARSED)
def _parsed(parser: Callable[[Blob], Parsed], blob: Blob) -> Parsed:
    return parser(blob)


def _unfit(kind: str, name: str) -> Finding:
    shown, place = ascii(name)[1:-1], _PLACES[kind].partition("*")[0]
    hint = "rename it: letters, digits, hyphens and underscores; no invisible character, nothing that Windows refuses"
    return problem("name-unfit", f"“{shown}” cannot be the name of a {kind}", file=f"{place}{shown}", hint=hint).findings[0]


def _settings(blob: Blob) -> "Settings":
    from publish.project.settings import parse_settings  # here, and not above: what compares digests reads no settings

    return parse_settings(blob.data, blob.path)


def _record(name: str, digest: str | None) -> None:
    for reads in _records.get():
        reads[name] = digest
