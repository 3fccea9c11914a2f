"""Report the status of each guide in each locale: what is translated, what is approved, and what to do next."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from publish.approval.archive import archived_edition
from publish.approval.scope import OUTLINE_CONTEXT, OUTLINE_MSGID, covered_messages, covered_outline
from publish.approval.signature_file import read_signatures, refuse_early_clock
from publish.approval.signatures import CLINICIAN, LocaleSignatures, missing_roles
from publish.approval.waivers import Waiver, active_waivers
from publish.catalog.locales import known_locale
from publish.catalog.pseudo import is_pseudo
from publish.catalog.store import effective_catalog
from publish.catalog.template import DESK, LAYOUTS, domains, is_critical, is_wanted, source_of, template, workspace_locales
from publish.po.model import Catalog, Entry
from publish.project import ROLES, Finding, PublishError, Snapshot, now, once
from publish.project.names import catalog_file


@dataclass(frozen=True, slots=True)
class DomainStatus:
    """The status of one domain in one locale. The numbers count messages of the source as it is now.

    - ``draft``: it may not be released, because of ``reasons``. A translation is a draft if its source is one.
    - ``translated``, ``fuzzy``, ``missing``: these three add up to ``total``.
    - ``approved``: translated messages with the signatures of all roles that the policy requires; 0 of the desk, which nobody signs.
    - ``stale``: fuzzy or missing messages that wait because the source has changed since it was translated.
    - ``unfinished``: some messages were never translated, so that the translation is not finished rather than out of date.
    - ``reviewer`` and ``reviewed`` (an ISO date): the clinician who signed last, and when; ``edition``: the edition that was signed. All
      three are None in a draft.
    - ``next``: the next step, empty if there is none.
    - ``waivers``: findings in its texts that a person has overruled (`publish.approval.waivers`).
    - ``kept``: the edition in the archive of approved editions (`publish.approval.archive`).

    ``publish status --format json`` prints these fields.
    """

    locale: str
    domain: str
    draft: bool
    total: int
    translated: int
    fuzzy: int
    missing: int
    approved: int
    stale: int = 0
    reasons: tuple[str, ...] = ()
    reviewer: str | None = None
    reviewed: str | None = None
    edition: str | None = None
    next: str = ""
    kept: str | None = None
    waivers: tuple[Waiver, ...] = ()
    unfinished: bool = False


@once
def domain_status(snapshot: Snapshot, locale: str, domain: str) -> DomainStatus:
    """Return the status of ``domain`` in ``locale``. In the source locale every message counts as translated.

    Raises `PublishError` if a catalog or a file of signatures cannot be read.
    """
    source_locale = source_of(snapshot, domain)
    if locale == source_locale:
        return _source_status(snapshot, domain)
    return _translation_status(snapshot, locale, domain, domain_status(snapshot, source_locale, domain))


class PrintState(StrEnum):
    """What a printed page of a guide in a locale is, for whoever hands it out."""

    APPROVED = "approved"
    DRAFT = "draft"
    BEHIND = "behind the source"
    UNFINISHED = "not finished"


def print_state(snapshot: Snapshot, locale: str, guide: str) -> PrintState:
    """Return what a page of ``guide`` in ``locale`` is: the texts of the guide and the words of the layouts are both on it.

    Raises `PublishError` if a catalog or a file of signatures cannot be read.
    """
    own, words = domain_status(snapshot, locale, guide), domain_status(snapshot, locale, LAYOUTS)
    if not (own.draft or words.draft):
        return PrintState.APPROVED
    if own.unfinished:
        return PrintState.UNFINISHED
    return PrintState.BEHIND if own.stale else PrintState.DRAFT


def status_report(snapshot: Snapshot, locales: tuple[str, ...] = ()) -> tuple[tuple[DomainStatus, ...], tuple[Finding, ...]]:
    """Return the status of each domain in each of ``locales`` (default: all of project.toml), and findings on files that cannot be read.

    If a catalog or a file of signatures is broken, only the rows that depend on it are missing. Raises `UsageError` for a locale that
    CLDR does not know, and `PublishError` if a guide, or the signatures of the source, cannot be read.
    """
    for locale in locales:
        known_locale(locale)
    names = domains(snapshot)
    for domain in names:
        domain_status(snapshot, source_of(snapshot, domain), domain)
    found, broken = list[DomainStatus](), list(snapshot.unfit_names())
    for locale in locales or workspace_locales(snapshot):
        try:
            refuse_early_clock(snapshot, locale, now().date())
            broken += read_signatures(snapshot, locale).warnings
        except PublishError as error:
            broken += error.findings
            continue
        for domain in (name for name in names if is_wanted(snapshot, name, locale)):
            try:
                found.append(domain_status(snapshot, locale, domain))
            except PublishError as error:
                broken += error.findings
    return tuple(found), tuple(broken)


def _source_status(snapshot: Snapshot, domain: str) -> DomainStatus:
    """Return the status of the source: of its messages, and of the outline of the guide."""
    locale, policy = source_of(snapshot, domain), snapshot.settings.policy
    signatures = read_signatures(snapshot, locale)
    messages, texts, outline = template(snapshot, domain).messages, covered_messages(snapshot, domain), covered_outline(snapshot, domain)
    waiting = _missing_roles(snapshot, signatures, locale, domain, zip(messages, texts, strict=True))
    outline_waiting = [missing_roles(policy, signatures, domain, entry, is_critical=True, is_source=True) for entry in outline]
    status = DomainStatus(
        locale,
        domain,
        draft=any((*waiting, *outline_waiting)),
        total=len(messages),
        translated=len(messages),
        fuzzy=0,
        missing=0,
        approved=0 if domain == DESK else sum(not roles for roles in waiting),
        reasons=(*_reasons(len(messages), 0, 0, waiting), *_outline_reasons(outline_waiting)),
        next=_next_step(snapshot, locale, domain, 0, waiting + outline_waiting),
        kept=archived_edition(snapshot, locale, domain),
    )
    return _with_reviewer(status, signatures, (*texts, *outline))


def _translation_status(snapshot: Snapshot, locale: str, domain: str, source: DomainStatus) -> DomainStatus:
    """Return the status of a translation of ``source``."""
    signatures = read_signatures(snapshot, locale)
    messages, catalog = template(snapshot, domain).messages, effective_catalog(snapshot, locale, domain)
    entries = [catalog.index.get(message.key) for message in messages]
    usable = [(message, entry) for message, entry in zip(messages, entries, strict=True) if entry is not None and entry.usable]
    fuzzy = [entry for entry in entries if entry is not None and entry.translated and entry.fuzzy]
    waiting = _missing_roles(snapshot, signatures, locale, domain, usable)
    missing = len(messages) - len(usable) - len(fuzzy)
    is_behind = _is_behind(catalog, messages, signatures, domain)
    unfinished = missing > 0 and not _was_whole(snapshot, locale, domain, catalog, entries, signatures)
    reasons = (*_reasons(len(messages), missing, len(fuzzy), waiting), *_source_reasons(source))
    if is_pseudo(locale):
        reasons = ("a pseudo-locale is for testing only",)
    status = DomainStatus(
        locale,
        domain,
        draft=bool(reasons) or any(waiting),
        total=len(messages),
        translated=len(usable),
        fuzzy=len(fuzzy),
        missing=missing,
        approved=0 if domain == DESK else sum(not roles for roles in waiting),
        stale=sum(entry.previous is not None for entry in fuzzy) + missing * is_behind,
        unfinished=unfinished,
        reasons=reasons,
        next=_next_step(snapshot, locale, domain, missing + len(fuzzy), waiting) or source.next * (not is_pseudo(locale)),
        kept=archived_edition(snapshot, locale, domain),
        waivers=tuple(each.waiver for each in active_waivers(snapshot, locale, domain)),
    )
    return _with_reviewer(status, signatures, [entry for _, entry in usable])


def _with_reviewer(status: DomainStatus, signatures: LocaleSignatures, texts: Iterable[Entry]) -> DomainStatus:
    """Return ``status`` with the clinician who signed one of ``texts`` last, unless it is a draft."""
    if status.draft:
        return status
    given = (each for entry in texts for each in signatures.valid_for(entry, status.domain) if each.role == CLINICIAN)
    last = max(given, key=lambda each: each.date, default=None)
    return replace(status, reviewer=last.by, reviewed=last.date, edition=last.edition or None) if last else status


def _missing_roles(
    snapshot: Snapshot, signatures: LocaleSignatures, locale: str, domain: str, texts: Iterable[tuple[Entry, Entry]]
) -> list[frozenset[str]]:
    """Return the roles that still have to sign each text, given as a message of the template and the text to sign.

    Nobody signs the words of the desk: no paper carries them.
    """
    if domain == DESK:
        return [frozenset() for _ in texts]
    policy, is_source = snapshot.settings.policy, locale == source_of(snapshot, domain)
    return [
        missing_roles(policy, signatures, domain, entry, is_critical=is_critical(message), is_source=is_source) for message, entry in texts
    ]


def _is_behind(catalog: Catalog, messages: Sequence[Entry], signatures: LocaleSignatures, domain: str) -> bool:
    """Tell whether missing messages are missing because the source has changed, rather than because translation has not got to them.

    That is so if the catalog has translations of messages that the source no longer has, if it lacks messages that an update would have
    added, or if the domain was signed before.
    """
    if domain == LAYOUTS or not catalog.messages:
        return False
    keys = {message.key for message in messages}
    has_removed = any(entry.translated and entry.key not in keys for entry in catalog.entries if not entry.is_header)
    return has_removed or not keys <= catalog.index.keys() or any(text.domain == domain for text in signatures.texts.values())


def _was_whole(
    snapshot: Snapshot, locale: str, domain: str, catalog: Catalog, entries: Sequence[Entry | None], signatures: LocaleSignatures
) -> bool:
    """Tell whether a translation with missing messages was complete before: approved, signed, or whole but for what the source has added.

    A message that the catalog holds without a text was never translated, unless a translation that was removed stands for it.
    """
    if archived_edition(snapshot, locale, domain) or any(text.domain == domain for text in signatures.texts.values()):
        return True
    never = sum(entry is not None and not entry.translated for entry in entries)
    removed = sum(entry.obsolete and any(entry.msgstrs) for entry in catalog.entries)
    return bool(catalog.messages) and never <= removed


def _reasons(total: int, missing: int, fuzzy: int, waiting: list[frozenset[str]]) -> Iterator[str]:
    if missing:
        yield f"{missing} of {total} messages are not translated"
    if fuzzy:
        yield f"{fuzzy} of {total} messages are marked fuzzy"
    counts = Counter(role for roles in waiting for role in roles)
    for role in ROLES:
        if counts[role]:
            yield f"{counts[role]} of {total} messages wait for a {role}"


def _outline_reasons(waiting: list[frozenset[str]]) -> Iterator[str]:
    for role in ROLES:
        if any(role in roles for roles in waiting):
            yield f"{OUTLINE_MSGID.lower()} ({OUTLINE_CONTEXT}) waits for a {role}"


def _source_reasons(source: DomainStatus) -> Iterator[str]:
    """Yield the reason for which a translation of a source that is a draft is a draft too (the source needs a clinician's approval)."""
    if source.draft:
        yield f"the source ({source.locale}) is not approved: {'; '.join(source.reasons)}"


def _next_step(snapshot: Snapshot, locale: str, domain: str, untranslated: int, waiting: list[frozenset[str]]) -> str:
    """Return the next step as a command or an instruction, empty if there is none."""
    if is_pseudo(locale):
        return ""
    name = catalog_file(locale, domain)
    if untranslated and not snapshot.has(name):
        return f"publish update {locale}" if snapshot.search(catalog_file(locale, "*")) else f"publish init {locale}"
    if untranslated:
        return f"translate {name}"
    role = next((role for role in ROLES if any(role in roles for roles in waiting)), None)
    only = f" --guide {domain}" * (locale not in workspace_locales(snapshot))
    return f"publish approve {locale} --role {role} --by NAME{only}" if role else ""
