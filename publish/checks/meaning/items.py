"""Check of lists in a sentence: “asthma, diabetes, epilepsy or anemia” keeps its four items.

The signs and words that separate items are counted: commas, “and” and “or”. A translation may have more of them, never fewer.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from publish.checks.analysis.word_lists import certain_words, is_spaceless, language_code, word_lists, word_pattern
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
    if wanted < LEAST_ITEMS or not _joining_words(case.locale):
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
    joining = _joining_words(locale)
    signs = [sign.end() for sign in _BETWEEN.finditer(text)]
    words = [word.start() for word in joining.finditer(text) if word[0] not in ",、"] if joining else []
    return len(signs) + sum(1 for start in words if not any(start >= end and not text[end:start].strip() for end in signs))


@lru_cache(maxsize=256)
def _joining_words(locale: str) -> re.Pattern[str] | None:
    """Return a pattern for “and” and “or” in the language of ``locale``; None if they are not known."""
    lists = word_lists(locale).opposites
    if "and" not in lists or "or" not in lists:
        return _JOINED_WORDS.get(language_code(locale))
    certain = " ".join(certain_words(lists[name]).replace("≠", " ") for name in ("and", "or"))
    return _JOINED_WORDS.get(language_code(locale)) or word_pattern(certain, is_spaceless(locale))
