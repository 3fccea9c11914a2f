"""What a workspace keeps of earlier builds: printed files and the ledger; counted, shrunk or deleted."""

from dataclasses import dataclass
from pathlib import Path

from publish.project import Workspace
from publish.project.locks import CACHE_FOLDER, locked
from publish.release.reuse.environment import stamp_of
from publish.release.reuse.ledger_file import FILE, read_tables, write_tables
from publish.release.reuse.rows import Row
from publish.release.reuse.store import MOST_BYTES, Store


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept in ``folder``: ``printed`` files, of ``printed_bytes``, and ``outputs`` in the ledger; ``bytes`` is the size of all."""

    folder: str
    printed: int
    printed_bytes: int
    most_bytes: int
    outputs: int
    bytes: int


def kept_in(workspace: Workspace) -> Kept:
    """Return what ``workspace`` keeps."""
    sizes = [size for _, _, size in Store(workspace.folder(CACHE_FOLDER)).entries()]
    outputs = sum(len(rows) for rows in read_tables(workspace.root)["outputs"].values())
    ledger = stamp_of(_ledger_path(workspace)) or (0, 0)
    return Kept(CACHE_FOLDER, len(sizes), sum(sizes), MOST_BYTES, outputs, sum(sizes) + ledger[0])


def prune_cache(workspace: Workspace) -> None:
    """Delete damaged entries, the oldest that are too much, and what the ledger has of outputs whose files are gone."""
    store = Store(workspace.folder(CACHE_FOLDER))
    store.delete_damaged()
    store.prune()
    if not _ledger_path(workspace).is_file():
        return
    with locked(workspace.root, "ledger"):
        tables = read_tables(workspace.root)
        outputs = {name: _with_files(rows, Path(name.partition("\n")[0])) for name, rows in tables["outputs"].items()}
        write_tables(workspace.root, {**tables, "outputs": {name: rows for name, rows in outputs.items() if rows}})


def clear_cache(workspace: Workspace) -> None:
    """Delete everything that is kept; what a build is writing at this moment stays."""
    Store(workspace.folder(CACHE_FOLDER), most_bytes=-1).prune()
    if _ledger_path(workspace).is_file():
        with locked(workspace.root, "ledger"):
            _ledger_path(workspace).unlink(missing_ok=True)


def _ledger_path(workspace: Workspace) -> Path:
    return workspace.folder(f"{CACHE_FOLDER}/{FILE}")


def _with_files(rows: Row, folder: Path) -> Row:
    return {key: row for key, row in rows.items() if all((folder / name).is_file() for name in row["files"])}
