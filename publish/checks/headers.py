"""Checks of a catalog as a whole: the language and charset of its header, and whether its language has word lists.

The reader of PO files checks that the plural rule is valid.
"""

from collections.abc import Iterator

from publish.checks.analysis.word_lists import NO_WORDS, language_code, word_lists
from publish.checks.case import CheckIssue, report_error, report_warning
from publish.po.charset import is_guessed
from publish.po.model import Catalog


def check_header(catalog: Catalog, locale: str) -> Iterator[CheckIssue]:
    """Check the language and the charset in the header of ``catalog``."""
    language = catalog.headers.get("Language", "")
    if language and language_code(language) != language_code(locale):
        message = f"the header gives the language “{language}”, but the catalog is that of “{locale}”"
        yield report_error("header-language", message, f"write Language: {locale}")
    if is_guessed(catalog.charset, catalog.headers.get("Content-Type", "")):
        message = "the charset of the file is not in its header and had to be guessed: letters may be wrong"
        hint = "save the file as UTF-8, and write Content-Type: text/plain; charset=UTF-8"
        yield report_error("header-charset", message, hint)


def check_word_lists(locale: str) -> Iterator[CheckIssue]:
    """Warn if ``locale`` has no word lists, so that nobody takes checks that did not run for checks that found nothing."""
    if word_lists(locale) is NO_WORDS:
        message = f"no word list for “{language_code(locale)}”: lost negations, lost warnings and numbers in words are not checked"
        hint = "have a second person compare every “not” and every warning, or add a word list for the language (docs/checks.md)"
        yield report_warning("words-unknown", message, hint)
