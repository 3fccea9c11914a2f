"""Export: write the catalogs of a workspace as XLIFF, CSV, Excel or TMX files."""

from collections.abc import Iterator
from pathlib import Path

from publish.catalog.locales import known_locale
from publish.catalog.pseudo import base_of, is_pseudo
from publish.catalog.store import load
from publish.catalog.template import source_of, translated_domains
from publish.exchange.suggestions import UnitSuggester
from publish.exchange.table import write_csv, write_workbook
from publish.exchange.tmx import write_tmx
from publish.exchange.units import UnitGroup, catalog_units
from publish.exchange.workspace_names import language_tag, require_domain, require_locale
from publish.exchange.xliff import write_xliff
from publish.po.model import Catalog
from publish.project import Snapshot, Workspace, path_below, write_aside
from publish.project.names import catalog_file

XLIFF, CSV, XLSX, TMX = FORMATS = ("xliff", "csv", "xlsx", "tmx")
ENDINGS = {XLIFF: ".xlf", CSV: ".csv", XLSX: ".xlsx", TMX: ".tmx"}


def export_files(
    workspace: Workspace,
    locales: tuple[str, ...],
    form: str,
    chosen: tuple[str, ...],
    folder: Path,
    suggester: UnitSuggester | None = None,
) -> tuple[Path, ...]:
    """Write the catalogs of ``locales`` into ``folder`` in one of `FORMATS` and return the files.

    TMX is one file for each locale, the others are one for each catalog (``es.asthma.xlf``). ``chosen`` limits the export to some domains;
    ``suggester`` adds suggestions to texts that are not translated. Raises `UsageError`, with nothing written, for a
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
        stem, original = f"{locale}.{name}", catalog_file(locale, name)
        if form == CSV:
            files[stem] = write_csv(groups)
        elif form == XLSX:
            files[stem] = write_workbook(groups, rtl=known_locale(base_of(locale)).text_direction == "rtl")
        else:
            files[stem] = write_xliff(groups, original, sources[name], language)
    return files


def _with_suggestions(catalog: Catalog, locale: str, suggester: UnitSuggester | None) -> Iterator[UnitGroup]:
    return (suggester.add_suggestions(group, locale) if suggester else group for group in catalog_units(catalog))
