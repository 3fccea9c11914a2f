"""How far a locale is: what is translated, what waits, what is signed, and what to do next."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from publish.approval.kept import kept_edition
from publish.approval.scope import WHOLE, WHOLE_CONTEXT, covered_messages, covered_whole
from publish.approval.signatures import CLINICIAN, Book, digest, read_book, waited_for
from publish.catalog.locales import known_locale
from publish.catalog.pseudo import is_pseudo
from publish.catalog.store import effective
from publish.catalog.template import LAYOUTS, domains, is_critical, source_of, template
from publish.po.model import Catalog, Entry
from publish.project import ROLES, Finding, PublishError, Snapshot, once
from publish.project.names import catalog_file


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of one domain in one locale. Numbers count the messages that the sources have now.

    ``stale`` are those, fuzzy or missing, that wait because the source has changed since they were
    translated: the sheet is out of date. ``approved`` are messages that every role of the policy has
    signed. ``draft`` tells that it may not be released, ``reasons`` why, in words; a translation of a source
    that is a draft is one too. ``reviewer`` and ``reviewed`` (an ISO date) are of the clinician who signed
    last, and ``edition`` is the edition that was signed: all three only when nothing is a draft.
    ``kept`` is the edition that was approved last as a whole, which `publish.approval.kept` has.
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


@once
def standing(snapshot: Snapshot, locale: str, domain: str) -> Standing:
    """Return how far ``domain`` is in ``locale``; in the source locale everything counts as translated.

    Raises `PublishError` for a catalog, or a file of signatures, that cannot be read.
    """
    source_locale = source_of(snapshot, domain)
    source = _source_standing(snapshot, domain, read_book(snapshot, source_locale))
    return source if locale == source_locale else _standing(snapshot, locale, domain, read_book(snapshot, locale), source)


def status(snapshot: Snapshot, locales: tuple[str, ...] = ()) -> tuple[tuple[Standing, ...], tuple[Finding, ...]]:
    """Return how far each domain is in each of ``locales`` (all of project.toml by default), and what cannot be read.

    A catalog, or a file of signatures, that is broken leaves out its own rows alone. Raises `UsageError` for a locale that
    CLDR does not know, and `PublishError` for a guide that cannot be read.
    """
    for locale in locales:
        known_locale(locale)
    names = domains(snapshot)
    originals = {locale: read_book(snapshot, locale) for locale in {source_of(snapshot, domain) for domain in names}}
    sources = [_source_standing(snapshot, domain, originals[source_of(snapshot, domain)]) for domain in names]
    found, broken = list[Standing](), list[Finding]()
    for locale in locales or snapshot.settings.all_locales:
        try:
            book = originals[locale] if locale in originals else read_book(snapshot, locale)
        except PublishError as error:
            broken += error.findings
            continue
        for source in sources:
            try:
                found.append(source if locale == source.locale else _standing(snapshot, locale, source.domain, book, source))
            except PublishError as error:
                broken += error.findings
    return tuple(found), tuple(broken)


def _source_standing(snapshot: Snapshot, domain: str, book: Book) -> Standing:
    """Return the standing of the source: every message, and the guide as a whole."""
    locale, policy = source_of(snapshot, domain), snapshot.settings.policy
    wanted, texts = template(snapshot, domain).messages, covered_messages(snapshot, domain)
    whole = covered_whole(snapshot, domain)
    waiting = _waiting(snapshot, book, locale, domain, zip(wanted, texts, strict=True))
    unread = [waited_for(policy, book, domain, entry, critical=True, is_source=True) for entry in whole]
    reasons = (*_reasons(len(wanted), 0, 0, waiting), *_whole_reasons(unread))
    return _told(
        Standing(
            locale,
            domain,
            draft=any((*waiting, *unread)),
            total=len(wanted),
            translated=len(wanted),
            fuzzy=0,
            missing=0,
            approved=sum(not roles for roles in waiting),
            reasons=reasons,
            next=_next(snapshot, locale, domain, 0, waiting + unread),
            kept=kept_edition(snapshot, locale, domain),
        ),
        book,
        (*texts, *whole),
    )


def _standing(snapshot: Snapshot, locale: str, domain: str, book: Book, source: Standing) -> Standing:
    """Return the standing of a translation of ``source``."""
    wanted, catalog = template(snapshot, domain).messages, effective(snapshot, locale, domain)
    found = [catalog.index.get(entry.key) for entry in wanted]
    usable = [(message, entry) for message, entry in zip(wanted, found, strict=True) if entry is not None and entry.usable]
    fuzzy = [entry for entry in found if entry is not None and entry.translated and entry.fuzzy]
    waiting = _waiting(snapshot, book, locale, domain, usable)
    total, missing = len(wanted), len(wanted) - len(usable) - len(fuzzy)
    reasons = (*_reasons(total, missing, len(fuzzy), waiting), *_source_reasons(source))
    if is_pseudo(locale):
        reasons = ("a pseudo-locale is for testing only",)
    return _told(
        Standing(
            locale,
            domain,
            draft=bool(reasons) or any(waiting),
            total=total,
            translated=len(usable),
            fuzzy=len(fuzzy),
            missing=missing,
            approved=sum(not roles for roles in waiting),
            stale=sum(entry.previous is not None for entry in fuzzy) + missing * _is_behind(catalog, wanted, book, domain),
            reasons=reasons,
            next=_next(snapshot, locale, domain, missing + len(fuzzy), waiting) or source.next * (not is_pseudo(locale)),
            kept=kept_edition(snapshot, locale, domain),
        ),
        book,
        [entry for _, entry in usable],
    )


def _told(found: Standing, book: Book, texts: Iterable[Entry]) -> Standing:
    """Return ``found`` with who reviewed it, and when, where it is no draft."""
    signatures = (item for entry in texts for item in book.signed(digest(entry), found.domain) if item.role == CLINICIAN)
    last = None if found.draft else max(signatures, key=lambda item: item.date, default=None)
    if last is None:
        return found
    return replace(found, reviewer=last.by, reviewed=last.date, edition=last.edition or None)


def _waiting(
    snapshot: Snapshot, book: Book, locale: str, domain: str, texts: Iterable[tuple[Entry, Entry]]
) -> list[frozenset[str]]:
    """Return the roles that each text (a message of the template, and what is said for it) still waits for."""
    settings = snapshot.settings
    is_source = locale == source_of(snapshot, domain)
    return [
        waited_for(settings.policy, book, domain, entry, critical=is_critical(message), is_source=is_source) for message, entry in texts
    ]


def _is_behind(catalog: Catalog, wanted: tuple[Entry, ...], book: Book, domain: str) -> bool:
    """Tell whether what is missing is so because the source has changed, and not because nobody has come to it yet.

    That is where the catalog holds translations of what the source no longer says, where it lacks a message that
    an update would have brought, and where the domain has been signed before.
    """
    if domain == LAYOUTS or not catalog.messages:
        return False
    keys = {entry.key for entry in wanted}
    left = any(entry.translated and entry.key not in keys for entry in catalog.entries if not entry.is_header)
    return left or not keys <= catalog.index.keys() or any(text.domain == domain for text in book.texts.values())


def _reasons(total: int, missing: int, fuzzy: int, waiting: list[frozenset[str]]) -> Iterator[str]:
    if missing:
        yield f"{missing} of {total} messages are not translated"
    if fuzzy:
        yield f"{fuzzy} of {total} messages are marked fuzzy"
    counts = Counter(role for roles in waiting for role in roles)
    for role in ROLES:
        if counts[role]:
            yield f"{counts[role]} of {total} messages wait for a {role}"


def _whole_reasons(unread: list[frozenset[str]]) -> Iterator[str]:
    for role in ROLES:
        if any(role in roles for roles in unread):
            yield f"{WHOLE.lower()} ({WHOLE_CONTEXT}) waits for a {role}"


def _source_reasons(source: Standing) -> Iterator[str]:
    """A translation of what nobody has approved is a draft (design 5: the source needs a clinician's approval too)."""
    if source.draft:
        yield f"the source ({source.locale}) is not approved: {'; '.join(source.reasons)}"


def _next(snapshot: Snapshot, locale: str, domain: str, untranslated: int, waiting: list[frozenset[str]]) -> str:
    """Return the next step, empty when there is none."""
    if is_pseudo(locale):
        return ""
    name = catalog_file(locale, domain)
    if untranslated and not snapshot.has(name):
        return f"publish update {locale}" if snapshot.search(catalog_file(locale, "*")) else f"publish init {locale}"
    if untranslated:
        return f"translate {name}"
    role = next((role for role in ROLES if any(role in roles for roles in waiting)), None)
    only = f" --guide {domain}" * (locale not in snapshot.settings.all_locales)
    return f"publish approve {locale} --role {role} --by NAME{only}" if role else ""
