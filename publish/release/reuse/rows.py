"""The rows of the ledger: an output as plain data and back, and what was read for it in sets that many outputs share."""

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

from publish.edition.request import Inputs, Request
from publish.press import Fit, PageSpace
from publish.project import Finding, Severity, read_bytes
from publish.project.names import SHIPPED
from publish.release.results import BuiltOutput, Imprint, Output
from publish.release.reuse.environment import stamp_of

Row: TypeAlias = dict[str, Any]

_PLAIN = ("pages", "sheets", "draft", "outdated")
_KEY_LENGTH = 24


def key_of(request: Request) -> str:
    """Return the key of the row of ``request``."""
    return "\n".join(map(str, request_row(request)))


def request_row(request: Request) -> list[str | bool | None]:
    """Return ``request`` as a list, which `Request` takes as its arguments."""
    return [getattr(request, name) for name in _REQUEST]


_REQUEST = tuple(field.name for field in fields(Request))


def row_of(built: BuiltOutput, folder: Path, day: str, tables: Row) -> Row:
    """Return the row of an output in ``folder``; what it shares with others goes to ``tables``."""
    made = built.made
    return {
        "day": day,
        "files": {path.relative_to(folder).as_posix(): [*(stamp_of(path) or (0, 0)), file_digest(path)] for path in built.files},
        "inputs": stored_inputs(made.inputs, tables["sets"]),
        "imprint": asdict(made.imprint) if made.imprint else None,
        "fit": asdict(made.fit) if made.fit else None,
        "plain": {name: getattr(made, name) for name in _PLAIN},
        "findings": [_stored(asdict(finding), tables["findings"]) for finding in made.findings],
    }


def built_of(request: Request, row: Row, findings: tuple[Finding, ...], files: tuple[Path, ...]) -> BuiltOutput:
    """Return the output that a row describes; its fonts and inputs are not kept."""
    fit = row["fit"] and _fit_of(row["fit"])
    made = Output(request, imprint=row["imprint"] and Imprint(**row["imprint"]), fit=fit, findings=findings, **row["plain"])
    return BuiltOutput(made, files, reused=True)


def _fit_of(stored: Row) -> Fit:
    spaces = tuple(PageSpace(**space) for space in stored.get("spaces", ()))
    return Fit(**{**stored, "shares": tuple(stored["shares"]), "spaces": spaces})


def finding_of(stored: Row) -> Finding:
    """Return the finding that ``stored`` describes."""
    return Finding(**{**stored, "severity": Severity(stored["severity"])})


def stored_inputs(inputs: Inputs, sets: Row) -> list[str]:
    """Store ``inputs`` in sets of files that many outputs share: the package's, each guide's, each locale's; return the keys."""
    parts: dict[str, dict[str, str | None]] = {}
    for name, digest in inputs:
        parts.setdefault(_place(name), {})[name] = digest
    return [_stored(part, sets) for part in parts.values()]


def used_keys(rows: Iterable[Row], name: str) -> set[str]:
    """Return the keys that ``rows`` have under ``name``."""
    return {key for row in rows for key in row[name]}


def file_digest(path: Path) -> str:
    """Return the SHA-256 of the file at ``path``."""
    return sha256(read_bytes(path)).hexdigest()


def _place(name: str) -> str:
    first, _, rest = name.partition("/")
    return first if name.startswith(SHIPPED) else f"{first}/{rest.partition('/')[0]}"


def _stored(value: Row, table: Row) -> str:
    key = sha256(json.dumps(value).encode()).hexdigest()[:_KEY_LENGTH]
    table[key] = value
    return key
