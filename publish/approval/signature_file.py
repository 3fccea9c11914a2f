"""Read and extend the file of signatures of a locale: locales/<locale>/approvals.jsonl.

The file holds one JSON object per line, and lines are only ever added. There are three kinds:

- ``text``: the content that a digest stands for, so that an approved text can be shown and printed after it was edited;
- ``approval``: a role, a person, a date, the edition of the guide, and the digests that were signed;
- ``revocation``: a role, a person, a date, a reason, and the digests whose signatures in that role are revoked, whoever gave them.

An approval or revocation names its locale and its domain.
"""

import json
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from publish.approval.signatures import HUMAN, ORIGINS, LocaleSignatures, Signature, SignedText, text_digest
from publish.approval.torn_line import torn_warning, whole_length
from publish.po.model import Entry
from publish.project import ROLES, Blob, Snapshot, Workspace, append_lines, problem
from publish.project.names import approvals_file

BROKEN = "approvals-broken"
FOREIGN = "approvals-foreign"


def read_signatures(snapshot: Snapshot, locale: str) -> LocaleSignatures:
    """Return the signatures of ``locale``; none if there is no file.

    Raises `PublishError` with the number of the line: ``approvals-broken`` if the line is not a valid record, ``approvals-foreign`` if it
    was written for another locale.
    """
    name = approvals_file(locale)
    return snapshot.parse(name, parse_signatures) if snapshot.has(name) else LocaleSignatures({}, {})


def parse_signatures(blob: Blob) -> LocaleSignatures:
    """Return the signatures in a file, whose name says which locale it belongs to. Raises `PublishError` as `read_signatures` does."""
    locale, length = blob.path.split("/")[1], whole_length(blob.data)
    signatures = LocaleSignatures({}, {}, torn_warning(blob, length))
    for number, record in _records(blob, length):
        try:
            _add(signatures, record, locale)
        except LookupError as error:
            raise _broken(blob, number, f"the field {error} is missing") from error
        except (TypeError, ValueError) as error:
            raise _broken(blob, number, f"a field has a wrong value: {error}") from error
        except _OtherLocaleError as error:
            message = f"line {number} is a signature for “{error}”, not for “{locale}”"
            hint = "remove the lines that were copied from there: each locale is signed by people who read it"
            raise problem(FOREIGN, message, file=blob.path, line=number, locale=locale, hint=hint) from error
    return signatures


def append_records(workspace: Workspace, locale: str, records: Collection[dict[str, Any]]) -> None:
    """Append ``records`` to the signatures of ``locale``, all or none of them. Existing lines do not change; a torn last line is removed.

    The caller holds the lock of the workspace. Raises `OSError`, with the file as it was before, if the disk is full.
    """
    if not records:
        return
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    append_lines(workspace.approvals_path(locale), lines.encode("utf-8", "surrogatepass"), whole_length)


def text_record(entry: Entry, domain: str) -> dict[str, Any]:
    """Return the record of kind ``text`` for ``entry``."""
    return {
        "kind": "text",
        "digest": text_digest(entry),
        "domain": domain,
        "msgctxt": entry.msgctxt,
        "msgid": entry.msgid,
        "msgstr": list(entry.msgstrs),
    }


class _OtherLocaleError(Exception):
    """A signature was given in another locale."""


def _add(signatures: LocaleSignatures, record: dict[str, Any], locale: str) -> None:
    """Add one record, or remove the signatures that it revokes.

    Raises `LookupError`, `TypeError` or `ValueError` for a wrong field, and `_OtherLocaleError`.
    """
    if record["kind"] == "text":
        text = _signed_text(record)
        signatures.texts[text.digest] = text
        return
    added = _signature(record)
    if _text(record, "locale") != locale:
        raise _OtherLocaleError(record["locale"])
    for digest in _list(record, "digests"):
        old = signatures.by_digest.get(digest, ())
        if record["kind"] == "approval":
            # A new signature never replaces that of another person: otherwise a translator could revise after somebody else signed.
            signatures.by_digest[digest] = (*old, added)
        else:
            signatures.by_digest[digest] = tuple(each for each in old if (each.domain, each.role) != (added.domain, added.role))


def _signed_text(record: dict[str, Any]) -> SignedText:
    context = record.get("msgctxt")
    return SignedText(
        digest=_text(record, "digest"),
        domain=_text(record, "domain"),
        msgid=_text(record, "msgid"),
        msgctxt=None if context is None else str(context),
        msgstrs=_list(record, "msgstr"),
    )


def _signature(record: dict[str, Any]) -> Signature:
    """Return the signature that an approval gives, or that stands for those that a revocation removes."""
    kind, role, day, origin = record["kind"], _text(record, "role"), _text(record, "date"), record.get("origin", HUMAN)
    if kind not in ("approval", "revocation") or role not in ROLES:
        raise ValueError(f"kind “{kind}”, role “{role}”")
    if origin not in ORIGINS:
        raise ValueError(f"origin “{origin}”")
    date.fromisoformat(day)
    return Signature(role, _text(record, "by"), day, _text(record, "domain"), str(record.get("edition", "")), origin)


def _records(blob: Blob, length: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the JSON object of each line that is not empty in the first ``length`` bytes, with the number of the line."""
    for number, line in enumerate(blob.data[:length].split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, object_pairs_hook=_unique_fields)
        except (ValueError, RecursionError) as error:
            raise _broken(blob, number, str(error)) from error
        if not isinstance(record, dict):
            raise _broken(blob, number, "it is not a JSON object")
        yield number, record


def _unique_fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return ``pairs`` as a dictionary. Raises `ValueError` for a repeated field, of which a person reading the file may see only one."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a field is repeated")
    return found


def _text(record: dict[str, Any], field: str) -> str:
    value = record[field]
    if not isinstance(value, str):
        raise TypeError(f"“{field}” is not a text")
    return value


def _list(record: dict[str, Any], field: str) -> tuple[str, ...]:
    value = record[field]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError(f"“{field}” is not a list of texts")
    return tuple(value)


def _broken(blob: Blob, line: int, reason: str) -> Exception:
    hint = "lines are only ever added: restore the file from version control; in a merge conflict keep the lines of both sides"
    return problem(BROKEN, f"line {line} is not a signature: {reason}", file=blob.path, line=line, hint=hint)
