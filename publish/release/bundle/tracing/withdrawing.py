"""Withdraw editions: record in source/withdrawn.toml that printed copies of them must not be used any more, by whom and why."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import tomlkit

from publish.approval.request import single_line
from publish.edition.values.withdrawn import WithdrawnCode, read_withdrawn
from publish.project import Snapshot, Workspace, exclusive, misuse, now, path_below, write_aside
from publish.project.names import WITHDRAWN
from publish.release.bundle.tracing.copies import KnownCopy
from publish.release.bundle.tracing.trace import known_copies, look_up

_HEAD = """\
Editions that must not be handed out or used any more. publish withdraw writes this file; what it lists is never printed again,
and each later release says so. Nobody needs to delete a line: a corrected text has another code."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The codes to withdraw, as a person types them, and who withdraws them and why."""

    codes: tuple[str, ...]
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawalDone:
    """What was withdrawn by this, and the codes of other outputs of the same guide and locale, which are still in use."""

    withdrawn: tuple[WithdrawnCode, ...]
    others: tuple[str, ...]


@exclusive
def withdraw(workspace: Workspace, request: Withdrawal, folders: Iterable[Path]) -> WithdrawalDone:
    """Record that editions are withdrawn; ``folders`` are searched for the releases that hold them.

    Raises `UsageError`: ``code-unknown`` or ``code-ambiguous`` for a code, ``reason-missing`` without a name or a reason. Then nothing is
    written. What was withdrawn before stays as it is.
    """
    snapshot = workspace.snapshot()
    for said, what, option in ((request.by, "a name", "--by NAME"), (request.reason, "a reason", "--reason TEXT")):
        if not any(map(str.isalpha, said)):
            raise misuse("reason-missing", f"to withdraw an edition needs {what}", hint=f"state it: {option}")
    known = known_copies(snapshot, folders)
    chosen = {copy.code: copy for text in request.codes for copy in [_the_one(snapshot, text, known)]}
    before = read_withdrawn(snapshot)
    earlier = {each.code for each in before}
    new = tuple(_entry(copy, request, now().date()) for code, copy in chosen.items() if code not in earlier)
    if new:
        write_aside(path_below(workspace.root, WITHDRAWN), _extended(snapshot, new))
    pairs = {(copy.request.guide, copy.request.locale) for copy in chosen.values()}
    gone = earlier | chosen.keys()
    others = [code for code, copy in known.items() if (copy.request.guide, copy.request.locale) in pairs and code not in gone]
    return WithdrawalDone(new, tuple(others))


def _the_one(snapshot: Snapshot, text: str, known: dict[str, KnownCopy]) -> KnownCopy:
    found, similar = look_up(snapshot, text, known)
    if len(found) == 1:
        return found[0]
    if found:
        hint = f"name one: {', '.join(copy.code for copy in found)}"
        raise misuse("code-ambiguous", f"“{text}” can mean {len(found)} editions", hint=hint)
    otherwise = "copy the code from the foot of the sheet, or name its release: --releases DIR"
    hint = f"did you mean {' or '.join(similar)}?" if similar else otherwise
    raise misuse("code-unknown", f"no edition has the code “{text}”", hint=hint)


def _entry(copy: KnownCopy, request: Withdrawal, today: date) -> WithdrawnCode:
    asked = copy.request
    return WithdrawnCode(
        code=copy.code,
        guide=asked.guide,
        locale=asked.locale,
        by=single_line(request.by),
        date=today,
        reason=single_line(request.reason),
        layout=asked.layout,
        paper=asked.paper or "",
        clinic=asked.clinic or "",
        releases=tuple(release.manifest.name for release in copy.releases),
    )


def _extended(snapshot: Snapshot, new: Iterable[WithdrawnCode]) -> bytes:
    """Return the file with ``new`` at its end; what it has stays as it is, comments included."""
    found = snapshot.find(WITHDRAWN)
    document = tomlkit.parse(found.text) if found else tomlkit.document()
    if not found:
        for line in _HEAD.splitlines():
            document.add(tomlkit.comment(line))
    tables = document.setdefault("withdrawn", tomlkit.aot())
    for each in new:
        fields = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(each).items()}
        tables.append(tomlkit.item({name: value for name, value in fields.items() if value}))
    return tomlkit.dumps(document).encode()
