"""Create the catalogs of a locale, and update them from the templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from publish import __version__
from publish.catalog.locales import known_locale, plural_forms
from publish.catalog.merge import FindKnown, KnownTranslation, merge
from publish.catalog.store import has_locale, load
from publish.catalog.template import domains, extract, stamp, translated_domains, workspace_locales
from publish.po.codec import write_po
from publish.po.model import Catalog
from publish.project import Snapshot, Workspace, exclusive, misuse, write_aside
from publish.project.names import catalog_file


@dataclass(frozen=True, slots=True)
class UpdatedCatalog:
    """The state of one catalog file after an update. The numbers count messages; ``changed`` tells whether it was written.

    ``added`` and ``removed`` are msgids, ``reworded`` pairs of the earlier msgid and the one whose translation became fuzzy. All three are
    empty for a catalog that did not exist before.
    """

    path: Path
    locale: str
    domain: str
    changed: bool
    total: int
    fuzzy: int
    missing: int
    obsolete: int
    added: tuple[str, ...] = ()
    reworded: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def unchanged(self) -> int:
        """The number of messages that were in the catalog before."""
        return self.total - len(self.added) - len(self.reworded)


@exclusive
def init(workspace: Workspace, locale: str) -> tuple[UpdatedCatalog, ...]:
    """Create the catalogs of ``locale`` that do not exist yet, and return them.

    The layouts are written in English, so a source in another language has a catalog of the layouts. Raises `UsageError`:
    ``unknown-locale``, ``locale-is-source``, or ``locale-exists`` if all catalogs exist.
    """
    known_locale(locale)
    snapshot = workspace.snapshot()
    names = translated_domains(snapshot, locale)
    if not names:
        message = f"“{locale}” is the language of the source"
        raise misuse("locale-is-source", message, locale=locale, hint="name the language to translate into")
    templates = extract(snapshot)
    absent = [domain for domain in names if not snapshot.has(catalog_file(locale, domain))]
    if not absent:
        hint = f"to update them: publish update {locale}"
        raise misuse("locale-exists", f"all catalogs of “{locale}” exist", locale=locale, hint=hint)
    return _update_catalogs(workspace, snapshot, locale, {domain: templates[domain] for domain in absent})


@exclusive
def update(workspace: Workspace, locales: tuple[str, ...] = ()) -> tuple[UpdatedCatalog, ...]:
    """Merge the templates into the catalogs of ``locales``, by default of all that exist; a missing catalog is created.

    A file is written only if its content changes. Raises `UsageError` (``locale-missing``) for a locale without catalogs.
    """
    snapshot = workspace.snapshot()
    chosen = locales or _existing_locales(snapshot)
    for locale in chosen:
        known_locale(locale)
        if not has_locale(snapshot, locale):
            hint = f"to create them: publish init {locale}"
            raise misuse("locale-missing", f"there are no catalogs of “{locale}”", locale=locale, hint=hint)
    templates = extract(snapshot)
    done: list[UpdatedCatalog] = []
    for locale in chosen:
        wanted = {domain: templates[domain] for domain in translated_domains(snapshot, locale)}
        done += _update_catalogs(workspace, snapshot, locale, wanted)
    return tuple(done)


def empty_catalog(locale: str, domain: str) -> Catalog:
    """Return a new catalog of ``locale`` that has only a header."""
    return Catalog().with_headers(
        Project_Id_Version=domain,
        Report_Msgid_Bugs_To="",
        POT_Creation_Date="",
        PO_Revision_Date=stamp(),
        Last_Translator="",
        Language_Team=known_locale(locale).english_name or locale,
        Language=locale,
        MIME_Version="1.0",
        Content_Type="text/plain; charset=UTF-8",
        Content_Transfer_Encoding="8bit",
        Plural_Forms=plural_forms(locale),
        X_Generator=f"clinic-publish {__version__}",
    )


def known_translations(catalogs: Mapping[str, Catalog]) -> dict[str, tuple[KnownTranslation, ...]]:
    """Return the translations in ``catalogs`` (by domain) by msgid: the last one, and the last one of another domain.

    So each domain finds the last translation of any other domain in two steps, however many domains there are.
    """
    found: dict[str, tuple[KnownTranslation, ...]] = {}
    for domain, catalog in reversed(list(catalogs.items())):
        for entry in reversed(catalog.messages):
            kept = found.get(entry.msgid, ())
            if entry.usable and len(kept) < 2 and all(each.domain != domain for each in kept):
                found[entry.msgid] = (*kept, KnownTranslation(entry, domain))
    return found


def _existing_locales(snapshot: Snapshot) -> tuple[str, ...]:
    names = (name for name in workspace_locales(snapshot) if translated_domains(snapshot, name))
    return tuple(name for name in names if snapshot.search(catalog_file(name, "*")))


def _update_catalogs(workspace: Workspace, snapshot: Snapshot, locale: str, templates: Mapping[str, Catalog]) -> tuple[UpdatedCatalog, ...]:
    """Merge ``templates`` into the catalogs of their domains, and write those that change."""
    catalogs = {domain: load(snapshot, locale, domain) for domain in domains(snapshot)}
    known = known_translations(catalogs)
    done = []
    for domain, template in templates.items():
        old = catalogs[domain] if snapshot.has(catalog_file(locale, domain)) else empty_catalog(locale, domain)
        merged = merge(old, template, _find_in_others(known, domain))
        path = workspace.catalog_path(locale, domain)
        changed = write_aside(path, write_po(merged))
        done.append(_report(path, locale, domain, changed, merged, old))
    return tuple(done)


def _find_in_others(known: Mapping[str, tuple[KnownTranslation, ...]], domain: str) -> FindKnown:
    """Return a function that finds the translation of a msgid in another domain than ``domain``."""
    return lambda msgid: next((each for each in known.get(msgid, ()) if each.domain != domain), None)


def _report(path: Path, locale: str, domain: str, changed: bool, merged: Catalog, old: Catalog) -> UpdatedCatalog:
    fresh, reworded = _new_messages(merged, old)
    gone = {entry.msgid for entry in old.messages if entry.key not in merged.index} - {before for before, _ in reworded}
    return UpdatedCatalog(
        path,
        locale,
        domain,
        changed,
        total=len(merged.messages),
        fuzzy=sum(entry.fuzzy for entry in merged.messages),
        missing=sum(not entry.translated for entry in merged.messages),
        obsolete=sum(entry.obsolete for entry in merged.entries),
        added=fresh,
        reworded=reworded,
        removed=tuple(entry.msgid for entry in old.messages if entry.msgid in gone),
    )


def _new_messages(merged: Catalog, old: Catalog) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the messages that ``old`` did not have: those without a translation from before, and those with one of an earlier msgid."""
    if not old.messages:
        return (), ()
    known = {entry.key for entry in old.messages}
    new = [entry for entry in merged.messages if entry.key not in known]
    pairs = ((entry.previous.msgid if entry.previous else None, entry) for entry in new)
    reworded = tuple((before, entry.msgid) for before, entry in pairs if before and entry.fuzzy)
    taken = {msgid for _, msgid in reworded}
    return tuple(entry.msgid for entry in new if entry.msgid not in taken), reworded
