"""What every check takes and gives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from publish.catalog.checks.text import Text
from publish.catalog.glossary import Glossary
from publish.catalog.model import Entry
from publish.project import Severity

MANY, LONGEST = 6, 60


@dataclass(frozen=True, slots=True)
class Case:
    """One translation to look at.

    ``wanted`` is the message as the template has it, ``source`` and ``target`` its two sides (for a plural
    message: the msgid_plural and one of the forms). ``markdown`` tells whether they are Markdown.
    """

    wanted: Entry
    entry: Entry
    source: Text
    target: Text
    locale: str
    source_locale: str
    glossary: Glossary
    markdown: bool
    critical: bool


@dataclass(frozen=True, slots=True)
class Issue:
    """What a check says of one translation: what is wrong and what to do next."""

    severity: Severity
    code: str
    message: str
    hint: str


Check = Callable[[Case], Iterator[Issue]]


def error(code: str, message: str, hint: str) -> Issue:
    """Return an issue that stops the output."""
    return Issue(Severity.ERROR, code, message, hint)


def warning(code: str, message: str, hint: str) -> Issue:
    """Return an issue that a person should look at."""
    return Issue(Severity.WARNING, code, message, hint)


def note(code: str, message: str, hint: str) -> Issue:
    """Return an issue that is most often right as it is."""
    return Issue(Severity.NOTE, code, message, hint)


def weighed(case: Case, code: str, message: str, hint: str) -> Issue:
    """Return an error where the message is critical, else a warning."""
    return error(code, message, hint) if case.critical else warning(code, message, hint)


def listed(items: list[str]) -> str:
    """Return ``items`` in quotes, for a message; of many, or of long ones, the beginning."""
    shown = ", ".join(f"“{item if len(item) <= LONGEST else item[:LONGEST] + '…'}”" for item in items[:MANY])
    return f"{shown} and {len(items) - MANY} more" if len(items) > MANY else shown
