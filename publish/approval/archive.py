"""The last approved edition of a guide in a locale: kept when a signature completes it, put in place again to print it.

It is put in place as a snapshot: the guide and the catalog as they were signed, beside the policy, the clinics and the signatures of
today. So the one rule for drafts decides here too: after a signature was revoked, a file was changed by hand or the policy became
stricter, it is no longer approved. See docs/decisions/022-approved-editions.md.
"""

from dataclasses import dataclass, replace

from publish.approval.kept import guide_files, has_kept, kept_edition
from publish.approval.signatures import Approved, Book, read_book, waited_for
from publish.approval.status import Standing, standing
from publish.catalog.pseudo import is_pseudo
from publish.catalog.store import effective
from publish.catalog.template import LAYOUTS, LAYOUTS_LOCALE, front_in, is_critical, source_of, template, translated_domains
from publish.checks import check
from publish.po.codec import write
from publish.po.model import Catalog, Entry
from publish.project import Finding, PublishError, Severity, Snapshot, Workspace, once, problem, replace_folder
from publish.project.names import archive_folder, catalog_file, guide_file, guide_folder


@dataclass(frozen=True, slots=True)
class ApprovedEdition:
    """An approved edition as a snapshot. ``edition`` is its name, ``current`` that of the source now."""

    snapshot: Snapshot
    edition: str
    current: str


