"""The list of messages: each with its translation, its state, and what the checks find in it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from publish.approval.signature_file import read_signatures
from publish.approval.signatures import missing_roles
from publish.approval.waivers.checking import check_unwaived
from publish.catalog.store import load
from publish.catalog.template import LAYOUTS, is_critical, source_of, template
from publish.po.model import Entry
from publish.project import Finding, PublishError, Snapshot
from publish.release.making.findings_on_page import mark_of_entry


@dataclass(frozen=True, slots=True)
class TableRow:
    """A message on the light table. ``state`` is ``translated``, ``fuzzy`` or ``untranslated``; ``editable`` is False for plural forms.

    ``unapproved`` are the roles that have not signed the translation yet.
    """

    mark: str
    domain: str
    msgid: str
    msgctxt: str
    msgstr: str
    state: str
    critical: bool
    editable: bool
    unapproved: tuple[str, ...]
    notes: tuple[str, ...]


def table_rows(snapshot: Snapshot, locale: str, guide: str) -> tuple[TableRow, ...]:
    """Return the messages of ``guide`` and of the layouts that are translated into ``locale``, in the order of the templates.

    Raises `PublishError` if a catalog or a file of signatures cannot be read.
    """
    domains = [domain for domain in (guide, LAYOUTS) if source_of(snapshot, domain) != locale]
    return tuple(row for domain in domains for row in _rows(snapshot, locale, domain))


def _rows(snapshot: Snapshot, locale: str, domain: str) -> Iterable[TableRow]:
    catalog, signatures, policy = load(snapshot, locale, domain), read_signatures(snapshot, locale), snapshot.settings.policy
    for message in template(snapshot, domain).messages:
        entry = catalog.index.get(message.key, message)
        critical = is_critical(message)
        yield TableRow(
            mark=mark_of_entry(message),
            domain=domain,
            msgid=message.msgid,
            msgctxt=message.msgctxt or "",
            msgstr=entry.msgstrs[0] if entry.msgstrs else "",
            state=_state(entry),
            critical=critical,
            editable=message.msgid_plural is None,
            unapproved=tuple(sorted(missing_roles(policy, signatures, domain, entry, is_critical=critical, is_source=False))),
            notes=message.extracted,
        )


def _state(entry: Entry) -> str:
    return "translated" if entry.usable else "fuzzy" if entry.translated else "untranslated"


def findings_by_mark(snapshot: Snapshot, locale: str, guide: str) -> dict[str, list[dict[str, object]]]:
    """Return what the checks find in the catalogs of ``guide`` and of the layouts, by the mark of the message."""
    found: dict[str, list[dict[str, object]]] = {}
    for domain in (guide, LAYOUTS):
        if source_of(snapshot, domain) != locale:
            marks = {message.msgid: mark_of_entry(message) for message in template(snapshot, domain).messages}
            for finding in _checked(snapshot, locale, domain):
                found.setdefault(marks.get(finding.msgid or "", ""), []).append(_shown(finding))
    return found


def _checked(snapshot: Snapshot, locale: str, domain: str) -> Iterable[Finding]:
    try:
        return check_unwaived(snapshot, locale, domain)
    except PublishError as error:
        return error.findings


def _shown(finding: Finding) -> dict[str, object]:
    return {"severity": finding.severity.value, "code": finding.code, "message": finding.message, "hint": finding.hint or ""}


def as_data(rows: Iterable[TableRow], findings: Mapping[str, list[dict[str, object]]]) -> list[dict[str, object]]:
    """Return rows as plain data, each with its findings."""
    return [asdict(row) | {"findings": findings.get(row.mark, [])} for row in rows]
