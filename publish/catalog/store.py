"""Load the catalogs of a workspace, and those that ship with the package for the words of the layouts and of the desk."""

from collections.abc import Mapping
from dataclasses import replace

from publish.catalog.lookup import Gettext, lookup, translations
from publish.catalog.pseudo import is_pseudo, pseudo_catalog
from publish.catalog.template import DESK, LAYOUTS, LAYOUTS_LOCALE, guide_in, source_as_translation, template
from publish.guide import Lookup, messages
from publish.po.codec import read_po
from publish.po.model import Catalog
from publish.project import Blob, PublishError, Snapshot, once
from publish.project.names import SHIPPED, catalog_file

MOST_WORDS = 0.9
"""The share of the desk's words that a language must have for the desk to be offered in it; the others show in English."""
COMPLETE = "complete"
"""The question whether a catalog has every critical text, as `Snapshot.answer` records it."""


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


@once
def desk_words(snapshot: Snapshot, locale: str) -> Mapping[str, str]:
    """Return the words of the desk in ``locale`` by their English: those of the workspace, where it has none the shipped ones.

    Raises `PublishError` if a catalog cannot be read.
    """
    catalogs = (catalog_in(snapshot, place + catalog_file(locale, DESK)) for place in (SHIPPED, ""))
    return {entry.msgid: entry.msgstr for catalog in catalogs for entry in catalog.messages if entry.usable}


@once
def desk_locales(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the locales in which the desk can be read, English first: most of its words are translated."""
    files = (name for place in (SHIPPED, "") for name in snapshot.search(place + catalog_file("*", DESK)))
    locales = sorted({name.removeprefix(SHIPPED).split("/")[1] for name in files} - {LAYOUTS_LOCALE})
    least = MOST_WORDS * len(template(snapshot, DESK).messages)
    return (LAYOUTS_LOCALE, *(locale for locale in locales if _count(snapshot, locale) >= least))


def _count(snapshot: Snapshot, locale: str) -> int:
    try:
        return len(desk_words(snapshot, locale))
    except PublishError:  # reported by `publish check`
        return 0


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


def is_complete(snapshot: Snapshot, guide: str, locale: str) -> bool:
    """Tell whether there is a catalog of ``guide`` in ``locale`` that can be read and has every critical text.

    The answer is recorded, not the catalog: a web page names the languages that there are, and a word that changes in one of them must not
    make the pages of all others anew.
    """
    return snapshot.answer(catalog_file(locale, guide), COMPLETE, lambda: _answer(snapshot, guide, locale)) == "yes"


def answer_to(snapshot: Snapshot, catalog: str) -> str:
    """Return the answer for the file of a catalog, ``locales/es/LC_MESSAGES/asthma.po``."""
    _, locale, _, file = catalog.split("/")
    return _answer(snapshot, file.removesuffix(".po"), locale)


def _answer(snapshot: Snapshot, guide: str, locale: str) -> str:
    try:
        if not snapshot.has(catalog_file(locale, guide)):
            return "no"
        lookup = lookup_for(snapshot, locale, guide)
        critical = (message for message in messages(guide_in(snapshot, guide)) if message.critical)
        return "yes" if all(lookup(message.msgid, message.msgctxt) for message in critical) else "no"
    except PublishError:  # reported where the catalog is printed
        return "no"
