"""Check the sources: a guide with its guide.toml, project.toml, the files of clinics. All errors are reported at once, with their lines."""

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from publish.catalog.template import front_in, guide_in
from publish.edition.layout.source_slips import source_slips, source_text
from publish.edition.values.facts import unknown_units
from publish.guide.front import Front, named_in_front
from publish.guide.review import Lines, Setting, review
from publish.project import Finding, PublishError, Settings, Severity, Snapshot
from publish.project.names import PROJECT, guide_file, guide_folder
from publish.project.settings import ignored_settings
from publish.project.toml import toml_of
from publish.release.checking.clinics import clinic_facts, clinic_findings


def source_findings(snapshot: Snapshot, guide: str, today: date) -> list[Finding]:
    """Return what is wrong with ``guide``: slips of its author, errors in its guide.toml, standards that it does not meet.

    An error in guide.toml hides no finding about the text.
    """
    front, found = _front(snapshot, guide)
    try:
        reviewed = _reviewed(snapshot, guide, front, today)
        found += clinic_facts(snapshot, guide)
        found += (*source_slips(snapshot, guide), *(reviewed if front and front.edition else _errors_only(reviewed)))
    except PublishError as error:
        found += error.findings
    return sorted(dict.fromkeys(found), key=lambda finding: (finding.line is None, finding.file or "", finding.line or 0))


def settings_findings(snapshot: Snapshot, name: str) -> list[Finding]:
    """Return what is wrong with the file ``name``, which is project.toml or that of a clinic."""
    if name == PROJECT:
        return list(ignored_settings(snapshot.read(name).data, name))
    return clinic_findings(snapshot, posixpath.basename(name).removesuffix(".toml"))


def _front(snapshot: Snapshot, guide: str) -> tuple[Front | None, list[Finding]]:
    """Return guide.toml and its errors; of a file with errors only the names in it, None if these cannot be read either."""
    name = guide_file(guide, "guide.toml")
    try:
        front = front_in(snapshot, guide)
        return front, list(unknown_units(front.facts, name, _line_finder(snapshot, name)))
    except PublishError as error:
        found = list(error.findings)
    try:
        return named_in_front(snapshot.read(name).data, name), found
    except PublishError:
        return None, found


def _line_finder(snapshot: Snapshot, name: str) -> Callable[[str], int | None]:
    file = snapshot.parse(name, toml_of)
    return lambda fact: file.line_of(("facts", fact, "unit"))


def _errors_only(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def _reviewed(snapshot: Snapshot, guide: str, front: Front | None, today: date) -> list[Finding]:
    if front is None:
        return []
    folder, text = guide_folder(guide), snapshot.read(guide_file(guide)).text
    files = frozenset(name.removeprefix(f"{folder}/") for name in snapshot.search(f"{folder}/**/*"))
    setting = Setting(folder, files, _settings(snapshot).source_locale, today)
    found = review(guide_in(snapshot, guide), front, setting, Lines.of(text))
    return list(_located(snapshot, guide, found))


def _located(snapshot: Snapshot, guide: str, findings: list[Finding]) -> Iterator[Finding]:
    """Yield ``findings``; one whose message does not stand in the source word for word gets the line of its block."""
    for finding in findings:
        line = source_text(snapshot, guide).line_of(finding.msgid) if finding.msgid and not finding.line else None
        yield replace(finding, line=line) if line else finding


def _settings(snapshot: Snapshot) -> Settings:
    try:
        return snapshot.settings
    except PublishError:  # project.toml is checked by itself
        return Settings()
