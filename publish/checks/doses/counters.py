"""Check of counters that lost their number: 日1回, 月9日, 년 월 — in languages where a counter or a month always has one."""

import re
from collections.abc import Iterator

from publish.checks.analysis.dates import find_months
from publish.checks.analysis.word_lists import language_code
from publish.checks.case import CheckIssue, TranslationCase, report_graded
from publish.checks.doses.frames import find_frames
from publish.checks.number_words import find_number_words

_FIGURES = r"\d一二三四五六七八九十百千〇零两兩半数數几幾"
_BARE: dict[str, re.Pattern[str]] = {
    "zh": re.compile(rf"(?<!生)年月(?!日)|(?<![{_FIGURES}年个個本上下当當每同])月\d{{1,2}}[日号號]|(?:^|[，。；、（])(?:毫克|毫升|粒|小时|小時|分钟|分鐘|微克)"),
    "ja": re.compile(
        rf"(?<!生)年月(?!日)|(?<![{_FIGURES}年ヶか箇今毎先来同翌])月\d{{1,2}}日|(?<![{_FIGURES}毎同翌今当本曜休祝平前週生毎終])日\d{{1,2}}回|日回"
        r"|(?:^|[、。をにはが])(?:錠(?!剤)|滴|杯|回(?![復答数避転診線路収目])|カプセル(?=[飲服])|時間後|日間|週間(?!隔)|mL|mg|粒)"
        r"|(?:前|最初|次)の(?:週間|日間|時間)(?!隔)|間隔で回|[をに水湯]杯|(?:^|[、。をはに])(?:本目|回目|日目|週目|個目|つ目|錠目|個[入飲ずをに])|[はに]日合計"
    ),
    "ko": re.compile(
        r"년 월|(?<![\d\s])\s?월 \d{1,2}일"
        r"|(?:^|[.,] )(?:월 \d{1,2}일|일째|일 동안|세 미만|세 이상|시간 동안|분 동안|주 동안|알|정|방울)(?=[\s을를에씩의]|$)|(?:최소|최대|적어도) (?:시간|분|일|주|개월)(?=[\s을를에씩의]|$)"
    ),
    "vi": re.compile(r"(?<!\d )tháng\s+năm \d{4}|ngày \d{1,2} tháng\s*(?:[.,;]|$)|ngày tháng \d", re.IGNORECASE),
}
"""What never stands without a number before it, or in Vietnamese after it, by language."""

_ONE = re.compile(r"\b(?:one|an? (?:hour|day|week|month|year|minute|tablet|drop|dose)|each day)\b", re.IGNORECASE)  # English


def check_counters(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report a counter, a unit or a month without its number."""
    pattern = _BARE.get(language_code(case.locale))
    found = pattern.search(case.target.words) if pattern else None
    if found and _has_number(case.source.words, case.source_locale):
        yield report_graded(case, "dose-changed", f"a number is missing beside “{found[0].strip()}”", "write the numbers of the source")


def _has_number(text: str, locale: str) -> bool:
    """Tell whether a source says a number, in figures, in words, or as a month: “minutes” alone has none."""
    figures = any(map(str.isdecimal, text)) or _ONE.search(text)
    return bool(figures or find_number_words(text, locale) or find_months(text, locale) or find_frames(text, locale))
