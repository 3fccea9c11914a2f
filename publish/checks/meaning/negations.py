"""Checks of negations: a “not” of the source is in the translation, and none is there that the source does not have."""

import re
from collections.abc import Iterator
from functools import lru_cache

from publish.checks.analysis.word_lists import SourceWords, WordLists, certain_words, is_spaceless, word_lists
from publish.checks.analysis.word_search import longer_words_pattern, word_pattern
from publish.checks.case import CheckIssue, TranslationCase, quote_items, report_error, report_note, report_warning, with_review

LONGEST_WITHOUT = 200
"""Characters of the longest source without a negation that is checked for an added one."""

# “no cost and no risk” needs one negation only in many languages.
_REPEATED_NO = re.compile(r"(\bno\b[^.;:!?]{1,60}\b(?:and|or)) no\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;:!?؟؛。！？；]")
_QUESTION = re.compile(r"[?؟？]")


def check_negations(case: TranslationCase) -> Iterator[CheckIssue]:
    """Check that the translation has as many negations as the source.

    Fewer are an error in a critical message, unless a word may express one: then they are a warning where the source forbids,
    else a note. In any other message, none at all are a warning, or a note if some word may express one.
    """
    lists, source = word_lists(case.locale), word_lists(case.source_locale)
    wanted = find_source_negations(case.source.words, case.source_locale)
    if not wanted or not lists.negations:
        return
    given = _negations(case.target.words, case.locale)
    if len(given) >= len(wanted) or _limits_are_kept(case, len(wanted), len(given)):
        return
    spaceless = is_spaceless(case.locale)
    denials = word_pattern(lists.denials, spaceless).findall(case.target.words)
    if case.critical and source.source.negations:
        orders = source.source.orders or source.source.negations
        forbidden = len(word_pattern(orders, is_spaceless(case.source_locale)).findall(case.source.words))
        explained = len(given) + len(denials) >= len(wanted)
        report = report_error if not explained else report_warning if forbidden else report_note
    else:
        report = report_note if given or denials else report_warning
    found = f"only {quote_items(given)}" if given else "no negation"
    message = f"the source negates with {quote_items(wanted)}, the translation has {found}"
    yield report("negation-lost", message, with_review("say clearly in the translation what is not so", lists.reviewed))


def check_added_negations(case: TranslationCase) -> Iterator[CheckIssue]:
    """Warn of a negation in the translation of a critical message whose source has no word that may express one."""
    lists, source = word_lists(case.locale), word_lists(case.source_locale).source
    text, words = case.source.words, case.target.words
    if not (lists.firm and source.turning) or len(text) > LONGEST_WITHOUT or case.plural or _may_negate(text, case.source_locale):
        return
    found = word_pattern(lists.firm, is_spaceless(case.locale)).findall(remove_idioms(words, lists, is_spaceless(case.locale)))
    if found and not word_pattern(lists.limits, is_spaceless(case.locale)).search(words):
        message = f"the translation negates with {quote_items(found)}, the source does not"
        yield report_warning("negation-added", message, with_review("say what the source says", lists.reviewed))


@lru_cache(maxsize=4096)
def _may_negate(text: str, locale: str) -> bool:
    """Tell whether a source has a word that a good translation may express with a negation. Questions may: “or not?”."""
    source, spaceless = word_lists(locale).source, is_spaceless(locale)
    return bool(_QUESTION.search(text)) or any(word_pattern(words, spaceless).search(text) for words in (source.negations, source.turning))


@lru_cache(maxsize=4096)
def find_source_negations(words: str, locale: str) -> list[str]:
    """Return the negations of a source text; if its language has no `SourceWords`, the first word that may be one."""
    lists, spaceless = word_lists(locale), is_spaceless(locale)
    if not word_pattern(lists.source.negations or lists.negations, spaceless).search(words):
        return []
    text = remove_idioms(_REPEATED_NO.sub(r"\1", words), lists, spaceless)
    for phrases in (lists.source.idioms, lists.source.limits):
        text = word_pattern(phrases, spaceless).sub(" ", text)
    if not lists.source.negations:
        return word_pattern(lists.negations, spaceless).findall(text)[:1]
    return [found for sentence in _SENTENCE_END.split(text) for found in _sentence_negations(sentence, lists.source, spaceless)]


def _sentence_negations(sentence: str, source: SourceWords, spaceless: bool) -> list[str]:
    """Return the negations of a sentence, without those that only reinforce an earlier one."""
    found = word_pattern(source.negations, spaceless).findall(sentence)
    if source.only and word_pattern(source.only, spaceless).search(sentence):
        return []
    return [word for place, word in enumerate(found) if not place or not word_pattern(source.repeats, spaceless).fullmatch(word)]


def _negations(words: str, locale: str) -> list[str]:
    """Return the negations of a translation, without those of phrases that only say a limit."""
    lists, spaceless = word_lists(locale), is_spaceless(locale)
    text = word_pattern(lists.limits, spaceless).sub(" ", remove_idioms(words, lists, spaceless))
    return word_pattern(lists.negations, spaceless).findall(text)


def _limits_are_kept(case: TranslationCase, wanted: int, given: int) -> bool:
    """Tell whether the negations that are missing are in phrases that say a limit.

    “Do not take more than 4 g” is German “nicht mehr als 4 g”, which is also “at most 4 g”.
    """
    source, lists, spaceless = word_lists(case.source_locale).source, word_lists(case.locale), is_spaceless(case.locale)
    negated = len(word_pattern(source.limits, is_spaceless(case.source_locale)).findall(case.source.words))
    most = certain_words(lists.opposites.get("most", ""))
    kept = [*word_pattern(lists.limits, spaceless).findall(case.target.words), *word_pattern(most, spaceless).findall(case.target.words)]
    compares = any(word_pattern(source.opposites.get(name, ""), False).search(case.source.words) for name in ("more", "less"))
    return compares and given + len(kept) - negated >= wanted


def remove_idioms(words: str, lists: WordLists, spaceless: bool) -> str:
    """Return ``words`` without idioms that negate nothing; a negation that begins like one and is longer stays."""
    if not lists.idioms:
        return words
    longer = longer_words_pattern(lists.idioms, lists.negations, spaceless)
    idioms = word_pattern(lists.idioms, spaceless)
    return idioms.sub(lambda match: match.text if longer.match(words, match.start) else " ", words)
