"""Checks of sentences: none is left out or added, and none is left in the language of the source."""

import re
from collections.abc import Iterator
from functools import lru_cache

from publish.checks.analysis.word_lists import SPACE_ENDED, language_code, word_lists
from publish.checks.analysis.word_search import WordPattern, word_pattern
from publish.checks.case import CheckIssue, TranslationCase, report_error, report_warning

SHORTER, LONGER = 0.8, 1.35
"""Shares of the expected length below and above which a text with fewer or more sentences is reported."""
DENSE_SHORTER, DENSE_LONGER = 0.65, 1.5
"""The same for dense scripts: Chinese, Japanese and Korean often have a comma where English ends a sentence, or the other way round."""
MUCH_SHORTER, MUCH_LONGER = 0.35, 2.5
"""The same for a text of any number of sentences."""
DENSE = 0.7
"""Characters for each of the source below which a script is dense: Latin letters in it are counted as in the source."""
LONG, LONGEST_PHRASE = 25, 60
"""Characters of the shortest source whose length is compared, and of the longest that may be a phrase with a short equivalent."""
SAME_WORDS = 5
"""Words in a row that both sides have, from which a part is taken for not translated."""

_END = re.compile(r"[.!?؟۔](?=[\s\"'”’»)\]*_]|$)|[。！？｡।॥։]")
_ABBREVIATION = re.compile(  # a letter, a figure, what has a full stop within (“e.g.”), titles, units and references
    r"(?:(?<![\u064b-\u0655])\b\w|\d|\.\S{1,5}|\b(?:dr|mr|mrs|ms|no|vs|etc|approx|tel|bzw|ca|std|tab|nr|sra?|dra?|aprox|ext|др))$",
    re.IGNORECASE,
)
_BETWEEN = " )]\"'”’»*_"
_LATIN = re.compile(r"[A-Za-z ]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def check_sentences(case: TranslationCase) -> Iterator[CheckIssue]:
    """Warn of a critical message that lost or gained a sentence: by the count of sentences, and by the length."""
    expected = _expected_length(case)
    source, target = case.source.words, case.target.words
    if not case.critical or case.plural or not expected or len(source) < LONG:
        return
    share = _length(target, expected) / len(source)
    wanted, given = count_sentences(source), count_sentences(target)
    counted = language_code(case.locale) not in SPACE_ENDED
    shorter, longer = (DENSE_SHORTER, DENSE_LONGER) if expected < DENSE else (SHORTER, LONGER)
    if share < MUCH_SHORTER and len(source) > LONGEST_PHRASE or counted and given < wanted and share < shorter:
        message = f"the translation has {given} sentences of {wanted}, and {share:.0%} of the usual length: one may be missing"
        yield report_warning("sentence-missing", message, "translate every sentence")
    elif share > MUCH_LONGER and len(source) > LONGEST_PHRASE or counted and given > wanted and share > longer:
        message = f"the translation has {given} sentences instead of {wanted}, and {share:.0%} of the usual length: one may be added"
        yield report_warning("sentence-added", message, "say no more than the source says")


def check_untranslated(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report a critical message, or a part of one, that is left in the language of the source."""
    if not case.critical or language_code(case.locale) == language_code(case.source_locale):
        return
    wanted, given = (_WORD.findall(side.words) for side in (case.source, case.target))
    found = _common_run(wanted, given, word_pattern(word_lists(case.source_locale).source.common))
    if found:
        hint = "translate it: critical messages are not printed in the source language"
        yield report_error("untranslated", f"“{found}” is not translated", hint)


def _common_run(wanted: list[str], given: list[str], common: WordPattern) -> str:
    """Return words of the source that a translation repeats in their order, names apart; an empty string if there are none."""
    least = min(SAME_WORDS, max(2, len(wanted)))
    runs = {" ".join(wanted[place : place + least]) for place in range(len(wanted) - least + 1)}
    made = (" ".join(given[place : place + least]) for place in range(len(given) - least + 1))
    return next((run for run in made if run in runs and common.search(run) and _is_prose(run)), "")


def _is_prose(run: str) -> bool:
    """Tell whether most words of ``run`` are neither names nor single letters."""
    words = run.split()
    return 2 * sum(1 for word in words if len(word) > 1 and word[1:].islower() or word in "aI") >= len(words) and not run.istitle()


@lru_cache(maxsize=4096)
def count_sentences(text: str) -> int:
    """Return how many sentences ``text`` has; the end of the text ends one."""
    parts = list[str]()
    start = 0
    for end in _END.finditer(text):
        if text[end.end() :].lstrip(_BETWEEN)[:1].islower():  # “(eng. hook)”, “now (!) ends”
            continue
        if end[0] != "." or end.end() == len(text) or not _ABBREVIATION.search(text[start : end.start()]):
            parts.append(text[start : end.end()])
            start = end.end()
    parts.append(text[start:])
    return sum(1 for part in parts if len(_WORD.findall(part)) > 0)


def _length(text: str, expected: float) -> float:
    """Return the length of a translation in characters of the source."""
    latin = len(_LATIN.findall(text)) if expected < DENSE else 0
    return latin + (len(text) - latin) / expected


def _expected_length(case: TranslationCase) -> float:
    """Return the characters of a translation for each of the source; 0 if either language is not known."""
    of_source = word_lists(case.source_locale).length
    return word_lists(case.locale).length / of_source if of_source else 0.0
