"""Judge every known edition when a release is made: current, superseded, withdrawn or a draft."""

from collections.abc import Iterable, Iterator, Sequence

from publish.edition.request import Request
from publish.edition.values.withdrawn import WithdrawnCode, read_withdrawn
from publish.project import Snapshot
from publish.release.bundle.shelf.recall import SCHEMA, Recall, RecallEntry
from publish.release.bundle.tracing.copies import KnownCopy, ReleaseFolder, released_copies
from publish.release.bundle.tracing.trace import CopyState, copy_state
from publish.release.results import BuiltOutput


def recall_of(snapshot: Snapshot, name: str, built: Sequence[BuiltOutput], earlier: Sequence[ReleaseFolder]) -> Recall:
    """Return what is known of printed copies when the release ``name`` is made of the outputs ``built``."""
    withdrawn = {each.code: each for each in read_withdrawn(snapshot)}
    known = released_copies(earlier, several_clinics=len(snapshot.clinics()) > 1)
    own = {each.made.imprint.code: each for each in built if each.made.imprint}
    current = {each.request: code for code, each in own.items() if not each.made.draft}
    entries = {code: _own_entry(code, each, name, known.get(code)) for code, each in own.items()}
    entries |= {code: _earlier_entry(copy, _state(snapshot, copy, current)) for code, copy in known.items() if code not in own}
    entries |= {code: _withdrawn_entry(each) for code, each in withdrawn.items()}
    names = tuple(sorted(release.manifest.name for release in earlier))
    return Recall(SCHEMA, name, names, tuple(entries[code] for code in sorted(entries)))


def _state(snapshot: Snapshot, copy: KnownCopy, current: dict[Request, str]) -> str:
    """Return the state of a copy of an earlier release; an output that is part of this one need not be composed again."""
    if copy.state == "approved" and copy.request in current:
        return CopyState.SUPERSEDED
    return copy_state(snapshot, copy)


def _own_entry(code: str, built: BuiltOutput, name: str, known: KnownCopy | None) -> RecallEntry:
    releases = (name, *_names(known.releases if known else ()))
    return _recall_entry(code, CopyState.DRAFT if built.made.draft else CopyState.CURRENT, built.request, releases)


def _earlier_entry(copy: KnownCopy, state: str) -> RecallEntry:
    return _recall_entry(copy.code, state, copy.request, tuple(_names(copy.releases)))


def _names(releases: Iterable[ReleaseFolder]) -> Iterator[str]:
    yield from (release.manifest.name for release in releases)


def _recall_entry(code: str, state: str, request: Request, releases: tuple[str, ...]) -> RecallEntry:
    return RecallEntry(code, state, request.guide, request.locale, request.layout, request.paper, request.clinic, releases)


def _withdrawn_entry(each: WithdrawnCode) -> RecallEntry:
    about = (each.guide, each.locale, each.layout, each.paper or None, each.clinic or None, each.releases)
    return RecallEntry(each.code, CopyState.WITHDRAWN, *about, each.by, each.date.isoformat(), each.reason)
