"""Checks of what a change would make dangerous: doses, negations, warnings."""

import re
from collections.abc import Iterator
from functools import lru_cache

from publish.checks.base import Case, Issue, error, listed, note, warning
from publish.checks.languages import Language, Source, exceptions, is_spaceless, language_of, pattern
from publish.checks.numbers import Quantity, quantities, with_clock
from publish.checks.spelled import spelled
from publish.checks.units import TIMES, named

_AFTERNOON = re.compile(r"\d\s*p\.?\s?m\b", re.IGNORECASE)
_NO_AGAIN = re.compile(r"(\bno\b[^.;:!?]{1,60}\b(?:and|or)) no\b", re.IGNORECASE)  # “no cost and no risk” is one negation in many languages
_SENTENCE = re.compile(r"[.;:!?؟؛。！？；]")
_FILLED = re.compile(r"(?<![\d%])%\d{1,2}(?!\d|[.,]\d)")
_TWO = re.compile(r"(\d+)[.,،](\d+)")
HINT = "write the numbers and units of the source"
MOST = 200  # numbers that are compared in one message: no message that is meant for readers has more


def dose_changed(case: Case) -> Iterator[Issue]:
    """Compare the numbers of both sides, with their units, as multisets."""
    if case.plural or not (case.source.figures or case.target.figures):
        return
    source, target = _alike(case.source.words, case.target.words)
    wanted = _of_source(source, case.source_locale)
    given = quantities(target, case.locale)
    lost, added = _unmatched(wanted, given)
    if lost or added:
        yield from _told(case, *_unexplained(case, *_ambiguous(lost, added, case), wanted, given), bool(lost))
    elif source.count("/") > target.count("/"):
        yield from _told(case, [item for item in wanted if item.per - TIMES and not named(item.per, target, case.locale)], [], False)


def _told(case: Case, lost: list[Quantity], added: list[Quantity], was_lost: bool) -> Iterator[Issue]:
    if lost and added:
        yield error("dose-changed", f"{_shown(lost)} became {_shown(added)}", HINT)
    elif lost:
        yield error("dose-changed", f"{_shown(lost)} of the source is not in the translation", HINT)
    elif added:
        yield error("dose-changed", f"{_shown(added)} is not in the source", HINT)
    elif was_lost:
        message = "a figure of the source may stand in words in the translation"
        yield note("number-spelled", message, "prefer figures: they are easier to compare")


def negation_lost(case: Case) -> Iterator[Issue]:
    """Look for the negations of the source in the translation: in a critical message for as many, else for any."""
    language = language_of(case.locale)
    wanted = _negations(case.source.words, case.source_locale)
    if not wanted or not language.negations:
        return
    spaceless = is_spaceless(case.locale)
    words = _without_idioms(case.target.words, language, spaceless)
    given = pattern(language.negations, spaceless).findall(words)
    if len(given) < len(wanted):
        hidden = bool(given or pattern(language.denials, spaceless).search(words))
        grade = error if case.critical and language_of(case.source_locale).source.negations else note if hidden else warning
        said = f"only {listed(given)}" if given else "no negation"
        yield grade("negation-lost", f"the source says {listed(wanted)}, the translation has {said}", "say clearly what is not so")


def warning_lost(case: Case) -> Iterator[Issue]:
    """Look for the words of warning that the source has: in critical messages, each of them."""
    known = language_of(case.locale).warnings
    if not case.critical:
        return
    for name, said in _warnings(case.source.words, case.source_locale).items():
        if name in known and not pattern(known[name], is_spaceless(case.locale)).search(case.target.words):
            yield error("warning-lost", f"the warning “{said}” is not in the translation", "translate the warning in its full strength")


def _alike(source: str, target: str) -> tuple[str, str]:
    """Return both sides with times of day written in one way, and without the %1 of programs that both have: Turkish reads it as 1%."""
    source, target = with_clock(source, target), with_clock(target, source)
    filled = set(_FILLED.findall(source)) & set(_FILLED.findall(target)) if "%" in source else ()
    for mark in filled:
        source, target = (re.sub(rf"{mark}(?!\d|[.,]\d)", " ", side) for side in (source, target))
    return source, target


@lru_cache(maxsize=4096)
def _of_source(words: str, locale: str) -> list[Quantity]:
    return quantities(words, locale)


