"""Edit translations: unsaved ones in a snapshot, and saved ones in the catalog, never over a change that was made meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from publish.catalog.store import load
from publish.catalog.template import LAYOUTS, template
from publish.po.codec import write_po
from publish.po.model import Catalog, Entry, without_fuzzy
from publish.project import Snapshot, Workspace, misuse, path_below, write_aside
from publish.project.names import catalog_file
from publish.release.making.findings_on_page import mark_of_entry

LONGEST_TEXT = 20_000
"""The longest translation that the desk takes, in characters."""


@dataclass(frozen=True, slots=True)
class SavedEdit:
    """What came of saving a text: whether it was ``saved``, and the text that stands in the catalog ``now``."""

    saved: bool
    now: str


def with_edits(snapshot: Snapshot, locale: str, guide: str, edits: Mapping[str, str]) -> Snapshot:
    """Return the snapshot with ``edits`` (translations by the marks of their messages) in its catalogs; others are ignored."""
    files = {}
    for domain in (guide, LAYOUTS):
        messages = {mark_of_entry(message): message for message in template(snapshot, domain).messages}
        own = [(messages[mark], text) for mark, text in edits.items() if mark in messages]
        if own:
            catalog = load(snapshot, locale, domain)
            for message, text in own:
                catalog = _edited(catalog, message, text)
            files[catalog_file(locale, domain)] = write_po(catalog)
    return snapshot.with_files(files) if files else snapshot


def save_edit(workspace: Workspace, locale: str, guide: str, mark: str, text: str, before: str) -> SavedEdit:
    """Save ``text`` as the translation of the message ``mark``, if ``before`` still stands in the catalog; only its entry changes.

    Raises `UsageError` (``unknown-message``) if no such message is to be translated as one text.
    """
    with workspace.lock():
        snapshot = workspace.snapshot()
        domain, message = _message(snapshot, guide, mark)
        catalog = load(snapshot, locale, domain)
        standing = catalog.index.get(message.key, message).msgstr
        if standing not in (before, text):
            return SavedEdit(False, standing)
        data = write_po(_edited(catalog, message, text))
        write_aside(path_below(workspace.root, catalog_file(locale, domain)), data)
    return SavedEdit(True, text)


def _message(snapshot: Snapshot, guide: str, mark: str) -> tuple[str, Entry]:
    for domain in (guide, LAYOUTS):
        for message in template(snapshot, domain).messages:
            if mark_of_entry(message) == mark and message.msgid_plural is None:
                return domain, message
    raise misuse("unknown-message", "the guide has no such text any more", hint="load the page again")


def _edited(catalog: Catalog, message: Entry, text: str) -> Catalog:
    """Return ``catalog`` with a translation that somebody has looked at: it is fuzzy no more."""
    entry = catalog.index.get(message.key, message)
    flags, sticky = without_fuzzy(entry.flags), without_fuzzy(entry.sticky_flags)
    return catalog.with_entry(replace(entry, msgstr=text, flags=flags, sticky_flags=sticky, previous=None))
