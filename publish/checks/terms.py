"""Checks against the glossary: the agreed term is used, a forbidden word is not."""

from collections.abc import Iterator

from publish.catalog.glossary import contains_exact, contains_inflected
from publish.checks.base import Case, Issue, listed, warning


def glossary_term(case: Case) -> Iterator[Issue]:
    """Compare the terms of the source with what they are called in the locale."""
    for term in case.glossary.in_text(case.source.words):
        if term.kept and term.term not in case.target.raw:
            yield warning("term-translated", f"“{term.term}” is not to be translated", f"write {term.term}")
        elif term.translations and not any(contains_inflected(word, case.target.words) for word in term.translations):
            message = f"“{term.term}” is not called {listed(list(term.translations))}"
            yield warning("term-missing", message, "use the agreed term, or change the glossary")
        used = [word for word in term.forbidden if contains_exact(word, case.target.words)]
        if used:
            yield warning("term-forbidden", f"{listed(used)} is not to be used for “{term.term}”", "use the agreed term")
