"""Archive each edition that is approved as a whole, and return the last approved edition to be printed.

The archived edition is returned as a snapshot: the guide and the catalog as they were signed, with the policy, the clinics and the
signatures of today. So the rules for drafts apply to it as to any other text: if a signature was revoked, a file was changed by hand or the
policy became stricter, the edition is no longer approved. See docs/decisions/022-approved-editions.md.
"""

from dataclasses import dataclass, replace

from publish.approval.archive import archived_edition, archived_files, guide_files, has_archive
from publish.approval.signature_file import read_signatures
from publish.approval.signatures import LocaleSignatures, SignedText, missing_roles
from publish.approval.status import DomainStatus, domain_status
from publish.approval.waivers.checking import check_unwaived
from publish.catalog.pseudo import is_pseudo
from publish.catalog.store import effective_catalog
from publish.catalog.template import (
    LAYOUTS,
    LAYOUTS_LOCALE,
    front_in,
    is_critical,
    is_translated,
    is_wanted,
    printed_domains,
    source_of,
    template,
    workspace_locales,
)
from publish.po.codec import write_po
from publish.po.model import Catalog, Entry
from publish.project import Finding, PublishError, Severity, Snapshot, Workspace, once, problem, replace_folder
from publish.project.names import catalog_file, guide_file, guide_folder


@dataclass(frozen=True, slots=True)
class ApprovedEdition:
    """An approved edition as a snapshot. ``edition`` is its name, ``current`` the name of the edition in source/ now."""

    snapshot: Snapshot
    edition: str
    current: str


