"""Check of what number words count: “two tablets three times” does not become “three tablets twice”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from publish.checks.analysis.frame_words import NamedWord, find_counted, frame_lexicon, frame_words
from publish.checks.analysis.letters import LETTER
from publish.checks.analysis.numbers import find_numbers
from publish.checks.analysis.spelled_numbers import may_spell_number
from publish.checks.analysis.word_lists import is_spaceless, language_code, word_lists
from publish.checks.analysis.word_search import word_pattern
from publish.checks.case import CheckIssue, TranslationCase, report_error
from publish.checks.number_words import LONGEST_CHECKED

NUMBERS = range(1, 13)
_ARTICLES = frozenset({"a", "an"})
# What “a” counts: “a tablet” is one, “a patient” is any.
_DOSED = frozenset({
    "tablet", "capsule", "drop", "puff", "teaspoon", "tablespoon", "dose", "patch", "sachet", "injection", "ampoule", "suppository",
})  # fmt: skip
_WORD_BEFORE = re.compile(rf"([{LETTER}’'-]+)[\s\u00a0]+$")
_WORD_AFTER = re.compile(rf"[\s\u00a0]+([{LETTER}’'-]+)")
# Number words of languages without spaces between words, from 1 to 10: Chinese and Japanese, Korean, Thai.
_SIGNS = {
    sign: value
    for words in (
        "一 二/两/兩 三 四 五 六 七 八 九 十",
        "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열",
        "หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ",
    )
    for value, signs in enumerate(words.split(), 1)
    for sign in signs.split("/")
}
_SIGN_BEFORE = re.compile(rf"({'|'.join(_SIGNS)})[\s\u00a0]?[个個]?$")
LONGEST_ENDING = 3
"""Letters that may follow the stem of a number word: “дву-мя”, but not “drei-ßig”."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A number and what it counts, as a text says it; ``spelled``: the number is a word, and no article."""

    value: Decimal
    names: frozenset[str]
    shown: str
    spelled: bool

    def agrees(self, other: "Frame") -> bool:
        """Tell whether both count the same."""
        return self.value == other.value and bool(self.names & other.names)


def check_frames(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report a counted number of the source that is another one in the translation, where at least one is a word."""
    source, target = case.source.words, case.target.words
    wanted = find_frames(source, case.source_locale)
    if not wanted or case.plural or max(len(source), len(target)) > LONGEST_CHECKED:
        return
    given = find_frames(target, case.locale)
    lost = [frame for frame in wanted if not any(frame.agrees(other) for other in given)]
    added = [frame for frame in given if not any(frame.agrees(other) for other in wanted)]
    for frame in lost:
        turned = next((other for other in added if other.names & frame.names and (other.spelled or frame.spelled)), None)
        if turned and not _is_elsewhere(frame, given, target, case.locale):
            hint = "write the numbers of the source, with what they count"
            yield report_error("dose-changed", f"“{frame.shown}” became “{turned.shown}”", hint)
            return


def _is_elsewhere(frame: Frame, given: tuple[Frame, ...], text: str, locale: str) -> bool:
    """Tell whether ``text`` may have the number of ``frame`` in other words, not bound to anything else that is known."""
    if any(other.value == frame.value for other in given):
        return False
    figures = {number.value for number in find_numbers(text, locale)}
    if frame.value in figures or is_spaceless(locale):  # there, a number word of one sign is in many other words
        return frame.value in figures
    return may_spell_number(frame.value, text, locale)


@lru_cache(maxsize=4096)
def find_frames(text: str, locale: str) -> tuple[Frame, ...]:
    """Return what a text counts, with figures or words."""
    counted = find_counted(text, locale)
    found = [*_exact_frames(text, locale), *_spelled_frames(text, counted, locale)]
    if counted and any(map(str.isdigit, text)):
        found += [Frame(number.value, number.counted, number.label, False) for number in find_numbers(text, locale) if number.counted]
    return tuple(found)


def _exact_frames(text: str, locale: str) -> Iterator[Frame]:
    for word in frame_lexicon(locale, "exact").find(text):
        values = {name.split()[0] for name in word.names}
        if len(values) == 1:
            yield Frame(Decimal(values.pop()), frozenset(name.split()[1] for name in word.names), word.shown, True)


def _spelled_frames(text: str, counted: tuple[NamedWord, ...], locale: str) -> Iterator[Frame]:
    """Yield the counted words with a number word beside them."""
    after = frame_words(locale).order == "before"
    for word in counted:
        if is_spaceless(locale):
            near = _SIGN_BEFORE.search(text[: word.start])
            value = _SIGNS[near[1]] if near else 0
        else:
            near = _WORD_AFTER.match(text, word.end) if after else _WORD_BEFORE.search(text[: word.start])
            value = _number_of(near[1].lower(), locale) if near else 0
        spelled = bool(near and near[1].lower() not in _ARTICLES)
        if near and value and (spelled or word.names <= _DOSED):
            shown = f"{word.shown} {near[1]}" if after else near[0] + word.shown
            yield Frame(Decimal(value), word.names, shown, spelled)


@lru_cache(maxsize=4096)
def _number_of(word: str, locale: str) -> int:
    """Return the number, 1 to 12, that a word certainly means; 0 if it means none, or several."""
    if language_code(locale) == "en" and word in ("one", *_ARTICLES):
        return 1
    lists = word_lists(locale).source.numbers or word_lists(locale).numbers
    found = {value: word_pattern(listed).match(word) for value in NUMBERS if (listed := lists.get(str(value)))}
    values = [value for value, match in found.items() if match and len(word) - match.end <= LONGEST_ENDING]
    return values[0] if len(values) == 1 else 0
