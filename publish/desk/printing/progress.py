"""Tell why a page is a draft: how far its texts are, and whom they wait for."""

from dataclasses import dataclass

from publish.approval.signatures import CLINICIAN
from publish.approval.status import domain_status
from publish.catalog.template import LAYOUTS
from publish.desk.printing.kinds import role_names
from publish.desk.table.rows import table_rows
from publish.desk.words import enumerate_words
from publish.project import ROLES, PublishError, Snapshot


@dataclass(frozen=True, slots=True)
class DraftProgress:
    """How many of its texts of a draft are translated and approved, and whom they wait for, as the desk calls them."""

    total: int
    translated: int
    approved: int
    roles: str


def draft_progress(snapshot: Snapshot, locale: str, guide: str) -> DraftProgress | None:
    """Return how far ``guide`` and the words of the layouts are in ``locale``; None where a file that tells it cannot be read."""
    try:
        parts = [domain_status(snapshot, locale, domain) for domain in (guide, LAYOUTS)]
        waiting = {role for row in table_rows(snapshot, locale, guide) for role in row.unapproved}
        if domain_status(snapshot, snapshot.settings.source_locale, guide).draft:
            waiting.add(CLINICIAN)
    except PublishError:
        return None
    names = role_names()
    return DraftProgress(
        total=sum(part.total for part in parts),
        translated=sum(part.translated for part in parts),
        approved=sum(part.approved for part in parts),
        roles=enumerate_words(names[role] for role in ROLES if role in waiting),
    )
