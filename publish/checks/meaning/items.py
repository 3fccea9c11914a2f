"""Check of lists in a sentence: “asthma, diabetes, epilepsy or anemia” keeps its four items.

The signs and words that separate items are counted: commas, “and” and “or”. A translation may have more of them, never fewer.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from publish.checks.analysis.word_lists import certain_words, is_spaceless, language_code, word_lists
from publish.checks.analysis.word_search import word_pattern
from publish.checks.case import CheckIssue, TranslationCase, report_warning

LONGEST_CHECKED = 300
"""Characters of the longest text that is checked."""
LEAST_ITEMS = 3

# “A, B, C or D”: what stands between the signs has three words at most, and does not begin as a clause does (“in pixels”).
_WORD = r"[^\s,.;:!?()\d]{1,30}"
_NO_ITEM = r"(?:if|in|by|not|with|for|to|as|at|on|when|which|who|but|so|then|from|per|e\.g|the|you|we|it|and|or)\b"
_ITEM = rf"\s(?!{_NO_ITEM}){_WORD}(?:\s{_WORD}){{0,2}}"
_LIST = re.compile(rf"(?<=\w)((?:,{_ITEM}){{1,8}})(?:,\s(?:and|or)|\s(?:and|or))\s(?!/)\w", re.IGNORECASE)  # English
_BETWEEN = re.compile(r"[,،、，;؛；]")
_JOINED_WORDS = {
    "ar": re.compile(r"(?<!\w)(?:و(?=\w{2})|أو|او)"),
    "fa": re.compile(r"(?<!\w)(?:و|یا)(?!\w)"),
    "he": re.compile(r"(?<!\w)(?:ו(?=\w{2})|או)"),
}


def check_items(case: TranslationCase) -> Iterator[CheckIssue]:
    """Warn of a list of a critical message that has fewer items in the translation."""
    if not case.critical or case.plural or len(case.source.words) > LONGEST_CHECKED:
        return
    wanted = count_items(case.source.words, case.source_locale)
    if wanted < LEAST_ITEMS or not _knows_joining_words(case.locale):
        return
    given = _count_separators(case.target.words, case.locale) + 1
    if 2 < given < wanted:
        message = f"the source lists {wanted} items, the translation {given}"
        yield report_warning("item-missing", message, "translate every item of the list")


@lru_cache(maxsize=4096)
def count_items(text: str, locale: str) -> int:
    """Return how many items the only list of a source text has; 0 if it has none, several, or is not English."""
    lists = list(_LIST.finditer(text)) if "," in text and language_code(locale) == "en" else []
    signs = lists[0][0].count(",") if len(lists) == 1 else 0
    return lists[0][1].count(",") + 2 if signs > 1 else 0


def _count_separators(text: str, locale: str) -> int:
    """Return how many signs and words of a translation may separate items; a word after a comma does not count again."""
    signs = [sign.end() for sign in _BETWEEN.finditer(text)]
    words = _starts_of_joining_words(text, locale)
    return len(signs) + sum(1 for start in words if not any(start >= end and not text[end:start].strip() for end in signs))


def _knows_joining_words(locale: str) -> bool:
    """Tell whether the words for “and” and “or” in the language of ``locale`` are known."""
    return language_code(locale) in _JOINED_WORDS or {"and", "or"} <= word_lists(locale).opposites.keys()


def _starts_of_joining_words(text: str, locale: str) -> list[int]:
    """Return where the words “and” and “or” begin in ``text``."""
    if joined := _JOINED_WORDS.get(language_code(locale)):
        return [word.start() for word in joined.finditer(text)]
    lists = word_lists(locale).opposites
    certain = " ".join(certain_words(lists[name]).replace("≠", " ") for name in ("and", "or"))
    return [word.start for word in word_pattern(certain, is_spaceless(locale)).finditer(text) if word.text not in ",、"]
