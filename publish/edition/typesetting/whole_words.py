"""Terms of the glossary that no line may part."""

from publish.catalog.glossary import Term, glossary
from publish.edition.values.locale_info import LocaleInfo
from publish.project import Snapshot, once

_UNSPACED = frozenset({"Thai", "Laoo", "Khmr", "Mymr"})
# In letters: a longer word could be wider than a narrow line.
_LONGEST = 16


@once
def whole_terms(snapshot: Snapshot, language: LocaleInfo) -> tuple[str, ...]:
    """Return the terms with a hyphen, and in scripts without spaces the translations of terms of one word, such as names of drugs.

    Raises `PublishError` (``glossary-broken``) for a broken glossary.
    """
    terms = glossary(snapshot, language.locale).terms
    found = (word for term in terms for word in _words(term, language.script in _UNSPACED))
    return tuple(dict.fromkeys(word for word in found if len(word) <= _LONGEST and "*" not in word))


def _words(term: Term, unspaced: bool) -> tuple[str, ...]:
    hyphenated = tuple(word for word in (term.term, *term.translations) if "-" in word and " " not in word)
    return hyphenated + (term.translations if unspaced and " " not in term.term else ())
