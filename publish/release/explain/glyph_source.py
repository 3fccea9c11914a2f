"""Find the message that holds a character which no font can print."""

from collections.abc import Iterator
from dataclasses import replace

from publish import press
from publish.catalog.store import load
from publish.catalog.template import template
from publish.edition.request import Request
from publish.po.model import Entry
from publish.project import Finding, Snapshot


def locate_glyphs(finding: Finding, snapshot: Snapshot, request: Request) -> Finding:
    """Return a finding about missing glyphs with the first message that holds one: its text, its file and the heading above it.

    Every other finding is returned as it is. A finding about text of no message, such as a clinic's address, keeps no message.
    """
    if not isinstance(finding, press.MissingGlyph):
        return finding
    plain, wanted = press.without_details(finding), set(finding.characters)
    for entry, text in _texts(snapshot, request):
        if wanted & set(text):
            file, _, anchor = entry.references[0].partition("#") if entry.references else ("", "", "")
            return replace(plain, msgid=entry.msgid, file=file or None, anchor=anchor or None)
    return plain


def _texts(snapshot: Snapshot, request: Request) -> Iterator[tuple[Entry, str]]:
    """Yield every message with its text in the language of the request."""
    if request.locale == snapshot.settings.source_locale:
        yield from ((entry, entry.msgid) for entry in template(snapshot, request.guide).messages)
        return
    for domain in (request.guide, "layouts"):
        for entry in load(snapshot, request.locale, domain).messages:
            yield from ((entry, text) for text in (*entry.msgstrs, entry.msgid) if text)
