"""Check of opposites: “at least” does not become “at most”, nor “before” “after”, nor “left” “right”."""

from collections.abc import Iterator
from functools import lru_cache

from publish.checks.analysis.word_lists import is_spaceless, word_lists, word_pattern
from publish.checks.case import CheckIssue, TranslationCase, report_graded
from publish.checks.number_words import LONGEST_CHECKED

PAIRS = (
    ("least", "most"), ("more", "less"), ("before", "after"), ("left", "right"),
    ("once", "twice"), ("morning", "evening"), ("daily", "weekly"),
)  # fmt: skip
"""The names of opposites in the word lists."""
_REVERSED_BY_NEGATION = ("more", "less")  # “no more than”


def check_opposites(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report a word of the source whose opposite is in the translation while the word itself is not."""
    sayings = _source_words(case.source.words, case.source_locale)
    if not sayings or case.plural or not word_lists(case.locale).opposites:
        return
    if max(len(case.source.words), len(case.target.words)) > LONGEST_CHECKED:
        return
    for name, opposite, word in sayings:
        if found := _find_opposite(case, name, opposite, word):
            message = f"“{word}” became “{found}”, which means the opposite"
            yield report_graded(case, "meaning-turned", message, "say what the source says")


@lru_cache(maxsize=4096)
def _source_words(text: str, locale: str) -> tuple[tuple[str, str, str], ...]:
    """Return what a source text says without its opposite: the name, the name of the opposite, and the word."""
    lists, spaceless = word_lists(locale).source.opposites, is_spaceless(locale)
    certain = {name: words.partition("|")[0] for name, words in lists.items()}
    if not word_pattern(" ".join(certain.values()), spaceless).search(text):
        return ()
    found = {name: match[0] for name, words in certain.items() if (match := word_pattern(words, spaceless).search(text))}
    possible = {name for name, words in lists.items() if _may_express(text, words, spaceless)}
    both_ways = (*PAIRS, *((other, one) for one, other in PAIRS))
    return tuple((one, other, found[one]) for one, other in both_ways if one in found and other not in possible)


def _find_opposite(case: TranslationCase, name: str, opposite: str, word: str) -> str:
    """Return the word for ``opposite`` in a translation without a word for ``name``; an empty string if there is none.

    With a negation on one side only, the opposite may mean the same: German “nicht vor” (not before) is “erst nach” (only after).
    """
    lists, spaceless = word_lists(case.locale).opposites, is_spaceless(case.locale)
    if _may_express(case.target.words, lists[name], spaceless):
        return ""
    found = word_pattern(lists[opposite].partition("|")[0], spaceless).search(case.target.words)
    if not found:
        return ""
    negated = _has_negation(case.target.words, found[0], case.locale)
    if negated != _has_negation(case.source.words, word, case.source_locale) or negated and name in _REVERSED_BY_NEGATION:
        return ""
    return found[0]


def _may_express(text: str, words: str, spaceless: bool) -> bool:
    """Tell whether ``text`` has one of ``words``, certain or ambiguous."""
    return bool(word_pattern(words.replace("|", " "), spaceless).search(text))


def _has_negation(text: str, phrase: str, locale: str) -> bool:
    """Tell whether ``text`` has a negation outside ``phrase`` (“no more than”)."""
    return bool(word_pattern(word_lists(locale).negations, is_spaceless(locale)).search(text.replace(phrase, " ")))
