"""The slips of a guide's author, as findings: `publish check --source` reports all, and those that are errors stop the output."""

import re
from dataclasses import replace

from publish.edition.layout.spec import layout_names, layout_spec
from publish.guide.classes import ROLES
from publish.guide.slips import Slip, SourceText, find_slips, read_source
from publish.project import Blob, Finding, PublishError, Settings, Snapshot, once
from publish.project.names import guide_file

_TAKEN = re.compile(r"\.take\(\s*[\"']([\w-]+)[\"']")


@once
def source_slips(snapshot: Snapshot, guide: str) -> tuple[Finding, ...]:
    """Return the slips of ``guide`` in the order of their lines. Raises `PublishError` if its text cannot be read."""
    name = guide_file(guide)
    locale = _settings(snapshot).source_locale
    found = find_slips(source_text(snapshot, guide), known_roles(snapshot))
    return tuple(replace(_finding(slip, name), locale=locale) for slip in found)


def source_text(snapshot: Snapshot, guide: str) -> SourceText:
    """Return the text of ``guide`` with its lines. Raises `PublishError` if it cannot be read."""
    return snapshot.parse(guide_file(guide), _read)


def known_roles(snapshot: Snapshot) -> frozenset[str]:
    """Return the roles that sections may have: the usual ones, those that a layout places or knows, and those of project.toml."""
    templates = (name for root in snapshot.layout_roots for name in snapshot.search(f"{root}/**/*.html"))
    taken = (role for name in templates for role in snapshot.parse(name, _taken_roles))
    classes = (name for layout in layout_names(snapshot) for name in _classes(snapshot, layout))
    return ROLES.union(taken, classes, map(str.lower, _settings(snapshot).roles))


def _classes(snapshot: Snapshot, layout: str) -> tuple[str, ...]:
    try:
        return layout_spec(snapshot, layout).classes
    except PublishError:  # reported where it is used
        return ()


def _settings(snapshot: Snapshot) -> Settings:
    try:
        return snapshot.settings
    except PublishError:  # reported elsewhere
        return Settings()


def _read(blob: Blob) -> SourceText:
    return read_source(blob.text)


def _taken_roles(blob: Blob) -> tuple[str, ...]:
    return tuple(_TAKEN.findall(blob.data.decode("utf-8", "replace")))


def _finding(slip: Slip, file: str) -> Finding:
    return Finding(slip.severity, slip.code, slip.message, file=file, line=slip.line, hint=slip.hint)
