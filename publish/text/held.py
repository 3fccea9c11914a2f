"""Hold together what a line must not part: a number and its unit, a sign or a range and its numbers, a date, a negation and its verb.

A reader who meets “500” at the end of a line and “mg” on the next, or “do not” without its verb, can take it for something else.
A word in katakana is held too: it may be the name of a drug.
"""

import re
from collections.abc import Iterator

from publish.text.word_breaks import BREAK, word_starts
from publish.text.zero_width import WORD_JOINER

_HARD = "\u00a0"
# A line must not break between a sign and its number, a number and its unit, within a unit or within a range. (“<” alone at the end of
# a line hides the dose, and a dash at the end of a right-to-left line looks like a minus.)
_SIGN_GAP = re.compile(r"(?<=[<>≤≥≈±×=]) (?=\d)|(?<=\d) (?=[×=] ?\d)|(?<![\w)] )(?<=[+−~-]) (?=\d)")
_UNIT_SLASH = re.compile(r"(?<=[A-Za-zµμ])/(?=(?:kg|m?g|[dm]?[Ll]|mol|min|h|d|s|day|hour|cm|mm|m)(?:[^\w/]|$))")
_UNIT_GAP = re.compile(r"(?<=[\d½¼¾²³]) (?=(?:[kmµμn]?g|mcg|[dmµμ]?[lL]|[mµμn]?mol|[cmk]?m|IU|°|%)(?![\w'’])|°[^\W\d_])")
_RANGE_DASH = re.compile(r"(?<=\d)–(?=\d)")
# Any word after a number may be its unit: “10 weeks”, “500 ملغ”. Longer words would leave a narrow line too empty; Thai, Lao, Burmese and
# Khmer write words without spaces, and are held up to the end of the first.
_STOPS = r"\s.,;:!?…()\[\]{}«»“”\"/–—\u060c\u061b\u061f\u0964\u200b"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_DICTIONARY = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_UNSPACED_GAP = re.compile(rf"{_HARD}(?=[{_DICTIONARY}])|(?<=[{_DICTIONARY}.]){_HARD}(?=\d)|(?<=[{_DICTIONARY}]){_HARD}(?!\u2060)")
_LONGEST_UNIT = 12
_UNIT = rf"(?=[{_UNSPACED}]|[^\W\d_][^{_STOPS}]{{0,{_LONGEST_UNIT - 1}}}(?:[{_STOPS}]|$))"
_COUNTED = re.compile(
    rf"(?<![\w+)/.,$€£¥₹₩-])(?<!\d[ \u00a0])(?P<number>\d{{1,6}}(?:[.,:/\u066b\u066c]\d+)*(?:[–×-]\u2060?\d+(?:[.,]\d+)*)*[½¼¾⅓⅔]?) {_UNIT}"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[–-]\u2060?(?:19|20)?\d\d)?")
# “23 November 2026”, “23 de noviembre de 2026”, “November 23, 2026”, “2026년 11월 23일”, “ngày 23 tháng 11 năm 2026”.
_MONTH = rf"[^\W\d_][^{_STOPS}]{{2,11}}\.?"
_DAY_FIRST = rf"\d{{1,2}}\.?[ \u00a0](?:de )?{_MONTH} (?:de |[คพ]\.ศ\. )?\d{{4}}"
_MONTH_FIRST = rf"{_MONTH} \d{{1,2}}, \d{{4}}"
_DATE = re.compile(rf"(?<!\w)(?:{_DAY_FIRST}|{_MONTH_FIRST}|\d{{4}}년 \d{{1,2}}월 \d{{1,2}}일|tháng \d{{1,2}} năm \d{{4}})(?!\w)")
# Ideographs that count or measure: a line could end before and within them. A range is written with 至, 到 or ～.
_WIDE_UNITS = (
    "毫克|微克|千克|公斤|公克|克|毫升|公升|升|毫米|厘米|公分|小时|小時|分钟|分鐘|秒钟|秒鐘|秒|星期|个月|個月|个星期|個星期|周岁|週歲|"
    "か月|ヶ月|カ月|週間|時間|分間|日間|年間|歳|錠|回分|回|包|袋|滴|週|周|天|年|月|日|时|時|分|岁|歲|次|片|粒|颗|顆|倍|度|毫摩尔|单位|單位|"
    "ミリグラム|マイクログラム|グラム|ミリリットル|カプセル|単位|个|個|名|人|杯|支|口|喷|噴|%|％"
)
# The one ideograph behind a number counts or measures, or says what is counted: 63人, 2つ.
_WIDE_UNIT = re.compile(rf"(?<=\d){_HARD}?(?:{_WIDE_UNITS}|[\u3400-\u9fff]|つ)")
_WIDE_DATE = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?")
_WIDE_RANGE = re.compile(r"(?<=\d)(?:[%％℃天周年次片粒])?[至到～](?=\d)")
# A word in katakana, such as the name of a drug, up to the length that a narrow line can hold.
_KATAKANA = re.compile("(?<![\u30a1-\u30fa\u30fc])[\u30a1-\u30fa\u30fc]{3,8}(?![\u30a1-\u30fa\u30fc])")
# A negation in front of what it negates, in languages with spaces, and one behind it.
_BEFORE = (
    "not|never|no|don['’]t|cannot|nunca|jamás|não|ne|pas|jamais|non|mai|nicht|kein|keine|keinen|nie|niet|geen|nu|nie|не|нельзя|ні|"
    "jangan|tidak|huwag|hindi|ha|aan|không|đừng|chớ|pa|لا|لم|لن|ليس|نہ|مت|نباید|न|नहीं|मत|ના|ન|નહીં|ਨਾ|ਨਹੀਂ|אל|לא|אין|أبدا|안|못"
)
_NEGATION = re.compile(rf"(?<![^\s{_STOPS}])(?:{_BEFORE}) (?=[^{_STOPS}\d]{{1,14}}(?:[{_STOPS}]|$))", re.IGNORECASE)
_NEGATED = re.compile(
    r"(?<=지) (?=[마말않못])|(?<=지[는도를]) (?=[마말않못])|(?<=수) (?=없)"
    r"|(?<=[^\s]) (?=(?:না|নয়|নেই|வேண்டாம்|వద్దు)(?:[।\s.!]|$))"
)
_WIDE_NEGATION = re.compile("(?:请勿|請勿|切勿|不要|不得|不能|不可|不应|不應|不宜|禁止|严禁|嚴禁|避免|勿|别)(?=[\u3400-\u9fff])")
# Khmer and Lao, where `BREAK` stands between two words, and Thai, where nothing does.
_UNSPACED_NEGATION = re.compile(f"(?<![^\\s{BREAK}])(?:មិន|កុំ|ពុំ|ហាម|ບໍ່|ຢ່າ|ຫ້າມ){BREAK}")
_THAI_NEGATION = re.compile("(?:ห้าม|อย่า|ไม่)(?=[\u0e01-\u0e4e])")
_LONGEST_THAI = 14


