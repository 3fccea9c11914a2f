"""The catalogs of a workspace on disk, and those that ship with the layouts."""

from dataclasses import replace
from pathlib import Path

from publish.catalog.lookup import Gettext, translations
from publish.catalog.pseudo import is_pseudo, pseudo_catalog
from publish.catalog.template import LAYOUTS, LAYOUTS_LOCALE, as_source, template
from publish.po.codec import read
from publish.po.model import Catalog
from publish.project import Workspace, layouts_folder


def load(workspace: Workspace, locale: str, domain: str) -> Catalog:
    """Return the catalog of ``domain`` in ``locale``; an empty one where there is no file, a made-up one of a pseudo-locale.

    Raises `PublishError` for a file that is not PO.
    """
    if is_pseudo(locale):
        return pseudo_catalog(template(workspace, domain), locale)
    path = workspace.catalog_path(locale, domain)
    return _load(path, workspace.relative(path))


def effective(workspace: Workspace, locale: str, domain: str) -> Catalog:
    """Return the catalog that is printed: for layouts, what the workspace has not translated is taken from the shipped one."""
    catalog = load(workspace, locale, domain)
    shipped = _shipped(workspace, locale) if domain == LAYOUTS else None
    if shipped is None:
        return catalog
    own = {entry.key for entry in catalog.messages if entry.usable}
    added = tuple(entry for entry in shipped.messages if entry.usable and entry.key not in own)
    replaced = {entry.key for entry in added}
    return replace(catalog, entries=(*(entry for entry in catalog.entries if entry.key not in replaced), *added))


def layout_translations(workspace: Workspace, locale: str) -> Gettext:
    """Return the gettext functions for the strings of the layouts: the workspace's words, then the shipped ones."""
    shipped = _shipped(workspace, locale)
    return translations(load(workspace, locale, LAYOUTS), *((shipped,) if shipped else ()))


def shipped_locales_folder() -> Path:
    """Return the folder of the catalogs that ship with the layouts: beside them, in a checkout and when installed."""
    return layouts_folder().parent / "locales"


def _load(path: Path, name: str) -> Catalog:
    return read(path.read_bytes(), name) if path.is_file() else Catalog(name=name)


def _shipped(workspace: Workspace, locale: str) -> Catalog | None:
    """Return the layouts' catalog that ships with the package, unless it is the workspace's own."""
    folder = shipped_locales_folder()
    if folder.resolve() == workspace.locales.resolve():
        return None
    if locale == LAYOUTS_LOCALE:
        return _as_written(workspace)
    path = folder / locale / "LC_MESSAGES" / f"{LAYOUTS}.po"
    return _load(path, path.name)


def _as_written(workspace: Workspace) -> Catalog:
    """Return the words of the layouts as their own translation: guides in another language may be translated into theirs."""
    words = template(workspace, LAYOUTS)
    return replace(words, entries=tuple(map(as_source, words.messages)))
