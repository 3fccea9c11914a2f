"""Decide which translations of an imported file enter the catalog: each message is checked before it is accepted."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from publish.catalog.machine_translation import MACHINE_NOTE
from publish.checks import characters, marks
from publish.checks.case import Check, CheckIssue, case_of, report_note, report_warning
from publish.checks.writing import find_overlong
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
from publish.text.language_tags import parse_tag
from publish.text.placeholders import FACT

GUARDS: tuple[Check, ...] = (
    marks.check_placeholders,
    marks.check_links,
    marks.check_link_schemes,
    marks.check_footnotes,
    marks.check_images,
    marks.check_emphasis,
    marks.check_end_newlines,
    characters.check_invisible_characters,
    characters.check_encoding,
)
"""Checks whose errors refuse a translation. The others (doses, terms, writing) are left to `publish check`."""

UNCHECKED = "; a person has to check it."
"""End of the comment on a machine translation that no person has checked."""
_MOST_COPIED_WORDS = 3
_WORD = re.compile(r"[^\W\d_]{2,}")
_XML_SPACE = re.compile("[ \t\r\n]+")  # XML 1.0, production 3
_EXPORT_AGAIN = "bring the catalogs up to date (publish update), export again, and translate the new text"


@dataclass(frozen=True, slots=True)
class AcceptedUnits:
    """The result of an import: the new catalog, the numbers of messages accepted and unchanged, and findings.

    An error of ``findings`` is a message that was refused, a warning or a note is about messages that are fuzzy now.
    """

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
    machine translation becomes fuzzy, with a comment; so does one that only repeats its source, or has a mark that nobody knows.
    """
    number = form_count(catalog)
    known = {message_id(*entry.key): entry for entry in catalog.messages}
    changed: dict[Entry, Entry] = {}
    findings: list[Finding] = []
    doubts = _Doubts()
    unchanged = 0
    for name, units in _group_by_message(received).items():
        entry = known.get(name)
        units = _without_reflow(units, entry, number)
        updated, refused = _check_message(entry, units, template, number, options)
        findings += [_finding(issue, units[0], entry, options) for issue in refused]
        if entry and updated and not refused:
            doubts.add(units, updated, entry, options)
            changed |= {entry: updated} if updated != entry else {}
            unchanged += updated == entry
    entries = tuple(changed.get(entry, entry) for entry in catalog.entries)
    return AcceptedUnits(replace(catalog, entries=entries), len(changed), unchanged, (*findings, *doubts.findings(options)))


@dataclass(slots=True)
class _Doubts:
    """Why messages became fuzzy: the lines of the messages by the issue."""

    found: dict[CheckIssue, list[int | None]] = field(default_factory=lambda: defaultdict(list))

    def add(self, units: list[TranslationUnit], updated: Entry, entry: Entry, options: ImportOptions) -> None:
        """Count a message if it is ``updated``, and fuzzy now."""
        if updated != entry and updated.fuzzy:
            for issue in _find_doubts(units, options):
                self.found[issue].append(units[0].line)

    def findings(self, options: ImportOptions) -> Iterator[Finding]:
        """Yield one finding for each reason."""
        for issue, lines in self.found.items():
            count = "1 text is" if len(lines) == 1 else f"{len(lines)} texts are"
            message = f"{issue.message}, so {count} fuzzy"
            yield Finding(issue.severity, issue.code, message, options.file, lines[0], locale=options.locale, hint=issue.hint)


def _find_doubts(units: list[TranslationUnit], options: ImportOptions) -> Iterator[CheckIssue]:
    """Yield why a message is fuzzy: each mark that nobody knows, or else the first other reason."""
    marks = dict.fromkeys(mark for unit in units for mark in unit.unknown_marks)
    for mark in marks:
        hint = "read these texts, and remove the fuzzy mark where they are right"
        yield report_warning("mark-unknown", f"the mark {mark} of the tool is unknown", hint)
    if any(_repeats_source(unit, options) for unit in units):
        hint = "translate them, or remove the fuzzy mark where both languages say the same"
        yield report_note("target-is-source", "the translation repeats the source", hint)
    elif options.machine or any(unit.machine for unit in units):
        hint = "a person has to correct them against the source, and then to remove the fuzzy mark"
        yield report_note("imported-machine", "a machine translated them", hint)
    elif not marks:
        hint = "finish them in your tool and import them again, or remove the fuzzy mark where they are right"
        yield report_note("imported-unfinished", "the file does not say that they are final", hint)


def _without_reflow(units: list[TranslationUnit], entry: Entry | None, number: int) -> list[TranslationUnit]:
    """Return ``units`` without the line breaks and spaces with which a tool has laid out its file (``xml:space`` is not ``preserve``)."""
    if entry is None or not any(unit.is_reflowed for unit in units):
        return units
    wanted = {unit.id: unit.source for unit in entry_units(entry, number)}
    return [_collapsed(unit) if _is_laid_out(unit, wanted.get(unit.id, "")) else unit for unit in units]


def _is_laid_out(unit: TranslationUnit, wanted: str) -> bool:
    """Tell whether the white space of a unit is that of its file: the text that was exported has only single spaces inside."""
    loose = unit.source != wanted or "\n" in unit.target or unit.target != unit.target.strip()
    return unit.is_reflowed and loose and wanted == _on_one_line(wanted) == _on_one_line(unit.source)


def _collapsed(unit: TranslationUnit) -> TranslationUnit:
    return replace(unit, source=_on_one_line(unit.source), target=_on_one_line(unit.target))


def _on_one_line(text: str) -> str:
    """Return ``text`` with one space for each run of the white space of XML; a no-break space is none."""
    return _XML_SPACE.sub(" ", text.strip(" \t\r\n"))


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
    faults = {fault.code: fault for unit in reversed(units) for fault in reversed(unit.faults)}
    own = {unit.id: unit.target for unit in entry_units(entry, number)}
    if faults and any(unit.target != own.get(unit.id) for unit in units):
        return entry, tuple(faults.values())
    mismatches = tuple(_find_mismatches(units, entry_units(entry, number)))
    if mismatches:
        return entry, mismatches
    if overlong := next((issue for unit in units if (issue := find_overlong(unit.source, unit.target))), None):
        return entry, (overlong,)
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
    fuzzy = fuzzy or not same and any(_repeats_source(unit, options) for unit in units)
    says_nothing = machine or all(unit.is_stateless for unit in units)
    if not any(map(str.strip, texts)) or (same and (says_nothing or fuzzy == entry.fuzzy)):
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


def _repeats_source(unit: TranslationUnit, options: ImportOptions) -> bool:
    """Tell whether the target is a copy of a source of several words: tools fill in the source where nobody has translated."""
    tags = parse_tag(options.locale), parse_tag(options.source_locale)
    if unit.target != unit.source or (tags[0] and tags[1] and tags[0].language == tags[1].language):
        return False
    return len(_WORD.findall(FACT.sub(" ", unit.source))) >= _MOST_COPIED_WORDS


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
