"""Who signed what: locales/<locale>/approvals.jsonl, one JSON object a line, only ever added to.

A signature is over content: the SHA-256 of what a message says in source and translation, in Unicode's
form NFC; of a source it is over all that `publish.approval.scope` lists. Nothing has to be voided when a text is
edited; its digest is another one. It is given in one locale and one domain, which the line names: a copy of the file
approves nothing elsewhere. Three kinds of line:

- ``text``: what a digest stands for, so that an approved text can be printed after it was edited;
- ``approval``: a role, a person, a date, the edition of the guide, and the digests signed;
- ``revocation``: a person, a date, a reason, and the digests no longer signed by a role, whoever had signed.

Rules: ISO 17100 (a second person revises), ISO 18587 and 45 CFR 92.201(c)(3) (a person goes over what a
machine translated). The word “machine” is said of the translator's role only.
"""

import json
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from publish.approval.names import person
from publish.catalog.origin import is_machine_made
from publish.po.model import Entry
from publish.project import ROLES, ApprovalPolicy, Blob, Snapshot, Workspace, append_lines, once, problem
from publish.project.names import approvals_file

TRANSLATOR, REVISER, CLINICIAN, BACK_TRANSLATOR = ROLES
HUMAN, MACHINE = ORIGINS = ("human", "machine")
OF_TRANSLATIONS = frozenset({TRANSLATOR, REVISER, BACK_TRANSLATOR})  # roles that a source text has no use for
CODE = "approvals-broken"


@dataclass(frozen=True, slots=True)
class Signature:
    """One person's approval of messages in one role. ``date`` is an ISO date, ``edition`` that of the guide signed."""

    role: str
    by: str
    date: str
    domain: str
    edition: str = ""
    origin: str = HUMAN


@dataclass(frozen=True, slots=True)
class Approved:
    """A text as it was signed."""

    digest: str
    domain: str
    msgid: str
    msgctxt: str | None
    msgstrs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The signatures of one locale that stand, by digest, and the texts they were given to, in the order of the file."""

    signatures: dict[str, tuple[Signature, ...]]
    texts: dict[str, Approved]

    def signed(self, digest: str, domain: str) -> tuple[Signature, ...]:
        """Return the signatures that count for a text: a reviser who is also its translator does not."""
        found = tuple(item for item in self.signatures.get(digest, ()) if item.domain == domain)
        translators = {person(item.by) for item in found if item.role == TRANSLATOR}
        return tuple(item for item in found if item.role != REVISER or person(item.by) not in translators)


def digest(entry: Entry) -> str:
    """Return the digest that a signature of ``entry`` is given to: SHA-256, hexadecimal, over NFC."""
    said = json.dumps([entry.msgctxt, entry.msgid, entry.msgid_plural, *entry.msgstrs], ensure_ascii=False)
    return sha256(unicodedata.normalize("NFC", said).encode("utf-8", "surrogatepass")).hexdigest()


def required(policy: ApprovalPolicy, critical: bool, machine: bool, is_source: bool) -> frozenset[str]:
    """Return the roles that must have signed a message.

    Of a source, only those that make sense there, and a clinician at least. What a ``machine`` translated
    always needs a reviser.
    """
    roles = frozenset(policy.required) | frozenset(policy.critical if critical else ())
    if is_source:
        return roles - OF_TRANSLATIONS or frozenset({CLINICIAN})
    return roles | {REVISER} if machine else roles


def waited_for(policy: ApprovalPolicy, book: Book, domain: str, entry: Entry, *, critical: bool, is_source: bool) -> frozenset[str]:
    """Return the roles of `required` that have not signed ``entry``."""
    signed = book.signed(digest(entry), domain) if book.signatures else ()
    machine = is_machine_made(entry) or any(item.role == TRANSLATOR and item.origin == MACHINE for item in signed)
    return required(policy, critical, machine, is_source) - {item.role for item in signed}


@once
def read_book(snapshot: Snapshot, locale: str) -> Book:
    """Return the signatures of ``locale``.

    Raises `PublishError` with the line: ``approvals-broken`` where it is no signature, ``approvals-foreign`` where it was
    given in another locale.
    """
    name = approvals_file(locale)
    signatures: dict[str, tuple[Signature, ...]] = {}
    texts: dict[str, Approved] = {}
    for number, record in _records(snapshot.find(name), name):
        try:
            _take(record, locale, signatures, texts)
        except LookupError as error:
            raise _broken(name, number, f"it lacks the field {error}") from error
        except (TypeError, ValueError) as error:
            raise _broken(name, number, f"a field is wrong: {error}") from error
        except _Foreign as error:
            message = f"line {number} is a signature for {error}, not for {locale}"
            hint = "take out what was copied from there: each locale is signed by people who read it"
            raise problem("approvals-foreign", message, file=name, line=number, locale=locale, hint=hint) from error
    return Book(signatures, texts)


class _Foreign(Exception):
    """A signature of another locale."""


def append(workspace: Workspace, locale: str, records: Collection[dict[str, Any]]) -> None:
    """Add ``records`` to the signatures of ``locale`` in one write; lines that are there are never touched."""
    if not records:
        return
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    append_lines(workspace.approvals_path(locale), lines.encode("utf-8", "surrogatepass"))


def text_record(entry: Entry, domain: str) -> dict[str, Any]:
    """Return the line that keeps what a digest stands for."""
    return {
        "kind": "text",
        "digest": digest(entry),
        "domain": domain,
        "msgctxt": entry.msgctxt,
        "msgid": entry.msgid,
        "msgstr": list(entry.msgstrs),
    }


def _take(record: dict[str, Any], locale: str, signatures: dict[str, tuple[Signature, ...]], texts: dict[str, Approved]) -> None:
    """Take one line into account."""
    kind, domain = record["kind"], _text(record, "domain")
    if kind == "text":
        forms, context = _list(record, "msgstr"), record.get("msgctxt")
        texts[_text(record, "digest")] = Approved(
            record["digest"], domain, _text(record, "msgid"), None if context is None else str(context), forms
        )
        return
    role, by, day = _text(record, "role"), _text(record, "by"), _text(record, "date")
    date.fromisoformat(day)
    if kind not in ("approval", "revocation") or role not in ROLES:
        raise ValueError(f"kind “{kind}”, role “{role}”")
    if _text(record, "locale") != locale:
        raise _Foreign(record["locale"])
    origin = record.get("origin", HUMAN)
    if origin not in ORIGINS:
        raise ValueError(f"origin “{origin}”")
    added = Signature(role, by, day, domain, str(record.get("edition", "")), origin)
    for item in _list(record, "digests"):
        old = signatures.get(item, ())
        if kind == "approval":
            # Nobody's signature takes the place of another's: who translated does not become a reviser by somebody else's.
            signatures[item] = (*old, added)
        else:
            signatures[item] = tuple(each for each in old if (each.domain, each.role) != (domain, role))


def _records(file: Blob | None, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(file.data.split(b"\n") if file else (), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, object_pairs_hook=_once)
        except (ValueError, RecursionError) as error:
            raise _broken(name, number, str(error)) from error
        if not isinstance(record, dict):
            raise _broken(name, number, "it is not a JSON object")
        yield number, record


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return ``pairs`` as a dictionary; raises `ValueError` for a key that stands there twice, of which a reader sees one."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a field stands there twice")
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


def _broken(name: str, line: int, why: str) -> Exception:
    hint = "the file is only ever added to: take it from version control again; in a conflict keep the lines of both sides"
    return problem(CODE, f"line {line} is not a signature: {why}", file=name, line=line, hint=hint)
