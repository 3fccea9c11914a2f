"""Export: write the catalogs of a workspace as XLIFF, CSV or TMX files."""

from collections.abc import Iterator
from pathlib import Path

from publish.catalog.pseudo import is_pseudo
from publish.catalog.store import load
from publish.catalog.template import source_of, translated_domains
from publish.exchange.spreadsheet import write_spreadsheet
from publish.exchange.suggestions import UnitSuggester
from publish.exchange.tmx import write_tmx
from publish.exchange.units import UnitGroup, catalog_units
from publish.exchange.workspace_names import language_tag, require_domain, require_locale
from publish.exchange.xliff_writer import write_xliff
from publish.po.model import Catalog
from publish.project import Snapshot, Workspace, path_below, write_aside
from publish.project.names import catalog_file

XLIFF, CSV, TMX = FORMATS = ("xliff", "csv", "tmx")
ENDINGS = {XLIFF: ".xlf", CSV: ".csv", TMX: ".tmx"}


def export_files(
    workspace: Workspace,
    locales: tuple[str, ...],
    form: str,
    chosen: tuple[str, ...],
    folder: Path,
    suggester: UnitSuggester | None = None,
) -> tuple[Path, ...]:
    """Write the catalogs of ``locales`` into ``folder`` in one of `FORMATS` and return the files.

    XLIFF and CSV are one file for each catalog (``es.asthma.xlf``), TMX is one for each locale. ``chosen`` limits the export to some
    domains; ``suggester`` adds suggestions to texts that are not translated. Raises `UsageError`, with nothing written, for a
    locale without catalogs and for an unknown domain.
    """
    snapshot = workspace.snapshot()
    for locale in locales:
        require_locale(snapshot, locale)
    for name in chosen:
        require_domain(snapshot, name)
    contents: dict[Path, bytes] = {}
    for locale in dict.fromkeys(locales):
        catalogs = {name: load(snapshot, locale, name) for name in _exported_domains(snapshot, locale, chosen)}
        files = _encode(snapshot, locale, catalogs, form, suggester)
        contents |= {path_below(folder, f"{stem}{ENDINGS[form]}"): data for stem, data in files.items()}
    for path, data in contents.items():
        write_aside(path, data)
    return tuple(contents)


def _exported_domains(snapshot: Snapshot, locale: str, chosen: tuple[str, ...]) -> Iterator[str]:
    """Yield the domains to export: those ``chosen``, or else all that have a catalog to import translations into.

    The layouts ship with translations, so that many workspaces have no catalog for them.
    """
    for name in translated_domains(snapshot, locale):
        if name in chosen if chosen else is_pseudo(locale) or snapshot.has(catalog_file(locale, name)):
            yield name


def _encode(
    snapshot: Snapshot, locale: str, catalogs: dict[str, Catalog], form: str, suggester: UnitSuggester | None
) -> dict[str, bytes]:
    """Return the contents of the files of one locale by their stems."""
    language, sources = language_tag(locale), {name: language_tag(source_of(snapshot, name)) for name in catalogs}
    if form == TMX:
        return {locale: write_tmx(((name, catalog, sources[name]) for name, catalog in catalogs.items()), language)}
    files = {}
    for name, catalog in catalogs.items():
        groups = _with_suggestions(catalog, locale, suggester)
        original = catalog_file(locale, name)
        files[f"{locale}.{name}"] = write_spreadsheet(groups) if form == CSV else write_xliff(groups, original, sources[name], language)
    return files


def _with_suggestions(catalog: Catalog, locale: str, suggester: UnitSuggester | None) -> Iterator[UnitGroup]:
    return (suggester.add_suggestions(group, locale) if suggester else group for group in catalog_units(catalog))