def keep(workspace: Workspace, locale: str, domain: str) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Keep the edition of each locale in which ``domain`` is approved as a whole now, and return these locales.

    A signature in the source locale can complete every locale, one in another only its own. A catalog that cannot
    be read is not approved. An edition in whose catalog the checks find an error could not be built: it is not kept, the
    one before stays, and the errors are returned.
    """
    snapshot = workspace.snapshot()
    locales = snapshot.settings.all_locales if locale == source_of(snapshot, domain) else (locale,)
    approved = [name for name in locales if not is_pseudo(name) and _is_approved(snapshot, name, domain)]
    faults = {name: errors_of(snapshot, name, domain) for name in approved}
    for name in approved:
        if domain != LAYOUTS and not faults[name]:
            replace_folder(workspace.archive_path(name, domain), _current_files(snapshot, name, domain))
    told = (finding for name in approved if faults[name] for finding in (*faults[name], _unkept(snapshot, name, domain)))
    return tuple(name for name in approved if not faults[name]), tuple(told)


@once
def approved_edition(snapshot: Snapshot, locale: str, guide: str) -> ApprovedEdition:
    """Return the last approved edition of ``guide`` in ``locale``.

    Raises `PublishError`: ``approved-missing`` where no edition was ever approved, ``approved-void`` where the one
    that is kept, or a word of the layouts, no longer has the signatures that the policy asks for. Where the current text is
    approved but the checks find errors in it, it is the kept one.
    """
    now, is_kept = standing(snapshot, locale, guide), has_kept(snapshot, locale, guide)
    if now.draft and not is_kept:
        raise _missing(now)
    is_current = not now.draft and not (is_kept and errors_of(snapshot, locale, guide))
    files = _current_files(snapshot, locale, guide) if is_current else _kept_files(snapshot, locale, guide)
    placed = _placed(snapshot, locale, guide, files)
    for found in (standing(placed, locale, domain) for domain in (guide, LAYOUTS)):
        if found.draft:
            raise _void(found, guide, kept_edition(snapshot, locale, guide))
    return ApprovedEdition(placed, front_in(placed, guide).edition, front_in(snapshot, guide).edition)


def errors_of(snapshot: Snapshot, locale: str, domain: str) -> tuple[Finding, ...]:
    """Return the errors that stop what is built of the catalog of ``domain`` in ``locale``; none of the source."""
    if domain not in translated_domains(snapshot, locale):
        return ()
    return tuple(finding for finding in check(snapshot, locale, domain) if finding.severity is Severity.ERROR)


def _is_approved(snapshot: Snapshot, locale: str, domain: str) -> bool:
    try:
        return not standing(snapshot, locale, domain).draft
    except PublishError:
        return False


def _unkept(snapshot: Snapshot, locale: str, domain: str) -> Finding:
    kept = kept_edition(snapshot, locale, domain)
    stays = f"; edition {kept}, which was approved before, stays" if kept else ""
    message = f"“{domain}” is approved by all, but the errors above stop its output: it is not kept{stays}"
    return Finding(Severity.ERROR, "unsafe-unkept", message, locale=locale, hint="mend the catalog, then sign what has changed")


def _current_files(snapshot: Snapshot, locale: str, guide: str) -> dict[str, bytes]:
    files, catalog = guide_files(snapshot, guide_folder(guide)), snapshot.find(catalog_file(locale, guide))
    return files | ({f"{guide}.po": catalog.data} if catalog else {})


def _kept_files(snapshot: Snapshot, locale: str, guide: str) -> dict[str, bytes]:
    folder = archive_folder(locale, guide)
    catalogs = {name.removeprefix(f"{folder}/"): snapshot.read(name).data for name in snapshot.search(f"{folder}/*.po")}
    return guide_files(snapshot, folder) | catalogs if snapshot.has(f"{folder}/guide.md") else catalogs


def _placed(snapshot: Snapshot, locale: str, guide: str, files: dict[str, bytes]) -> Snapshot:
    """Return the snapshot with ``files`` as the guide and its only catalog, and with the approved words of the layouts."""
    replaced = (*snapshot.search(guide_file(guide, "**/*")), *snapshot.search(catalog_file("*", guide)))
    edits: dict[str, bytes | None] = dict.fromkeys(replaced)
    for name, data in files.items():
        edits[catalog_file(locale, guide) if name == f"{guide}.po" else guide_file(guide, name)] = data
    # A bilingual layout has the words of its headings and flags in the source's language too.
    for name in {locale, snapshot.settings.source_locale} - {LAYOUTS_LOCALE}:
        edits[catalog_file(name, LAYOUTS)] = write(_approved_words(snapshot, name))
    return snapshot.with_files(edits)


def _approved_words(snapshot: Snapshot, locale: str) -> Catalog:
    """Return the layouts' words of ``locale``: as they stand where they are approved, else as they last were."""
    book, catalog = read_book(snapshot, locale), effective(snapshot, locale, LAYOUTS)
    for message in template(snapshot, LAYOUTS).messages:
        entry = catalog.index.get(message.key)
        if entry is None or not entry.usable or not _is_signed(snapshot, book, message, entry):
            earlier = (_entry(message, text) for text in reversed(book.texts.values()) if _is_of(text, message))
            signed = next((old for old in earlier if old.usable and _is_signed(snapshot, book, message, old)), None)
            catalog = catalog.with_entry(signed) if signed else catalog
    return catalog


def _is_signed(snapshot: Snapshot, book: Book, message: Entry, entry: Entry) -> bool:
    policy = snapshot.settings.policy
    return not waited_for(policy, book, LAYOUTS, entry, critical=is_critical(message), is_source=False)


def _is_of(text: Approved, message: Entry) -> bool:
    return (text.domain, text.msgctxt, text.msgid) == (LAYOUTS, *message.key)


def _entry(message: Entry, text: Approved) -> Entry:
    forms = text.msgstrs if message.msgid_plural is not None else ()
    return replace(message, msgstr=text.msgstrs[0] if text.msgstrs else "", msgstr_plural=forms)


def _missing(found: Standing) -> PublishError:
    return problem(
        "approved-missing",
        f"no edition of “{found.domain}” has ever been approved: {'; '.join(found.reasons)}",
        locale=found.locale,
        hint=found.next or f"publish status {found.locale}",
    )


def _void(found: Standing, guide: str, edition: str | None) -> PublishError:
    words = "the words of the layouts are not approved"
    what = words if found.domain == LAYOUTS else f"edition {edition} of “{guide}” is no longer approved"
    hint = f"complete the approval of the current text: publish status {found.locale}"
    return problem("approved-void", f"{what}: {'; '.join(found.reasons)}", locale=found.locale, hint=hint)
