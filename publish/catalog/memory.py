"""Suggest translations, from the catalogs of the workspace (translation memory) and from plug-ins.

A plug-in is a function in the entry-point group `GROUP`::

    def suggest(source: str, locale: str, context: str | None) -> list[Suggestion]: ...

``context`` is the msgctxt. The translation memory is the first member of the group (setup.cfg).
"""

from collections.abc import Callable, Collection
from contextvars import ContextVar
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Indel

from publish.catalog.store import catalog_in
from publish.po.model import Entry
from publish.project import Finding, PublishError, Severity, Snapshot, find_workspace, once
from publish.project.names import catalog_file

GROUP = "publish.translators"
BUILT_IN = EntryPoint("memory", "publish.catalog.memory:suggest", GROUP)
CUTOFF = 0.6  # least similarity of a suggestion, as in the merge
MAX_SUGGESTIONS = 5
OTHER_CONTEXT = 0.99  # factor for a text from another context, which may need another translation

_current: ContextVar[Snapshot | None] = ContextVar("_current", default=None)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested translation. ``origin`` names its source for translators; ``score`` is its similarity, 0 to 1."""

    text: str
    origin: str
    score: float


Translator = Callable[[str, str, str | None], list[Suggestion]]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All suggestions, the best first; a warning for each plug-in that failed, and their names."""

    found: tuple[Suggestion, ...]
    findings: tuple[Finding, ...] = ()
    failed: tuple[str, ...] = ()


def suggestions(
    snapshot: Snapshot, source: str, locale: str, context: str | None = None, without: Collection[str] = ()
) -> Suggestions:
    """Return the suggestions of every member of the group `GROUP` for ``source``; of equal texts, the one with the higher score.

    A plug-in that fails is a warning (``translator-failed``) and not an error, so that it stops no work. Members named in
    ``without`` are not called.
    """
    found: dict[str, Suggestion] = {}
    failed: dict[str, tuple[Finding, ...]] = {}
    token = _current.set(snapshot)
    try:
        for point in (point for point in translators() if point.name not in without):
            try:
                offers = _call(point, source, locale, context)
            except (Exception, SystemExit) as error:  # a plug-in is foreign code and may raise anything
                failed[point.name] = _failure(point, locale, error)
                continue
            for offer in offers:
                found[offer.text] = max(offer, found.get(offer.text, offer), key=lambda each: each.score)
    finally:
        _current.reset(token)
    findings = tuple(finding for each in failed.values() for finding in each)
    return Suggestions(tuple(sorted(found.values(), key=lambda each: -each.score)), findings, tuple(failed))


def translators() -> tuple[EntryPoint, ...]:
    """Return the members of the group, the translation memory first: a checkout that is not installed has it too."""
    return (BUILT_IN, *(point for point in entry_points(group=GROUP) if point.value != BUILT_IN.value))


def suggest(source: str, locale: str, context: str | None) -> list[Suggestion]:
    """Return the most similar translations in the catalogs of the workspace, at most `MAX_SUGGESTIONS`, none below `CUTOFF`.

    The workspace is that of the current call of `suggestions`, else that around the current folder. Obsolete entries are used
    too, but not fuzzy ones. The similarity is that of the merge (GNU gettext's fstrcmp).
    """
    snapshot = _current.get() or find_workspace(Path.cwd()).snapshot()
    entries = _translated_entries(snapshot, locale)
    near = process.extract(
        source, [entry.msgid for entry, _ in entries], scorer=Indel.normalized_similarity, score_cutoff=CUTOFF, limit=4 * MAX_SUGGESTIONS
    )
    offers = (_offer(*entries[place], score, context) for _, score, place in near)
    return sorted(offers, key=lambda each: -each.score)[:MAX_SUGGESTIONS]


def _call(point: EntryPoint, source: str, locale: str, context: str | None) -> list[Suggestion]:
    """Call one plug-in. Raises what it raises, and `TypeError` or `ValueError` for an invalid suggestion."""
    translator: Translator = point.load()
    offers = list(translator(source, locale, context))
    for offer in offers:
        if not isinstance(offer, Suggestion) or not isinstance(offer.text, str) or not isinstance(offer.origin, str):
            raise TypeError(f"{offer!r:.80} is not a Suggestion")
        if not 0 <= offer.score <= 1:
            raise ValueError(f"the score {offer.score} is not between 0 and 1")
    return [offer for offer in offers if offer.text.strip()]


def _failure(point: EntryPoint, locale: str, error: BaseException) -> tuple[Finding, ...]:
    """Return a warning for the failure; the findings of a `PublishError`, such as a broken catalog, become warnings."""
    if isinstance(error, PublishError):
        return tuple(replace(finding, severity=Severity.WARNING) for finding in error.findings)
    message = f"the translator “{point.name}” ({point.value}) failed: {type(error).__name__}: {error}"
    hint = "update or uninstall the package it comes from"
    return (Finding(Severity.WARNING, "translator-failed", message, locale=locale, hint=hint),)


def _offer(entry: Entry, name: str, score: float, context: str | None) -> Suggestion:
    return Suggestion(entry.msgstrs[0], f"translation memory, {name}", score if entry.msgctxt == context else score * OTHER_CONTEXT)


@once
def _translated_entries(snapshot: Snapshot, locale: str) -> tuple[tuple[Entry, str], ...]:
    """Return the translated entries in the catalogs of ``locale``, each with the name of its file."""
    found = snapshot.search(catalog_file(locale, "*"))
    return tuple((entry, name) for name in found for entry in catalog_in(snapshot, name).entries if _is_translated(entry))


def _is_translated(entry: Entry) -> bool:
    return bool(entry.msgid) and entry.translated and not entry.fuzzy
