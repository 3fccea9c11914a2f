"""What every check takes and gives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from publish.catalog.glossary import Glossary
from publish.catalog.template import CRITICAL_FLAG, MARKDOWN_FLAG
from publish.checks.text import Text, text_of
from publish.po.model import Entry, Texts
from publish.project import Severity

MANY, LONGEST = 6, 60


@dataclass(frozen=True, slots=True)
class Case:
    """One translation to look at.

    ``source`` and ``target`` are its two sides: of a ``plural`` message, the msgid_plural and one of the
    forms. ``flags`` are those of the template.
    """

    source: Text
    target: Text
    flags: Texts
    plural: bool
    locale: str
    source_locale: str
    glossary: Glossary

    @property
    def critical(self) -> bool:
        """Whether the message has no fallback (design 6)."""
        return CRITICAL_FLAG in self.flags


@dataclass(frozen=True, slots=True)
class Issue:
    """What a check says of one translation: what is wrong and what to do next."""

    severity: Severity
    code: str
    message: str
    hint: str


def case_of(wanted: Entry, msgstr: str, locale: str, source_locale: str = "en", terms: Glossary = Glossary()) -> Case:
    """Return the case of one translation of a message of a template (Markdown where its flags say so)."""
    plural = wanted.msgid_plural is not None
    return made_case(wanted.msgid_plural or wanted.msgid, plural, wanted.flags, msgstr, locale, source_locale, terms)


def made_case(source: str, plural: bool, flags: Texts, msgstr: str, locale: str, source_locale: str, terms: Glossary) -> Case:
    """Return the case of the translation ``msgstr`` of ``source``, which of a ``plural`` message is the msgid_plural."""
    markdown = MARKDOWN_FLAG in flags
    names = locale.replace("-", "_"), source_locale.replace("-", "_")  # pt-BR is written so too, and CLDR's is pt_BR
    return Case(text_of(source, markdown), text_of(msgstr, markdown), flags, plural, *names, terms)


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
