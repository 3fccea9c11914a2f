"""Checking what is asked for: the catalogs of some locales, or the guides themselves."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from publish.catalog.template import LAYOUTS, front_in, guide_in, translated_domains
from publish.checks import check
from publish.edition.values.facts import unknown_units
from publish.guide.review import Lines, Setting, review
from publish.project import Finding, PublishError, Snapshot, misuse
from publish.project.cores import results
from publish.project.names import catalog_file, guide_file, guide_folder
from publish.text.suggest import choose_from

SOURCE = "source"
"""Takes the place of a locale where the guides themselves are checked."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one domain (a guide, or ``layouts``) of one locale, or of `SOURCE`."""

    locale: str
    domain: str
    findings: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        """The name of the pair in reports: ``es/asthma``."""
        return f"{self.locale}/{self.domain}"


@dataclass(frozen=True, slots=True)
class Task:
    """One pair to check."""

    locale: str
    domain: str
    run: Callable[[], list[Finding]]

    def checked(self) -> Checked:
        """Return what is found; a file that cannot be read is a finding, and does not stop the others."""
        try:
            return Checked(self.locale, self.domain, tuple(self.run()))
        except PublishError as error:
            return Checked(self.locale, self.domain, error.findings)


def catalog_tasks(snapshot: Snapshot, locales: tuple[str, ...], guides: tuple[str, ...]) -> tuple[Task, ...]:
    """Return what is to be checked of the catalogs of ``locales``: ``guides`` only, or all of them and the layouts.

    Empty tuples mean all there are. Raises `UsageError` for a name that the workspace does not have.
    """
    settings = snapshot.settings
    translated = tuple(locale for locale in settings.all_locales if translated_domains(snapshot, locale))
    begun = tuple(dict.fromkeys(name.split("/")[1] for name in snapshot.search(catalog_file("*", "*"))))
    _known("locale", locales, (*translated, *begun), f"“{settings.source_locale}” is checked with --source; ")
    _known("guide", guides, (*snapshot.guides(), LAYOUTS))
    return tuple(
        Task(locale, domain, _catalog_check(snapshot, locale, domain))
        for locale in dict.fromkeys(locales or translated)
        for domain in translated_domains(snapshot, locale)
        if domain in guides or not guides
    )


def source_tasks(snapshot: Snapshot, guides: tuple[str, ...], today: date) -> tuple[Task, ...]:
    """Return what is to be checked of ``guides`` (empty: all) themselves, on the day ``today``."""
    _known("guide", guides, snapshot.guides())
    return tuple(Task(SOURCE, guide, _source_check(snapshot, guide, today)) for guide in dict.fromkeys(guides or snapshot.guides()))


def checked(tasks: Sequence[Task]) -> Iterator[Checked]:
    """Yield what is found, in the order of ``tasks``; the locales of many are shared out among the cores.

    The first locale is looked at in this process: what all have in common, such as the guides' templates, is made once.
    """
    together = sum(task.locale == tasks[0].locale for task in tasks) if tasks else 0
    yield from (task.checked() for task in tasks[:together])
    yield from results([task.checked for task in tasks[together:]], together)


def _catalog_check(snapshot: Snapshot, locale: str, domain: str) -> Callable[[], list[Finding]]:
    return lambda: check(snapshot, locale, domain)


def _source_check(snapshot: Snapshot, guide: str, today: date) -> Callable[[], list[Finding]]:
    return lambda: list(_reviewed(snapshot, guide, today))


def _reviewed(snapshot: Snapshot, guide: str, today: date) -> Iterator[Finding]:
    folder = guide_folder(guide)
    text, front = snapshot.read(guide_file(guide)).text, front_in(snapshot, guide)
    files = frozenset(name.removeprefix(f"{folder}/") for name in snapshot.search(f"{folder}/**/*"))
    setting = Setting(folder, files, snapshot.settings.source_locale, today)
    yield from (finding for error in unknown_units(front.facts, f"{folder}/guide.toml") for finding in error.findings)
    yield from map(Lines.of(text).locate, review(guide_in(snapshot, guide), front, setting))


def _known(kind: str, wanted: tuple[str, ...], known: tuple[str, ...], also: str = "") -> None:
    for name in wanted:
        if name not in known:
            hint = also + choose_from(name, known)
            raise misuse(f"unknown-{kind}", f"there is no {kind} “{name}” to check", hint=hint)
