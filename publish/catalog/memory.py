"""Suggestions for a translator: from the workspace's own translation memory, and from whatever plugs in.

A translator plug-in is a function in the entry-point group `GROUP`::

    def suggest(source: str, locale: str, context: str | None) -> list[Suggestion]: ...

``context`` is the msgctxt. The memory of this module is the group's first member (setup.cfg).
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
CUTOFF = 0.6  # the least similarity that is worth reading, as in the merge
MOST = 5
OTHER_CONTEXT = 0.99  # the same words may want another translation in another context

_asking: ContextVar[Snapshot | None] = ContextVar("_asking", default=None)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A translation that somebody offers. ``origin`` says who, in words; ``score`` is how well it fits, 0 to 1."""

    text: str
    origin: str
    score: float


Translator = Callable[[str, str, str | None], list[Suggestion]]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What all translators offer, the best first; a warning for each that failed, and the names of those."""

    found: tuple[Suggestion, ...]
    findings: tuple[Finding, ...] = ()
    failed: tuple[str, ...] = ()


def suggestions(
    snapshot: Snapshot, source: str, locale: str, context: str | None = None, without: Collection[str] = ()
) -> Suggestions:
    """Return what every translator of the group `GROUP` offers for ``source``; of the same text twice, the better.

    A plug-in that fails is a warning (``translator-failed``), never an error: nobody's work stops for it. Those named in
    ``without`` are not asked.
    """
    found: dict[str, Suggestion] = {}
    failed: dict[str, tuple[Finding, ...]] = {}
    token = _asking.set(snapshot)
    try:
        for point in (point for point in translators() if point.name not in without):
            try:
                offers = _asked(point, source, locale, context)
            except (Exception, SystemExit) as error:  # a plug-in is others' code: whatever it raises is its failure
                failed[point.name] = _failed(point, locale, error)
                continue
            for offer in offers:
                found[offer.text] = max(offer, found.get(offer.text, offer), key=lambda each: each.score)
    finally:
        _asking.reset(token)
    findings = tuple(finding for each in failed.values() for finding in each)
    return Suggestions(tuple(sorted(found.values(), key=lambda each: -each.score)), findings, tuple(failed))


def translators() -> tuple[EntryPoint, ...]:
    """Return the members of the group, this module's memory first: it is there in a checkout too, of which nothing is installed."""
    return (BUILT_IN, *(point for point in entry_points(group=GROUP) if point.value != BUILT_IN.value))


def suggest(source: str, locale: str, context: str | None) -> list[Suggestion]:
    """Return the most similar translations in the catalogs of the workspace, at most `MOST`, none below `CUTOFF`.

    The workspace is the one that `suggestions` was asked for, else that around the current folder. Obsolete entries are
    remembered too; fuzzy ones are not. The similarity is that of the merge (GNU gettext's fstrcmp).
    """
    snapshot = _asking.get() or find_workspace(Path.cwd()).snapshot()
    entries = _remembered(snapshot, locale)
    near = process.extract(
        source, [entry.msgid for entry, _ in entries], scorer=Indel.normalized_similarity, score_cutoff=CUTOFF, limit=4 * MOST
    )
    offers = (_offer(*entries[place], score, context) for _, score, place in near)
    return sorted(offers, key=lambda each: -each.score)[:MOST]


def _asked(point: EntryPoint, source: str, locale: str, context: str | None) -> list[Suggestion]:
    """Return what one plug-in offers; raises what it raises, and `TypeError` or `ValueError` for what is no suggestion."""
    translator: Translator = point.load()
    offers = list(translator(source, locale, context))
    for offer in offers:
        if not isinstance(offer, Suggestion) or not isinstance(offer.text, str) or not isinstance(offer.origin, str):
            raise TypeError(f"{offer!r:.80} is no Suggestion")
        if not 0 <= offer.score <= 1:
            raise ValueError(f"the score {offer.score} is not between 0 and 1")
    return [offer for offer in offers if offer.text.strip()]


def _failed(point: EntryPoint, locale: str, error: BaseException) -> tuple[Finding, ...]:
    """Return the failure in words; what a plug-in says as a `PublishError` (a catalog that is broken) keeps its place."""
    if isinstance(error, PublishError):
        return tuple(replace(finding, severity=Severity.WARNING) for finding in error.findings)
    message = f"the translator “{point.name}” ({point.value}) failed: {type(error).__name__}: {error}"
    hint = "update or uninstall the package it comes from"
    return (Finding(Severity.WARNING, "translator-failed", message, locale=locale, hint=hint),)


def _offer(entry: Entry, name: str, score: float, context: str | None) -> Suggestion:
    return Suggestion(entry.msgstrs[0], f"translation memory, {name}", score if entry.msgctxt == context else score * OTHER_CONTEXT)


@once
def _remembered(snapshot: Snapshot, locale: str) -> tuple[tuple[Entry, str], ...]:
    """Return what the catalogs of ``locale`` have translated, each with the name of its file."""
    found = snapshot.search(catalog_file(locale, "*"))
    return tuple((entry, name) for name in found for entry in catalog_in(snapshot, name).entries if _is_memory(entry))


def _is_memory(entry: Entry) -> bool:
    return bool(entry.msgid) and entry.translated and not entry.fuzzy
