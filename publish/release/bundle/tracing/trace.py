"""Trace a printed copy by its edition code: which release it is from, who signed it, whether it is current, and what has changed since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from publish.approval.editions import approved_edition
from publish.approval.status import domain_status
from publish.catalog.template import workspace_locales
from publish.edition.layout.spec import layout_spec
from publish.edition.request import Request
from publish.edition.values.withdrawn import WithdrawnCode, read_withdrawn
from publish.project import PublishError, Snapshot, now
from publish.release.bundle.rebuild import released_snapshot
from publish.release.bundle.tracing.changes import TextChange, changes_between
from publish.release.bundle.tracing.codes import find_codes, named_locales, similar_codes
from publish.release.bundle.tracing.copies import KnownCopy, ReleaseFolder, composed_copy, find_releases, released_copies, workspace_copies

WEB = "web"  # the layout in which the source text of a bilingual one is compared


class CopyState(StrEnum):
    """Whether a printed copy may be handed out."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Signer:
    """The clinician who signed the texts of a locale last, and the day (ISO 8601)."""

    locale: str
    by: str
    date: str


@dataclass(frozen=True, slots=True)
class TracedCopy:
    """What is known of a printed copy. ``reason`` says why it is not current; ``replaced_by`` is the code that is printed now.

    ``source_changes`` and ``changes`` are what has changed since, in the source language and in that of the copy; None if that is
    not known.
    """

    copy: KnownCopy
    state: CopyState
    reason: str = ""
    replaced_by: str | None = None
    withdrawn: WithdrawnCode | None = None
    signers: tuple[Signer, ...] = ()
    source_changes: tuple[TextChange, ...] | None = None
    changes: tuple[TextChange, ...] | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """The copies that a text means, most often one; if there is none, the codes that are ``similar``."""

    copies: tuple[TracedCopy, ...]
    similar: tuple[str, ...] = ()


def known_copies(snapshot: Snapshot, folders: Iterable[Path]) -> dict[str, KnownCopy]:
    """Return the editions of the releases in ``folders`` by their codes."""
    return released_copies(find_releases(folders), several_clinics=len(snapshot.clinics()) > 1)


def look_up(
    snapshot: Snapshot, text: str, known: dict[str, KnownCopy], everywhere: bool = True
) -> tuple[tuple[KnownCopy, ...], tuple[str, ...]]:
    """Return the editions whose code is in ``text``, and the codes that are similar if there are none.

    The ``known`` editions are searched first, then those that the outputs of the workspace would carry now: in the languages that ``text``
    names, and in all of them, which takes a minute where there are many, only if it names none and ``everywhere`` says so.
    """
    if found := find_codes(text, known):
        return tuple(known[code] for code in found), ()
    named = named_locales(text, workspace_locales(snapshot))
    present = {copy.code: copy for copy in workspace_copies(snapshot, named)} if named or everywhere else {}
    if found := find_codes(text, present):
        return tuple(present[code] for code in found), ()
    return (), similar_codes(text, (*known, *present))


def trace_copies(snapshot: Snapshot, texts: Sequence[str], folders: Iterable[Path], everywhere: bool = True) -> Trace:
    """Return the copies whose code is in one of ``texts``; ``folders`` are searched for releases, the workspace as `look_up` says."""
    known, copies, similar = known_copies(snapshot, folders), dict[str, KnownCopy](), dict[str, None]()
    for text in texts:
        found, near = look_up(snapshot, text, known, everywhere)
        copies |= {copy.code: copy for copy in found}
        similar |= dict.fromkeys(near)
    return Trace(tuple(trace_copy(snapshot, copy) for copy in copies.values()), () if copies else tuple(similar))


def trace_copy(snapshot: Snapshot, copy: KnownCopy) -> TracedCopy:
    """Return the state of ``copy`` as the workspace stands, who signed it and what has changed since."""
    traced = _judged(snapshot, copy)
    return _with_history(snapshot, traced, copy.releases[0]) if copy.releases else replace(traced, signers=_signers(snapshot, copy.request))


def copy_state(snapshot: Snapshot, copy: KnownCopy) -> CopyState:
    """Return whether ``copy`` is current."""
    return _judged(snapshot, copy).state


def _judged(snapshot: Snapshot, copy: KnownCopy) -> TracedCopy:
    now_printed, reason = _printed_now(snapshot, copy)
    replaced_by = now_printed.code if now_printed and now_printed.code != copy.code else None
    withdrawn = next((each for each in read_withdrawn(snapshot) if each.code == copy.code), None)
    if withdrawn:
        said = f"withdrawn by {withdrawn.by} on {withdrawn.date}: {withdrawn.reason}"
        return TracedCopy(copy, CopyState.WITHDRAWN, said, replaced_by, withdrawn)
    if copy.state != "approved":
        return TracedCopy(copy, CopyState.DRAFT, "it is a draft, which must not be handed out", replaced_by)
    if now_printed and now_printed.code == copy.code:
        return TracedCopy(copy, CopyState.CURRENT)
    return TracedCopy(copy, CopyState.SUPERSEDED, reason or f"printed now is {replaced_by}", replaced_by)


def _printed_now(snapshot: Snapshot, copy: KnownCopy) -> tuple[KnownCopy | None, str]:
    """Return the approved edition of the same output, and why there is none."""
    try:
        plain = composed_copy(snapshot, copy.request, approved=True)
        # A table that turned out to be too wide is printed row by row, which gives another code.
        rows = plain if plain.code == copy.code else composed_copy(snapshot, replace(copy.request, stacked=True), approved=True)
    except PublishError as error:
        return None, error.findings[0].message
    return (rows if rows.code == copy.code else plain), ""


def _with_history(snapshot: Snapshot, traced: TracedCopy, release: ReleaseFolder) -> TracedCopy:
    """Return ``traced`` with who signed it and what has changed since, from the snapshot that its release carries."""
    request = traced.copy.request
    try:
        released = released_snapshot(release.folder, release.manifest)
        signers = _signers(released, request)
        before = _printed(released, request, traced.copy.state == "approved")
        after = _printed(snapshot, request, traced.state != CopyState.DRAFT)
    except (PublishError, OSError):
        return traced
    today, source = now().date(), _in_source(released, request)
    both = ((before, each), (after, each)) if (each := source) else None
    return replace(
        traced,
        signers=signers,
        source_changes=changes_between(*both, today) if both else None,
        changes=changes_between((before, request), (after, request), today),
    )


def _printed(snapshot: Snapshot, request: Request, approved: bool) -> Snapshot:
    return approved_edition(snapshot, request.locale, request.guide).snapshot if approved else snapshot


def _in_source(snapshot: Snapshot, request: Request) -> Request | None:
    """Return the same output in the source language; None if the copy is in that language."""
    source = snapshot.settings.source_locale
    if request.locale == source:
        return None
    if layout_spec(snapshot, request.layout).bilingual:
        return replace(request, locale=source, layout=WEB, paper=None, fold=None)
    return replace(request, locale=source)


def _signers(snapshot: Snapshot, request: Request) -> tuple[Signer, ...]:
    """Return the clinicians who signed the source and the translation."""
    try:
        printed = _printed(snapshot, request, approved=True)
        locales = dict.fromkeys((printed.settings.source_locale, request.locale))
        statuses = [domain_status(printed, locale, request.guide) for locale in locales]
    except PublishError:
        return ()
    return tuple(Signer(each.locale, each.reviewer, each.reviewed or "") for each in statuses if each.reviewer)
