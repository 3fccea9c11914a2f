"""Compose editions: one guide in one locale, layout, paper and clinic as HTML. Guide, catalogs and layouts meet here."""

from publish.edition.compose import compose
from publish.edition.layout.spec import LayoutSpec, layout_spec, layout_specs
from publish.edition.layout.typography import read_typography
from publish.edition.request import Composition, Request
from publish.edition.staff import StaffPage, compose_staff
from publish.edition.values.locale_info import locale_info
from publish.project import Snapshot

__all__ = [
    "Composition",
    "LayoutSpec",
    "Request",
    "StaffPage",
    "compose",
    "compose_staff",
    "families_of",
    "layout_spec",
    "layout_specs",
]


def families_of(snapshot: Snapshot, locale: str) -> tuple[str, ...]:
    """Return the font families that editions in ``locale`` print with; raises `PublishError` for a broken typography.toml."""
    return read_typography(snapshot, locale_info(locale)).printing
