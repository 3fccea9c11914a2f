"""Decide whether an edition is a draft, and why. A draft says so on every page (decision 6 of the design)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from publish.approval.status import DomainStatus
from publish.guide import Front


@dataclass(frozen=True, slots=True)
class Draft:
    """Why an edition is a draft: signatures missing, its review ``overdue`` (PIF TICK: within three years), text ``untranslated``.

    ``stale`` tells that the source has changed since the translation was made.
    """

    overdue: bool = False
    untranslated: bool = False
    stale: bool = False

    @property
    def outdated(self) -> bool:
        """Whether the sheet says that it is out of date."""
        return self.overdue or self.stale


def draft_of(standings: Iterable[DomainStatus], front: Front, today: date) -> Draft | None:
    """Return why the edition is a draft on the day ``today``, or None where it is approved and its review is not due.

    The first of ``standings`` is the guide's: that words of the layouts have changed puts no sheet out of date.
    """
    known = tuple(standings)
    overdue = front.next_review < today
    if not overdue and not any(standing.draft for standing in known):
        return None
    untranslated = any(standing.missing or standing.fuzzy for standing in known)
    return Draft(overdue, untranslated, known[0].stale > 0 and not known[0].unfinished)
