"""Check of how doses are written: notations that were misread and harmed people."""

from collections.abc import Iterator

from publish.guide.review.base import ReviewCase, ReviewIssue, review_error, review_warning
from publish.guide.review.reading import all_texts, readable_text
from publish.text.notation import find_unsafe_notations


def dose_notation(case: ReviewCase) -> Iterator[ReviewIssue]:
    """An unsafe notation of a dose: Joint Commission, “Do Not Use” list; ISMP, List of Error-Prone Abbreviations."""
    language = case.setting.locale.replace("-", "_").partition("_")[0]
    for text in all_texts(case.guide):
        for found in find_unsafe_notations(readable_text(text, case.front), language):
            message = f"“{found.written}” may be misread as {found.notation.misread} ({found.notation.rule})"
            if found.notation.is_grave:
                yield review_error("dose-notation", message, found.notation.advice, text)
            else:
                yield review_warning("dose-abbreviation", message, found.notation.advice, text)
