"""An edition: one guide in one locale, layout, paper and clinic, composed as HTML. Where guide, catalog and layouts meet."""

from publish.edition.compose import Composed, compose
from publish.edition.layout.spec import LayoutSpec, layout_spec, layout_specs
from publish.edition.layout.typography import read_typography
from publish.edition.staff import StaffPage, compose_staff
from publish.edition.values.language import language_of
from publish.project import Snapshot

__all__ = ["Composed", "LayoutSpec", "StaffPage", "compose", "compose_staff", "families_of", "layout_spec", "layout_specs"]


def families_of(snapshot: Snapshot, locale: str) -> tuple[str, ...]:
    """Return the font families that editions in ``locale`` print with; raises `PublishError` for a broken typography.toml."""
    return read_typography(snapshot, language_of(locale)).printing
