"""Giving and taking back signatures."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from publish.approval.archive import keep
from publish.approval.names import person
from publish.approval.scope import covered_messages, covered_whole
from publish.approval.signatures import (
    HUMAN,
    MACHINE,
    ORIGINS,
    REVISER,
    TRANSLATOR,
    Book,
    append,
    digest,
    read_book,
    text_record,
)
from publish.catalog.locales import known_locale
from publish.catalog.origin import is_machine_made
from publish.catalog.store import effective, has_locale
from publish.catalog.template import LAYOUTS, LAYOUTS_LOCALE, domains, front_in, source_of, template
from publish.checks import errors_by_message
from publish.po.model import Entry, Key
from publish.project import ROLES, Finding, PublishError, Severity, Snapshot, Workspace, misuse, now, problem
from publish.text.bidi import is_direction_control
from publish.text.suggest import choose_from

OTHER = {REVISER: TRANSLATOR, TRANSLATOR: REVISER}


@dataclass(frozen=True, slots=True)
class Signed:
    """What came of signing one domain: texts newly signed, those that were signed already, messages that could not be.

    ``approved`` are the locales whose edition is approved as a whole now; it is kept (`publish.approval.archive`).
    ``refused`` tells why texts were not signed, and why an edition that all have signed is not kept: errors of its checks.
    """

    domain: str
    signed: int
    before: int
    skipped: int
    approved: tuple[str, ...] = ()
    refused: tuple[Finding, ...] = ()


def sign(
    workspace: Workspace,
    locale: str,
    role: str,
    by: str,
    *,
    origin: str = HUMAN,
    only: Iterable[tuple[str, str]] | None = None,
    chosen: tuple[str, ...] = (),
) -> tuple[Signed, ...]:
    """Sign, as ``by`` in ``role``, every text of ``locale`` that is translated and not fuzzy, and return what was done.

    ``chosen`` limits it to some domains, ``only`` to some texts (domain and digest: what somebody has seen, and
    nothing that took its place meanwhile). A translation in which the checks find an error is not signed: it would stop the
    output that it was approved for. For the source locale, the source itself is signed, with all that
    `publish.approval.scope` lists. A text that says it is a machine's is signed as one, whatever ``origin`` says. Raises
    `UsageError` for a role, a locale or a domain that does not exist, and `PublishError`
    (``reviser-is-translator``) where one person would be both; then nothing is signed.
    """
    snapshot = workspace.snapshot()
    check_request(snapshot, locale, role, by, origin, chosen)
    book, wanted, records = read_book(snapshot, locale), None if only is None else set(only), []
    done = []
    for domain in chosen or domains(snapshot):
        texts = signable(snapshot, locale, domain)
        asked = [entry for entry in texts if wanted is None or (domain, digest(entry)) in wanted]
        origins = {entry: MACHINE if role == TRANSLATOR and is_machine_made(entry) else origin for entry in asked}
        fresh = [entry for entry in asked if not _is_signed(book, entry, domain, role, by, origins[entry])]
        faults = {} if locale == source_of(snapshot, domain) or not fresh else errors_by_message(snapshot, locale, domain, fresh)
        fresh, before = [entry for entry in fresh if entry.key not in faults], len(asked) - len(fresh)
        _two_people(book, fresh, domain, role, by, locale)
        records += [text_record(entry, domain) for entry in fresh if digest(entry) not in book.texts]
        for kind in ORIGINS:
            if made := [digest(entry) for entry in fresh if origins[entry] == kind]:
                more = {"origin": kind, "edition": edition_of(snapshot, domain)}
                records.append(_record("approval", locale, domain, role, by, made, **more))
        ready = {entry.key for entry in texts} - faults.keys()
        skipped = sum(entry.key not in ready for entry in template(snapshot, domain).messages)
        done.append(Signed(domain, len(fresh), before, skipped, refused=_refused(locale, faults)))
    append(workspace, locale, records)
    return tuple(_kept(workspace, locale, each) for each in done)


def _refused(locale: str, faults: dict[Key, tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """Return what is wrong with texts that are not signed for it, and in the end what to do."""
    if not faults:
        return ()
    message = f"{len(faults)} of the texts are not signed, because of the errors above: they would stop the output"
    hint = "mend the translations, then sign again"
    found = (finding for findings in faults.values() for finding in findings)
    return (*found, Finding(Severity.ERROR, "unsafe-unsigned", message, locale=locale, hint=hint))


def _kept(workspace: Workspace, locale: str, done: Signed) -> Signed:
    """Keep what is approved as a whole now."""
    locales, faults = keep(workspace, locale, done.domain)
    return replace(done, approved=locales, refused=(*done.refused, *faults))


def revoke(
    workspace: Workspace, locale: str, role: str, by: str, reason: str, *, chosen: tuple[str, ...] = ()
) -> int:
    """Take back all signatures of ``role`` in ``locale``, whoever gave them, and return how many texts that touches.

    Those on earlier texts go too: the mistake may be in the approved edition that an edit has since replaced, and
    which would still print. Raises `UsageError` as `sign` does, and without a ``reason``.
    """
    snapshot = workspace.snapshot()
    check_request(snapshot, locale, role, by, HUMAN, chosen)
    if not reason.strip():
        raise misuse("reason-missing", "to take signatures back needs a reason", hint="say why: --revoke REASON")
    book, records, count = read_book(snapshot, locale), [], 0
    for domain in chosen or domains(snapshot):
        found = [
            text
            for text, signatures in book.signatures.items()
            if any(item.role == role and item.domain == domain for item in signatures)
        ]
        count += len(found)
        records += [_record("revocation", locale, domain, role, by, found, reason=_tidy(reason))] if found else []
    append(workspace, locale, records)
    return count


def signable(snapshot: Snapshot, locale: str, domain: str) -> tuple[Entry, ...]:
    """Return the texts of a domain that can be signed: the usable translations of what the sources say now, or the sources."""
    if locale == source_of(snapshot, domain):
        return (*covered_messages(snapshot, domain), *covered_whole(snapshot, domain))
    index = effective(snapshot, locale, domain).index
    found = (index.get(entry.key) for entry in template(snapshot, domain).messages)
    return tuple(entry for entry in found if entry is not None and entry.usable)


def edition_of(snapshot: Snapshot, domain: str) -> str:
    """Return the edition of a guide; empty for the layouts."""
    if domain == LAYOUTS:
        return ""
    return front_in(snapshot, domain).edition


def today() -> str:
    """Return the date of a signature; SOURCE_DATE_EPOCH is honoured."""
    return now().date().isoformat()


def _record(kind: str, locale: str, domain: str, role: str, by: str, digests: list[str], **more: str) -> dict[str, Any]:
    about = {"kind": kind, "locale": locale, "domain": domain, "role": role, "by": _tidy(by), "date": today()}
    return {**about, **more, "digests": digests}


def _tidy(text: str) -> str:
    """Return ``text`` on one line, in NFC."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_signed(book: Book, entry: Entry, domain: str, role: str, by: str, origin: str) -> bool:
    """Tell whether ``by`` has signed; that a machine translated it can be said later, but is taken back by a revocation only."""
    found = (item for item in book.signed(digest(entry), domain) if item.role == role and person(item.by) == person(by))
    return any(origin in (HUMAN, item.origin) for item in found)


