"""Check of words that limit a statement: “only”, “unless”, “until”, “if”, “half”, “both”.

Without its “only” or its “if” a sentence says more than its source does. Languages say these words in many ways: their lists are long.
"""

from collections.abc import Iterator
from functools import lru_cache

from publish.checks.analysis.word_lists import is_spaceless, word_lists
from publish.checks.analysis.word_search import lists_in, word_pattern
from publish.checks.case import CheckIssue, TranslationCase, report_warning, with_review

LONGEST_CHECKED = 300
"""Characters of the longest text that is checked: longer ones have such a word by chance."""


def check_limits(case: TranslationCase) -> Iterator[CheckIssue]:
    """Warn of a word of a critical message that limits what it says, and that the translation does not have."""
    lists = word_lists(case.locale)
    if not case.critical or not lists.needed or len(case.source.words) > LONGEST_CHECKED:
        return
    for name, word in find_limits(case.source.words, case.source_locale).items():
        words = lists.needed.get(name)
        if words and not word_pattern(words, is_spaceless(case.locale)).search(case.target.words):
            message = f"the translation has no word for “{word}” of the source"
            yield report_warning("limit-lost", message, with_review("say under which condition, or for whom, it is so", lists.reviewed))


@lru_cache(maxsize=4096)
def find_limits(text: str, locale: str) -> dict[str, str]:
    """Return the words of a source text that limit what it says: name, and how it is said."""
    known, spaceless = word_lists(locale).source.needed, is_spaceless(locale)
    said = lists_in(text, tuple(known.values()), spaceless)
    found = {name: word_pattern(listed, spaceless).search(text) for name, listed in known.items() if listed in said}
    return {name: match.text for name, match in found.items() if match}
