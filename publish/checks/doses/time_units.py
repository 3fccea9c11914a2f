"""Check of units of time without figures: “wait one minute” does not become “wait one hour”."""

import re
from collections.abc import Iterator
from functools import lru_cache

from publish.checks.analysis.frame_words import Lexicon, NamedWord, arabic_duals, build_lexicon, frame_lexicon
from publish.checks.analysis.letters import LETTERS, fold_text
from publish.checks.analysis.units import TIMES, unit_forms
from publish.checks.analysis.word_lists import is_spaceless, language_code
from publish.checks.case import CheckIssue, TranslationCase, report_error
from publish.checks.doses.durations import find_durations
from publish.checks.number_words import LONGEST_CHECKED

_FIGURE_BEFORE = re.compile(r"[\d½¼¾⅓⅔](?:[.,]\d+)?[\s\u00a0\u202f-]*$")
_FIGURE_AFTER = re.compile(r"[\s\u00a0]*\d")
_ADVERBS = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
# Where a unit is part of many words (月经, 部分), it counts after a number or “each” alone.
_SIGN = r"(?:[一二两兩三四五六七八九十几幾半毎每数數]|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|몇|매)\s?[个個]?(?:半)?"
_COUNTED_SIGN = re.compile(f"{_SIGN}$")
_JOINED = frozenset({"zh", "yue", "ja", "ko"})
# “Second” is an ordinal, too, in English and the languages of Latin origin: only after “a” or “one” a unit.
_ORDINAL = re.compile("second|seconde|segundo|segunda|secondo")
_ONE_BEFORE = re.compile(r"\b(?:an?|one|une?|uno|um|per|por|par)\s$", re.IGNORECASE)
SHORTEST_STEM = 4
"""Letters of the shortest beginning of a word that may stand anywhere in a word: “stund” in “Viertelstunde”."""


def check_time_units(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report a unit of time of the source that is missing while the translation has one that the source lacks."""
    source, target = case.source.words, case.target.words
    wanted = find_time_units(source, case.source_locale)
    if not wanted or case.plural or max(len(source), len(target)) > LONGEST_CHECKED:
        return
    lost = [word for word in wanted if not word.names & _mentioned(target, case.locale)]
    given = find_time_units(target, case.locale) if lost else ()
    added = [word for word in given if not word.names & _mentioned(source, case.source_locale)]
    if lost and added:
        yield report_error("dose-changed", f"“{lost[0].shown}” became “{added[0].shown}”", "name the unit of time of the source")


@lru_cache(maxsize=4096)
def find_time_units(text: str, locale: str) -> tuple[NamedWord, ...]:
    """Return the units of time in ``text`` that stand at no figure, and in none of the durations that have a word: “half an hour”."""
    inside = find_durations(text, locale)
    found = (word for word in _lexicon(locale).find(text) if not any(each.start <= word.start < each.end for each in inside))
    return tuple(word for word in found if not _is_at_figure(text, word) and _stands_alone(text, word, locale))


def _is_at_figure(text: str, word: NamedWord) -> bool:
    return bool(_FIGURE_BEFORE.search(text, max(0, word.start - 12), word.start) or _FIGURE_AFTER.match(text, word.end))


def _stands_alone(text: str, word: NamedWord, locale: str) -> bool:
    """Tell whether a word certainly means its unit, and is not a part of another word, or an ordinal."""
    if language_code(locale) in _JOINED:
        return bool(_COUNTED_SIGN.search(text, max(0, word.start - 6), word.start))
    if _ORDINAL.fullmatch(word.shown.lower()):
        return bool(_ONE_BEFORE.search(text, 0, word.start))
    return not is_spaceless(locale) or len(word.shown) >= SHORTEST_STEM


@lru_cache(maxsize=4096)
def _mentioned(text: str, locale: str) -> frozenset[str]:
    """Return the units of time that ``text`` may mention: by a word, a part of one, an adverb such as “daily”, or in a duration."""
    folded = fold_text(text)
    words = frozenset(LETTERS.findall(folded))
    found = {name for word in frame_lexicon(locale, "period").find(text) for each in word.names if (name := _ADVERBS.get(each))}
    found |= {name for form, name in unit_forms(locale) if name in TIMES and len(form) == 2 and form in words}
    for form, names in _lexicon(locale).names.items():
        stem = form[: max(SHORTEST_STEM, len(form) - 2)]
        if form in words or (len(stem) >= SHORTEST_STEM or not form.isascii()) and stem in folded:
            found |= names
        elif len(form) == SHORTEST_STEM - 1 and any(word.startswith(form) or word.endswith(form) for word in words):
            found |= names
    return frozenset(found)


@lru_cache(maxsize=256)
def _lexicon(locale: str) -> Lexicon:
    """Return the words for the units of time in ``locale`` that have more than two letters of an alphabet."""
    forms = [(form, name) for form, name in unit_forms(locale) if name in TIMES and (len(form) > 2 or form > "\u2e80")]
    duals = [(dual, name) for form, name in forms for dual in arabic_duals(form)] if language_code(locale) == "ar" else ()
    return build_lexicon([*forms, *duals], locale)
