"""The last approved edition of a guide in a locale: kept when a signature completes it, laid out again to print it.

It is laid out as a small workspace of its own: the guide and the catalog as they were signed, beside the policy,
the clinics and the signatures of today. So the one way of telling a draft tells it here too: a signature taken back,
a file changed by hand, a stricter policy, and it is no longer approved. See docs/decisions/022-approved-editions.md.
"""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from publish.approval.kept import guide_files, kept_edition, kept_folder, write_folder
from publish.approval.signatures import Approved, Book, read_book, waited_for
from publish.approval.status import Standing, standing
from publish.catalog.pseudo import is_pseudo
from publish.catalog.store import effective
from publish.catalog.template import LAYOUTS, LAYOUTS_LOCALE, is_critical, source_of, template, translated_domains
from publish.checks import check
from publish.guide import read_front
from publish.po.codec import write
from publish.po.model import Catalog, Entry
from publish.project import Finding, PublishError, Severity, Workspace, layouts_folder, problem, write_aside


@dataclass(frozen=True, slots=True)
class ApprovedEdition:
    """An approved edition laid out as ``workspace``. ``edition`` is its name, ``current`` that of the source now."""

    workspace: Workspace
    edition: str
    current: str


def keep(workspace: Workspace, locale: str, domain: str) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Keep the edition of each locale in which ``domain`` is approved as a whole now, and return these locales.

    A signature in the source locale can complete every locale, one in another only its own. A catalog that cannot
    be read is not approved. An edition in whose catalog the checks find an error could not be built: it is not kept, the
    one before stays, and the errors are returned.
    """
    locales = workspace.settings.all_locales if locale == source_of(workspace, domain) else (locale,)
    approved = [name for name in locales if not is_pseudo(name) and _is_approved(workspace, name, domain)]
    faults = {name: errors_of(workspace, name, domain) for name in approved}
    for name in approved:
        if domain != LAYOUTS and not faults[name]:
            write_folder(kept_folder(workspace, name, domain), _current_files(workspace, name, domain))
    told = (finding for name in approved if faults[name] for finding in (*faults[name], _unkept(workspace, name, domain)))
    return tuple(name for name in approved if not faults[name]), tuple(told)


def approved_edition(workspace: Workspace, locale: str, guide: str, into: Path) -> ApprovedEdition:
    """Lay the last approved edition of ``guide`` in ``locale`` out in the folder ``into``.

    Raises `PublishError`: ``approved-missing`` where no edition was ever approved, ``approved-void`` where the one
    that is kept, or a word of the layouts, no longer has the signatures that the policy asks for. Where the current text is
    approved but the checks find errors in it, it is the kept one.
    """
    place = kept_folder(workspace, locale, guide)
    now = standing(workspace, locale, guide)
    if now.draft and not place.is_dir():
        raise _missing(now)
    is_current = not now.draft and not (place.is_dir() and errors_of(workspace, locale, guide))
    files = _current_files(workspace, locale, guide) if is_current else _kept_files(place)
    laid_out = _laid_out(workspace, locale, guide, files, into)
    for found in (standing(laid_out, locale, domain) for domain in (guide, LAYOUTS)):
        if found.draft:
            raise _void(found, guide, kept_edition(workspace, locale, guide))
    folders = (laid_out.guide_folder(guide), workspace.guide_folder(guide))
    edition, current = (read_front(folder / "guide.toml").edition for folder in folders)
    return ApprovedEdition(laid_out, edition, current)


def errors_of(workspace: Workspace, locale: str, domain: str) -> tuple[Finding, ...]:
    """Return the errors that stop what is built of the catalog of ``domain`` in ``locale``; none of the source."""
    if domain not in translated_domains(workspace, locale):
        return ()
    return tuple(finding for finding in check(workspace, locale, domain) if finding.severity is Severity.ERROR)


def _is_approved(workspace: Workspace, locale: str, domain: str) -> bool:
    try:
        return not standing(workspace, locale, domain).draft
    except PublishError:
        return False


def _unkept(workspace: Workspace, locale: str, domain: str) -> Finding:
    kept = kept_edition(workspace, locale, domain)
    stays = f"; edition {kept}, which was approved before, stays" if kept else ""
    message = f"“{domain}” is approved by all, but the errors above stop its output: it is not kept{stays}"
    return Finding(Severity.ERROR, "unsafe-unkept", message, locale=locale, hint="mend the catalog, then sign what has changed")


def _current_files(workspace: Workspace, locale: str, guide: str) -> dict[str, bytes]:
    files, path = guide_files(workspace.guide_folder(guide)), workspace.catalog_path(locale, guide)
    return files | ({f"{guide}.po": path.read_bytes()} if path.is_file() else {})


def _kept_files(place: Path) -> dict[str, bytes]:
    catalogs = {path.name: path.read_bytes() for path in place.glob("*.po")}
    return guide_files(place) | catalogs if (place / "guide.md").is_file() else catalogs


def _laid_out(workspace: Workspace, locale: str, guide: str, files: dict[str, bytes], into: Path) -> Workspace:
    """Write the workspace of one edition: only the guide and its catalog are of the past."""
    laid_out = Workspace(into)
    for name, data in files.items():
        path = laid_out.catalog_path(locale, guide) if name == f"{guide}.po" else laid_out.guide_folder(guide) / name
        write_aside(path, data)
    write_aside(into / "source" / "project.toml", (workspace.source / "project.toml").read_bytes())
    for name in {locale, workspace.settings.source_locale, LAYOUTS_LOCALE}:
        signatures = workspace.approvals_path(name)
        if signatures.is_file():
            write_aside(laid_out.approvals_path(name), signatures.read_bytes())
    if (workspace.source / "clinics").is_dir():
        shutil.copytree(workspace.source / "clinics", laid_out.source / "clinics")
    own = workspace.root / "layouts"
    if own.is_dir() and own.resolve() != layouts_folder().resolve():
        shutil.copytree(own, into / "layouts")
    # A bilingual layout says the words of its headings and flags in the source's language too.
    for name in {locale, workspace.settings.source_locale} - {LAYOUTS_LOCALE}:
        write_aside(laid_out.catalog_path(name, LAYOUTS), write(_approved_words(workspace, name)))
    return laid_out


def _approved_words(workspace: Workspace, locale: str) -> Catalog:
    """Return the layouts' words of ``locale``: as they stand where they are approved, else as they last were."""
    book, catalog = read_book(workspace, locale), effective(workspace, locale, LAYOUTS)
    for message in template(workspace, LAYOUTS).messages:
        entry = catalog.index.get(message.key)
        if entry is None or not entry.usable or not _is_signed(workspace, book, message, entry):
            earlier = (_entry(message, text) for text in reversed(book.texts.values()) if _is_of(text, message))
            signed = next((old for old in earlier if old.usable and _is_signed(workspace, book, message, old)), None)
            catalog = catalog.with_entry(signed) if signed else catalog
    return catalog


def _is_signed(workspace: Workspace, book: Book, message: Entry, entry: Entry) -> bool:
    policy = workspace.settings.policy
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
