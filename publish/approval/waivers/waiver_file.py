"""Read and extend the file of waivers of a locale: locales/<locale>/waivers.jsonl.

The file holds one JSON object per line, and lines are only ever added. There are two kinds:

- ``waiver``: a code, what the findings say, the text with its digest, a role, a person, a date and a reason;
- ``revocation``: a code, the message, a person, a date and a reason; it ends all earlier waivers of this code in this message, also those
  of earlier translations, because an archived edition may still hold one.

Each line has an ``id``, the beginning of the digest of its other fields, so that a line that was changed by hand is noticed.
A last line that a crash has torn is not read.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from publish.approval.torn_line import whole_length
from publish.guide.tree import Message
from publish.project import ROLES, Blob, Snapshot, Workspace, append_lines, problem
from publish.project.names import waivers_file

BROKEN = "waivers-broken"
WAIVER, REVOCATION = "waiver", "revocation"
_TEXTS = ("id", "kind", "locale", "domain", "message", "code", "role", "by", "date", "reason")  # fields of both kinds


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waiver: who overrules which findings of which text, and why.

    ``message`` is the mark of the message (`publish.guide.Message.mark`), ``text`` the digest of the text
    (`publish.approval.signatures.text_digest`), ``findings`` what the findings of the code say, ``date`` an ISO date,
    ``different_from`` people with names like ``by`` who, as ``by`` has confirmed, are other people.
    """

    id: str
    domain: str
    message: str
    code: str
    findings: tuple[str, ...]
    text: str
    role: str
    by: str
    date: str
    reason: str
    msgid: str
    msgctxt: str | None
    msgstrs: tuple[str, ...]
    different_from: tuple[str, ...] = ()


def read_waivers(snapshot: Snapshot, locale: str) -> tuple[Waiver, ...]:
    """Return the waivers of ``locale`` that were not revoked, in the order of the file; none if there is no file.

    Raises `PublishError` (``waivers-broken``) with the number of a line that is not a valid record, or belongs to another locale.
    """
    name = waivers_file(locale)
    return snapshot.parse(name, parse_waivers) if snapshot.has(name) else ()


def parse_waivers(blob: Blob) -> tuple[Waiver, ...]:
    """Return the waivers in a file, whose name says which locale it belongs to. Raises `PublishError` as `read_waivers` does."""
    found = list[Waiver]()
    for number, line in enumerate(blob.data[: whole_length(blob.data)].split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            record = _record(line, blob.path.split("/")[1])
            if record["kind"] == WAIVER:
                found.append(_waiver(record))
            else:
                ended = tuple(record[name] for name in ("domain", "message", "code"))
                found = [each for each in found if (each.domain, each.message, each.code) != ended]
        except (LookupError, TypeError, ValueError, RecursionError) as error:
            reason = f"the field {error} is missing" if isinstance(error, KeyError) else str(error)
            hint = "lines are only ever added: restore the file from version control; in a merge conflict keep the lines of both sides"
            raise problem(BROKEN, f"line {number} is not a waiver: {reason}", file=blob.path, line=number, hint=hint) from error
    return tuple(found)


def append_waivers(workspace: Workspace, locale: str, records: Collection[dict[str, Any]]) -> None:
    """Append ``records`` to the waivers of ``locale`` in one write, each with its ``id``. The caller holds the lock of the workspace."""
    lines = "".join(json.dumps(record | {"id": _id(record)}, ensure_ascii=False) + "\n" for record in records)
    if lines:
        append_lines(workspace.waivers_path(locale), lines.encode("utf-8", "surrogatepass"), whole_length)


def mark_of(msgctxt: str | None, msgid: str) -> str:
    """Return the 12 hexadecimal digits that name a message in findings, in waivers and in a page (``data-message``)."""
    return Message(msgid, msgctxt).mark


def _id(record: dict[str, Any]) -> str:
    fields: dict[str, Any] = {name: value for name, value in record.items() if name != "id"}
    return sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:16]


def _record(line: bytes, locale: str) -> dict[str, Any]:
    """Return the record on a line. Raises `LookupError`, `TypeError` or `ValueError` for one that is not valid."""
    record = json.loads(line, object_pairs_hook=_unique_fields)
    if not isinstance(record, dict) or not all(isinstance(record[name], str) for name in _TEXTS):
        raise TypeError("a field is not a text")
    if record["id"] != _id(record):
        raise ValueError("it was changed by hand")
    if record["locale"] != locale:
        raise ValueError(f"it is for “{record['locale']}”")
    if record["kind"] not in (WAIVER, REVOCATION) or record["role"] not in ROLES or not record["reason"].strip():
        raise ValueError("its kind, role or reason is wrong")
    date.fromisoformat(record["date"])
    return record


def _waiver(record: dict[str, Any]) -> Waiver:
    fields = {name: record[name] for name in _TEXTS if name not in ("kind", "locale")}
    context = record["msgctxt"]
    if not (isinstance(record["text"], str) and isinstance(record["msgid"], str) and isinstance(context, str | None)):
        raise TypeError("a field is not a text")
    if mark_of(context, record["msgid"]) != record["message"]:
        raise ValueError("its message is not its msgid")
    fields |= {"findings": _list(record, "findings"), "msgstrs": _list(record, "msgstr")}
    others = _list(record, "different_from") if "different_from" in record else ()
    return Waiver(**fields, text=record["text"], msgid=record["msgid"], msgctxt=context, different_from=others)


def _list(record: dict[str, Any], field: str) -> tuple[str, ...]:
    value = record[field]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError(f"“{field}” is not a list of texts")
    return tuple(value)


def _unique_fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a field is repeated")
    return found
