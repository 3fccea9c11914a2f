"""Check of shares: “1 in 10 people” does not become “10 in 1”."""

import re
from collections.abc import Iterator
from functools import lru_cache

from publish.checks.analysis.word_lists import language_code
from publish.checks.case import CheckIssue, TranslationCase, report_error

# How a share is said, by language; a noun may follow a number.
_SAID = {
    "en": "PART (?:in|of|out of) (?:every )?ALL", "de": "PART NOUN(?:von|aus|unter) (?:je )?ALL", "es": "PART NOUN(?:de cada|de|entre) ALL",
    "fr": "PART NOUNsur ALL", "pt": "PART NOUN(?:em cada|de cada|a cada|em) ALL", "it": "PART NOUNsu ALL", "ro": "PART NOUNdin ALL",
    "ru": "PART NOUNиз ALL", "uk": "PART NOUN(?:з|із) ALL", "pl": "PART NOUNna ALL", "nl": "PART NOUN(?:van|op) de ALL",
    "vi": "PART NOUN(?:trong|trên) (?:số |mỗi )?ALL", "id": "PART NOUNdari (?:setiap )?ALL", "tl": "PART NOUNsa (?:bawat )?ALL",
    "ar": "PART NOUN(?:من كل|من بين|من أصل|من) ALL", "he": "PART NOUN(?:מתוך|מכל) ALL", "fa": "از هر ALL NOUN،? ?PART",
    "ur": "ALL NOUNمیں سے NOUNPART", "hi": "ALL NOUNमें से NOUNPART", "bn": "ALL জনের? মধ্যে NOUNPART",
    "th": "PART ?(?:คน)? ?ใน(?:ทุก)? ?ALL",
    "zh": "ALL ?[人名位个個][^\\d]{0,4}[中里裡]有?[约約]? ?PART", "ja": "ALL ?人(?:中|のうち|に)約?PART",
    "ko": "ALL ?명 ?(?:중|당|가운데) ?(?:약 )?PART", "tr": "ALL (?:kişi|hasta|kadın|erkek|çocu|insan)[^\\W\\d]*[dt][ae]n? PART",
}  # fmt: skip
_WORDS = {"PART": r"(?P<part>\d[\d.,٬]*)", "ALL": r"(?P<all>\d[\d.,٬]*)", "NOUN": r"(?:[^\W\d]+ )?"}
_PATTERNS = {language: re.compile(re.sub("PART|ALL|NOUN", lambda word: _WORDS[word[0]], said)) for language, said in _SAID.items()}


def check_shares(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report a part that is greater than its whole, where the source states a share."""
    wanted = find_shares(case.source.words, case.source_locale)
    if not wanted or any(part > whole for part, whole, _ in wanted):
        return
    for part, whole, shown in find_shares(case.target.words, case.locale):
        if part > whole:
            yield report_error("numbers-exchanged", f"“{shown}” is more than the whole", "put the numbers in the order of your language")
            return


@lru_cache(maxsize=4096)
def find_shares(text: str, locale: str) -> tuple[tuple[int, int, str], ...]:
    """Return the shares that ``text`` states: the part, the whole, and how it is written; the digits may be of any script."""
    pattern = _PATTERNS.get(language_code(locale))
    found = pattern.finditer(text) if pattern else ()
    return tuple((_value(share["part"]), _value(share["all"]), share[0]) for share in found)


def _value(figures: str) -> int:
    return int("".join(filter(str.isdecimal, figures)))
