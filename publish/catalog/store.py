"""The catalogs of a workspace, and those of the layouts’ words that the package brings along."""

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
    """Return the catalog of ``domain`` in ``locale``: empty where there is no file, made from the template for a pseudo-locale.

    Raises `PublishError` for a file that is not PO.
    """
    if is_pseudo(locale):
        return pseudo_catalog(template(snapshot, domain), locale)
    return catalog_in(snapshot, catalog_file(locale, domain))


def effective_catalog(snapshot: Snapshot, locale: str, domain: str) -> Catalog:
    """Return the catalog that is printed: for layouts, what the workspace has not translated is taken from the shipped one."""
    catalog = load(snapshot, locale, domain)
    shipped = _shipped(snapshot, locale) if domain == LAYOUTS else None
    if shipped is None:
        return catalog
    own = {entry.key for entry in catalog.messages if entry.usable}
    added = tuple(entry for entry in shipped.messages if entry.usable and entry.key not in own)
    replaced = {entry.key for entry in added}
    return replace(catalog, entries=(*(entry for entry in catalog.entries if entry.key not in replaced), *added))


@once
def lookup_for(snapshot: Snapshot, locale: str, domain: str) -> Lookup:
    """Return the translations of ``domain`` in ``locale`` as a function: none where there is no catalog, none that are fuzzy."""
    return lookup(load(snapshot, locale, domain))


def layout_translations(snapshot: Snapshot, locale: str) -> Gettext:
    """Return the gettext functions for the strings of the layouts: the workspace's words, then the shipped ones."""
    shipped = _shipped(snapshot, locale)
    return translations(load(snapshot, locale, LAYOUTS), *((shipped,) if shipped else ()))


def catalog_in(snapshot: Snapshot, name: str) -> Catalog:
    """Return the catalog in the file ``name``, an empty one where there is no file; raises `PublishError` where it is not PO."""
    return snapshot.parse(name, _parsed_catalog) if snapshot.has(name) else Catalog(name=name)


def has_locale(snapshot: Snapshot, locale: str) -> bool:
    """Tell whether the workspace has a folder of ``locale`` with a file in it."""
    return bool(snapshot.search(f"locales/{locale}/**/*"))


def _parsed_catalog(blob: Blob) -> Catalog:
    return read_po(blob.data, blob.path)


def _shipped(snapshot: Snapshot, locale: str) -> Catalog | None:
    """Return the layouts' catalog that ships with the package, unless it is the workspace's own."""
    if snapshot.holds_package:
        return None
    if locale == LAYOUTS_LOCALE:
        return _as_written(snapshot)
    return catalog_in(snapshot, SHIPPED + catalog_file(locale, LAYOUTS))


def _as_written(snapshot: Snapshot) -> Catalog:
    """Return the words of the layouts as their own translation: guides in another language may be translated into theirs."""
    words = template(snapshot, LAYOUTS)
    return replace(words, entries=tuple(map(source_as_translation, words.messages)))
