"""What helps with one message: suggestions, agreed terms, the text as readers see it, what a back-translator read."""

from collections.abc import Iterator
from dataclasses import asdict

from publish.approval.back_translation import differences, read_back_translations
from publish.approval.signatures import text_digest
from publish.catalog.glossary import glossary
from publish.catalog.memory import suggestions
from publish.catalog.store import load
from publish.catalog.template import source_of
from publish.desk.table.editing import message_of
from publish.desk.table.rows import shown_finding
from publish.edition.layout.read_values import text_with_values
from publish.edition.layout.source_slips import source_text
from publish.po.model import Entry
from publish.project import PublishError, Snapshot
from publish.release.making.findings_on_page import mark_of_entry

MOST_SUGGESTIONS = 9
"""Each has a key of the keyboard."""
_NOTHING: dict[str, object] = {"reads": "", "terms": [], "suggestions": [], "back": None}


def message_details(snapshot: Snapshot, locale: str, guide: str, mark: str) -> dict[str, object]:
    """Return what helps with the message ``mark``. Raises `UsageError` (``unknown-message``) if there is none."""
    domain, message = message_of(snapshot, guide, mark)
    entry = load(snapshot, locale, domain).index.get(message.key, message)
    source = source_of(snapshot, domain)
    if locale == source:
        return {"reads_source": _read(snapshot, source, domain, message.msgid), "place": _place(snapshot, domain, message), **_NOTHING}
    return {
        "reads_source": _read(snapshot, source, domain, message.msgid),
        "reads": _read(snapshot, locale, domain, entry.msgstrs[0] if entry.msgstrs else ""),
        "place": _place(snapshot, domain, message),
        "terms": _terms(snapshot, locale, message.msgid),
        "suggestions": _suggestions(snapshot, locale, message, entry),
        "back": _back(snapshot, locale, domain, entry),
    }


def _read(snapshot: Snapshot, locale: str, domain: str, text: str) -> str:
    """Return ``text`` with the values of its facts; empty where it has none."""
    shown = text_with_values(snapshot, locale, domain, text)
    return shown if shown != text else ""


def _place(snapshot: Snapshot, domain: str, message: Entry) -> dict[str, object] | None:
    """Return the file of the source text and the lines on which it begins, as far as they are known; None without a file."""
    name = next(iter(message.references), "").partition("#")[0]
    if not snapshot.has(name):
        return None
    lines = _lines_in_guide(snapshot, domain, message.msgid) if name.endswith(".md") else _lines_in_file(snapshot, name, message.msgid)
    return {"file": name, "lines": list(lines)}


def _lines_in_guide(snapshot: Snapshot, guide: str, msgid: str) -> Iterator[int]:
    """Yield the lines of the blocks that are this text; if none is, as with the description of a picture, of those that hold it."""
    texts, wanted = source_text(snapshot, guide).texts, " ".join(msgid.split())
    exact = [text.line for text in texts if text.msgid == msgid]
    yield from exact or (text.line for text in texts if wanted in " ".join(text.content.split()))


def _lines_in_file(snapshot: Snapshot, name: str, msgid: str) -> Iterator[int]:
    yield from (number for number, line in enumerate(snapshot.read(name).text.splitlines(), 1) if msgid in line)


def _terms(snapshot: Snapshot, locale: str, msgid: str) -> list[dict[str, object]]:
    try:
        return [asdict(term) for term in glossary(snapshot, locale).in_text(msgid) if term.kept or term.translations or term.forbidden]
    except PublishError:  # the checks report it
        return []


def _suggestions(snapshot: Snapshot, locale: str, message: Entry, entry: Entry) -> list[dict[str, object]]:
    found = suggestions(snapshot, message.msgid, locale, message.msgctxt).found
    others = (each for each in found if each.text not in entry.msgstrs or entry.fuzzy)
    return [{"text": each.text, "origin": each.origin, "percent": round(each.score * 100)} for each in others][:MOST_SUGGESTIONS]


def _back(snapshot: Snapshot, locale: str, domain: str, entry: Entry) -> dict[str, object] | None:
    try:
        given = read_back_translations(snapshot, locale).get((domain, mark_of_entry(entry)))
    except PublishError:
        return None
    if given is None:
        return None
    is_old = given.text != text_digest(entry)
    found = () if is_old else differences(snapshot, domain, entry, given.back)
    return {"by": given.by, "date": given.date, "text": given.back, "old": is_old, "findings": list(map(shown_finding, found))}
