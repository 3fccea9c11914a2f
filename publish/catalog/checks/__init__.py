"""Quality checks of translations."""

from publish.catalog.store import load
from publish.project import Finding, Workspace


def check(workspace: Workspace, locale: str, domain: str) -> list[Finding]:
    """Return what is wrong with the catalog of ``domain`` in ``locale``. Raises `PublishError` for a file that is not PO."""
    load(workspace, locale, domain)
    return []
