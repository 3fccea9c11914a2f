"""Add suggestions of the translation memory and of plug-ins to exported units that are not translated."""

from dataclasses import dataclass, field, replace

from publish.catalog.memory import suggestions
from publish.exchange.units import TranslationUnit, UnitGroup, UnitState
from publish.project import Finding, Snapshot

MOST_SUGGESTIONS = 3
"""Suggestions for one unit: translators do not read more."""


@dataclass(slots=True)
class UnitSuggester:
    """Calls every plug-in of the group `publish.catalog.memory.GROUP`.

    A plug-in that fails is a warning in ``findings`` and is not called again.
    """

    snapshot: Snapshot
    findings: list[Finding] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)

    def add_suggestions(self, group: UnitGroup, locale: str) -> UnitGroup:
        """Return the units of a message, with suggestions for those that are missing or fuzzy."""
        return tuple(unit if unit.state is UnitState.TRANSLATED else self._with_suggestions(unit, locale) for unit in group)

    def _with_suggestions(self, unit: TranslationUnit, locale: str) -> TranslationUnit:
        result = suggestions(self.snapshot, unit.source, locale, unit.context, self.failed)
        self.findings += result.findings
        self.failed |= set(result.failed)
        return replace(unit, suggestions=result.found[:MOST_SUGGESTIONS])
