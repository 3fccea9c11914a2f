"""Check of warnings: a “danger” or a “stop” of the source is in the translation."""

from collections.abc import Iterator
from functools import lru_cache

from publish.checks.analysis.word_lists import is_spaceless, lists_in, split_phrases, word_lists, word_pattern
from publish.checks.case import CheckIssue, TranslationCase, report_error, report_warning, with_review


def check_warnings(case: TranslationCase) -> Iterator[CheckIssue]:
    """Check that the translation of a critical message has every warning of the source."""
    lists = word_lists(case.locale)
    if not case.critical:
        return
    for name, word in _source_warnings(case.source.words, case.source_locale).items():
        words = lists.warnings.get(name)
        if words and not word_pattern(words, is_spaceless(case.locale)).search(case.target.words):
            report = report_warning if name in split_phrases(lists.doubtful) else report_error
            message = f"the warning “{word}” of the source is not in the translation"
            yield report("warning-lost", message, with_review("translate the warning in its full strength", lists.reviewed))


@lru_cache(maxsize=4096)
def _source_warnings(words: str, locale: str) -> dict[str, str]:
    """Return the warnings of a source text: name, and the word that expresses it."""
    known = word_lists(locale).source.warnings
    spaceless = is_spaceless(locale)
    said = lists_in(words, tuple(known.values()), spaceless)
    found = {name: word_pattern(listed, spaceless).search(words) for name, listed in known.items() if listed in said}
    return {name: match[0] for name, match in found.items() if match}
