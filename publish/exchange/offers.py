"""Suggestions that go out with a catalog, for texts that wait for a translator."""

from dataclasses import dataclass, field, replace

from publish.catalog.memory import suggestions
from publish.exchange.unit import State, Unit
from publish.project import Finding, Snapshot

Message = tuple[Unit, ...]
MOST = 3  # suggestions that are worth a translator's time


@dataclass(slots=True)
class Offers:
    """Asks every translator of the group `publish.catalog.memory.GROUP`; one that failed is told of and not asked again."""

    snapshot: Snapshot
    findings: list[Finding] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)

    def beside(self, message: Message, locale: str) -> Message:
        """Return ``message`` with suggestions where it is missing or fuzzy."""
        return tuple(unit if unit.state is State.TRANSLATED else self._offered(unit, locale) for unit in message)

    def _offered(self, unit: Unit, locale: str) -> Unit:
        told = suggestions(self.snapshot, unit.source, locale, unit.context, self.failed)
        self.findings += told.findings
        self.failed |= set(told.failed)
        return replace(unit, offers=told.found[:MOST])