def hold_numbers(text: str) -> str:
    """Return ``text`` with hard spaces and word joiners within its numbers, signs, units, ranges, dates and words in katakana."""
    text = _UNIT_SLASH.sub(f"/{WORD_JOINER}", hold_spaces(text))
    return hold_wide(_RANGE_DASH.sub(f"–{WORD_JOINER}", text))


def hold_wide(text: str) -> str:
    """Return ``text`` with word joiners within its Chinese and Japanese units, ranges, dates and words in katakana."""
    if not re.search("[\u3040-\u30ff\u3400-\u9fff]", text):
        return text
    text = _WIDE_DATE.sub(_joined, _WIDE_RANGE.sub(_joined_around, text))
    text = _KATAKANA.sub(lambda found: WORD_JOINER.join(found[0]), text)
    return _WIDE_UNIT.sub(_joined_before, text)


def hold_spaces(text: str) -> str:
    """Return ``text`` with hard spaces for those within its numbers, units and dates; it keeps its length."""
    if not any(map(str.isdigit, text)):
        return text
    text = _SIGN_GAP.sub(_HARD, _UNIT_GAP.sub(_HARD, text))
    text = _DATE.sub(lambda date: date[0].replace(" ", _HARD), text)
    return _COUNTED.sub(lambda found: found[0] if _YEAR.fullmatch(found["number"]) else found["number"] + _HARD, text)


def hold_unspaced(text: str) -> str:
    """Return ``text`` with a word joiner behind each hard space beside a Thai, Lao, Burmese or Khmer letter.

    Pango would break the line at the hard space, where it finds the words of a text by a dictionary.
    """
    return _UNSPACED_GAP.sub(_HARD + WORD_JOINER, text)


def hold_negations(text: str) -> str:
    """Return ``text`` with a hard space between a negation and the word it negates; it keeps its length."""
    return _NEGATED.sub(_HARD, _NEGATION.sub(lambda found: found[0][:-1] + _HARD, text))


def hold_unspaced_negations(text: str) -> str:
    """Return ``text`` with word joiners between a Chinese negation and the ideograph after it, and no `BREAK` behind a Khmer or Lao one."""
    text = _UNSPACED_NEGATION.sub(lambda found: found[0][:-1], text)
    return _WIDE_NEGATION.sub(lambda found: WORD_JOINER.join(found[0]) + WORD_JOINER, text)


def thai_negations(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each Thai negation begins, and where the word after it ends."""
    starts = [0, *word_starts(text), len(text)] if _THAI_NEGATION.search(text) else []
    for start, end in zip(starts, starts[2:]):
        if _THAI_NEGATION.match(text, start) and end - start <= _LONGEST_THAI:
            yield start, end


def _joined(found: re.Match[str]) -> str:
    return re.sub(r"(?<=\d)(?=[年月日])|(?<=[年月])(?=\d)", WORD_JOINER, found[0])


def _joined_before(found: re.Match[str]) -> str:
    return WORD_JOINER + WORD_JOINER.join(found[0])


def _joined_around(found: re.Match[str]) -> str:
    return WORD_JOINER + WORD_JOINER.join(found[0]) + WORD_JOINER