@lru_cache(maxsize=4096)
def _negations(words: str, locale: str) -> list[str]:
    """Return the negations of a source text; of a language whose `Source` is not known, the first that may be one."""
    language, spaceless = language_of(locale), is_spaceless(locale)
    said = pattern(language.source.idioms, spaceless).sub(" ", _without_idioms(_NO_AGAIN.sub(r"\1", words), language, spaceless))
    if not language.source.negations:
        return pattern(language.negations, spaceless).findall(said)[:1]
    return [found for sentence in _SENTENCE.split(said) for found in _distinct(sentence, language.source, spaceless)]


def _distinct(sentence: str, source: Source, spaceless: bool) -> list[str]:
    """Return the negations of a sentence that deny something by themselves."""
    found = pattern(source.negations, spaceless).findall(sentence)
    if source.only and pattern(source.only, spaceless).search(sentence):
        return []
    return [item for place, item in enumerate(found) if not place or not pattern(source.repeats, spaceless).fullmatch(item)]


def _without_idioms(words: str, language: Language, spaceless: bool = False) -> str:
    """Return ``words`` without what denies nothing, though it looks so; a longer word that begins in the same way does."""
    if not language.idioms:
        return words
    longer = exceptions(language.idioms, language.negations, spaceless)
    return pattern(language.idioms, spaceless).sub(lambda match: match[0] if longer.match(words, match.start()) else " ", words)


@lru_cache(maxsize=4096)
def _warnings(words: str, locale: str) -> dict[str, str]:
    """Return what a source text warns of, and in which words."""
    found = {name: pattern(known, is_spaceless(locale)).search(words) for name, known in language_of(locale).source.warnings.items()}
    return {name: match[0] for name, match in found.items() if match}


def _unmatched(wanted: list[Quantity], given: list[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """Return the quantities of each side that have no counterpart on the other."""
    added, lost = list(given[:MOST]), []
    for item in wanted[:MOST]:
        same = next((other for other in added if item.agrees(other)), None)
        if same is None:
            lost.append(item)
        else:
            added.remove(same)
    return lost, added


def _ambiguous(lost: list[Quantity], added: list[Quantity], case: Case) -> tuple[list[Quantity], list[Quantity]]:
    """Leave out what is the same if it is read in another way: 4 p.m. is 16, and 1,2 may be 1 and 2."""
    lost, added = _unlisted(lost, added)
    added, lost = _unlisted(added, lost)
    if lost and added and _AFTERNOON.search(case.source.words):
        for item in tuple(lost):
            later = next((other for other in added if other.value == item.value + 12), None)
            if later and item.value < 12:
                lost.remove(item)
                added.remove(later)
    return lost, added


def _unlisted(some: list[Quantity], others: list[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """Take a number of ``others`` with one separator for two numbers, where ``some`` has both."""
    some, left = list(some), []
    for other in others:
        parts = _TWO.fullmatch(other.shown)
        pair = [next((item for item in some if _digits(item) == part), None) for part in parts.groups()] if parts else []
        if pair and all(pair) and pair[0] is not pair[1]:
            some = [item for item in some if item is not pair[0] and item is not pair[1]]
        else:
            left.append(other)
    return some, left


def _unexplained(
    case: Case, lost: list[Quantity], added: list[Quantity], wanted: list[Quantity], given: list[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """Leave out what is said in words on the other side, and names that are said more or less often.

    Where a number looks like another one that was mistyped, or stands in the place of one, nothing is left out.
    """
    if len(lost) == len(added) and len(wanted) == len(given):
        return lost, added
    lost = [item for item in lost if not (item.named and any(other.value == item.value for other in given))]
    added = [item for item in added if not (item.named and any(other.value == item.value for other in wanted))]
    if any(_mistyped(one, other) for one in lost for other in added):
        return lost, added
    lost = [item for item in lost if not _in_words(item, case.target.words, case.locale)]
    return lost, [item for item in added if not _in_words(item, case.source.words, case.source_locale)]


def _mistyped(one: Quantity, other: Quantity) -> bool:
    """Tell whether two numbers differ by one digit, by their separators, or by their unit alone."""
    short, long = sorted((_digits(one), _digits(other)), key=len)
    if short == long:
        return True
    if len(short) == len(long):
        return len(long) > 1 and sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return len(short) + 1 == len(long) and any(long[:place] + long[place + 1:] == short for place in range(len(long)))


def _digits(item: Quantity) -> str:
    return "".join(filter(str.isdecimal, item.shown))


def _shown(items: list[Quantity]) -> str:
    return listed([item.shown for item in items])


def _in_words(item: Quantity, other: str, other_locale: str) -> bool:
    """Tell whether the other side may say a number in words; with a unit, only a duration is taken for that."""
    return item.units <= TIMES and spelled(item.value, other, other_locale)
