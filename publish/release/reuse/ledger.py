"""The ledger of a workspace: what each output was made from, so that an output of which nothing has changed is not made again.

An output is reused if the request, the options and the day are the same, every file that was read has the same SHA-256 and every
search finds the same names, code, libraries and fonts are the same, and its files are still there as they were written. Everything
else is made again; to delete the ledger costs time, never a wrong page.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

from publish.edition.request import Inputs, Request
from publish.press import Fit
from publish.project import Finding, PublishError, Severity, Snapshot, read_bytes, write_aside
from publish.project.locks import CACHE_FOLDER, cache_folder, locked
from publish.project.names import SHIPPED, guide_file
from publish.project.snapshot import digest_of_names
from publish.release.results import BuiltOutput, Imprint, Output
from publish.release.reuse.environment import can_describe, code_digest, loaded_libraries, stamp_of

FILE = "outputs.json"
VERSION = 1

Row: TypeAlias = dict[str, Any]


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

    def find(self, snapshot: Snapshot, request: Request, options: Options) -> BuiltOutput | str:
        """Return the output if nothing has changed since it was made, else why it must be made, as a phrase."""
        try:
            return self._find(snapshot, request, options)
        except (KeyError, TypeError, ValueError, AttributeError):
            return "the ledger is damaged"

    def _find(self, snapshot: Snapshot, request: Request, options: Options) -> BuiltOutput | str:
        row = self.tables["outputs"].get(_key(request, options))
        if row is None:
            return "it was not made here before"
        if self.tables["code"] != self.code or not self._same_libraries():
            return "the program, its libraries or the fonts have changed"
        if row["day"] != options.day:
            return f"it was made on {row['day']}: signatures and reviews depend on the day"
        if changed := self._changed_input(snapshot, row, request.guide):
            return changed
        files = {options.folder / name: stamp for name, stamp in row["files"].items()}
        missing = next((path for path, stamp in files.items() if not _is_same_file(path, *stamp)), None)
        return f"{os.path.relpath(missing)} is not as it was written" if missing else _built(request, row, tuple(files))

    def keep(self, built: Iterable[tuple[BuiltOutput, Options]]) -> None:
        """Write the outputs that were made into the ledger; those that failed are taken out of it."""
        if not can_describe():
            return
        try:
            with locked(self.root, "ledger"):
                self._write(_read(self.root), list(built))
        except OSError:  # a full disk, or a workspace that may not be written: do without
            return

    def _write(self, tables: Row, built: list[tuple[BuiltOutput, Options]]) -> None:
        if tables["code"] != self.code:
            tables = _empty()
        tables["code"], tables["libraries"] = self.code, loaded_libraries()
        for each, options in built:
            key = _key(each.request, options)
            tables["outputs"].pop(key, None)
            if not each.failed:
                tables["outputs"][key] = _row(each, options, tables["sets"])
        used = {digest for row in tables["outputs"].values() for digest in row["inputs"]}
        tables["sets"] = {digest: names for digest, names in tables["sets"].items() if digest in used}
        write_aside(cache_folder(self.root) / FILE, json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode())

    def _same_libraries(self) -> bool:
        if "" not in self._sets:
            same = all(stamp_of(path) == tuple(stamp) for path, stamp in self.tables["libraries"].items())
            self._sets[""] = None if same else "changed"
        return self._sets[""] is None

    def _changed_input(self, snapshot: Snapshot, row: Row, guide: str) -> str | None:
        for digest in row["inputs"]:
            if digest not in self._sets:
                names = self.tables["sets"].get(digest)
                self._sets[digest] = "the ledger is damaged" if names is None else self._first_change(snapshot, names, guide)
            if self._sets[digest]:
                return self._sets[digest]
        return None

    def _first_change(self, snapshot: Snapshot, names: dict[str, str | None], guide: str) -> str | None:
        return next((f"{name} has changed" for name, digest in names.items() if self._digest(snapshot, name, guide) != digest), None)

    def _digest(self, snapshot: Snapshot, name: str, guide: str) -> str | None:
        """Return what is read under ``name`` now: the SHA-256 of a file, or of the names that a search finds."""
        key = f"{guide} {name}" if name == _GUIDES else name
        if key not in self._digests:
            self._digests[key] = _search_digest(snapshot, name, guide) if "*" in name else _file_digest(snapshot, name)
        return self._digests[key]


def read_ledger(root: Path) -> BuildLedger:
    """Return the ledger of the workspace ``root``; an empty one if there is none, or it is damaged."""
    return BuildLedger(root, _read(root), code_digest() if can_describe() else "")


def empty_ledger(root: Path) -> BuildLedger:
    """Return a ledger of the workspace ``root`` that has no output, so that all are made anew and take the place of what it had."""
    return BuildLedger(root, _empty(), code_digest() if can_describe() else "")


_GUIDES = "source/*/guide.md"
"""The search for guides; what prints a guide sees no other one."""


def _search_digest(snapshot: Snapshot, pattern: str, guide: str) -> str | None:
    try:
        found = snapshot.search(pattern)
    except PublishError:
        return None
    return digest_of_names(name for name in found if pattern != _GUIDES or name == guide_file(guide))


def _file_digest(snapshot: Snapshot, name: str) -> str | None:
    try:
        found = snapshot.find(name)
    except PublishError:
        return "unreadable"
    return found.sha256 if found else None


def _read(root: Path) -> Row:
    """Return the tables of the ledger. It is data that this program wrote, but may be cut short, or of another version."""
    try:
        tables: Row = json.loads((root / CACHE_FOLDER / FILE).read_bytes())
        whole = tables["version"] == VERSION and all(type(tables[name]) is type(value) for name, value in _empty().items())
        return tables if whole else _empty()
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return _empty()


def _empty() -> Row:
    return {"version": VERSION, "code": "", "libraries": {}, "sets": {}, "outputs": {}}


def _key(request: Request, options: Options) -> str:
    return sha256(f"{request!r}\n{options.folder}\n{options.text}".encode("utf-8", "surrogatepass")).hexdigest()


def _row(built: BuiltOutput, options: Options, sets: Row) -> Row:
    made = built.made
    files = {path.relative_to(options.folder).as_posix(): [*(stamp_of(path) or (0, 0)), _sha256(path)] for path in built.files}
    return {
        "day": options.day,
        "files": files,
        "inputs": _stored_sets(made.inputs, sets),
        "imprint": asdict(made.imprint) if made.imprint else None,
        "fit": asdict(made.fit) if made.fit else None,
        "plain": {name: getattr(made, name) for name in _PLAIN},
        "findings": [asdict(finding) for finding in made.findings],
    }


_PLAIN = ("pages", "sheets", "draft", "outdated")


def _stored_sets(inputs: Inputs, sets: Row) -> list[str]:
    """Store ``inputs`` in two sets, of the package and of the workspace, which many outputs share; return their keys."""
    parts = [{name: digest for name, digest in inputs if name.startswith(SHIPPED) is shipped} for shipped in (True, False)]
    keys = [sha256(json.dumps(part).encode()).hexdigest() for part in parts]
    sets.update(zip(keys, parts, strict=True))
    return keys


def _built(request: Request, row: Row, files: tuple[Path, ...]) -> BuiltOutput:
    """Return the output that a row describes; its fonts and inputs are not kept."""
    findings = tuple(Finding(**{**each, "severity": Severity(each["severity"])}) for each in row["findings"])
    fit = row["fit"] and Fit(**{**row["fit"], "shares": tuple(row["fit"]["shares"])})
    made = Output(request, imprint=row["imprint"] and Imprint(**row["imprint"]), fit=fit, findings=findings, **row["plain"])
    return BuiltOutput(made, files, reused=True)


def _is_same_file(path: Path, size: int, changed_ns: int, digest: str) -> bool:
    return stamp_of(path) == (size, changed_ns) or (path.is_file() and _sha256(path) == digest)


def _sha256(path: Path) -> str:
    return sha256(read_bytes(path)).hexdigest()
