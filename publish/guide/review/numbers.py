"""Checks of how numbers are stated: whole numbers, with one denominator. For English only: they read the words around numbers."""

import re
from collections.abc import Iterator

from publish.guide.review.base import ReviewCase, ReviewIssue, review_warning
from publish.guide.review.reading import all_texts, readable_text
from publish.guide.tree import Text

_SHARE_OF = re.compile(
    r"\b(\d[\d,]*|one|two|three|four|five|six|seven|eight|nine)\s+(?:of|in|out of)\s+(every\s+|each\s+)?(\d[\d,]*|ten|hundred)\b", re.I
)
_SPELLED = {"ten": "10", "hundred": "100"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERCENT_NUMBER = r"\d(?:[\d.,]*\d)?\s?(?:%|percent\b|per cent\b)"
# A percentage of people; not the strength of a cream (“5% solution”), which must not be changed.
_PERCENT = re.compile(
    rf"{_PERCENT_NUMBER}(?=\s+(?:of|more|less|fewer|higher|lower|chance|risk|had|have|got|get|were|saw|said|improved"
    r"|people|women|men|adults|children|patients|users|cases)\b)"
    rf"|\b(?:in|by|about|nearly|almost|only|to|from|was|were|than)\s+{_PERCENT_NUMBER}(?=\s*(?:[.,;:)]|$))",
    re.I,
)
_MEASURE = (
    r"m?c?k?g|µg|mcg|[mdc]?[lL]|[mck]?m|mmol|IU|units?|(?:milli|micro|kilo|centi|deci)?(?:gram|liter|litre|meter|metre|mole)s?"
    r"|inch(?:es)?|celsius|fahrenheit"
)
# Doses and lengths keep their decimals: rounding a dose could harm. So do prices and things that only look like numbers (“version 1.2”).
_DECIMAL = re.compile(
    rf"(?<![\d.,$€£¥])(?<!\b[A-Z]{{3}} )(?<!version )(?<!edition )(?<!pH )\d+\.\d+(?![\d.]|\s?[%°]|\s?per ?cent|\s?-?(?:{_MEASURE})\b)"
)


def denominator_mixed(case: ReviewCase) -> Iterator[ReviewIssue]:
    """Different denominators. CDC Clear Communication Index, item 15; IPDAS: proportions that are compared have the same one."""
    first = ""
    for text, share, whole in _shares(case):
        first = first or whole
        if whole != first:
            message = f"“{share}” has the denominator {whole}, other numbers have {first} (IPDAS: one denominator)"
            yield review_warning("denominator-mixed", message, f"state all as a number out of every {first}", text)


def _shares(case: ReviewCase) -> Iterator[tuple[Text, str, str]]:
    for text in _english(case):
        for found in _SHARE_OF.finditer(readable_text(text, case.front)):
            whole = found[3].replace(",", "").lower()
            if found[2] or not _YEAR.fullmatch(whole):
                yield text, found[0], _SPELLED.get(whole, whole)


def percent_used(case: ReviewCase) -> Iterator[ReviewIssue]:
    """A percentage. CDC Clear Communication Index, item 15; PEMAT-P, item 6: a number out of every 100 people is clearer."""
    for text in _english(case):
        for found in _PERCENT.finditer(readable_text(text, case.front)):
            message = f"“{found[0]}” is a percentage (CDC Clear Communication Index 15; AHRQ PEMAT-P 6)"
            yield review_warning("percent-used", message, "state how many out of every 100 people", text)


def decimal_used(case: ReviewCase) -> Iterator[ReviewIssue]:
    """A decimal. CDC Clear Communication Index, item 15; PEMAT-P, item 6: whole numbers are clearer. Doses are not reported."""
    for text in _english(case):
        for found in _DECIMAL.finditer(readable_text(text, case.front)):
            message = f"“{found[0]}” is not a whole number (CDC Clear Communication Index 15; AHRQ PEMAT-P 6)"
            yield review_warning("decimal-used", message, "round it, or count in a smaller unit", text)


def _english(case: ReviewCase) -> Iterator[Text]:
    return all_texts(case.guide) if case.english else iter(())
