"""The file of the ledger: JSON, after a line with the SHA-256 of all that follows. A file that was cut short or damaged counts as empty."""

import json
from hashlib import sha256
from pathlib import Path

from publish.project import read_bytes, write_aside
from publish.project.locks import CACHE_FOLDER, cache_folder
from publish.release.reuse.rows import Row, used_keys

FILE = "outputs.json"
VERSION = 2


def read_tables(root: Path) -> Row:
    """Return the tables of the ledger of the workspace ``root``; empty ones if there is none, it is damaged, or of another version."""
    try:
        digest, _, body = read_bytes(root / CACHE_FOLDER / FILE).partition(b"\n")
        if sha256(body).hexdigest().encode() != digest:
            return empty_tables()
        tables: Row = json.loads(body)
        whole = tables["version"] == VERSION and all(type(tables[name]) is type(value) for name, value in empty_tables().items())
        return tables if whole else empty_tables()
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return empty_tables()


def empty_tables() -> Row:
    """Return the tables of a ledger that has no output."""
    return {"version": VERSION, "code": "", "libraries": {}, "sets": {}, "findings": {}, "outputs": {}, "plans": {}}


def write_tables(root: Path, tables: Row) -> None:
    """Write the ledger of the workspace ``root``, without what no output and no plan uses. Raises `OSError`."""
    outputs = [row for rows in tables["outputs"].values() for row in rows.values()]
    used = {"sets": used_keys([*outputs, *tables["plans"].values()], "inputs"), "findings": used_keys(outputs, "findings")}
    swept = {name: {key: value for key, value in tables[name].items() if key in keys} for name, keys in used.items()}
    body = json.dumps({**tables, **swept}, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    write_aside(cache_folder(root) / FILE, sha256(body).hexdigest().encode() + b"\n" + body)
