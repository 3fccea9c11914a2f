"""Catalogs begun, and brought up to date with their templates."""

from dataclasses import dataclass, replace
from pathlib import Path

from publish import __version__
from publish.catalog.locales import known_locale, plural_forms
from publish.catalog.merge import Remembered, merge
from publish.catalog.store import has_locale, load
from publish.catalog.template import extract, stamp, translated_domains
from publish.po.codec import write
from publish.po.model import Catalog
from publish.project import Snapshot, Workspace, misuse, write_aside
from publish.project.names import catalog_file


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of one catalog file. The numbers count messages; ``changed`` tells whether it was written."""

    path: Path
    locale: str
    domain: str
    changed: bool
    total: int
    fuzzy: int
    missing: int
    obsolete: int


def init(workspace: Workspace, locale: str) -> tuple[Updated, ...]:
    """Begin the catalogs of ``locale``: write those that do not exist yet, and return what was done.

    The words of the layouts are English: a source in another language has a catalog of theirs. Raises `UsageError`:
    ``unknown-locale``, ``locale-is-source``, or ``locale-exists`` where nothing is missing.
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
        hint = f"bring them up to date: publish update {locale}"
        raise misuse("locale-exists", f"all catalogs of “{locale}” exist", locale=locale, hint=hint)
    memory = _memory(snapshot, locale, tuple(templates))
    return tuple(_merged(workspace, snapshot, locale, domain, templates[domain], memory[domain]) for domain in absent)


def update(workspace: Workspace, locales: tuple[str, ...] = ()) -> tuple[Updated, ...]:
    """Merge the templates into the catalogs of ``locales`` (all that exist, by default); a missing file is begun.

    A file is written only when something in it changed. Raises `UsageError` (``locale-missing``) for a
    locale that has no catalogs.
    """
    snapshot = workspace.snapshot()
    chosen = locales or _existing(snapshot)
    for locale in chosen:
        known_locale(locale)
        if not has_locale(snapshot, locale):
            hint = f"begin them: publish init {locale}"
            raise misuse("locale-missing", f"there are no catalogs of “{locale}”", locale=locale, hint=hint)
    templates = extract(snapshot)
    done = []
    for locale in chosen:
        memory = _memory(snapshot, locale, tuple(templates))
        names = translated_domains(snapshot, locale)
        done += [_merged(workspace, snapshot, locale, domain, templates[domain], memory[domain]) for domain in names]
    return tuple(done)


def _existing(snapshot: Snapshot) -> tuple[str, ...]:
    names = (name for name in snapshot.settings.all_locales if translated_domains(snapshot, name))
    return tuple(name for name in names if snapshot.search(catalog_file(name, "*")))


def _merged(
    workspace: Workspace, snapshot: Snapshot, locale: str, domain: str, found: Catalog, memory: dict[str, Remembered]
) -> Updated:
    path = workspace.catalog_path(locale, domain)
    catalog = load(snapshot, locale, domain) if snapshot.has(catalog_file(locale, domain)) else fresh(locale, domain)
    merged = merge(catalog, found, memory)
    changed = write_aside(path, write(merged))
    return Updated(
        path,
        locale,
        domain,
        changed,
        total=len(merged.messages),
        fuzzy=sum(entry.fuzzy for entry in merged.messages),
        missing=sum(not entry.translated for entry in merged.messages),
        obsolete=sum(entry.obsolete for entry in merged.entries),
    )


def fresh(locale: str, domain: str) -> Catalog:
    """Return a catalog of ``locale`` with nothing but its header."""
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


def _memory(snapshot: Snapshot, locale: str, names: tuple[str, ...]) -> dict[str, dict[str, Remembered]]:
    """Return for each domain what the other domains of the locale have already translated, by msgid."""
    catalogs = {domain: load(snapshot, locale, domain) for domain in names}
    return {
        domain: {
            entry.msgid: Remembered(replace(entry, origin=None), other)
            for other, catalog in catalogs.items()
            if other != domain
            for entry in catalog.messages
            if entry.usable
        }
        for domain in names
    }
