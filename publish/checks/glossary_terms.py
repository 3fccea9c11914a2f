"""Check of the glossary: agreed terms are used, forbidden words are not."""

from collections.abc import Iterator

from publish.catalog.glossary import contains_exact, contains_inflected
from publish.checks.case import CheckIssue, TranslationCase, quote_items, report_warning


def check_glossary_terms(case: TranslationCase) -> Iterator[CheckIssue]:
    """Check that each glossary term of the source is translated by an agreed term, or kept, and by no forbidden word."""
    for term in case.glossary.in_text(case.source.words):
        if term.kept and term.term not in case.target.raw:
            yield report_warning("term-translated", f"“{term.term}” must not be translated", f"write {term.term}")
        elif term.translations and not any(contains_inflected(word, case.target.words) for word in term.translations):
            message = f"“{term.term}” is not translated as {quote_items(list(term.translations))}"
            yield report_warning("term-missing", message, "use the agreed term, or change the glossary")
        used = [word for word in term.forbidden if contains_exact(word, case.target.words)]
        if used:
            message = f"{quote_items(used)} is a forbidden translation of “{term.term}”"
            yield report_warning("term-forbidden", message, "use the agreed term")
