"""What each check takes and returns: a `TranslationCase` and `CheckIssue`s."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from publish.catalog.glossary import Glossary
from publish.catalog.template import CRITICAL_FLAG, MARKDOWN_FLAG
from publish.checks.analysis.parsed_text import ParsedText, parse_text
from publish.po.model import Entry, Texts
from publish.project import Severity

PYTHON_FORMAT_FLAG = "python-format"
MOST_QUOTED, LONGEST_QUOTED = 6, 60
"""Items that a message quotes, and the characters of each."""


@dataclass(frozen=True, slots=True)
class TranslationCase:
    """One translation to check: a text of the template and its translation.

    Of a ``plural`` message, ``source`` is the msgid_plural and ``target`` one of the forms. ``flags`` are those of the template.
    ``values`` are its comments with the values of facts, such as “{wait} = 2 day”; only for a translation that has forms of facts.
    """

    source: ParsedText
    target: ParsedText
    flags: Texts
    plural: bool
    locale: str
    source_locale: str
    glossary: Glossary
    values: Texts = ()

    @property
    def critical(self) -> bool:
        """Whether the message has no fallback: if it is not translated, its output is not printed."""
        return CRITICAL_FLAG in self.flags


@dataclass(frozen=True, slots=True)
class CheckIssue:
    """What a check found in one translation: what is wrong (``message``) and what to do (``hint``)."""

    severity: Severity
    code: str
    message: str
    hint: str


Check = Callable[[TranslationCase], Iterator[CheckIssue]]


def case_of(wanted: Entry, msgstr: str, locale: str, source_locale: str = "en", terms: Glossary = Glossary()) -> TranslationCase:
    """Return the case of the translation ``msgstr`` of the message ``wanted`` of a template."""
    plural = wanted.msgid_plural is not None
    return build_case(wanted.msgid_plural or wanted.msgid, plural, wanted.flags, msgstr, locale, source_locale, terms)


def build_case(
    source: str, plural: bool, flags: Texts, msgstr: str, locale: str, source_locale: str, terms: Glossary, values: Texts = ()
) -> TranslationCase:
    """Return the case of the translation ``msgstr`` of ``source``; both are Markdown if ``flags`` say so."""
    markdown = MARKDOWN_FLAG in flags
    source_text, target = parse_text(source, markdown), parse_text(msgstr, markdown)
    return TranslationCase(source_text, target, flags, plural, _cldr_name(locale), _cldr_name(source_locale), terms, values)


@lru_cache(maxsize=256)
def _cldr_name(locale: str) -> str:
    """Return the name of ``locale`` as CLDR writes it, pt_BR; some headers write pt-BR."""
    return locale.replace("-", "_")


def report_error(code: str, message: str, hint: str) -> CheckIssue:
    """Return an issue that stops the output."""
    return CheckIssue(Severity.ERROR, code, message, hint)


def report_warning(code: str, message: str, hint: str) -> CheckIssue:
    """Return an issue that a person should look at."""
    return CheckIssue(Severity.WARNING, code, message, hint)


def report_note(code: str, message: str, hint: str) -> CheckIssue:
    """Return an issue that is often correct as it is."""
    return CheckIssue(Severity.NOTE, code, message, hint)


def report_graded(case: TranslationCase, code: str, message: str, hint: str) -> CheckIssue:
    """Return an error if the message is critical, else a warning."""
    return report_error(code, message, hint) if case.critical else report_warning(code, message, hint)


def with_review(hint: str, reviewed: str) -> str:
    """Return ``hint`` with who has read the word list that a finding rests on (`WordLists.reviewed`)."""
    return f"{hint} (word list {f'reviewed by {reviewed}' if reviewed else 'not reviewed by a native reader'})"


def quote_items(items: list[str]) -> str:
    """Return ``items`` in quotation marks, for a message; long lists and long items are cut."""
    shown = ", ".join(f"“{item if len(item) <= LONGEST_QUOTED else item[:LONGEST_QUOTED] + '…'}”" for item in items[:MOST_QUOTED])
    return f"{shown} and {len(items) - MOST_QUOTED} more" if len(items) > MOST_QUOTED else shown
