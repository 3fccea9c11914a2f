"""Decide which guides in which locales may be released, and say what stops the others and who can mend it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from publish.approval.editions import approved_edition, errors_of
from publish.approval.status import DomainStatus, domain_status
from publish.catalog.template import LAYOUTS, front_in
from publish.project import Finding, PublishError, Snapshot


class Decision(StrEnum):
    """What becomes of a guide in a locale."""

    RELEASED = "released"
    LEFT_OUT = "left out"  # never approved: not part of the release, and no failure
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a guide in a locale is not released as it should be, and ``next``: who can mend it, and how."""

    what: str
    next: str = ""


@dataclass(frozen=True, slots=True)
class GateRow:
    """The decision on one guide in one locale. ``edition`` is the one that is released, ``current`` the one in source/."""

    guide: str
    locale: str
    decision: Decision
    status: DomainStatus | None = None
    edition: str | None = None
    current: str | None = None
    reasons: tuple[Reason, ...] = ()


def judge(snapshot: Snapshot, pairs: Iterable[tuple[str, str]], required: tuple[str, ...], today: date) -> tuple[GateRow, ...]:
    """Return the decision on each guide and locale in ``pairs``; a locale in ``required`` must be there."""
    return tuple(_judged(snapshot, guide, locale, locale in required, today) for guide, locale in pairs)


def judge_draft(snapshot: Snapshot, pairs: Iterable[tuple[str, str]]) -> tuple[GateRow, ...]:
    """Return the rows of a draft release: everything that has a catalog is part of it, and marked as a draft."""
    return tuple(_draft_row(snapshot, guide, locale) for guide, locale in pairs)


def stopped_row(row: GateRow, findings: Iterable[Finding]) -> GateRow:
    """Return ``row`` stopped by ``findings`` of its outputs."""
    reasons = tuple(dict.fromkeys(Reason(f"{finding.message} ({finding.code})", finding.hint or "") for finding in findings))
    return GateRow(row.guide, row.locale, Decision.STOPPED, row.status, row.edition, row.current, (*row.reasons, *reasons))


def _judged(snapshot: Snapshot, guide: str, locale: str, is_required: bool, today: date) -> GateRow:
    try:
        status = domain_status(snapshot, locale, guide)
        found = approved_edition(snapshot, locale, guide)
    except PublishError as error:
        return _refused(snapshot, guide, locale, error, is_required)
    reasons = tuple(_faults(found.snapshot, guide, locale, today))
    decision = Decision.STOPPED if reasons else Decision.RELEASED
    notes = tuple(_notes(status, found.edition, found.current))
    return GateRow(guide, locale, decision, status, found.edition, found.current, reasons or notes)


def _faults(snapshot: Snapshot, guide: str, locale: str, today: date) -> Iterator[Reason]:
    """Yield what stops an approved edition: errors of the checks, and a review that is overdue."""
    for finding in (*errors_of(snapshot, locale, guide), *errors_of(snapshot, locale, LAYOUTS)):
        yield Reason(f"{finding.message} ({finding.code})", finding.hint or f"a translator corrects {finding.file}")
    due = front_in(snapshot, guide).next_review
    if due < today:
        yield Reason(f"its review was due on {due}", "a clinician reviews the guide, sets next_review in guide.toml and signs")


def _notes(status: DomainStatus, edition: str, current: str) -> Iterator[Reason]:
    if edition != current:
        yield Reason(f"edition {edition} is released; the source is edition {current} now", status.next)


def _refused(snapshot: Snapshot, guide: str, locale: str, error: PublishError, is_required: bool) -> GateRow:
    """Return the row of a locale without an approved edition: left out if it never had one, unless it is required."""
    never = all(finding.code == "approved-missing" for finding in error.findings)
    decision = Decision.LEFT_OUT if never and not is_required else Decision.STOPPED
    reasons = tuple(Reason(finding.message, finding.hint or "") for finding in error.findings)
    return GateRow(guide, locale, decision, _status_or_none(snapshot, guide, locale), reasons=reasons)


def _draft_row(snapshot: Snapshot, guide: str, locale: str) -> GateRow:
    status = _status_or_none(snapshot, guide, locale)
    if status is None or (status.total and not status.translated):
        reason = Reason("nothing is translated" if status else "its catalog cannot be read", f"publish status {locale}")
        return GateRow(guide, locale, Decision.LEFT_OUT, status, reasons=(reason,))
    edition = front_in(snapshot, guide).edition
    reasons = tuple(Reason(text, "" if number else status.next) for number, text in enumerate(status.reasons))  # one step is the next
    return GateRow(guide, locale, Decision.RELEASED, status, edition, edition, reasons)


def _status_or_none(snapshot: Snapshot, guide: str, locale: str) -> DomainStatus | None:
    try:
        return domain_status(snapshot, locale, guide)
    except PublishError:
        return None
