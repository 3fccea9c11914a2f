"""How far a locale is: what is translated, what waits, what is signed, and what to do next."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from publish.catalog.approvals import CLINICIAN, ROLES, Book, Signature, digest, read_book, required
from publish.catalog.locales import known_locale
from publish.catalog.model import Entry
from publish.catalog.pseudo import is_pseudo
from publish.catalog.signing import as_source
from publish.catalog.store import effective
from publish.catalog.template import domains, is_critical, template
from publish.project import Workspace


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of one domain in one locale. Numbers count the messages that the sources have now.

    ``stale`` are translations of a text that the source no longer says in those words (fuzzy ones with a
    previous msgid), a part of ``fuzzy``. ``approved`` are messages that every role of the policy has
    signed. ``draft`` tells that it may not be released, ``reasons`` why, in words. ``reviewer`` and
    ``reviewed`` (an ISO date) are of the clinician who signed last, and ``edition`` is the edition that
    was signed: all three only when nothing is a draft.
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


def standing(workspace: Workspace, locale: str, domain: str) -> Standing:
    """Return how far ``domain`` is in ``locale``; in the source locale everything counts as translated.

    Raises `PublishError` for a catalog, or a file of signatures, that cannot be read.
    """
    return _standing(workspace, locale, domain, read_book(workspace, locale))


def status(workspace: Workspace, locales: tuple[str, ...] = ()) -> tuple[Standing, ...]:
    """Return how far each domain is in each of ``locales`` (all of project.toml by default).

    Raises `UsageError` for a locale that CLDR does not know.
    """
    for locale in locales:
        known_locale(locale)
    chosen = locales or workspace.settings.all_locales
    return tuple(
        _standing(workspace, locale, domain, book)
        for locale in chosen
        for book in [read_book(workspace, locale)]
        for domain in domains(workspace)
    )


def _standing(workspace: Workspace, locale: str, domain: str, book: Book) -> Standing:
    wanted = template(workspace, domain).messages
    found = _texts(workspace, locale, domain, wanted)
    usable = [(message, entry) for message, entry in zip(wanted, found, strict=True) if entry is not None and entry.usable]
    fuzzy = [entry for entry in found if entry is not None and entry.translated and entry.fuzzy]
    waiting, signatures = _signatures(workspace, locale, domain, usable, book)
    total, missing = len(wanted), len(wanted) - len(usable) - len(fuzzy)
    reasons = ("a pseudo-locale is for testing only",) if is_pseudo(locale) else tuple(_reasons(total, missing, len(fuzzy), waiting))
    last = max((item for item in signatures if item.role == CLINICIAN), key=lambda item: item.date, default=None)
    return Standing(
        locale,
        domain,
        draft=bool(reasons),
        total=total,
        translated=len(usable),
        fuzzy=len(fuzzy),
        missing=missing,
        approved=len(usable) - sum(1 for roles in waiting if roles),
        stale=sum(entry.previous is not None for entry in fuzzy),
        reasons=reasons,
        reviewer=last.by if last and not reasons else None,
        reviewed=last.date if last and not reasons else None,
        edition=last.edition or None if last and not reasons else None,
        next=_next(workspace, locale, domain, missing + len(fuzzy), waiting),
    )


def _texts(workspace: Workspace, locale: str, domain: str, wanted: tuple[Entry, ...]) -> list[Entry | None]:
    """Return what the locale has for each message of the template."""
    if locale == workspace.settings.source_locale:
        return [as_source(entry) for entry in wanted]
    index = effective(workspace, locale, domain).index
    return [index.get(entry.key) for entry in wanted]


def _signatures(
    workspace: Workspace, locale: str, domain: str, usable: list[tuple[Entry, Entry]], book: Book
) -> tuple[list[frozenset[str]], list[Signature]]:
    """Return the roles that each text still waits for, and all signatures that stand."""
    settings = workspace.settings
    is_source = locale == settings.source_locale
    waiting: list[frozenset[str]] = []
    signatures: list[Signature] = []
    for message, entry in usable:
        signed = book.signed(digest(entry), domain) if book.signatures else ()
        needed = required(settings.policy, is_critical(message), signed, is_source)
        waiting.append(needed - {item.role for item in signed})
        signatures += signed
    return waiting, signatures


def _reasons(total: int, missing: int, fuzzy: int, waiting: list[frozenset[str]]) -> Iterator[str]:
    if missing:
        yield f"{missing} of {total} messages are not translated"
    if fuzzy:
        yield f"{fuzzy} of {total} messages are marked fuzzy"
    counts = Counter(role for roles in waiting for role in roles)
    for role in ROLES:
        if counts[role]:
            yield f"{counts[role]} of {total} messages wait for a {role}"


def _next(workspace: Workspace, locale: str, domain: str, untranslated: int, waiting: list[frozenset[str]]) -> str:
    """Return the next step, empty when there is none."""
    if is_pseudo(locale):
        return ""
    path = workspace.catalog_path(locale, domain)
    if untranslated and not path.is_file():
        return f"publish update {locale}" if path.parent.is_dir() else f"publish init {locale}"
    if untranslated:
        return f"translate {workspace.relative(path)}"
    role = next((role for role in ROLES if any(role in roles for roles in waiting)), None)
    return f"publish approve {locale} --role {role} --by NAME" if role else ""
