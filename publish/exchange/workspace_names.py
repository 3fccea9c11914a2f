"""Locales and domains of a workspace that an export or import names."""

from publish.catalog.locales import known_locale
from publish.catalog.store import has_locale
from publish.catalog.template import domains
from publish.project import Snapshot, misuse
from publish.text.suggest import choose_from


def language_tag(locale: str) -> str:
    """Return ``locale`` as a BCP 47 tag: pt-BR for pt_BR."""
    return locale.replace("_", "-")


def require_locale(snapshot: Snapshot, locale: str) -> None:
    """Raise `UsageError` if ``locale`` is unknown or has no catalogs."""
    known_locale(locale)
    if not has_locale(snapshot, locale):
        raise misuse("locale-missing", f"there are no catalogs for “{locale}”", hint=f"create them: publish init {locale}")


def require_domain(snapshot: Snapshot, domain: str) -> None:
    """Raise `UsageError` if ``domain`` is neither a guide nor the layouts."""
    if domain not in domains(snapshot):
        raise misuse("unknown-guide", f"there is no guide “{domain}”", hint=choose_from(domain, domains(snapshot)))
