"""Numbers that are written without digits: words, month names, Roman and Chinese numerals."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from babel import UnknownLocaleError
from babel.dates import get_month_names

from publish.catalog.locales import parsed_locale
from publish.checks.analysis.spelled_out import LEAST, spelled_out
from publish.checks.analysis.word_lists import is_spaceless, language_code, normalize_text, word_lists
from publish.checks.analysis.word_search import word_pattern

MOST_ROMAN, MOST_CHINESE = 89, 99
"""Largest numbers that are recognized as numerals."""
MOST_WORDS = 1000
"""More words than any list has for a number."""

_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_CHINESE_DIGITS = "〇一二三四五六七八九"
_SMALL = frozenset("1 2 3 4 5 6 7 8 9 10".split())
# Words of Chinese and Japanese with a numeral that counts nothing: 一般 (general), 唯一 (only), 星期一 (Monday).
_CHINESE_IDIOMS = re.compile(
    "一些|一般|一定|一样|一樣|一直|一起|一旦|统一|統一|之一|唯一|进一步|進一步|第一时间|第一時間|万一|萬一|一致|一方面|另一|某一|每一|这一|這一|那一|任一|同一|单一|單一"
    "|一切|一边|一邊|一律|一下|一系列|一经|一經|一旁|一向|一时|一時|一齐|一体|一番|一部|一人一人|一つ一つ|一緒|一応|一概|一層|一覧|均一|同一"
    "|(?:星期|礼拜|禮拜|周|週)[一二三四五六日]|三明治|十分|十字|两者|兩者|两种方|双方|雙方|第三方|三角|四肢|四处|四周|五官|六神|七[上嘴]|八卦|九州|二维|二維|二手|二氧"
)
# What follows a numeral that counts: a counter, a unit, a larger numeral, or the sign of a range.
_COUNTERS = re.compile(
    r"(?=\s?[个個箇天日周週月年次片粒颗顆滴种種位名人岁歲才歳小分秒半倍项項类類款方点點步支杯勺匙包袋剂劑瓶毫克公升米厘阶階段级級组組家只隻张張条條口章"
    "节節部期层層号號件些届屆场場所间間对對双雙份套针針剂度回つ本枚錠食者台代番目時世国國餐顿頓星晚夜早餐轮輪行列页頁篇代隻座室处處大百千万萬亿億十成至到或以～~〜—–、-])"
)


def may_spell_number(value: Decimal, text: str, locale: str, *, months: bool = True) -> bool:
    """Tell whether ``text`` may express ``value`` without digits, in the language of ``locale``; as a month only if ``months``."""
    figures = f"{value.normalize():f}"
    plain = _CHINESE_IDIOMS.sub(" ", text) if language_code(locale) in ("zh", "ja") else text
    found = min((*_number_words(figures, plain, locale), *_numerals_in(figures, plain, locale, months)), default=None)
    if value < LEAST or value != value.to_integral_value():
        return found is not None
    spelled = spelled_out(text, locale)
    return int(value) in spelled or found is not None and not any(found[2].lower() in shown for shown in spelled.values())


def _number_words(figures: str, text: str, locale: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, rank and word of each word for a number; a Chinese numeral only before what is counted, or after an ordinal's sign."""
    words = word_lists(locale).numbers.get(figures, "")
    places = word_pattern(words, is_spaceless(locale)).each_place(text) if words else ()
    needs_counter = language_code(locale) in ("zh", "ja") and figures in _SMALL
    for start, rank, end in places:
        if not needs_counter or _COUNTERS.match(text, end) or text[start - 1 : start] == "第":
            yield start, rank, text[start:end]


def _numerals_in(figures: str, text: str, locale: str, months: bool) -> Iterator[tuple[int, int, str]]:
    """Yield where a number is as a month name, a Roman or a Chinese numeral, with its rank after all words, and how it is written."""
    numerals = _numerals(int(figures), locale, months) if figures.isdecimal() and len(figures) < 3 else ()
    for rank, (written, pattern) in enumerate(numerals):
        if written in text and (found := re.search(pattern, text)):
            yield found.start(), MOST_WORDS + rank, written


def roman(number: int) -> str:
    """Return ``number`` (1 to 89) as a Roman numeral."""
    numeral = ""
    for value, letters in _ROMAN:
        numeral += letters * (number // value)
        number %= value
    return numeral


def chinese(number: int) -> str:
    """Return ``number`` (10 to 99) as a Chinese numeral."""
    tens, ones = divmod(number, 10)
    return (_CHINESE_DIGITS[tens] if tens > 1 else "") + "十" + (_CHINESE_DIGITS[ones] if ones else "")


@lru_cache(maxsize=4096)
def _numerals(number: int, locale: str, months: bool) -> tuple[tuple[str, str], ...]:
    """Return ``number`` as a month name, a Roman or a Chinese numeral, each with a pattern for where it is one."""
    found = list[tuple[str, str]]()
    if months and 1 <= number <= 12:
        found += [(name, rf"(?<!\w){re.escape(name)}") for name in _month_names(locale, number) if not name.isdecimal()]
    if 1 <= number <= MOST_ROMAN:
        found.append((roman(number), rf"(?<![A-Za-z]){roman(number)}(?=(?:e|er|re|ème|è|a|o)\b|[^A-Za-z]|$)"))
    if 10 < number <= MOST_CHINESE and language_code(locale) in ("zh", "ja", "ko"):
        found.append((chinese(number), f"(?<![{_CHINESE_DIGITS}十]){chinese(number)}(?![{_CHINESE_DIGITS}十])"))
    return tuple(found)


def _month_names(locale: str, month: int) -> list[str]:
    """Return the names of a month within dates and alone, long and short, the longest first."""
    try:
        known = parsed_locale(locale)
    except (UnknownLocaleError, ValueError):
        return []
    names = (get_month_names(width, context, known)[month] for width in ("wide", "abbreviated") for context in ("format", "stand-alone"))
    return sorted({normalize_text(name.rstrip(".")) for name in names}, key=len, reverse=True)
