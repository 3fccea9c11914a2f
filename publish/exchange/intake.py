"""Taking translations in: message by message, each looked over before it may enter the catalog."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from publish.catalog.machine_translation import MACHINE_NOTE
from publish.checks import characters, marks
from publish.checks.case import Check, CheckIssue, case_of
from publish.exchange.unit import State, Unit, form_count, plain_ends, same_words, texts_of, unit_id, units_of
from publish.po.model import FUZZY, Catalog, Entry, Texts, without_fuzzy
from publish.project import Finding, Severity

# What may not come in at all. The rest (doses, terms, writing) is for `publish check`, which sees it in the catalog.
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

UNCHECKED = "; a person has to check it."
_EXPORT_AGAIN = "bring the catalogs up to date (publish update), export again, and translate the new text"


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of it: the new catalog, how many messages were taken in and how many said nothing new, and what was refused."""

    catalog: Catalog
    taken: int
    unchanged: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms units come in: the ``file`` as messages name it, the locales, and whether all of it is machine translation."""

    file: str
    locale: str
    source_locale: str = "en"
    machine: bool = False


def take_in(catalog: Catalog, template: Catalog, received: Iterable[Unit], terms: Terms) -> Intake:
    """Return ``catalog`` with the targets and states of ``received``; nothing else of a unit is used.

    A message is refused, with a finding, when its id or its source is not (any more) that of the catalog, when units of
    it lack or stand twice, and when `GUARDS` find an error in it, by the flags of ``template``. An empty target never
    erases a translation. What a machine translated comes in as fuzzy, and a comment says so.
    """
    number = form_count(catalog)
    known = {unit_id(*entry.key): entry for entry in catalog.messages}
    changed: dict[Entry, Entry] = {}
    findings: list[Finding] = []
    unchanged = 0
    for name, parts in _by_message(received).items():
        entry = known.get(name)
        after, refused = _looked_over(entry, parts, template, number, terms)
        findings += [_finding(issue, parts[0], entry, terms) for issue in refused]
        if entry and not refused:
            changed |= {entry: after} if after and after != entry else {}
            unchanged += after == entry
    entries = tuple(changed.get(entry, entry) for entry in catalog.entries)
    return Intake(replace(catalog, entries=entries), len(changed), unchanged, tuple(findings))


def _by_message(received: Iterable[Unit]) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in received:
        found[unit.message].append(unit)
    return found


def _looked_over(
    entry: Entry | None, parts: list[Unit], template: Catalog, number: int, terms: Terms
) -> tuple[Entry | None, tuple[CheckIssue, ...]]:
    """Return the entry as the units of one message say it, and why they are refused."""
    if entry is None:
        return None, (_refusal("unit-unknown", f"the catalog has no text with the id {parts[0].message}", _EXPORT_AGAIN),)
    misfits = tuple(_misfits(parts, units_of(entry, number)))
    if misfits:
        return entry, misfits
    after = _received(entry, parts, number, terms)
    return after, tuple(_faults(template.index.get(entry.key, entry), after, terms)) if after != entry else ()


def _misfits(parts: list[Unit], sent: tuple[Unit, ...]) -> Iterator[CheckIssue]:
    """Yield why the units of one message are not those that were sent."""
    given, wanted = {unit.id: unit for unit in parts}, {unit.id: unit for unit in sent}
    empty = [name for name, unit in given.items() if not unit.target.strip()]
    if len(given) < len(parts):
        yield _refusal("unit-duplicate", f"the id {parts[0].message} stands there more than once", "keep the one that is right")
    elif given.keys() != wanted.keys():
        yield _refusal("unit-incomplete", f"it has {len(given)} of {len(wanted)} plural forms", "keep every form that was exported")
    elif not all(same_words(unit.source, wanted[name].source) for name, unit in given.items()):
        yield _refusal("unit-source-changed", "its source is not what the catalog says", _EXPORT_AGAIN)
    elif empty and len(empty) < len(given) and any(unit.target != wanted[name].target for name, unit in given.items()):
        yield _refusal("unit-incomplete", "some of its plural forms are not translated", "translate every form")


def _received(entry: Entry, parts: list[Unit], number: int, terms: Terms) -> Entry:
    """Return ``entry`` as the units say it, itself where they say nothing new."""
    texts = tuple(unit.target for unit in sorted(parts, key=lambda unit: unit.id))
    same = texts == texts_of(entry, number)
    machine = terms.machine or any(unit.machine for unit in parts)
    fuzzy = machine or any(unit.state is State.FUZZY for unit in parts)
    if not any(map(str.strip, texts)) or (same and (machine or fuzzy == entry.fuzzy)):
        return entry
    if not same and "\r" not in entry.msgid:
        texts = tuple(map(plain_ends, texts))
    plural = entry.msgid_plural is not None
    return replace(
        entry,
        msgstr=entry.msgstr if plural else texts[0],
        msgstr_plural=texts if plural else (),
        comments=_comments(entry, terms, machine),
        flags=(FUZZY, *without_fuzzy(entry.flags)) if fuzzy else without_fuzzy(entry.flags),
        sticky_flags=without_fuzzy(entry.sticky_flags),
        previous=entry.previous if fuzzy else None,
    )


def _comments(entry: Entry, terms: Terms, machine: bool) -> Texts:
    """Return the comments with the origin: what a machine translated stays so when a person has gone over it (ISO 18587)."""
    if not machine:
        return tuple(comment.replace(UNCHECKED, ".") if comment.startswith(MACHINE_NOTE) else comment for comment in entry.comments)
    kept = (comment for comment in entry.comments if not comment.startswith(MACHINE_NOTE))
    return (*kept, MACHINE_NOTE + PurePosixPath(terms.file).name + UNCHECKED)


def _faults(wanted: Entry, entry: Entry, terms: Terms) -> Iterator[CheckIssue]:
    """Yield the errors that the guards find."""
    for text in entry.msgstrs:
        case = case_of(wanted, text, terms.locale, terms.source_locale)
        yield from (issue for guard in GUARDS for issue in guard(case) if issue.severity is Severity.ERROR)


def _refusal(code: str, message: str, hint: str) -> CheckIssue:
    return CheckIssue(Severity.ERROR, code, message, hint)


def _finding(issue: CheckIssue, unit: Unit, entry: Entry | None, terms: Terms) -> Finding:
    return Finding(
        issue.severity,
        issue.code,
        f"not taken in: {issue.message}",
        file=terms.file,
        line=unit.line,
        locale=terms.locale,
        msgid=entry.msgid if entry else unit.source or None,
        hint=issue.hint,
    )
