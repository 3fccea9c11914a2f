"""The ledger of a workspace: what each output was made from, so that an output of which nothing has changed is not made again.

An output is reused if the request, the options and the day are the same, every file that was read has the same SHA-256 and every
search finds the same names, code, libraries and fonts are the same, and its files are still there as they were written. Everything
else is made again; to delete the ledger costs time, never a wrong page. The plan of a selection is kept in the same way.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from publish.edition.request import Inputs, Request
from publish.project import Finding, PublishError, Snapshot
from publish.project.locks import locked
from publish.project.names import guide_file
from publish.project.snapshot import QUESTION, digest_of_names
from publish.release.results import BuiltOutput
from publish.release.reuse.environment import can_describe, code_digest, loaded_libraries, stamp_of
from publish.release.reuse.ledger_file import empty_tables, read_tables, write_tables
from publish.release.reuse.rows import Row, built_of, file_digest, finding_of, key_of, request_row, row_of, stored_inputs

MOST_KEPT = 20
"""How many plans, and how many pairs of an output folder and options, a ledger keeps: those that were written last."""
DAMAGED = "the ledger is damaged"
_WRONG = (KeyError, TypeError, ValueError, AttributeError)


@dataclass(frozen=True, slots=True)
class Options:
    """What besides the request decides on an output: the folder, the day (ISO 8601), and the options of a build as text."""

    folder: Path
    day: str
    text: str


@dataclass(slots=True)
class BuildLedger:
    """The outputs that were made before in the workspace ``root``. ``tables`` are those of the file, empty if there is none."""

    root: Path
    tables: Row
    code: str
    _digests: dict[str, str | None] = field(default_factory=dict)
    _sets: dict[str, str | None] = field(default_factory=dict)
    _findings: dict[str, Finding] = field(default_factory=dict)

    def find(self, snapshot: Snapshot, request: Request, options: Options) -> BuiltOutput | str:
        """Return the output if nothing has changed since it was made, else why it must be made, as a phrase."""
        try:
            return self._find(snapshot, request, options)
        except _WRONG:
            return DAMAGED

    def find_plan(self, snapshot: Snapshot, selection: str) -> tuple[Request, ...] | None:
        """Return the outputs that were planned for ``selection``, None if anything has changed that the plan was made from."""
        try:
            row = self.tables["plans"][selection]
            if self._other_program() or self._changed_input(snapshot, row, ""):
                return None
            return tuple(Request(*fields) for fields in row["requests"])
        except _WRONG:
            return None

    def _find(self, snapshot: Snapshot, request: Request, options: Options) -> BuiltOutput | str:
        row = self.tables["outputs"].get(_folder_key(options), {}).get(key_of(request))
        if row is None:
            return "it was not made here before"
        if self._other_program():
            return "the program, its libraries or the fonts have changed"
        if row["day"] != options.day:
            return f"it was made on {row['day']}: signatures and reviews depend on the day"
        if changed := self._changed_input(snapshot, row, request.guide):
            return changed
        files = {f"{options.folder}/{name}": stamp for name, stamp in row["files"].items()}
        if missing := next((path for path, stamp in files.items() if not _is_same_file(path, *stamp)), None):
            return f"{os.path.relpath(missing)} is not as it was written"
        return built_of(request, row, tuple(map(self._finding, row["findings"])), tuple(map(Path, files)))

    def keep(self, built: Iterable[BuiltOutput], options: Options) -> None:
        """Write the outputs that were made into the ledger; those that failed are taken out of it."""
        self._update(lambda tables: _keep_outputs(tables, built, options))

    def keep_plan(self, selection: str, requests: tuple[Request, ...], inputs: Inputs) -> None:
        """Write into the ledger that ``requests`` were planned for ``selection``; ``inputs`` were read for it."""

        def _keep(tables: Row) -> None:
            row = {"inputs": stored_inputs(inputs, tables["sets"]), "requests": [request_row(each) for each in requests]}
            tables["plans"] = _last({**tables["plans"], selection: row})

        self._update(_keep)

    def _update(self, change: Callable[[Row], None]) -> None:
        """Have ``change`` write into the tables as they are on disk now."""
        if not can_describe():
            return
        with suppress(OSError, PublishError):  # a full disk, a workspace that may not be written, a busy one: do without
            with locked(self.root, "ledger"):
                tables = read_tables(self.root)
                if tables["code"] != self.code or not _are_same(tables["libraries"]):
                    tables = empty_tables()
                change(tables)
                tables["code"], tables["libraries"] = self.code, {**tables["libraries"], **loaded_libraries()}
                write_tables(self.root, tables)

    def _other_program(self) -> bool:
        if "" not in self._sets:
            same = self.tables["code"] == self.code and _are_same(self.tables["libraries"])
            self._sets[""] = None if same else "changed"
        return self._sets[""] is not None

    def _changed_input(self, snapshot: Snapshot, row: Row, guide: str) -> str | None:
        for key in row["inputs"]:
            if key not in self._sets:
                names = self.tables["sets"].get(key)
                self._sets[key] = DAMAGED if names is None else self._first_change(snapshot, names, guide)
            if self._sets[key]:
                return self._sets[key]
        return None

    def _first_change(self, snapshot: Snapshot, names: dict[str, str | None], guide: str) -> str | None:
        changed = (name for name, digest in names.items() if not self._is_same(snapshot, name, digest, guide))
        return next((f"{name.partition(QUESTION)[0]} has changed" for name in changed), None)

    def _is_same(self, snapshot: Snapshot, name: str, digest: str | None, guide: str) -> bool:
        """Tell whether what was read under ``name`` is as it was: a file, the names that a search finds, the answer to a question."""
        if QUESTION not in name:
            return self._digest(snapshot, name, guide) == digest
        file = name.partition(QUESTION)[0]
        before, _, answer = (digest or "").partition(":")
        return (self._digest(snapshot, file, guide) or "") == before or self._answer(snapshot, file) == answer

    def _answer(self, snapshot: Snapshot, file: str) -> str | None:
        from publish.catalog.store import answer_to  # here, and not above: what compares digests reads no catalog

        if (key := f"{file}{QUESTION}") not in self._digests:
            self._digests[key] = answer_to(snapshot, file)
        return self._digests[key]

    def _digest(self, snapshot: Snapshot, name: str, guide: str) -> str | None:
        """Return what is read under ``name`` now: the SHA-256 of a file, or of the names that a search finds."""
        key = f"{guide} {name}" if _names_guides(name) else name
        if key not in self._digests:
            self._digests[key] = search_digest(snapshot, name, guide) if "*" in name else _file_digest(snapshot, name)
        return self._digests[key]

    def _finding(self, key: str) -> Finding:
        if key not in self._findings:
            self._findings[key] = finding_of(self.tables["findings"][key])
        return self._findings[key]


def read_ledger(root: Path) -> BuildLedger:
    """Return the ledger of the workspace ``root``; an empty one if there is none, or it is damaged."""
    return BuildLedger(root, read_tables(root), code_digest() if can_describe() else "")


def empty_ledger(root: Path) -> BuildLedger:
    """Return a ledger of the workspace ``root`` that has no output, so that all are made anew and take the place of what it had."""
    return BuildLedger(root, empty_tables(), code_digest() if can_describe() else "")


def _keep_outputs(tables: Row, built: Iterable[BuiltOutput], options: Options) -> None:
    name = _folder_key(options)
    rows = tables["outputs"].pop(name, {})
    for each in built:
        rows.pop(key_of(each.request), None)
        if not each.failed:
            rows[key_of(each.request)] = row_of(each, options.folder, options.day, tables)
    tables["outputs"] = _last({**tables["outputs"], name: rows})


def _last(table: Row) -> Row:
    return dict(list(table.items())[-MOST_KEPT:])


def _folder_key(options: Options) -> str:
    return f"{options.folder}\n{options.text}"


def _are_same(libraries: Row) -> bool:
    return all(stamp_of(path) == tuple(stamp) for path, stamp in libraries.items())


_GUIDES = guide_file("*")
_CATALOGS = "/LC_MESSAGES/*.po"
"""The searches for guides, and for the catalogs of a locale: what prints a guide sees no other one. A plan, of no guide, sees all."""


def search_digest(snapshot: Snapshot, pattern: str, guide: str) -> str | None:
    """Return what is recorded when ``pattern`` is searched for where ``guide`` is printed; for a plan, ``guide`` is empty."""
    try:
        found = snapshot.search(pattern)
    except PublishError:
        return None
    return digest_of_names(_seen(found, pattern, guide) if guide and _names_guides(pattern) else found)


def _names_guides(pattern: str) -> bool:
    return pattern == _GUIDES or pattern.endswith(_CATALOGS)


def _seen(found: tuple[str, ...], pattern: str, guide: str) -> list[str]:
    names = (guide,) if pattern == _GUIDES else (guide, "layouts")
    wanted = {pattern[::-1].replace("*", name[::-1], 1)[::-1] for name in names}  # the last star is the name of a guide or a catalog
    return [name for name in found if name in wanted]


def _file_digest(snapshot: Snapshot, name: str) -> str | None:
    try:
        found = snapshot.find(name)
    except PublishError:
        return "unreadable"
    return found.sha256 if found else None


def _is_same_file(path: str, size: int, changed_ns: int, digest: str) -> bool:
    return stamp_of(path) == (size, changed_ns) or (os.path.isfile(path) and file_digest(Path(path)) == digest)
