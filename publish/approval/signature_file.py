"""Read and extend the file of signatures of a locale: locales/<locale>/approvals.jsonl.

The file holds one JSON object per line, and lines are only ever added. There are three kinds:

- ``text``: the content that a digest stands for, so that an approved text can be shown and printed after it was edited;
- ``approval``: a role, a person, a date, the edition of the guide, and the digests that were signed;
- ``revocation``: a role, a person, a date, a reason, the digests whose signatures in that role are revoked, whoever gave them, and in
  ``revokes`` the ids of these signatures.

An approval or revocation names its locale and its domain, itself, and the lines before it (`publish.approval.chain`).
"""

import json
import re
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from publish.approval.chain import AFTER, ID, REVOKES, record_id
from publish.approval.signatures import HUMAN, ORIGINS, LocaleSignatures, Signature, SignedLine, SignedText, content_digest, text_digest
from publish.approval.torn_line import torn_warning, whole_length
from publish.po.model import Entry
from publish.project import ROLES, Blob, Finding, Snapshot, Workspace, append_lines, problem
from publish.project.names import approvals_file

BROKEN = "approvals-broken"
CHANGED = "approvals-changed"
DATE = "signature-date"
FOREIGN = "approvals-foreign"
GAP = "approvals-gap"
FIRST_DAY = date(2026, 1, 1)
"""No signature is older than the software that writes them."""

PLURAL = "msgid_plural"
_EDITION_YEAR = re.compile(r"20\d\d(?!\d)")
_RESTORE = "lines are only ever added: restore the file from version control, then sign or revoke with publish approve"


def read_signatures(snapshot: Snapshot, locale: str) -> LocaleSignatures:
    """Return the signatures of ``locale``; none if there is no file.

    Raises `PublishError` with the number of the line: ``approvals-broken`` if the line is not a valid record, ``approvals-changed`` if it
    is not as it was written, ``approvals-gap`` if a line before it is missing or stands below it, ``approvals-foreign`` if it was written
    for another locale, ``signature-date`` if its date cannot be right.
    """
    name = approvals_file(locale)
    return snapshot.parse(name, parse_signatures) if snapshot.has(name) else LocaleSignatures({}, {})


def refuse_early_clock(snapshot: Snapshot, locale: str, today: date) -> None:
    """Raise `PublishError` (``signature-date``) if a signature is dated after ``today``: either its date or the clock is wrong.

    Raises what `read_signatures` raises as well.
    """
    newest = read_signatures(snapshot, locale).newest
    if newest and newest.date > today.isoformat():
        message = f"line {newest.number}, signed by {newest.by}, is dated {newest.date}, but today is {today.isoformat()}"
        hint = "correct the clock of this machine, or unset SOURCE_DATE_EPOCH; if the line is wrong, restore the file from version control"
        raise problem(DATE, message, file=approvals_file(locale), line=newest.number, locale=locale, hint=hint)


def parse_signatures(blob: Blob) -> LocaleSignatures:
    """Return the signatures in a file, whose name says which locale it belongs to. Raises `PublishError` as `read_signatures` does."""
    locale, length = blob.path.split("/")[1], whole_length(blob.data)
    reader = _Reader(locale)
    for number, record in _records(blob, length):
        try:
            reader.add(number, record)
        except LookupError as error:
            raise _broken(blob, number, f"the field {error} is missing") from error
        except (TypeError, ValueError) as error:
            raise _broken(blob, number, f"a field has a wrong value: {error}") from error
        except _WrongLineError as error:
            raise problem(error.code, f"line {number} {error}", file=blob.path, line=number, locale=locale, hint=error.hint) from error
    return reader.signatures(torn_warning(blob, length))


def append_records(workspace: Workspace, locale: str, records: Collection[dict[str, Any]]) -> None:
    """Append ``records`` to the signatures of ``locale``, all or none of them. Existing lines do not change; a torn last line is removed.

    The caller holds the lock of the workspace. Raises `OSError`, with the file as it was before, if the disk is full; `PublishError`
    (``signature-date``) if a record has a date with which nobody could read the file.
    """
    if not records:
        return
    for record in records:
        if "date" in record and record["date"] < _earliest(str(record.get("edition", ""))).isoformat():
            message = f"today is {record['date']} by the clock of this machine, before the first edition that could be signed"
            hint = "correct the clock, or unset SOURCE_DATE_EPOCH"
            raise problem(DATE, message, file=approvals_file(locale), locale=locale, hint=hint)
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    append_lines(workspace.approvals_path(locale), lines.encode("utf-8", "surrogatepass"), whole_length)


def text_record(entry: Entry, domain: str) -> dict[str, Any]:
    """Return the record of kind ``text`` for ``entry``."""
    plural = {} if entry.msgid_plural is None else {PLURAL: entry.msgid_plural}
    return {
        "kind": "text",
        "digest": text_digest(entry),
        "domain": domain,
        "msgctxt": entry.msgctxt,
        "msgid": entry.msgid,
        **plural,
        "msgstr": list(entry.msgstrs),
    }


