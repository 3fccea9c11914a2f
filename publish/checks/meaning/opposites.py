"""Check of opposites: “at least” does not become “at most”, nor “high” “low”, nor “may” “must”."""

import re
from collections.abc import Iterator
from functools import lru_cache

from publish.checks.analysis.word_lists import certain_words, is_spaceless, word_lists, word_pattern
from publish.checks.case import CheckIssue, TranslationCase, report_graded, report_warning, with_review
from publish.checks.meaning.negations import remove_idioms

PAIRS = (
    ("least", "most"), ("more", "less"), ("before", "after"), ("left", "right"),
    ("once", "twice"), ("morning", "evening"), ("daily", "weekly"),
    ("high", "low"), ("increase", "decrease"), ("worse", "better"), ("begin", "end"),
    ("empty", "full"), ("cold", "warm"), ("beyond", "within"), ("adult", "child"),
)  # fmt: skip
"""The names of opposites in the word lists."""
CRITICAL_PAIRS = (("may", "must"), ("and", "or"))
"""Names of opposites that translators exchange more freely: they are compared in critical messages, and are a warning."""
LONGEST_CHECKED = 300
"""Characters of the longest text that is checked: in longer ones some word looks like an opposite by chance."""
_REVERSED_BY_NEGATION = frozenset(("more", "less", "may", "must", "and", "or"))  # “no more than”, “may not”, “no … or …”
_NEVER_TOGETHER = frozenset(("adult", "child"))  # “adults only” is not “adults and children”
_EACH_COUNTS = frozenset(("and", "or"))
_LIST = re.compile(r"[,،、，][^,،、，]+[,،、，]")  # “A, B, and C” may be “A, B or C”

Saying = tuple[str, str, str, int]
"""What a source says: the name, the name of the opposite, the word, and how often it is there."""


def check_opposites(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report a word of the source whose opposite is in the translation while the word itself is not."""
    sayings = _source_words(case.source.words, case.source_locale)
    known = word_lists(case.locale)
    if not sayings or case.plural or not known.opposites:
        return
    if max(len(case.source.words), len(case.target.words)) > LONGEST_CHECKED:
        return
    for saying in sayings:
        name, opposite, word, _ = saying
        free = (name, opposite) in CRITICAL_PAIRS or (opposite, name) in CRITICAL_PAIRS
        if free and not case.critical:
            continue
        if found := _find_opposite(case, saying):
            message = f"“{word}” became “{found}”, which means the opposite"
            hint = with_review("say what the source says", known.reviewed)
            yield (report_warning("meaning-turned", message, hint) if free else report_graded(case, "meaning-turned", message, hint))


@lru_cache(maxsize=4096)
def _source_words(text: str, locale: str) -> tuple[Saying, ...]:
    """Return what a source text says without its opposite."""
    lists, spaceless = word_lists(locale).source.opposites, is_spaceless(locale)
    found = dict[str, list[str]]()
    for name, words in lists.items():
        if matches := word_pattern(certain_words(words), spaceless).findall(text):
            found[name] = matches
    if not found:
        return ()
    possible = {name for name, words in lists.items() if word_pattern(words, spaceless).search(text)}
    pairs = (*PAIRS, *CRITICAL_PAIRS)
    both_ways = (*pairs, *((other, one) for one, other in pairs))
    return tuple((one, other, found[one][0], len(found[one])) for one, other in both_ways if one in found and other not in possible)


def _find_opposite(case: TranslationCase, saying: Saying) -> str:
    """Return the word for the opposite in a translation without the word itself; an empty string if there is none.

    With a negation on one side only, the opposite may mean the same: German “nicht vor” (not before) is “erst nach” (only after).
    """
    name, opposite, word, count = saying
    lists, spaceless = word_lists(case.locale).opposites, is_spaceless(case.locale)
    if name not in lists or opposite not in lists or name in _EACH_COUNTS and _LIST.search(case.source.words):
        return ""
    if name not in _NEVER_TOGETHER and len(word_pattern(lists[name], spaceless).findall(case.target.words)) >= _least(name, count):
        return ""
    found = word_pattern(certain_words(lists[opposite]), spaceless).search(case.target.words)
    if not found:
        return ""
    negated = _has_negation(case.target.words, found[0], case.locale)
    if negated != _has_negation(case.source.words, word, case.source_locale) or negated and name in _REVERSED_BY_NEGATION:
        return ""
    return found[0]


def _least(name: str, count: int) -> int:
    """Return how often a translation must have a word that its source has ``count`` times."""
    return count if name in _EACH_COUNTS else 1


def _has_negation(text: str, phrase: str, locale: str) -> bool:
    """Tell whether ``text`` has a negation outside ``phrase`` (“no more than”)."""
    lists, spaceless = word_lists(locale), is_spaceless(locale)
    return bool(word_pattern(lists.negations, spaceless).search(remove_idioms(text.replace(phrase, " "), lists, spaceless)))
