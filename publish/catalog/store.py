"""Load the catalogs of a workspace, and those that ship with the package for the words of the layouts."""

from dataclasses import replace

from publish.catalog.lookup import Gettext, lookup, translations
from publish.catalog.pseudo import is_pseudo, pseudo_catalog
from publish.catalog.template import LAYOUTS, LAYOUTS_LOCALE, source_as_translation, template
from publish.guide import Lookup
from publish.po.codec import read_po
from publish.po.model import Catalog
from publish.project import Blob, Snapshot, once
from publish.project.names import SHIPPED, catalog_file


def load(snapshot: Snapshot, locale: str, domain: str) -> Catalog:
    """Return the catalog of ``domain`` in ``locale``. It is empty if there is no file, and generated for a pseudo-locale.

    Raises `PublishError` if the file is not in PO format.
    """
    if is_pseudo(locale):
        return pseudo_catalog(template(snapshot, domain), locale)
    return catalog_in(snapshot, catalog_file(locale, domain))


def effective_catalog(snapshot: Snapshot, locale: str, domain: str) -> Catalog:
    """Return the catalog that is printed: for the layouts, the shipped catalog fills in what the workspace has not translated."""
    catalog = load(snapshot, locale, domain)
    shipped = _shipped_words(snapshot, locale) if domain == LAYOUTS else None
    if shipped is None:
        return catalog
    own = {entry.key for entry in catalog.messages if entry.usable}
    added = tuple(entry for entry in shipped.messages if entry.usable and entry.key not in own)
    replaced = {entry.key for entry in added}
    return replace(catalog, entries=(*(entry for entry in catalog.entries if entry.key not in replaced), *added))


@once
def lookup_for(snapshot: Snapshot, locale: str, domain: str) -> Lookup:
    """Return a function that looks up translations of ``domain`` in ``locale``. Fuzzy ones are not used."""
    return lookup(load(snapshot, locale, domain))


@once
def standing_lookup(snapshot: Snapshot, locale: str, domain: str) -> Lookup:
    """Return a function that looks up what stands in the catalog, also where it is fuzzy: only a proof may print that."""
    catalog = load(snapshot, locale, domain)
    return lookup(replace(catalog, entries=tuple(replace(entry, flags=(), sticky_flags=()) for entry in catalog.messages)))


def layout_translations(snapshot: Snapshot, locale: str) -> Gettext:
    """Return the gettext functions for the strings of the layouts, which use the workspace's translations, then the shipped ones."""
    shipped = _shipped_words(snapshot, locale)
    return translations(load(snapshot, locale, LAYOUTS), *((shipped,) if shipped else ()))


def catalog_in(snapshot: Snapshot, name: str) -> Catalog:
    """Return the catalog in the file ``name``, an empty one if there is no file. Raises `PublishError` if it is not in PO format."""
    return snapshot.parse(name, _parse_catalog) if snapshot.has(name) else Catalog(name=name)


def has_locale(snapshot: Snapshot, locale: str) -> bool:
    """Tell whether the workspace has files for ``locale``."""
    return bool(snapshot.search(f"locales/{locale}/**/*"))


def _parse_catalog(blob: Blob) -> Catalog:
    return read_po(blob.data, blob.path)


def _shipped_words(snapshot: Snapshot, locale: str) -> Catalog | None:
    """Return the shipped catalog of the layouts; None if it is the workspace's own."""
    if snapshot.holds_package:
        return None
    if locale == LAYOUTS_LOCALE:
        return _source_words(snapshot)
    return catalog_in(snapshot, SHIPPED + catalog_file(locale, LAYOUTS))


def _source_words(snapshot: Snapshot) -> Catalog:
    """Return the words of the layouts as a catalog of their own language, which guides in another language may be translated into."""
    words = template(snapshot, LAYOUTS)
    return replace(words, entries=tuple(map(source_as_translation, words.messages)))
