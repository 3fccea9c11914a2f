"""Check of quantities that are named without figures: spoons, temperature scales, months, weekdays, and “a day” or “a week”.

A text may name them in another order, or more often. It is wrong if one name is missing and another one of its family is there instead.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from publish.checks.analysis.dates import find_months, find_weekdays
from publish.checks.analysis.frame_words import NamedWord, find_counted, frame_lexicon
from publish.checks.case import CheckIssue, TranslationCase, report_error, report_graded
from publish.checks.number_words import LONGEST_CHECKED

_SPOONS = frozenset({"teaspoon", "tablespoon"})
_SCALES = {
    "celsius": "celsius|centigrad|centígrad|сельси|цельси|سلسیوس|سانتی.?گراد|سيلسيوس|سلزيوس|مئوي|سینٹی ?گریڈ|سیلسیس|צלזיוס"
    "|सेल्सियस|सेंटीग्रेड"
    "|সেলসিয়াস|સેલ્સિયસ|ਸੈਲਸੀਅਸ|செல்சியஸ்|సెల్సియస్"
    "|摄氏|攝氏|摂氏|セ氏|섭씨|เซลเซียส|κελσίου"
    "|[°º]\\s?[cс](?!\\w)|℃|[°º]\\s?م",
    "fahrenheit": "fahrenheit|farenheit|фаренгейт|фаренгайт|فارنهایت|فهرنهايت|فهرنهيت|فارنهايت|فیرن ?ہائیٹ|פרנהייט"
    "|फ़ारेनहाइट|फारेनहाइट"
    "|ফারেনহাইট|ફેરનહીટ|ફેરનહિટ|ਫਾਰਨਹੀਟ|ਫਾਰਨਹਾਈਟ|பாரன்ஹீட்|ఫారెన్‌హీట్|华氏|華氏|カ氏|화씨|ฟาเรนไฮต์|φαρενάιτ|[°º]\\s?f(?!\\w)|℉|[°º]\\s?ف",
}
_SCALE_PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _SCALES.items()), re.IGNORECASE)

_ASCII_SCALE = re.compile("cel|cen|fah|far", re.IGNORECASE)  # the beginnings of their names in ASCII

Finder = Callable[[str, str], list[NamedWord]]
Reporter = Callable[[str], CheckIssue]


def check_named_quantities(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report a named quantity of the source that became another one of its family."""
    source, target = case.source.words, case.target.words
    wanted = find_named_quantities(source, case.source_locale)
    if not wanted or case.plural or max(len(source), len(target)) > LONGEST_CHECKED:
        return
    for (report, find), words in wanted.items():
        given = find(target, case.locale)
        lost = [word for word in words if not _any_same(word, given)]
        added = [word for word in given if not _any_same(word, words)]
        added = added or _more_often(given, words) if lost else []
        if added:
            yield report(f"“{lost[0].shown}” became “{added[0].shown}”")
        elif lost and find is find_months and not given:
            yield report_graded(case, "date-changed", f"“{lost[0].shown}” is not in the translation", "write the date of the source")


def find_spoons(text: str, locale: str) -> list[NamedWord]:
    """Return the words for teaspoons and tablespoons in ``text`` that follow no figures; the others are compared with their numbers."""
    words = [word for word in find_counted(text, locale) if word.names & _SPOONS]
    return [word for word in words if not text[: word.start].rstrip()[-1:].isdigit()]


def find_scales(text: str, locale: str) -> list[NamedWord]:
    """Return the temperature scales in ``text``, named in any language."""
    found = _SCALE_PATTERN.finditer(text) if not text.isascii() or _ASCII_SCALE.search(text) else ()
    return [NamedWord(frozenset({str(word.lastgroup)}), *word.span(), word[0]) for word in found]


def find_periods(text: str, locale: str) -> list[NamedWord]:
    """Return the words for “a day”, “a week” in ``text``."""
    return frame_lexicon(locale, "period").find(text)


def _report_dose(message: str) -> CheckIssue:
    return report_error("dose-changed", message, "name the quantity of the source")


def _report_date(message: str) -> CheckIssue:
    return report_error("date-changed", message, "write the date of the source")


FAMILIES: tuple[tuple[Reporter, Finder], ...] = (
    (_report_dose, find_spoons),
    (_report_dose, find_scales),
    (_report_dose, find_periods),
    (_report_date, find_months),
    (_report_date, find_weekdays),
)
"""What reports a changed name of each family, and what finds its names in a text."""


@lru_cache(maxsize=4096)
def find_named_quantities(text: str, locale: str) -> dict[tuple[Reporter, Finder], list[NamedWord]]:
    """Return the named quantities of a source text by family; families without any are left out."""
    found = {family: family[1](text, locale) for family in FAMILIES}
    return {family: words for family, words in found.items() if words}


def _more_often(given: list[NamedWord], words: list[NamedWord]) -> list[NamedWord]:
    """Return a word of a name that a translation has more often than its source, if there is one."""
    counts = Counter(name for word in given for name in word.names)
    counts.subtract(name for word in words for name in word.names)
    return [word for word in given if all(counts[name] > 0 for name in word.names)][:1]


def _any_same(word: NamedWord, others: list[NamedWord]) -> bool:
    return any(word.names & other.names for other in others)
