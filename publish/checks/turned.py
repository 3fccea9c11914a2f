"""What a sentence turns on: at least and at most, before and after, left and right, once and twice, morning and evening."""

from collections.abc import Iterator
from functools import lru_cache

from publish.checks.base import Case, Issue, weighed
from publish.checks.counted import LONGEST
from publish.checks.languages import is_spaceless, language_of, pattern

PAIRS = (
    ("least", "most"), ("more", "less"), ("before", "after"), ("left", "right"),
    ("once", "twice"), ("morning", "evening"), ("daily", "weekly"),
)  # fmt: skip
_COMPARED = ("more", "less")  # what a “not” turns round: no more than


def meaning_turned(case: Case) -> Iterator[Issue]:
    """Look for a word of the source whose opposite alone stands in the translation."""
    sayings = _sayings(case.source.words, case.source_locale)
    if not sayings or case.plural or not language_of(case.locale).opposites:
        return
    if max(len(case.source.words), len(case.target.words)) > LONGEST:
        return
    for one, other, said in sayings:
        if turned := _turned(case, one, other, said):
            yield weighed(case, "meaning-turned", f"“{said}” became “{turned}”, which says the opposite", "say what the source says")


@lru_cache(maxsize=4096)
def _sayings(text: str, locale: str) -> tuple[tuple[str, str, str], ...]:
    """Return what a source turns on: the name of each word, that of its opposite, which it does not say too, and the word."""
    words, spaceless = language_of(locale).source.opposites, is_spaceless(locale)
    if not pattern(" ".join(known.partition("|")[0] for known in words.values()), spaceless).search(text):
        return ()
    surely = {name: match[0] for name, known in words.items() if (match := pattern(known.partition("|")[0], spaceless).search(text))}
    maybe = {name for name, known in words.items() if _may_say(text, known, spaceless)} if surely else set()
    pairs = (*PAIRS, *((other, one) for one, other in PAIRS))
    return tuple((one, other, surely[one]) for one, other in pairs if one in surely and other not in maybe)


def _turned(case: Case, one: str, other: str, said: str) -> str:
    """Return the word for ``other`` in a translation that has none for ``one``; empty where both, or neither, may be there.

    One with a “not” that the source lacks, or without its “not”, may say the same: “nicht vor” is “erst nach”.
    """
    words, spaceless = language_of(case.locale).opposites, is_spaceless(case.locale)
    if _may_say(case.target.words, words[one], spaceless):
        return ""
    found = pattern(words[other].partition("|")[0], spaceless).search(case.target.words)
    if not found or _denies(case.source.words, said, case.source_locale) != (denied := _denies(case.target.words, found[0], case.locale)):
        return ""
    return "" if denied and one in _COMPARED else found[0]


def _may_say(text: str, words: str, spaceless: bool) -> bool:
    return bool(pattern(words.replace("|", " "), spaceless).search(text))


def _denies(text: str, but: str, locale: str) -> bool:
    """Tell whether ``text`` has a negation that is no part of the phrase ``but`` (“no more than”)."""
    return bool(pattern(language_of(locale).negations, is_spaceless(locale)).search(text.replace(but, " ")))
