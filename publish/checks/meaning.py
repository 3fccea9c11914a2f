"""Checks of negations and warnings: a “not” or a “danger” of the source is in the translation."""

import re
from collections.abc import Iterator
from functools import lru_cache

from publish.checks.analysis.word_lists import SourceWords, WordLists, is_spaceless, longer_words_pattern, word_lists, word_pattern
from publish.checks.case import CheckIssue, TranslationCase, quote_items, report_error, report_note, report_warning

# “no cost and no risk” needs one negation only in many languages.
_REPEATED_NO = re.compile(r"(\bno\b[^.;:!?]{1,60}\b(?:and|or)) no\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;:!?؟؛。！？；]")


def check_negations(case: TranslationCase) -> Iterator[CheckIssue]:
    """Check that the translation has as many negations as the source.

    Fewer are an error in a critical message. In any other, none at all are a warning; they are a note if some negation, or a
    word that may express one, is there.
    """
    lists = word_lists(case.locale)
    wanted = _source_negations(case.source.words, case.source_locale)
    if not wanted or not lists.negations:
        return
    spaceless = is_spaceless(case.locale)
    words = _remove_idioms(case.target.words, lists, spaceless)
    given = word_pattern(lists.negations, spaceless).findall(words)
    if len(given) < len(wanted):
        may_be_there = bool(given or word_pattern(lists.denials, spaceless).search(words))
        strict = case.critical and word_lists(case.source_locale).source.negations
        report = report_error if strict else report_note if may_be_there else report_warning
        found = f"only {quote_items(given)}" if given else "no negation"
        message = f"the source negates with {quote_items(wanted)}, the translation has {found}"
        hint = "say clearly in the translation what is not so"
        yield report("negation-lost", message, hint)


def check_warnings(case: TranslationCase) -> Iterator[CheckIssue]:
    """Check that the translation of a critical message has every warning of the source."""
    known = word_lists(case.locale).warnings
    if not case.critical:
        return
    for name, word in _source_warnings(case.source.words, case.source_locale).items():
        if name in known and not word_pattern(known[name], is_spaceless(case.locale)).search(case.target.words):
            message = f"the warning “{word}” of the source is not in the translation"
            hint = "translate the warning in its full strength"
            yield report_error("warning-lost", message, hint)


@lru_cache(maxsize=4096)
def _source_negations(words: str, locale: str) -> list[str]:
    """Return the negations of a source text; if its language has no `SourceWords`, the first word that may be one."""
    lists, spaceless = word_lists(locale), is_spaceless(locale)
    text = _remove_idioms(_REPEATED_NO.sub(r"\1", words), lists, spaceless)
    text = word_pattern(lists.source.idioms, spaceless).sub(" ", text)
    if not lists.source.negations:
        return word_pattern(lists.negations, spaceless).findall(text)[:1]
    return [found for sentence in _SENTENCE_END.split(text) for found in _sentence_negations(sentence, lists.source, spaceless)]


def _sentence_negations(sentence: str, source: SourceWords, spaceless: bool) -> list[str]:
    """Return the negations of a sentence, without those that only reinforce an earlier one."""
    found = word_pattern(source.negations, spaceless).findall(sentence)
    if source.only and word_pattern(source.only, spaceless).search(sentence):
        return []
    return [word for place, word in enumerate(found) if not place or not word_pattern(source.repeats, spaceless).fullmatch(word)]


def _remove_idioms(words: str, lists: WordLists, spaceless: bool) -> str:
    """Return ``words`` without idioms that negate nothing; a negation that begins like one and is longer stays."""
    if not lists.idioms:
        return words
    longer = longer_words_pattern(lists.idioms, lists.negations, spaceless)
    idioms = word_pattern(lists.idioms, spaceless)
    return idioms.sub(lambda match: match[0] if longer.match(words, match.start()) else " ", words)


@lru_cache(maxsize=4096)
def _source_warnings(words: str, locale: str) -> dict[str, str]:
    """Return the warnings of a source text: name, and the word that expresses it."""
    known = word_lists(locale).source.warnings
    found = {name: word_pattern(listed, is_spaceless(locale)).search(words) for name, listed in known.items()}
    return {name: match[0] for name, match in found.items() if match}
