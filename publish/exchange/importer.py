"""Import: read an XLIFF file or a table (CSV, Excel) and write its translations into the catalogs of a workspace."""

from dataclasses import dataclass
from pathlib import Path

from publish.catalog.store import load
from publish.catalog.template import source_of, template
from publish.exchange.acceptance import ImportOptions, accept_units
from publish.exchange.parts import CatalogPart, FileOrigin, read_parts
from publish.exchange.units import MOST_BYTES
from publish.po.codec import write_po
from publish.project import Finding, Workspace, exclusive, misuse, problem, read_bytes, write_aside


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
    """Write the translations of the file at ``path`` into the catalogs of ``workspace`` and return the results.

    An XLIFF file names its catalogs, a CSV file is named for its catalog (``es.asthma.csv``); ``locale`` and ``domain`` override
    both. ``machine`` marks all translations as made by a machine. Raises `PublishError`, with nothing written, for a file that is
    broken, unsafe or damaged, or whose catalog the workspace does not have.
    """
    shown = workspace.relative(path)
    data = _read_file(path, shown)
    if path.suffix.lower() == ".tmx":
        raise misuse("format-outward", "TMX files can be exported, not imported", hint="import translations as XLIFF or CSV")
    snapshot = workspace.snapshot()
    parts = read_parts(snapshot, data, FileOrigin(path.name, shown, locale, domain))
    return tuple(
        _import_part(workspace, part, ImportOptions(shown, part.locale, source_of(snapshot, part.domain), machine)) for part in parts
    )


def _read_file(path: Path, shown: str) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise problem("file-too-large", f"the file is larger than {MOST_BYTES:,} bytes", file=shown, hint="import catalogs one by one")
        return read_bytes(path)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise problem("file-unreadable", message, file=shown, hint="check its permissions") from error


def _import_part(workspace: Workspace, part: CatalogPart, options: ImportOptions) -> ImportedFile:
    """Write the new translations of ``part`` into its catalog; entries that do not change keep their bytes."""
    snapshot = workspace.snapshot()  # a new one, because an earlier part may have changed the same catalog
    catalog = load(snapshot, part.locale, part.domain)
    result = accept_units(catalog, template(snapshot, part.domain), part.units, options)
    write_aside(workspace.catalog_path(part.locale, part.domain), write_po(result.catalog))
    return ImportedFile(options.file, part.locale, part.domain, result.accepted, result.unchanged, result.findings)
