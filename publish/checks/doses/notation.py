"""Check of how a translation writes doses: notations that were misread and harmed people."""

from collections.abc import Iterator

from publish.checks.analysis.word_lists import language_code
from publish.checks.case import CheckIssue, TranslationCase, report_warning
from publish.text.notation import find_unsafe_notations


def check_notation(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report unsafe notations of a translation; those of all languages, and in English those of English."""
    for found in find_unsafe_notations(case.target.words, language_code(case.locale)):
        message = f"“{found.written}” may be misread as {found.notation.misread} ({found.notation.rule})"
        yield report_warning("notation-unsafe", message, found.notation.advice)