def archive_approved(workspace: Workspace, locale: str, domain: str) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Archive the edition of each locale in which ``domain`` is approved as a whole, after a signature in ``locale``.

    A signature in the source locale can complete the approval of every locale, one in another locale only its own. A locale whose
    catalog cannot be read is not approved. If the checks find an error in an approved edition, it could not be built: it is not archived,
    and the edition before it stays. Returns the locales whose edition is approved without errors, and the errors of the others.
    """
    snapshot = workspace.snapshot()
    locales = _locales(snapshot, domain) if locale == source_of(snapshot, domain) else (locale,)
    approved = [name for name in locales if not is_pseudo(name) and _is_approved(snapshot, name, domain)]
    errors = {name: errors_of(snapshot, name, domain) for name in approved}
    for name in approved:
        if domain != LAYOUTS and not errors[name]:
            replace_folder(workspace.archive_path(name, domain), _current_files(snapshot, name, domain))
    findings = (finding for name in approved if errors[name] for finding in (*errors[name], _not_archived(snapshot, name, domain)))
    return tuple(name for name in approved if not errors[name]), tuple(findings)


@once
def approved_edition(snapshot: Snapshot, locale: str, guide: str) -> ApprovedEdition:
    """Return the last approved edition of ``guide`` in ``locale``.

    Raises `PublishError`: ``approved-missing`` if no edition was ever approved, ``approved-void`` if the archived edition, or a word of the
    layouts, no longer has the signatures that the policy requires. If the current text is approved but the checks find errors in it, the
    archived edition is returned.
    """
    placed = _place(snapshot, locale, guide, _approved_files(snapshot, locale, guide))
    _refuse_draft(snapshot, placed, locale, guide)
    return ApprovedEdition(placed, front_in(placed, guide).edition, front_in(snapshot, guide).edition)


def _locales(snapshot: Snapshot, domain: str) -> tuple[str, ...]:
    return tuple(name for name in workspace_locales(snapshot) if is_wanted(snapshot, domain, name))


def errors_of(snapshot: Snapshot, locale: str, domain: str) -> tuple[Finding, ...]:
    """Return the errors of the checks that stop the output of ``domain`` in ``locale``; none if it is the source locale."""
    if domain not in printed_domains(snapshot) or not is_translated(snapshot, domain, locale):
        return ()
    return tuple(finding for finding in check_unwaived(snapshot, locale, domain) if finding.severity is Severity.ERROR)


def _is_approved(snapshot: Snapshot, locale: str, domain: str) -> bool:
    try:
        return not domain_status(snapshot, locale, domain).draft
    except PublishError:
        return False


def _not_archived(snapshot: Snapshot, locale: str, domain: str) -> Finding:
    edition = archived_edition(snapshot, locale, domain)
    stays = f"; the archive still holds edition {edition}, which was approved before" if edition else ""
    message = f"“{domain}” has all signatures, but the errors above stop its output, so it was not archived{stays}"
    hint = "correct the catalog, then sign what has changed"
    return Finding(Severity.ERROR, "unsafe-unkept", message, locale=locale, hint=hint)


def _approved_files(snapshot: Snapshot, locale: str, guide: str) -> dict[str, bytes]:
    """Return the files of the current text if it is approved and without errors, else those of the archived edition."""
    now, is_archived = domain_status(snapshot, locale, guide), has_archive(snapshot, locale, guide)
    if now.draft and not is_archived:
        raise _missing_error(now)
    is_current = not now.draft and not (is_archived and errors_of(snapshot, locale, guide))
    return _current_files(snapshot, locale, guide) if is_current else archived_files(snapshot, locale, guide)


def _current_files(snapshot: Snapshot, locale: str, guide: str) -> dict[str, bytes]:
    files, catalog = guide_files(snapshot, guide_folder(guide)), snapshot.find(catalog_file(locale, guide))
    return files | ({f"{guide}.po": catalog.data} if catalog else {})


def _place(snapshot: Snapshot, locale: str, guide: str, files: dict[str, bytes]) -> Snapshot:
    """Return the snapshot with ``files`` as the guide and its only catalog, and with the approved words of the layouts."""
    replaced = (*snapshot.search(guide_file(guide, "**/*")), *snapshot.search(catalog_file("*", guide)))
    edits: dict[str, bytes | None] = dict.fromkeys(replaced)
    for name, data in files.items():
        edits[catalog_file(locale, guide) if name == f"{guide}.po" else guide_file(guide, name)] = data
    # A bilingual layout also prints the words of its headings and flags in the source language.
    for name in {locale, snapshot.settings.source_locale} - {LAYOUTS_LOCALE}:
        edits[catalog_file(name, LAYOUTS)] = write_po(_approved_words(snapshot, name))
    return snapshot.with_files(edits)


def _refuse_draft(snapshot: Snapshot, placed: Snapshot, locale: str, guide: str) -> None:
    """Raise the error ``approved-void`` if the guide or the words of the layouts are a draft in the snapshot ``placed``."""
    for domain in (guide, LAYOUTS):
        found = domain_status(placed, locale, domain)
        if found.draft:
            raise _void_error(found, guide, archived_edition(snapshot, locale, guide))


def _approved_words(snapshot: Snapshot, locale: str) -> Catalog:
    """Return the catalog of the layouts in which each word that is not approved is replaced by its last approved version."""
    signatures, catalog = read_signatures(snapshot, locale), effective_catalog(snapshot, locale, LAYOUTS)
    for message in template(snapshot, LAYOUTS).messages:
        entry = catalog.index.get(message.key)
        if entry is None or not entry.usable or not _is_signed(snapshot, signatures, message, entry):
            earlier = (_entry_of(message, text) for text in reversed(signatures.texts.values()) if _is_version_of(text, message))
            signed = next((old for old in earlier if old.usable and _is_signed(snapshot, signatures, message, old)), None)
            catalog = catalog.with_entry(signed) if signed else catalog
    return catalog


def _is_signed(snapshot: Snapshot, signatures: LocaleSignatures, message: Entry, entry: Entry) -> bool:
    policy = snapshot.settings.policy
    return not missing_roles(policy, signatures, LAYOUTS, entry, is_critical=is_critical(message), is_source=False)


def _is_version_of(text: SignedText, message: Entry) -> bool:
    return (text.domain, text.msgctxt, text.msgid) == (LAYOUTS, *message.key)


def _entry_of(message: Entry, text: SignedText) -> Entry:
    """Return ``message`` with the translation that was signed."""
    forms = text.msgstrs if message.msgid_plural is not None else ()
    return replace(message, msgstr=text.msgstrs[0] if text.msgstrs else "", msgstr_plural=forms)


def _missing_error(found: DomainStatus) -> PublishError:
    message = f"no edition of “{found.domain}” has been approved: {'; '.join(found.reasons)}"
    return problem("approved-missing", message, locale=found.locale, hint=found.next or f"publish status {found.locale}")


def _void_error(found: DomainStatus, guide: str, edition: str | None) -> PublishError:
    message = f"edition {edition} of “{guide}” is no longer approved"
    if found.domain == LAYOUTS:
        message = "the words of the layouts are not approved"
    hint = f"complete the approval of the current text: publish status {found.locale}"
    return problem("approved-void", f"{message}: {'; '.join(found.reasons)}", locale=found.locale, hint=hint)
