"""Check of warnings: a “danger” or a “stop” of the source is in the translation."""

from collections.abc import Iterator
from functools import lru_cache

from publish.checks.analysis.word_lists import certain_words, is_spaceless, split_phrases, word_lists
from publish.checks.analysis.word_search import lists_in, word_pattern
from publish.checks.case import CheckIssue, TranslationCase, report_error, report_warning, with_review


def check_warnings(case: TranslationCase) -> Iterator[CheckIssue]:
    """Check that the translation of a critical message has every warning of the source."""
    lists = word_lists(case.locale)
    if not case.critical:
        return
    for name, (word, is_ambiguous) in _source_warnings(case.source.words, case.source_locale).items():
        listed = lists.warnings.get(name, "")
        words = listed if is_ambiguous else certain_words(listed)
        if listed and not word_pattern(words, is_spaceless(case.locale)).search(case.target.words):
            report = report_warning if name in split_phrases(lists.doubtful) else report_error
            message = f"the warning “{word}” of the source is not in the translation"
            yield report("warning-lost", message, with_review("translate the warning in its full strength", lists.reviewed))


@lru_cache(maxsize=4096)
def _source_warnings(words: str, locale: str) -> dict[str, tuple[str, bool]]:
    """Return the warnings of a source text: name, the word that expresses it, and whether that word is ambiguous.

    “Now” may be translated as “at present”, “call 112” as “dial 112”; “immediately” and “call your doctor” may not.
    """
    known = word_lists(locale).source.warnings
    spaceless = is_spaceless(locale)
    said = lists_in(words, tuple(known.values()), spaceless)
    found = dict[str, tuple[str, bool]]()
    for name, listed in known.items():
        matches = word_pattern(listed, spaceless).findall(words) if listed in said else []
        certain = word_pattern(certain_words(listed), spaceless)
        if matches:
            found[name] = matches[0].rstrip(" 0123456789"), not any(map(certain.fullmatch, matches))
    return found
