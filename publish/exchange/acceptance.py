"""Decide which translations of an imported file enter the catalog: each message is checked before it is accepted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from publish.catalog.machine_translation import MACHINE_NOTE
from publish.checks import characters, marks
from publish.checks.case import Check, CheckIssue, case_of
from publish.exchange.units import (
    TranslationUnit,
    UnitState,
    entry_units,
    equal_but_line_ends,
    form_count,
    message_id,
    plain_line_ends,
    target_texts,
)
from publish.po.model import FUZZY, Catalog, Entry, Texts, without_fuzzy
from publish.project import Finding, Severity

GUARDS: tuple[Check, ...] = (
    marks.check_placeholders,
    marks.check_links,
    marks.check_link_schemes,
    marks.check_footnotes,
    marks.check_images,
    marks.check_emphasis,
    marks.check_end_newlines,
    characters.check_invisible_characters,
)
"""Checks whose errors refuse a translation. The others (doses, terms, writing) are left to `publish check`."""

UNCHECKED = "; a person has to check it."
"""End of the comment on a machine translation that no person has checked."""
_EXPORT_AGAIN = "bring the catalogs up to date (publish update), export again, and translate the new text"


@dataclass(frozen=True, slots=True)
class AcceptedUnits:
    """The result of an import: the new catalog, the numbers of messages accepted and unchanged, and findings on those refused."""

    catalog: Catalog
    accepted: int
    unchanged: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The ``file`` as messages name it, the locales, and whether all its translations were made by a ``machine``."""

    file: str
    locale: str
    source_locale: str = "en"
    machine: bool = False


def accept_units(catalog: Catalog, template: Catalog, received: Iterable[TranslationUnit], options: ImportOptions) -> AcceptedUnits:
    """Return ``catalog`` with the targets and states of ``received``; nothing else of a unit is used.

    A message is refused, with a finding, if the catalog does not have its id or its source (any more), if units of it are missing
    or duplicate, or if `GUARDS` find an error, by the flags of ``template``. An empty target never erases a translation. A
    machine translation becomes fuzzy, with a comment.
    """
    number = form_count(catalog)
    known = {message_id(*entry.key): entry for entry in catalog.messages}
    changed: dict[Entry, Entry] = {}
    findings: list[Finding] = []
    unchanged = 0
    for name, units in _group_by_message(received).items():
        entry = known.get(name)
        updated, refused = _check_message(entry, units, template, number, options)
        findings += [_finding(issue, units[0], entry, options) for issue in refused]
        if entry and not refused:
            changed |= {entry: updated} if updated and updated != entry else {}
            unchanged += updated == entry
    entries = tuple(changed.get(entry, entry) for entry in catalog.entries)
    return AcceptedUnits(replace(catalog, entries=entries), len(changed), unchanged, tuple(findings))


def _group_by_message(received: Iterable[TranslationUnit]) -> dict[str, list[TranslationUnit]]:
    found: dict[str, list[TranslationUnit]] = defaultdict(list)
    for unit in received:
        found[unit.message].append(unit)
    return found


def _check_message(
    entry: Entry | None, units: list[TranslationUnit], template: Catalog, number: int, options: ImportOptions
) -> tuple[Entry | None, tuple[CheckIssue, ...]]:
    """Return the entry updated by the units of its message, and the reasons to refuse them."""
    if entry is None:
        return None, (_refusal("unit-unknown", f"the catalog has no text with the id {units[0].message}", _EXPORT_AGAIN),)
    mismatches = tuple(_find_mismatches(units, entry_units(entry, number)))
    if mismatches:
        return entry, mismatches
    updated = _update_entry(entry, units, number, options)
    return updated, tuple(_find_errors(template.index.get(entry.key, entry), updated, options)) if updated != entry else ()


def _find_mismatches(units: list[TranslationUnit], exported: tuple[TranslationUnit, ...]) -> Iterator[CheckIssue]:
    """Yield how the units of one message differ from those that were exported."""
    given, wanted = {unit.id: unit for unit in units}, {unit.id: unit for unit in exported}
    empty = [name for name, unit in given.items() if not unit.target.strip()]
    if len(given) < len(units):
        yield _refusal("unit-duplicate", f"the id {units[0].message} is there more than once", "keep the one that is right")
    elif given.keys() != wanted.keys():
        yield _refusal("unit-incomplete", f"it has {len(given)} of {len(wanted)} plural forms", "keep every form that was exported")
    elif not all(equal_but_line_ends(unit.source, wanted[name].source) for name, unit in given.items()):
        yield _refusal("unit-source-changed", "its source is not that of the catalog", _EXPORT_AGAIN)
    elif empty and len(empty) < len(given) and any(unit.target != wanted[name].target for name, unit in given.items()):
        yield _refusal("unit-incomplete", "some of its plural forms are not translated", "translate every form")


def _update_entry(entry: Entry, units: list[TranslationUnit], number: int, options: ImportOptions) -> Entry:
    """Return ``entry`` with the translation of its units; the same entry if they have nothing new."""
    texts = tuple(unit.target for unit in sorted(units, key=lambda unit: unit.id))
    same = texts == target_texts(entry, number)
    machine = options.machine or any(unit.machine for unit in units)
    fuzzy = machine or any(unit.state is UnitState.FUZZY for unit in units)
    if not any(map(str.strip, texts)) or (same and (machine or fuzzy == entry.fuzzy)):
        return entry
    if not same and "\r" not in entry.msgid:
        texts = tuple(map(plain_line_ends, texts))
    plural = entry.msgid_plural is not None
    return replace(
        entry,
        msgstr=entry.msgstr if plural else texts[0],
        msgstr_plural=texts if plural else (),
        comments=_update_comments(entry, options, machine),
        flags=(FUZZY, *without_fuzzy(entry.flags)) if fuzzy else without_fuzzy(entry.flags),
        sticky_flags=without_fuzzy(entry.sticky_flags),
        previous=entry.previous if fuzzy else None,
    )


def _update_comments(entry: Entry, options: ImportOptions, machine: bool) -> Texts:
    """Return the comments with the origin of the translation.

    A machine translation stays one after a person has checked it, because its reviser needs to know (ISO 18587).
    """
    if not machine:
        return tuple(comment.replace(UNCHECKED, ".") if comment.startswith(MACHINE_NOTE) else comment for comment in entry.comments)
    kept = (comment for comment in entry.comments if not comment.startswith(MACHINE_NOTE))
    return (*kept, MACHINE_NOTE + PurePosixPath(options.file).name + UNCHECKED)


def _find_errors(wanted: Entry, entry: Entry, options: ImportOptions) -> Iterator[CheckIssue]:
    """Yield the errors that `GUARDS` find in the translation."""
    for text in entry.msgstrs:
        case = case_of(wanted, text, options.locale, options.source_locale)
        yield from (issue for guard in GUARDS for issue in guard(case) if issue.severity is Severity.ERROR)


def _refusal(code: str, message: str, hint: str) -> CheckIssue:
    return CheckIssue(Severity.ERROR, code, message, hint)


def _finding(issue: CheckIssue, unit: TranslationUnit, entry: Entry | None, options: ImportOptions) -> Finding:
    return Finding(
        issue.severity,
        issue.code,
        f"not imported: {issue.message}",
        file=options.file,
        line=unit.line,
        locale=options.locale,
        msgid=entry.msgid if entry else unit.source or None,
        hint=issue.hint,
    )
