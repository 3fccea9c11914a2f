"""How far a locale is: what is translated, what waits, what is signed, and what to do next."""

from dataclasses import dataclass

from publish.catalog.model import Entry
from publish.catalog.store import load
from publish.catalog.template import domains, template
from publish.project import Workspace


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of one domain in one locale. Numbers count the messages that the sources have now.

    ``draft`` tells that it may not be released, ``reasons`` why, in words; ``reviewer`` and ``reviewed``
    (an ISO date) are of the clinician who signed last, when nothing is missing.
    """

    locale: str
    domain: str
    draft: bool
    total: int
    translated: int
    fuzzy: int
    missing: int
    approved: int
    reasons: tuple[str, ...] = ()
    reviewer: str | None = None
    reviewed: str | None = None
    next: str = ""


def standing(workspace: Workspace, locale: str, domain: str) -> Standing:
    """Return how far ``domain`` is in ``locale``; for the source locale, only approval is missing."""
    wanted = template(workspace, domain).messages
    if locale == workspace.settings.source_locale:
        return _standing(locale, domain, wanted, len(wanted), 0)
    catalog = load(workspace, locale, domain)
    found = [catalog.index.get(entry.key) for entry in wanted]
    fuzzy = sum(entry is not None and entry.translated and entry.fuzzy for entry in found)
    return _standing(locale, domain, wanted, sum(entry is not None and entry.usable for entry in found), fuzzy)


def status(workspace: Workspace, locales: tuple[str, ...] = ()) -> tuple[Standing, ...]:
    """Return how far each domain is in each of ``locales`` (all of project.toml by default)."""
    chosen = locales or workspace.settings.all_locales
    return tuple(standing(workspace, locale, domain) for locale in chosen for domain in domains(workspace))


def _standing(locale: str, domain: str, wanted: tuple[Entry, ...], translated: int, fuzzy: int) -> Standing:
    total = len(wanted)
    missing = total - translated - fuzzy
    reasons = [f"{missing} of {total} messages are not translated"] * bool(missing)
    reasons += [f"{fuzzy} of {total} messages are marked fuzzy"] * bool(fuzzy)
    reasons += ["nobody has approved it"]
    step = f"translate locales/{locale}/LC_MESSAGES/{domain}.po" if missing or fuzzy else f"publish approve {locale}"
    return Standing(locale, domain, True, total, translated, fuzzy, missing, 0, tuple(reasons), next=step)
