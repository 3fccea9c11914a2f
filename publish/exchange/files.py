"""Exchange files of a workspace: written below a folder, and taken in again."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publish.catalog.locales import known_locale
from publish.catalog.pseudo import is_pseudo
from publish.catalog.store import has_locale, load
from publish.catalog.template import domains, source_of, template, translated_domains
from publish.exchange import table, tmx, xliff
from publish.exchange.intake import Terms, take_in
from publish.exchange.offers import Message, Offers
from publish.exchange.unit import MOST_BYTES, Unit, units
from publish.po.codec import write_po
from publish.po.model import Catalog
from publish.project import Finding, PublishError, Snapshot, Workspace, misuse, problem, read_bytes, write_aside
from publish.project.names import catalog_file
from publish.text.suggest import choose_from

XLIFF, CSV, TMX = FORMATS = ("xliff", "csv", "tmx")
ENDINGS = {XLIFF: ".xlf", CSV: ".csv", TMX: ".tmx"}

_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<|(?:\xff\xfe|\xfe\xff)\x00?<")


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of one file for one catalog: messages taken in, messages that said nothing new, and what was refused."""

    file: str
    locale: str
    domain: str
    taken: int
    unchanged: int
    findings: tuple[Finding, ...]


def export_files(
    workspace: Workspace, locales: tuple[str, ...], form: str, chosen: tuple[str, ...], folder: Path, offers: Offers | None = None
) -> tuple[Path, ...]:
    """Write the catalogs of ``locales`` into ``folder`` in one of `FORMATS` and return the files.

    XLIFF and CSV are one file for each catalog (``es.asthma.xlf``), TMX one for each locale. ``chosen`` limits it to some
    domains; ``offers`` puts suggestions beside what is not translated. Raises `UsageError` for a locale without catalogs and for
    an unknown domain; then nothing is written.
    """
    snapshot = workspace.snapshot()
    for locale in locales:
        _check_locale(snapshot, locale)
    for name in chosen:
        _check_domain(snapshot, name)
    contents: dict[Path, bytes] = {}
    for locale in dict.fromkeys(locales):
        names = (name for name in translated_domains(snapshot, locale) if name in chosen or not chosen and _begun(snapshot, locale, name))
        catalogs = tuple((name, load(snapshot, locale, name)) for name in names)
        written = _written(snapshot, locale, catalogs, form, offers)
        contents |= {folder / f"{stem}{ENDINGS[form]}": data for stem, data in written.items()}
    for path, data in contents.items():
        write_aside(path, data)
    return tuple(contents)


def import_file(
    workspace: Workspace, path: Path, *, machine: bool = False, locale: str | None = None, domain: str | None = None
) -> tuple[Imported, ...]:
    """Take the XLIFF or CSV file at ``path`` into the catalogs of the workspace, and return what came of it.

    XLIFF says which catalog it is of, a table by its file name (``es.asthma.csv``); ``locale`` and ``domain`` say it instead.
    Raises `PublishError`, with nothing written: a file that is broken, unsafe or of no catalog here, a damaged table.
    """
    shown = workspace.relative(path)
    data = _read(path, shown)
    if path.suffix.lower() == ".tmx":
        raise misuse("format-outward", "TMX only goes out", hint="bring translations back as XLIFF or CSV")
    reader = _xliff_parts if _XML.match(data) else _table_parts
    snapshot = workspace.snapshot()
    parts = reader(snapshot, data, _Place(path.name, shown, locale, domain))
    return tuple(_taken(workspace, part, Terms(shown, part.locale, source_of(snapshot, part.domain), machine)) for part in parts)


@dataclass(frozen=True, slots=True)
class _Place:
    """What is known of a file besides its content; ``locale`` and ``domain`` where the user says them."""

    name: str
    shown: str
    locale: str | None
    domain: str | None


@dataclass(frozen=True, slots=True)
class _Part:
    locale: str
    domain: str
    units: tuple[Unit, ...]


def _written(
    snapshot: Snapshot, locale: str, catalogs: tuple[tuple[str, Catalog], ...], form: str, offers: Offers | None
) -> dict[str, bytes]:
    """Return the files of one locale by stem."""
    language, sources = _tag(locale), {name: _tag(source_of(snapshot, name)) for name, _ in catalogs}
    if form == TMX:
        return {locale: tmx.write(((name, catalog, sources[name]) for name, catalog in catalogs), language)}

    def _messages(catalog: Catalog) -> Iterator[Message]:
        return (offers.beside(message, locale) if offers else message for message in units(catalog))

    makers: dict[str, Callable[[str, Catalog], bytes]] = {
        XLIFF: lambda name, catalog: xliff.write(_messages(catalog), catalog_file(locale, name), sources[name], language),
        CSV: lambda name, catalog: table.write(_messages(catalog)),
    }
    return {f"{locale}.{name}": makers[form](name, catalog) for name, catalog in catalogs}


