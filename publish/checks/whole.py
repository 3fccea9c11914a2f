"""Checks of a catalog as a whole: what its header says. That its plural rule fits is seen when it is read."""

from collections.abc import Iterator

from publish.checks.base import Issue, error, warning
from publish.checks.languages import UNKNOWN, code_of, language_of
from publish.po.charset import is_guessed
from publish.po.model import Catalog


def header_issues(catalog: Catalog, locale: str) -> Iterator[Issue]:
    """Look at the language and the charset that the header states."""
    said = catalog.headers.get("Language", "")
    if said and code_of(said) != code_of(locale):
        yield error("header-language", f"the header says that the language is “{said}”", f"write Language: {locale}")
    if is_guessed(catalog.charset, catalog.headers.get("Content-Type", "")):
        hint = "save the file as UTF-8, and write Content-Type: text/plain; charset=UTF-8"
        yield error("header-charset", "the header does not name the charset of the file, so letters may be wrong", hint)


def unheard_issues(locale: str) -> Iterator[Issue]:
    """Say what is not looked at in ``locale``: a check that does not run must not pass for one that found nothing."""
    if language_of(locale) is UNKNOWN:
        message = f"“{code_of(locale)}” has no words here: lost negations, lost warnings and numbers in words are not found"
        hint = "have a second person compare every “not” and every warning, or teach the checks the language (docs/checks.md)"
        yield warning("words-unknown", message, hint)
