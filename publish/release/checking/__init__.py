"""Run the checks over the catalogs of some locales, or over the guides themselves, on all cores."""

import posixpath
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from publish.approval.waivers.checking import check_unwaived
from publish.catalog.template import domains, translated_domains, workspace_locales
from publish.project import Finding, PublishError, Snapshot, misuse
from publish.project.cores import call_all
from publish.project.names import PROJECT, catalog_file, clinic_file
from publish.text.suggest import choose_from

SOURCE = "source"
"""Stands in the place of a locale when the guides themselves are checked."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of one domain (a guide, or ``layouts``) in one locale, or in `SOURCE`."""

    locale: str
    domain: str
    findings: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        """The name of the pair in reports: ``es/asthma``."""
        return f"{self.locale}/{self.domain}"


@dataclass(frozen=True, slots=True)
class Task:
    """The check of one domain in one locale."""

    locale: str
    domain: str
    run: Callable[[], list[Finding]]

    def checked(self) -> Checked:
        """Run the check; a file that cannot be read is a finding, and does not stop other checks."""
        try:
            return Checked(self.locale, self.domain, tuple(self.run()))
        except PublishError as error:
            return Checked(self.locale, self.domain, error.findings)


def catalog_tasks(snapshot: Snapshot, locales: tuple[str, ...], guides: tuple[str, ...]) -> tuple[Task, ...]:
    """Return the checks of the catalogs of ``locales``: of ``guides`` only, or of all guides and the layouts.

    Empty tuples mean all there are. Raises `UsageError` for a name that the workspace does not have.
    """
    settings = snapshot.settings
    translated = tuple(locale for locale in workspace_locales(snapshot) if translated_domains(snapshot, locale))
    begun = tuple(dict.fromkeys(name.split("/")[1] for name in snapshot.search(catalog_file("*", "*"))))
    _known("locale", locales, (*translated, *begun), f"“{settings.source_locale}” is checked with --source; ")
    _known("guide", guides, domains(snapshot))
    return tuple(
        Task(locale, domain, _catalog_check(snapshot, locale, domain))
        for locale in dict.fromkeys(locales or translated)
        for domain in translated_domains(snapshot, locale)
        if domain in guides or not guides
    )


def source_tasks(snapshot: Snapshot, guides: tuple[str, ...], today: date) -> tuple[Task, ...]:
    """Return the checks of the text of ``guides`` on the day ``today``; if empty, of all guides, project.toml and the clinics."""
    from publish.release.checking.sources import settings_findings, source_findings  # here, because checks of catalogs need none of it

    _known("guide", guides, snapshot.guides())
    names = dict.fromkeys(guides or snapshot.guides())
    files = () if guides else (PROJECT, *map(clinic_file, snapshot.clinics()))
    unfit = () if guides else snapshot.unfit_names()
    return (
        *(Task(SOURCE, "names", partial(list, [finding])) for finding in unfit),
        *(Task(SOURCE, guide, partial(source_findings, snapshot, guide, today)) for guide in names),
        *(Task(SOURCE, posixpath.basename(name), partial(settings_findings, snapshot, name)) for name in files),
    )


def checked(tasks: Sequence[Task]) -> Iterator[Checked]:
    """Yield the results in the order of ``tasks``; many tasks are divided among the cores by locale.

    The first locale is checked in this process, so that what all have in common, such as the templates, is computed once.
    """
    together = sum(task.locale == tasks[0].locale for task in tasks) if tasks else 0
    yield from (task.checked() for task in tasks[:together])
    yield from call_all([task.checked for task in tasks[together:]], together)


def _catalog_check(snapshot: Snapshot, locale: str, domain: str) -> Callable[[], list[Finding]]:
    return lambda: check_unwaived(snapshot, locale, domain)


def _known(kind: str, wanted: tuple[str, ...], known: tuple[str, ...], also: str = "") -> None:
    for name in wanted:
        if name not in known:
            hint = also + choose_from(name, known)
            raise misuse(f"unknown-{kind}", f"there is no {kind} “{name}” to check", hint=hint)
