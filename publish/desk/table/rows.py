"""The list of messages: each with its translation, its state, who signed it, and what the checks find in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace

from publish.approval.signature_file import read_signatures
from publish.approval.signatures import LocaleSignatures, Signature, missing_roles, text_digest
from publish.approval.waivers import active_waivers
from publish.approval.waivers.checking import check_unwaived
from publish.approval.waivers.waiver_file import Waiver
from publish.catalog.edit import Remark, remarks_on
from publish.catalog.locales import plural_forms
from publish.catalog.store import load
from publish.catalog.template import CRITICAL, LAYOUTS, is_critical, source_of, template
from publish.desk.printing.kinds import kind_of
from publish.desk.table.editing import text_id
from publish.po.model import Catalog, Entry
from publish.po.plurals import parse_plural_forms
from publish.project import Finding, PublishError, Snapshot, now
from publish.release.checking.sources import source_findings
from publish.release.making.findings_on_page import mark_of_entry
from publish.text.word_diff import DiffPiece, word_diff

COUNTED = range(200)
"""The numbers among which an example for each plural form is looked for."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A message on the light table. ``state`` is ``translated``, ``fuzzy`` or ``untranslated``; ``source`` in the language of the source.

    ``id`` names it, ``mark`` its places on the page: a guide and the layouts may have the same words.
    ``msgstrs`` has one text, or one for each plural form, for which ``forms`` has examples. ``unapproved`` are the roles that have not
    signed the translation yet, ``signed`` those who have; ``digest`` names the text for a signature. ``previous`` are the changes of the
    source since a fuzzy text was translated.
    """

    id: str
    mark: str
    domain: str
    msgid: str
    msgid_plural: str
    msgctxt: str
    msgstrs: tuple[str, ...]
    forms: tuple[int, ...]
    state: str
    critical: bool
    digest: str
    unapproved: tuple[str, ...]
    signed: tuple[Signature, ...]
    waivers: tuple[Waiver, ...]
    remarks: tuple[Remark, ...]
    previous: tuple[DiffPiece, ...]
    notes: tuple[str, ...]
    reference: str


def table_rows(snapshot: Snapshot, locale: str, guide: str) -> tuple[TableRow, ...]:
    """Return the messages of ``guide`` and of the layouts that are translated into ``locale``, in the order of the templates.

    In the locale of the source these are its own texts, without translations.

    Raises `PublishError` if a catalog or a file of signatures cannot be read.
    """
    domains = (guide, LAYOUTS)
    if locale == source_of(snapshot, guide):
        return tuple(_source_row(domain, message) for domain in domains for message in template(snapshot, domain).messages)
    return tuple(row for domain in domains if source_of(snapshot, domain) != locale for row in _rows(snapshot, locale, domain))


def _rows(snapshot: Snapshot, locale: str, domain: str) -> Iterator[TableRow]:
    catalog, signatures = load(snapshot, locale, domain), read_signatures(snapshot, locale)
    waivers: dict[tuple[str | None, str], list[Waiver]] = {}
    for each in active_waivers(snapshot, locale, domain):
        waivers.setdefault(each.entry.key, []).append(each.waiver)
    examples = _examples(catalog, locale)
    for message in template(snapshot, domain).messages:
        entry = catalog.index.get(message.key, message)
        yield _row(snapshot, domain, message, entry, signatures, tuple(waivers.get(message.key, ())), examples)


def _row(
    snapshot: Snapshot,
    domain: str,
    message: Entry,
    entry: Entry,
    signatures: LocaleSignatures,
    waivers: tuple[Waiver, ...],
    examples: tuple[int, ...],
) -> TableRow:
    forms = examples if message.msgid_plural is not None else ()
    policy = snapshot.settings.policy
    missing = missing_roles(policy, signatures, domain, entry, is_critical=is_critical(message), is_source=False)
    return replace(
        _source_row(domain, message),
        msgstrs=_texts(entry, len(forms) or 1),
        forms=forms,
        state=_state(entry),
        digest=text_digest(entry),
        unapproved=tuple(sorted(missing)),
        signed=signatures.valid_for(entry, domain) if entry.usable else (),
        waivers=waivers,
        remarks=tuple(remarks_on(entry)),
        previous=word_diff(entry.previous.msgid, message.msgid) if entry.fuzzy and entry.previous else (),
    )


def _source_row(domain: str, message: Entry) -> TableRow:
    """Return what a row says of the source text alone."""
    return TableRow(
        id=text_id(domain, message),
        mark=mark_of_entry(message),
        domain=domain,
        msgid=message.msgid,
        msgid_plural=message.msgid_plural or "",
        msgctxt=message.msgctxt or "",
        msgstrs=(),
        forms=(),
        state="source",
        critical=is_critical(message),
        digest="",
        unapproved=(),
        signed=(),
        waivers=(),
        remarks=(),
        previous=(),
        notes=tuple(note for note in message.extracted if note != CRITICAL),
        reference=next(iter(message.references), ""),
    )


def _texts(entry: Entry, number: int) -> tuple[str, ...]:
    return (*entry.msgstrs, *[""] * number)[: max(number, len(entry.msgstrs))]


def _state(entry: Entry) -> str:
    return "translated" if entry.usable else "fuzzy" if entry.translated else "untranslated"


def _examples(catalog: Catalog, locale: str) -> tuple[int, ...]:
    """Return the first number of each plural form."""
    try:
        number, rule = parse_plural_forms(catalog.headers.get("Plural-Forms", "") or plural_forms(locale))
        first = {form: count for count in reversed(COUNTED) for form in (rule(count),)}
    except (ValueError, ZeroDivisionError, PublishError):
        return ()
    return tuple(first.get(form, form) for form in range(number))


def findings_by_mark(snapshot: Snapshot, locale: str, guide: str) -> dict[str, list[dict[str, object]]]:
    """Return what the checks find in ``guide`` and in the layouts, by the id of the text; under an empty id what is about no single text.

    In the locale of the source that is what the checks find in the guide itself.
    """
    found: dict[str, list[dict[str, object]]] = {}
    for domain in (guide, LAYOUTS):
        ids: dict[str, list[str]] = {}
        for message in template(snapshot, domain).messages:
            ids.setdefault(message.msgid, []).append(text_id(domain, message))
        for finding in _checked(snapshot, locale, domain):
            for text in ids.get(finding.msgid or "", [""]):
                found.setdefault(text, []).append(shown_finding(finding))
    return found


def _checked(snapshot: Snapshot, locale: str, domain: str) -> Iterable[Finding]:
    if source_of(snapshot, domain) == locale:
        return () if domain == LAYOUTS else source_findings(snapshot, domain, now().date())
    try:
        return check_unwaived(snapshot, locale, domain)
    except PublishError as error:
        return error.findings


def shown_finding(finding: Finding) -> dict[str, object]:
    """Return a finding as the page shows it."""
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "message": finding.message,
        "hint": finding.hint or "",
        "title": kind.title if (kind := kind_of(finding)) else "",
        "where": ":".join(str(part) for part in (finding.file, finding.line) if part),
    }


def as_data(rows: Iterable[TableRow], findings: Mapping[str, list[dict[str, object]]]) -> list[dict[str, object]]:
    """Return rows as plain data, each with its findings."""
    return [asdict(row) | {"findings": findings.get(row.id, [])} for row in rows]
