"""Edit translations: unsaved ones in a snapshot, and saved ones in the catalog, never over a change that was made meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass

from publish.approval.request import single_line
from publish.approval.signature_file import read_signatures
from publish.catalog.edit import Remark, with_remark, with_translation
from publish.catalog.store import load
from publish.catalog.template import LAYOUTS, template
from publish.desk.words import translate as _
from publish.po.codec import read_po, write_po
from publish.po.model import Catalog, Entry
from publish.project import PublishError, Snapshot, Workspace, misuse, now, path_below, write_aside
from publish.project.names import catalog_file
from publish.release.making.findings_on_page import mark_of_entry

LONGEST_TEXT = 20_000
"""The longest translation that the desk takes, in characters."""

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SavedEdit:
    """What came of saving a text: whether it was ``saved``, and the text (or the plural forms) that stands in the catalog ``now``."""

    saved: bool
    now: Texts


def with_edits(snapshot: Snapshot, locale: str, guide: str, edits: Mapping[str, Texts]) -> Snapshot:
    """Return the snapshot with ``edits`` (translations by the ids, or the marks, of their messages) in its catalogs; others are ignored."""
    files = edited_catalogs(snapshot, locale, guide, edits)
    return snapshot.with_files(files) if files else snapshot


def edited_catalogs(snapshot: Snapshot, locale: str, guide: str, edits: Mapping[str, Texts]) -> dict[str, bytes]:
    """Return the catalogs that ``edits`` change, by their names."""
    files: dict[str, bytes] = {}
    for domain in (guide, LAYOUTS):
        messages = {text_id(domain, message): message for message in template(snapshot, domain).messages}
        messages |= {mark_of_entry(message): message for message in messages.values()}
        own = [(messages[text], texts) for text, texts in edits.items() if text in messages and _fits(messages[text], texts)]
        if own:
            catalog = load(snapshot, locale, domain)
            for message, texts in own:
                catalog = with_translation(catalog, message, texts)
            files[catalog_file(locale, domain)] = write_po(catalog)
    return files


def signed_texts(snapshot: Snapshot, locale: str, guide: str) -> dict[str, Texts]:
    """Return the translations that somebody signed last and that were changed since, by their ids."""
    found: dict[str, Texts] = {}
    signed = {(text.domain, text.msgctxt, text.msgid): text.msgstrs for text in read_signatures(snapshot, locale).texts.values()}
    for domain in (guide, LAYOUTS):
        index = load(snapshot, locale, domain).index
        for message in template(snapshot, domain).messages:
            texts, entry = signed.get((domain, *message.key)), index.get(message.key)
            if texts and (entry is None or entry.msgstrs != texts):
                found[text_id(domain, message)] = texts
    return found


def save_edit(workspace: Workspace, locale: str, guide: str, mark: str, texts: Texts, before: Texts) -> SavedEdit:
    """Save ``texts`` as the translation of the message ``mark``, if ``before`` still stands in the catalog; only its entry changes.

    Raises `UsageError` (``unknown-message``) if there is no such message, and `PublishError` if the catalog would be broken by it.
    """
    with workspace.lock():
        snapshot = workspace.snapshot()
        domain, message = message_of(snapshot, guide, mark)
        if not _fits(message, texts):
            raise _unknown()
        catalog = load(snapshot, locale, domain)
        standing = catalog.index.get(message.key, message).msgstrs
        if any(standing) and standing not in (before, texts) or not any(standing) and any(before):
            return SavedEdit(False, standing)
        _write(workspace, locale, domain, with_translation(catalog, message, texts))
    return SavedEdit(True, texts)


def add_remark(workspace: Workspace, locale: str, guide: str, mark: str, remark: Remark) -> None:
    """Add a remark to the message ``mark``; a rejection marks its translation as fuzzy as well. Raises `UsageError` as `save_edit` does."""
    with workspace.lock():
        snapshot = workspace.snapshot()
        domain, message = message_of(snapshot, guide, mark)
        _write(workspace, locale, domain, with_remark(load(snapshot, locale, domain), message, remark))


def new_remark(text: str, by: str, rejected: bool = False) -> Remark:
    """Return a remark of today; raises `UsageError` where the name or the text is missing."""
    said, name = single_line(text), single_line(by).replace("]", ")")
    if not name or not said:
        raise misuse("remark-empty", _("Write your name above first.") if not name else _("Write a comment for others"))
    return Remark(said, name, now().date().isoformat(), rejected)


def text_id(domain: str, message: Entry) -> str:
    """Return what names a text of a domain."""
    return f"{domain}.{mark_of_entry(message)}"


def message_of(snapshot: Snapshot, guide: str, text: str) -> tuple[str, Entry]:
    """Return the domain and the message of ``text``, an id or a mark: of the guide, or of the layouts.

    Raises `UsageError` (``unknown-message``).
    """
    for domain in (guide, LAYOUTS):
        for message in template(snapshot, domain).messages:
            if text in (text_id(domain, message), mark_of_entry(message)):
                return domain, message
    raise _unknown()


def _unknown() -> PublishError:
    return misuse("unknown-message", _("Something went wrong. Load the page again."))


def _fits(message: Entry, texts: Texts) -> bool:
    return bool(texts) and (message.msgid_plural is not None or len(texts) == 1)


def _write(workspace: Workspace, locale: str, domain: str, catalog: Catalog) -> None:
    name, data = catalog_file(locale, domain), write_po(catalog)
    read_po(data, name)  # a file that cannot be read again, such as one with a form too many, is not written
    write_aside(path_below(workspace.root, name), data)