def _read(path: Path, shown: str) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise problem("file-too-large", f"the file is larger than {MOST_BYTES:,} bytes", file=shown, hint="import catalogs one by one")
        return read_bytes(path)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise problem("file-unreadable", message, file=shown, hint="see that you may read it") from error


def _xliff_parts(snapshot: Snapshot, data: bytes, place: _Place) -> tuple[_Part, ...]:
    """Return the parts of an XLIFF file with their catalogs, found by name among those there are: no path of the file is opened."""
    known = {catalog_file(locale, domain): (locale, domain) for locale, domain in _catalogs(snapshot)}
    found = []
    for part in xliff.read(data, place.shown):
        locale, domain = known.get(part.original, (None, None))
        locale, domain = place.locale or locale, place.domain or domain
        if locale is None or domain is None:
            hint = "say where it belongs: --locale LOCALE --guide GUIDE"
            raise problem("catalog-unknown", f"“{part.original}” is no catalog of this workspace", file=place.shown, hint=hint)
        if part.language and part.language.replace("_", "-").lower() != _tag(locale).lower():
            message = f"its target language is {part.language}, the catalog's {_tag(locale)}"
            raise problem("language-differs", message, file=place.shown, locale=locale, hint="import it into the catalog of its language")
        found.append(_checked(snapshot, _Part(locale, domain, part.units)))
    return tuple(found)


def _table_parts(snapshot: Snapshot, data: bytes, place: _Place) -> tuple[_Part, ...]:
    rows = table.read(data, place.shown)
    locale, domain = place.locale, place.domain
    if locale is None or domain is None:
        names = [(one, two) for one, two in _catalogs(snapshot) if re.match(rf"{re.escape(f'{one}.{two}')}(?![\w-])", place.name)]
        if len(names) != 1:
            message = "the name of the file does not say which catalog it is of"
            hint = "name it LOCALE.GUIDE.csv as it was exported, or say --locale LOCALE --guide GUIDE"
            raise problem("catalog-unknown", message, file=place.shown, hint=hint)
        locale, domain = names[0]
    part = _checked(snapshot, _Part(locale, domain, rows))
    sent = {unit.id: unit for message in units(load(snapshot, locale, domain)) for unit in message}
    damage = tuple(table.damage(rows, sent, place.shown))
    if damage:
        raise PublishError(*damage)
    return (part,)


def _taken(workspace: Workspace, part: _Part, terms: Terms) -> Imported:
    """Write what is new in ``part`` into its catalog; entries that say what they said keep their bytes."""
    snapshot = workspace.snapshot()  # a new one: an earlier part may have changed the same catalog
    catalog = load(snapshot, part.locale, part.domain)
    intake = take_in(catalog, template(snapshot, part.domain), part.units, terms)
    write_aside(workspace.catalog_path(part.locale, part.domain), write_po(intake.catalog))
    return Imported(terms.file, part.locale, part.domain, intake.taken, intake.unchanged, intake.findings)


def _checked(snapshot: Snapshot, part: _Part) -> _Part:
    _check_locale(snapshot, part.locale)
    _check_domain(snapshot, part.domain)
    if not snapshot.has(catalog_file(part.locale, part.domain)):
        message = f"there is no catalog of {part.domain} in {part.locale}"
        raise misuse("catalog-missing", message, hint=f"begin it: publish update {part.locale}")
    return part


def _begun(snapshot: Snapshot, locale: str, domain: str) -> bool:
    """Tell whether there is a catalog to bring translations back into; of the layouts there is often none, since they bring their own."""
    return is_pseudo(locale) or snapshot.has(catalog_file(locale, domain))


def _catalogs(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Return locale and domain of every catalog there is."""
    locales = dict.fromkeys(name.split("/")[1] for name in snapshot.search(catalog_file("*", "*")))
    return [(locale, domain) for locale in locales for domain in domains(snapshot) if snapshot.has(catalog_file(locale, domain))]


def _tag(locale: str) -> str:
    return locale.replace("_", "-")


def _check_locale(snapshot: Snapshot, locale: str) -> None:
    known_locale(locale)
    if not has_locale(snapshot, locale):
        raise misuse("locale-missing", f"there are no catalogs of “{locale}”", hint=f"begin them: publish init {locale}")


def _check_domain(snapshot: Snapshot, domain: str) -> None:
    if domain not in domains(snapshot):
        raise misuse("unknown-guide", f"there is no guide “{domain}”", hint=choose_from(domain, domains(snapshot)))
