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
from publish.checks.analysis.word_lists import is_spaceless, word_lists
from publish.checks.analysis.word_search import word_pattern
from publish.checks.case import CheckIssue, TranslationCase, report_error
from publish.checks.number_words import LONGEST_CHECKED

NUMBERS = range(1, 13)
_WORD_BEFORE = re.compile(rf"([{LETTER}’'-]+)[\s\u00a0]+$")
_WORD_AFTER = re.compile(rf"[\s\u00a0]+([{LETTER}’'-]+)")
_SIGN_BEFORE = re.compile(r"([一二三四五六七八九十两兩]|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)[\s\u00a0]?[个個]?$")
_SIGNS = {sign: value for value, signs in enumerate("一 二两兩 三 四 五 六 七 八 九 十".split(), 1) for sign in signs} | {
    word: value for value, word in enumerate("한 두 세 네 다섯 여섯 일곱 여덟 아홉 열".split(), 1)
}


@dataclass(frozen=True, slots=True)
class Frame:
    """A number and what it counts, as a text says it; ``spelled``: the number is a word."""

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
        if near and value:
            shown = f"{word.shown} {near[1]}" if after else near[0] + word.shown
            yield Frame(Decimal(value), word.names, shown, True)


@lru_cache(maxsize=4096)
def _number_of(word: str, locale: str) -> int:
    """Return the number, 1 to 12, that a word certainly means; 0 if it means none, or several."""
    lists = word_lists(locale).source.numbers or word_lists(locale).numbers
    values = [value for value in NUMBERS if (listed := lists.get(str(value))) and word_pattern(listed).fullmatch(word)]
    return values[0] if len(values) == 1 else 0