def _two_people(book: Book, entries: list[Entry], domain: str, role: str, by: str, locale: str) -> None:
    """Refuse a reviser who translated, or a translator who revised."""
    for entry in entries:
        if is_own_work(book, entry, domain, role, by):
            raise own_work(entry, role, by, locale)


def is_own_work(book: Book, entry: Entry, domain: str, role: str, by: str) -> bool:
    """Tell whether ``by`` has signed as the one of translator and reviser that ``role`` is not (ISO 17100, 5.3.3)."""
    given = (item for item in book.signatures.get(digest(entry), ()) if item.domain == domain)
    return any(item.role == OTHER.get(role) and person(item.by) == person(by) for item in given)


def own_work(entry: Entry, role: str, by: str, locale: str) -> PublishError:
    """Return the error (``reviser-is-translator``) for a text that ``by`` cannot sign as ``role``."""
    message = f"{by} has signed as {OTHER[role]}: the {role} must be somebody else"
    return problem("reviser-is-translator", message, locale=locale, msgid=entry.msgid, hint="let a second person sign")


def check_request(snapshot: Snapshot, locale: str, role: str, by: str, origin: str, chosen: tuple[str, ...]) -> None:
    """Raise `UsageError` for a locale, a role, a name, an origin or a domain that a signature cannot have."""
    known_locale(locale)
    if locale not in (*snapshot.settings.all_locales, LAYOUTS_LOCALE) and not has_locale(snapshot, locale):
        raise misuse("locale-missing", f"there are no catalogs of “{locale}”", hint=f"begin them: publish init {locale}")
    if role not in ROLES:
        raise misuse("unknown-role", f"“{role}” is not a role", hint=choose_from(role, ROLES))
    if not any(map(str.isalpha, by)) or any(_is_hiding(sign) for sign in _tidy(by)):
        raise misuse("name-missing", "a signature needs a name: letters, and nothing that cannot be seen", hint="say who signs: --by NAME")
    if origin not in ORIGINS or (origin == MACHINE and role != TRANSLATOR):
        message = f"the origin of a {role}'s work cannot be “{origin}”"
        raise misuse("origin-wrong", message, hint="only a translation can be a machine's")
    for domain in chosen:
        if domain not in domains(snapshot):
            raise misuse("unknown-guide", f"there is no guide “{domain}”", hint=choose_from(domain, domains(snapshot)))


def _is_hiding(sign: str) -> bool:
    """Tell whether a sign could hide or turn around what stands beside it, on a terminal or on the sheet."""
    return unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn") or is_direction_control(sign)
