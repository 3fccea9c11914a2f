"""Estimate, from the number of letters, how many lines longer than its source each translation is, to explain why an output is too long."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from publish import press
from publish.catalog.pseudo import PSEUDO_LOCALES
from publish.catalog.store import load
from publish.catalog.template import LAYOUTS
from publish.edition.request import Composition, Request
from publish.po.model import Entry
from publish.project import Finding, Severity, Snapshot
from publish.project.names import catalog_file
from publish.text.width import count_letters

MOST = 5
LEAST = 0.1  # lines
# Parts of a message that do not print as they are written: facts, citations, fields, link targets, tags.
_UNPRINTED = re.compile(r"\{[^{}]*\}|\[\^[^\]]+\]|%\(\w+\)[a-z]|\]\([^)]*\)|<[^<>]*>")


@dataclass(frozen=True, slots=True)
class GrowthNote(Finding):
    """A note that a message prints longer than its source: in lines, and in percent of the source."""

    lines: float = 0.0
    percent: int = 0


def explain_excess(finding: Finding, snapshot: Snapshot, request: Request, composition: Composition) -> tuple[Finding, ...]:
    """Return a finding that an output is too long, and a note for each of the messages that grew most, largest first.

    Every other finding, and any finding about an output in the source language, is returned alone.
    """
    if not isinstance(finding, press.TooLong):
        return (finding,)
    found = growth_notes(snapshot, request, composition, finding.columns)
    lines = round(sum(each.lines for each in found))
    if lines < 1:
        return (press.without_details(finding),)
    message = f"{finding.message}. In translation the text takes about {lines} lines more"
    if finding.lines - lines >= 1:
        message += f"; without them it is still {finding.lines - lines} lines too long: the source is too long itself"
    most = tuple(each for each in found if each.lines >= LEAST)[:MOST]
    plain = press.without_details(finding)
    return (replace(plain, message=message, hint=f"shorten the translations named next; else {finding.hint}"), *most)


def growth_notes(snapshot: Snapshot, request: Request, composition: Composition, columns: float) -> list[GrowthNote]:
    """Return how much each message on the page grew in translation, largest first; a line holds ``columns`` letters."""
    if request.locale == snapshot.settings.source_locale:
        return []
    page = _letters(_UNPRINTED.sub(" ", composition.html))
    printed = (pair for pair in _translated(snapshot, request) if _is_on(page, pair[1].msgstrs[0]))
    return sorted((_grew(request, file, entry, columns) for file, entry in printed), key=lambda found: -found.lines)


def _translated(snapshot: Snapshot, request: Request) -> Iterator[tuple[str, Entry]]:
    """Yield each translated message with the file to edit: the catalog, or for a pseudo-locale the source."""
    for domain in (request.guide, LAYOUTS):
        catalog = catalog_file(request.locale, domain)
        for entry in load(snapshot, request.locale, domain).messages:
            if entry.usable and entry.msgid:
                source = entry.references[0].partition("#")[0] if entry.references else catalog
                yield source if request.locale in PSEUDO_LOCALES else catalog, entry


def _grew(request: Request, file: str, entry: Entry, columns: float) -> GrowthNote:
    before, after = (count_letters(_UNPRINTED.sub(" ", text)) for text in (entry.msgid, entry.msgstrs[0]))
    lines, percent = (after - before) / columns, round(100 * (after - before) / max(before, 1))
    return GrowthNote(
        Severity.NOTE,
        "message-grew",
        f"{request.guide} {request.layout}: this takes {lines:.1f} lines more than its source (+{percent}%)",
        file=file,
        line=entry.origin.line if entry.origin else None,
        anchor=entry.references[0].partition("#")[2] or None if entry.references else None,
        locale=request.locale,
        msgid=entry.msgid,
        lines=round(lines, 1),
        percent=percent,
    )


def _is_on(page: str, msgstr: str) -> bool:
    """Tell whether a translation is on the page, by the longest of its parts between facts."""
    return max((_letters(part) for part in _UNPRINTED.split(msgstr)), key=len) in page


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
