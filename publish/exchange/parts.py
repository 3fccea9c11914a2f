"""Find out to which catalogs the units of a file belong, and that they are translations into the language of the catalog."""

import re
from dataclasses import dataclass, replace
from pathlib import PureWindowsPath

from publish.catalog.store import load
from publish.catalog.template import domains, source_of
from publish.exchange.table import find_damage, find_misplaced, read_table_units
from publish.exchange.units import TranslationUnit, catalog_units
from publish.exchange.workspace_names import language_tag, require_domain, require_locale
from publish.exchange.xliff import XliffFile, read_xliff
from publish.project import PublishError, Snapshot, misuse, problem
from publish.project.names import catalog_file
from publish.text.language_tags import language_difference

_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<|(?:\xff\xfe|\xfe\xff)\x00?<")
_CATALOG_HINT = "give the catalog: --locale LOCALE --guide GUIDE"

Pair = tuple[str, str]
"""The locale and the domain of a catalog."""


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """What is known of a file besides its content; ``locale`` and ``domain`` are those that the user gave."""

    name: str
    shown: str
    locale: str | None
    domain: str | None


@dataclass(frozen=True, slots=True)
class CatalogPart:
    """The units of a file that belong to one catalog."""

    locale: str
    domain: str
    units: tuple[TranslationUnit, ...]


def read_parts(snapshot: Snapshot, data: bytes, origin: FileOrigin) -> tuple[CatalogPart, ...]:
    """Return the parts of an XLIFF file or a table, one for each catalog that the file has texts of.

    Raises `PublishError` for a file that is broken, unsafe or damaged, or whose catalog or language the workspace does not have.
    """
    return _read_xliff_parts(snapshot, data, origin) if _XML.match(data) else _read_table_parts(snapshot, data, origin)


def _read_xliff_parts(snapshot: Snapshot, data: bytes, origin: FileOrigin) -> tuple[CatalogPart, ...]:
    """Return the parts of an XLIFF file.

    Each names its catalog; the name is compared with the catalogs of the workspace and never opened as a path. Two ``<file>`` elements of
    one catalog are one part, so that a text which is in both is noticed.
    """
    found: dict[Pair, CatalogPart] = {}
    for file in read_xliff(data, origin.shown):
        locale, domain = pair = _catalog_of_file(snapshot, file, origin)
        _check_languages(snapshot, file, locale, domain, origin)
        part = found.setdefault(pair, _require_catalog(snapshot, CatalogPart(locale, domain, ())))
        found[pair] = replace(part, units=(*part.units, *file.units))
    return tuple(found.values())


def _catalog_of_file(snapshot: Snapshot, file: XliffFile, origin: FileOrigin) -> Pair:
    """Return the locale and domain that the user gave, or else those of the catalog that a ``<file>`` element names."""
    named = _named_catalog(snapshot, file.original) or _one_named(snapshot, PureWindowsPath(file.original).name)
    named = named or _one_named(snapshot, origin.name)
    if named and origin.locale and origin.locale != named[0] and not file.language:
        message = f"the file was exported from the catalog of {named[0]}, and does not say in which language it is"
        hint = f"import it into {named[0]}; if it is in {language_tag(origin.locale)}, write target-language into its <file> element"
        raise problem("language-differs", message, file=origin.shown, line=file.line, locale=origin.locale, hint=hint)
    locale, domain = origin.locale or (named and named[0]), origin.domain or (named and named[1])
    if not locale or not domain:
        message = f"the workspace has no catalog “{file.original}”"
        raise problem("catalog-unknown", message, file=origin.shown, line=file.line, hint=_CATALOG_HINT)
    return locale, domain


def _named_catalog(snapshot: Snapshot, original: str) -> Pair | None:
    """Return the catalog whose name ``original`` is, or ends with, since tools put their own folders before it."""
    path = f"/{original}".replace("\\", "/")
    return next((pair for pair in _catalogs(snapshot) if path.endswith(f"/{catalog_file(*pair)}")), None)


def _check_languages(snapshot: Snapshot, file: XliffFile, locale: str, domain: str, origin: FileOrigin) -> None:
    """Raise `PublishError` if a file is in another language than its catalog, or was translated from another source."""
    source = source_of(snapshot, domain)
    for tag, wanted, what in ((file.language, locale, "target"), (file.source_language, source, "source")):
        differs = language_difference(tag, wanted) if tag else None
        if differs:
            catalog = f"“{language_tag(wanted)}”, the {what} language of its catalog"
            message = f"the {what}-language of the file, “{tag}”, is not {catalog}: the {differs} differs"
            hint = f"use --locale for a catalog of {tag}; if the text is right for {language_tag(wanted)}, correct the tag in the file"
            raise problem("language-differs", message, file=origin.shown, line=file.line, locale=locale, hint=hint)


def _read_table_parts(snapshot: Snapshot, data: bytes, origin: FileOrigin) -> tuple[CatalogPart, ...]:
    """Return the one part of a table. Raises `PublishError` if a spreadsheet has damaged it, or moved its translations to other rows."""
    units = read_table_units(data, origin.shown)
    locale, domain = origin.locale, origin.domain
    if locale is None or domain is None:
        named = _one_named(snapshot, origin.name)
        if named is None:
            message = "the name of the file does not tell to which catalog it belongs"
            hint = "name it LOCALE.GUIDE.csv (or .xlsx) as it was exported, or give --locale LOCALE --guide GUIDE"
            raise problem("catalog-unknown", message, file=origin.shown, hint=hint)
        locale, domain = locale or named[0], domain or named[1]
    part = _require_catalog(snapshot, CatalogPart(locale, domain, units))
    exported = {unit.id: unit for group in catalog_units(load(snapshot, locale, domain)) for unit in group}
    damage = tuple(find_damage(units, exported, origin.shown)) or tuple(find_misplaced(units, exported, origin.shown))
    if damage:
        raise PublishError(*damage)
    return (part,)


def _one_named(snapshot: Snapshot, name: str) -> Pair | None:
    """Return the locale and domain in the name of a file: es and asthma of “es.asthma (2).csv”; None if there is not exactly one."""
    names = [pair for pair in _catalogs(snapshot) if re.match(rf"{re.escape('.'.join(pair))}(?![\w-])", name)]
    return names[0] if len(names) == 1 else None


def _require_catalog(snapshot: Snapshot, part: CatalogPart) -> CatalogPart:
    """Return ``part``; raise `UsageError` if the workspace does not have its catalog."""
    require_locale(snapshot, part.locale)
    require_domain(snapshot, part.domain)
    if not snapshot.has(catalog_file(part.locale, part.domain)):
        message = f"there is no catalog of {part.domain} in {part.locale}"
        raise misuse("catalog-missing", message, hint=f"create it: publish update {part.locale}")
    return part


def _catalogs(snapshot: Snapshot) -> list[Pair]:
    """Return the locale and domain of every catalog of the workspace."""
    locales = dict.fromkeys(name.split("/")[1] for name in snapshot.search(catalog_file("*", "*")))
    return [(locale, domain) for locale in locales for domain in domains(snapshot) if snapshot.has(catalog_file(locale, domain))]
