"""Lead the findings of a proof to the messages that they are about, and tell which messages have no translation, or a fuzzy one."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from publish.catalog.store import effective_catalog
from publish.catalog.template import LAYOUTS, source_of, template
from publish.edition.request import Request
from publish.guide import Message
from publish.po.model import Entry
from publish.press import MessagePlace
from publish.project import Finding, PublishError, Severity, Snapshot
from publish.text.zero_width import strip_zero_width

FUZZY, MISSING = "fuzzy", "missing"

_QUOTED = re.compile("“([^”]+)”")
_RANK = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class NumberedFinding:
    """A finding with its number in the list (from 1) and the marks of the messages that it is about."""

    number: int
    finding: Finding
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownMessages:
    """The messages of a guide and of the layouts, by their marks: ``msgids``, and the ``states`` of those that are fuzzy or missing."""

    msgids: dict[str, str]
    states: dict[str, str]


def known_messages(snapshot: Snapshot, request: Request) -> KnownMessages:
    """Return the messages that the output of ``request`` may print; a file that cannot be read, which is reported elsewhere, has none."""
    msgids: dict[str, str] = {}
    states: dict[str, str] = {}
    for domain in (request.guide, LAYOUTS):
        for message in _readable(lambda: template(snapshot, domain).messages):
            msgids.setdefault(mark_of_entry(message), message.msgid)
        states |= _states(snapshot, request.locale, domain)
    return KnownMessages(msgids, states)


def mark_of_entry(entry: Entry) -> str:
    """Return the mark by which a page names the message of ``entry``."""
    return Message(entry.msgid, entry.msgctxt).mark


def number_findings(findings: Iterable[Finding], known: KnownMessages, places: Iterable[MessagePlace]) -> tuple[NumberedFinding, ...]:
    """Return ``findings``, each once, errors first.

    Those of the press name no message: they quote the text that is wrong, which is looked for in ``places``.
    """
    printed = [(_comparable(place.text), place.marks) for place in places]
    ordered = sorted(_once(findings), key=lambda finding: _RANK[finding.severity])
    numbered = enumerate((_located(finding, known, printed) for finding in ordered), 1)
    return tuple(NumberedFinding(number, finding, marks) for number, (finding, marks) in numbered)


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield each of ``findings`` once; that a critical text is missing is found in the catalog and on the page."""
    missing: set[str | None] = set()
    for finding in dict.fromkeys(findings):
        if finding.code != "critical-missing" or finding.msgid not in missing:
            yield finding
        if finding.code == "critical-missing":
            missing.add(finding.msgid)


def _located(
    finding: Finding, known: KnownMessages, printed: list[tuple[str, tuple[str, ...]]]
) -> tuple[Finding, tuple[str, ...]]:
    if finding.msgid is not None:
        return finding, tuple(mark for mark, msgid in known.msgids.items() if msgid == finding.msgid)
    marks = next(_marks_of_quotes(finding.message, printed), ())
    msgid = next((known.msgids[mark] for mark in marks if mark in known.msgids), None)
    return (replace(finding, msgid=msgid), marks) if msgid else (finding, marks)


def _marks_of_quotes(message: str, printed: list[tuple[str, tuple[str, ...]]]) -> Iterator[tuple[str, ...]]:
    for quoted in _QUOTED.findall(message):
        wanted = _comparable(quoted.removesuffix("…"))
        yield from (marks for text, marks in printed if wanted and wanted in text)


def _comparable(text: str) -> str:
    return " ".join(strip_zero_width(text).split())


def _states(snapshot: Snapshot, locale: str, domain: str) -> dict[str, str]:
    catalog = {entry.key: entry for entry in _readable(lambda: effective_catalog(snapshot, locale, domain).messages)}
    wanted = ((message, catalog.get(message.key)) for message in _translated(snapshot, locale, domain))
    return {mark_of_entry(message): FUZZY if entry and entry.translated else MISSING for message, entry in wanted if not _is_usable(entry)}


def _is_usable(entry: Entry | None) -> bool:
    return entry is not None and entry.usable


def _translated(snapshot: Snapshot, locale: str, domain: str) -> tuple[Entry, ...]:
    """Return the messages of ``domain`` that have translations into ``locale``: none in the language of the source."""
    return _readable(lambda: () if source_of(snapshot, domain) == locale else template(snapshot, domain).messages)


def _readable(read: Callable[[], tuple[Entry, ...]]) -> tuple[Entry, ...]:
    try:
        return read()
    except PublishError:
        return ()
