"""Import: read an XLIFF or CSV file and write its translations into the catalogs of a workspace."""

import re
from dataclasses import dataclass
from pathlib import Path

from publish.catalog.store import load
from publish.catalog.template import domains, source_of, template
from publish.exchange.acceptance import ImportOptions, accept_units
from publish.exchange.spreadsheet import find_damage, read_spreadsheet
from publish.exchange.units import MOST_BYTES, TranslationUnit, catalog_units
from publish.exchange.workspace_names import language_tag, require_domain, require_locale
from publish.exchange.xliff_reader import read_xliff
from publish.po.codec import write_po
from publish.project import Finding, PublishError, Snapshot, Workspace, exclusive, misuse, problem, read_bytes, write_aside
from publish.project.names import catalog_file

_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<|(?:\xff\xfe|\xfe\xff)\x00?<")


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """The result of an import into one catalog.

    ``accepted`` and ``unchanged`` count messages: those that changed the catalog, and those that are already there.
    ``findings`` tell what was refused.
    """

    file: str
    locale: str
    domain: str
    accepted: int
    unchanged: int
    findings: tuple[Finding, ...]


@exclusive
def import_file(
    workspace: Workspace, path: Path, *, machine: bool = False, locale: str | None = None, domain: str | None = None
) -> tuple[ImportedFile, ...]:
    """Write the translations of the XLIFF or CSV file at ``path`` into the catalogs of ``workspace`` and return the results.

    An XLIFF file names its catalogs, a CSV file is named for its catalog (``es.asthma.csv``); ``locale`` and ``domain`` override
    both. ``machine`` marks all translations as made by a machine. Raises `PublishError`, with nothing written, for a file that is
    broken, unsafe or damaged, or whose catalog the workspace does not have.
    """
    shown = workspace.relative(path)
    data = _read_file(path, shown)
    if path.suffix.lower() == ".tmx":
        raise misuse("format-outward", "TMX files can be exported, not imported", hint="import translations as XLIFF or CSV")
    reader = _read_xliff_parts if _XML.match(data) else _read_table_parts
    snapshot = workspace.snapshot()
    parts = reader(snapshot, data, _FileOrigin(path.name, shown, locale, domain))
    return tuple(
        _import_part(workspace, part, ImportOptions(shown, part.locale, source_of(snapshot, part.domain), machine)) for part in parts
    )


@dataclass(frozen=True, slots=True)
class _FileOrigin:
    """What is known of a file besides its content; ``locale`` and ``domain`` are those that the user gave."""

    name: str
    shown: str
    locale: str | None
    domain: str | None


@dataclass(frozen=True, slots=True)
class _CatalogPart:
    """The units of a file that belong to one catalog."""

    locale: str
    domain: str
    units: tuple[TranslationUnit, ...]


def _read_file(path: Path, shown: str) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise problem("file-too-large", f"the file is larger than {MOST_BYTES:,} bytes", file=shown, hint="import catalogs one by one")
        return read_bytes(path)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise problem("file-unreadable", message, file=shown, hint="check its permissions") from error


def _read_xliff_parts(snapshot: Snapshot, data: bytes, origin: _FileOrigin) -> tuple[_CatalogPart, ...]:
    """Return the parts of an XLIFF file.

    Each names its catalog; the name is compared with the catalogs of the workspace and never opened as a path.
    """
    known = {catalog_file(locale, domain): (locale, domain) for locale, domain in _catalogs(snapshot)}
    found = []
    for part in read_xliff(data, origin.shown):
        locale, domain = known.get(part.original, (None, None))
        locale, domain = origin.locale or locale, origin.domain or domain
        if locale is None or domain is None:
            message, hint = f"the workspace has no catalog “{part.original}”", "give the catalog: --locale LOCALE --guide GUIDE"
            raise problem("catalog-unknown", message, file=origin.shown, hint=hint)
        if part.language and part.language.replace("_", "-").lower() != language_tag(locale).lower():
            message = f"the target language is {part.language}, that of the catalog {language_tag(locale)}"
            hint = "import it into the catalog of its language"
            raise problem("language-differs", message, file=origin.shown, locale=locale, hint=hint)
        found.append(_require_catalog(snapshot, _CatalogPart(locale, domain, part.units)))
    return tuple(found)


def _read_table_parts(snapshot: Snapshot, data: bytes, origin: _FileOrigin) -> tuple[_CatalogPart, ...]:
    """Return the one part of a CSV file. Raises `PublishError` if a spreadsheet has damaged it."""
    units = read_spreadsheet(data, origin.shown)
    locale, domain = origin.locale, origin.domain
    if locale is None or domain is None:
        locale, domain = _catalog_of_name(snapshot, origin)
    part = _require_catalog(snapshot, _CatalogPart(locale, domain, units))
    exported = {unit.id: unit for group in catalog_units(load(snapshot, locale, domain)) for unit in group}
    damage = tuple(find_damage(units, exported, origin.shown))
    if damage:
        raise PublishError(*damage)
    return (part,)


def _catalog_of_name(snapshot: Snapshot, origin: _FileOrigin) -> tuple[str, str]:
    """Return the locale and domain in the name of a CSV file: es and asthma of “es.asthma (2).csv”."""
    names = [pair for pair in _catalogs(snapshot) if re.match(rf"{re.escape('.'.join(pair))}(?![\w-])", origin.name)]
    if len(names) != 1:
        message = "the name of the file does not tell to which catalog it belongs"
        hint = "name it LOCALE.GUIDE.csv as it was exported, or give --locale LOCALE --guide GUIDE"
        raise problem("catalog-unknown", message, file=origin.shown, hint=hint)
    return names[0]


def _require_catalog(snapshot: Snapshot, part: _CatalogPart) -> _CatalogPart:
    """Return ``part``; raise `UsageError` if the workspace does not have its catalog."""
    require_locale(snapshot, part.locale)
    require_domain(snapshot, part.domain)
    if not snapshot.has(catalog_file(part.locale, part.domain)):
        message = f"there is no catalog of {part.domain} in {part.locale}"
        raise misuse("catalog-missing", message, hint=f"create it: publish update {part.locale}")
    return part


def _import_part(workspace: Workspace, part: _CatalogPart, options: ImportOptions) -> ImportedFile:
    """Write the new translations of ``part`` into its catalog; entries that do not change keep their bytes."""
    snapshot = workspace.snapshot()  # a new one, because an earlier part may have changed the same catalog
    catalog = load(snapshot, part.locale, part.domain)
    result = accept_units(catalog, template(snapshot, part.domain), part.units, options)
    write_aside(workspace.catalog_path(part.locale, part.domain), write_po(result.catalog))
    return ImportedFile(options.file, part.locale, part.domain, result.accepted, result.unchanged, result.findings)


def _catalogs(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Return the locale and domain of every catalog of the workspace."""
    locales = dict.fromkeys(name.split("/")[1] for name in snapshot.search(catalog_file("*", "*")))
    return [(locale, domain) for locale in locales for domain in domains(snapshot) if snapshot.has(catalog_file(locale, domain))]