class _WrongLineError(Exception):
    """A line is a record, but does not belong where it stands, or is not as it was written."""

    def __init__(self, message: str, finding_code: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.hint = finding_code, hint


def _wrong_line(code: str, message: str, hint: str = _RESTORE) -> _WrongLineError:
    return _WrongLineError(message, code, hint)


class _Reader:
    """Reads the records of a file in order. Signatures that are revoked are left out at the end, wherever their line stands."""

    def __init__(self, locale: str) -> None:
        self._locale = locale
        self._texts: dict[str, SignedText] = {}
        self._given: dict[str, list[Signature]] = {}
        self._dates: dict[str, str] = {}
        self._heads: list[str] = []
        self._revoked: set[tuple[str, str]] = set()  # pairs of digest and id
        self._newest: SignedLine | None = None

    def add(self, number: int, record: dict[str, Any]) -> None:
        """Add one record. Raises `LookupError`, `TypeError` or `ValueError` for a wrong field, and `_WrongLineError`."""
        if record["kind"] == "text":
            text = _signed_text(record)
            self._texts[text.digest] = text
            return
        signature, digests = _signature(record), _list(record, "digests")
        if _text(record, "locale") != self._locale:
            message = f"is a signature for “{record['locale']}”, not for “{self._locale}”"
            raise _wrong_line(FOREIGN, message, "remove the lines that were copied from there: people who read a locale sign it")
        self._check_place(record, signature, digests)
        if signature.id in self._dates:  # a line that was appended again says nothing new
            return
        if record["kind"] == "approval":
            for digest in digests:
                self._given.setdefault(digest, []).append(signature)
        else:
            self._revoke(record, signature, digests)
        self._dates[signature.id] = signature.date
        self._heads = [head for head in self._heads if head not in record.get(AFTER, ())] + [signature.id]
        if self._newest is None or signature.date > self._newest.date:
            self._newest = SignedLine(number, signature.by, signature.date)

    def signatures(self, warnings: tuple[Finding, ...]) -> LocaleSignatures:
        """Return what was read."""
        valid = {digest: tuple(each for each in given if (digest, each.id) not in self._revoked) for digest, given in self._given.items()}
        return LocaleSignatures(valid, self._texts, warnings, tuple(self._heads), self._newest)

    def _check_place(self, record: dict[str, Any], signature: Signature, digests: tuple[str, ...]) -> None:
        """Raise `_WrongLineError` if the line was changed, or if a line that it comes after is missing or newer."""
        if ID in record and record[ID] != signature.id:
            raise _wrong_line(CHANGED, f"was changed after {signature.by} had signed it")
        if signature.date < _earliest(signature.edition).isoformat():
            raise _wrong_line(DATE, f"is dated {signature.date}, which is before the first edition that could be signed")
        for earlier in _list(record, AFTER) if AFTER in record else ():
            if earlier not in self._dates:
                raise _wrong_line(GAP, f"comes after a line {earlier} that is not above it: a line was deleted or moved")
            if signature.date < self._dates[earlier]:
                raise _wrong_line(DATE, f"is dated {signature.date}, earlier than a line that was written before it")
        if ID in record and record["kind"] == "approval" and not all(digest in self._texts for digest in digests):
            raise _wrong_line(GAP, "signs a text that is not above it: a line was deleted or moved")

    def _revoke(self, record: dict[str, Any], revocation: Signature, digests: tuple[str, ...]) -> None:
        """Revoke the signatures that a record names or, if it is of an older version, those of its role that stand above it."""
        revoked = {each.id for digest in digests for each in self._given.get(digest, ()) if _same_role(each, revocation)}
        named = _list(record, REVOKES) if REVOKES in record else tuple(revoked)
        above = all(any(_same_role(each, revocation) for each in self._given.get(digest, ())) for digest in digests)
        if not above or not revoked >= set(named):
            raise _wrong_line(GAP, "revokes a signature that is not above it: a line was deleted or moved")
        self._revoked.update((digest, each) for digest in digests for each in named)


def _same_role(one: Signature, other: Signature) -> bool:
    return (one.domain, one.role) == (other.domain, other.role)


def _earliest(edition: str) -> date:
    """Return the first day that a signature can have: that of the software, or a year before the year in the name of its ``edition``."""
    year = _EDITION_YEAR.match(edition)
    return max(FIRST_DAY, date(int(year[0]) - 1, 1, 1)) if year else FIRST_DAY


def _signed_text(record: dict[str, Any]) -> SignedText:
    """Return the text of a record. Raises `_WrongLineError` if its digest is that of another text."""
    context, plural = record.get("msgctxt"), record.get(PLURAL)
    text = SignedText(
        digest=_text(record, "digest"),
        domain=_text(record, "domain"),
        msgid=_text(record, "msgid"),
        msgctxt=None if context is None else str(context),
        msgstrs=_list(record, "msgstr"),
        msgid_plural=None if plural is None else str(plural),
    )
    # Older versions did not record the plural, so the digest of such a text cannot be compared. It is again before the text is printed.
    is_comparable = PLURAL in record or len(text.msgstrs) < 2
    if is_comparable and content_digest(text.msgctxt, text.msgid, text.msgid_plural, text.msgstrs) != text.digest:
        raise _wrong_line(CHANGED, f"is not the text that was signed: “{text.msgid[:60]}” has another digest")
    return text


def _signature(record: dict[str, Any]) -> Signature:
    """Return the signature that an approval gives, or that stands for those that a revocation removes."""
    kind, role, day, origin = record["kind"], _text(record, "role"), _text(record, "date"), record.get("origin", HUMAN)
    if kind not in ("approval", "revocation") or role not in ROLES:
        raise ValueError(f"kind “{kind}”, role “{role}”")
    if origin not in ORIGINS:
        raise ValueError(f"origin “{origin}”")
    if date.fromisoformat(day).isoformat() != day:  # dates are compared as texts
        raise ValueError(f"date “{day}”")
    others = _list(record, "different_from") if "different_from" in record else ()
    edition = str(record.get("edition", ""))
    return Signature(role, _text(record, "by"), day, _text(record, "domain"), edition, origin, others, record_id(record))


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
