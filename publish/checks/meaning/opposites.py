"""Check of opposites: “at least” does not become “at most”, nor “high” “low”, nor “may” “must”."""

import re
from collections.abc import Iterator
from functools import lru_cache

from publish.checks.analysis.word_lists import certain_words, is_spaceless, language_code, word_lists
from publish.checks.analysis.word_search import lists_in, word_pattern
from publish.checks.case import CheckIssue, TranslationCase, report_graded, report_warning, with_review
from publish.checks.meaning.negations import remove_idioms

PAIRS = (
    ("least", "most"), ("more", "less"), ("before", "after"), ("left", "right"),
    ("once", "twice"), ("morning", "evening"), ("daily", "weekly"),
    ("high", "low"), ("increase", "decrease"), ("worse", "better"), ("begin", "end"),
    ("empty", "full"), ("cold", "warm"), ("beyond", "within"), ("adult", "child"), ("attach", "remove"), ("half", "whole"),
    ("above", "below"), ("first", "last"), ("inside", "outside"), ("much", "little"), ("open", "closed"), ("wet", "dry"),
    ("today", "tomorrow"), ("positive", "negative"), ("upper", "lower"), ("long", "short"), ("early", "late"), ("sitting", "lying"),
    ("clean", "dirty"), ("slow", "fast"),
)  # fmt: skip
"""The names of opposites in the word lists."""
CRITICAL_PAIRS = (("may", "must"), ("and", "or"))
"""Names of opposites that translators exchange more freely: they are compared in critical messages, and are a warning."""
_FREE = frozenset(name for pair in CRITICAL_PAIRS for name in pair)
LONGEST_CHECKED = 300
"""Characters of the longest text that is checked: in longer ones some word looks like an opposite by chance."""
_REVERSED_BY_NEGATION = frozenset(("more", "less", "may", "must", "and", "or"))  # “no more than”, “may not”, “no … or …”
_LIMITS = frozenset(("more", "less"))
_LIMIT = re.compile(r"\b(?:no|not|never)\b[^.;:,]{0,40}\b(?:more|less|fewer) than\b", re.IGNORECASE)  # English: “do not take more than”
_NEVER_TOGETHER = frozenset(("adult", "child", "half", "whole", "empty", "above", "below"))  # “adults only” is not “adults and children”
# A negation elsewhere in the sentence turns none of these: “in the morning, unless your doctor says otherwise”.
_NOT_TURNED = frozenset(("left", "right", "morning", "evening", "adult", "child", "daily", "weekly", "upper", "lower", "empty", "full"))
_EACH_COUNTS = frozenset(("and", "or"))
# Their words for “and” are parts of other words, so that one word for “or” that is certain is enough.
_JOINED_WITH_OTHERS = frozenset({"ja", "ar", "fa", "he"})
_LIST = re.compile(r"[,،、，][^,،、，]+[,،、，]")  # “A, B, and C” may be “A, B or C”

Saying = tuple[str, str, str, int, int]
"""What a source says: the name, the name of the opposite, the word, how often it is there, and how often the opposite may be."""


def check_opposites(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report a word of the source whose opposite is in the translation while the word itself is not."""
    known = word_lists(case.locale)
    if case.plural or not known.opposites or max(len(case.source.words), len(case.target.words)) > LONGEST_CHECKED:
        return
    for saying in find_sayings(case.source.words, case.source_locale):
        free = saying[0] in _FREE
        if (case.critical or not free) and (found := _find_opposite(case, saying)):
            message = f"“{saying[2]}” became “{found}”, which means the opposite"
            hint = with_review("say what the source says", known.reviewed)
            yield (report_warning("meaning-turned", message, hint) if free else report_graded(case, "meaning-turned", message, hint))


@lru_cache(maxsize=4096)
def find_sayings(text: str, locale: str) -> tuple[Saying, ...]:
    """Return what a source text says that has an opposite, the `CRITICAL_PAIRS` last."""
    lists, spaceless = word_lists(locale).source.opposites, is_spaceless(locale)
    certain, names = _certain_opposites(locale)
    in_text = lists_in(text, certain, spaceless)
    found = list[Saying]()
    for name, opposite, words in names if in_text else ():
        others = len(word_pattern(lists.get(opposite, ""), spaceless).findall(text)) if words in in_text else 0
        if words in in_text and not (others and name in _FREE):
            said = word_pattern(words, spaceless).findall(text)
            found.append((name, opposite, said[0], len(said), others))
    return tuple(found)


@lru_cache(maxsize=256)
def _certain_opposites(locale: str) -> tuple[tuple[str, ...], tuple[tuple[str, str, str], ...]]:
    """Return the words of a source that certainly have an opposite: the lists, and each with its name and that of the opposite."""
    certain = {name: certain_words(words) for name, words in word_lists(locale).source.opposites.items()}
    both_ways = [names for pair in (*PAIRS, *CRITICAL_PAIRS) for names in (pair, pair[::-1])]
    return tuple(certain.values()), tuple([(name, opposite, certain[name]) for name, opposite in both_ways if name in certain])


def _find_opposite(case: TranslationCase, saying: Saying) -> str:
    """Return the word for the opposite in a translation without the word itself; an empty string if there is none.

    Where the source has both, the translation must have the opposite more often: “Dolor leve es normal. Dolor leve no lo es.”
    With a negation on one side only, the opposite may mean the same: German “nicht vor” (not before) is “erst nach” (only after).
    """
    name, opposite, word, count, others = saying
    lists, spaceless = word_lists(case.locale).opposites, is_spaceless(case.locale)
    if name not in lists or opposite not in lists or name in _EACH_COUNTS and _LIST.search(case.source.words):
        return ""
    accuses = not others and name in _NEVER_TOGETHER or name in _EACH_COUNTS and language_code(case.locale) in _JOINED_WITH_OTHERS
    start = case.source.words.find(word)
    forbidden = _has_negation(case.source.words, (start, start + len(word)), case.source_locale)
    # “do not stop” has a negation of its own, which may not stand for “stop”
    kept = certain_words(lists[name]) if forbidden and name == "end" else lists[name]
    if not accuses and len(word_pattern(kept, spaceless).findall(case.target.words)) >= _least(name, count):
        return ""
    given = list(word_pattern(certain_words(lists[opposite]), spaceless).finditer(case.target.words))
    if len(given) <= others:
        return ""
    found = given[0]
    negated = _has_negation(case.target.words, (found.start, found.end), case.locale)
    if negated != forbidden and name not in _NOT_TURNED:
        return ""
    if negated and name in _REVERSED_BY_NEGATION and not (name in _LIMITS and _LIMIT.search(case.source.words)):
        return ""
    return found.text


def _least(name: str, count: int) -> int:
    """Return how often a translation must have a word that its source has ``count`` times."""
    return count if name in _EACH_COUNTS else 1


def _has_negation(text: str, phrase: tuple[int, int], locale: str) -> bool:
    """Tell whether ``text`` has a negation outside ``phrase``, which begins and ends there (“no more than”)."""
    lists, spaceless = word_lists(locale), is_spaceless(locale)
    outside = f"{text[:phrase[0]]} {text[phrase[1]:]}"
    return bool(word_pattern(lists.negations, spaceless).search(remove_idioms(outside, lists, spaceless)))
