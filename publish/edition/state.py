"""Draft or not, and why: what nobody has approved says so on every page (design 6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from publish.guide import Front


class Standing(Protocol):
    """What this room needs of `publish.catalog.Standing`."""

    @property
    def draft(self) -> bool:
        """Whether a signature is missing."""

    @property
    def missing(self) -> int:
        """How many messages have no translation."""

    @property
    def fuzzy(self) -> int:
        """How many translations are fuzzy."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Why an edition is a draft: signatures missing, its review ``overdue`` (PIF TICK: within three years), text ``untranslated``."""

    overdue: bool = False
    untranslated: bool = False


def draft_of(standings: Iterable[Standing], front: Front, today: date) -> Draft | None:
    """Return why the edition is a draft on the day ``today``, or None where it is approved and its review is not due."""
    known = tuple(standings)
    overdue = front.next_review < today
    if not overdue and not any(standing.draft for standing in known):
        return None
    return Draft(overdue, any(standing.missing or standing.fuzzy for standing in known))
