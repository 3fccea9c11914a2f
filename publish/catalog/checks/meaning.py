"""Checks of what a change would make dangerous: doses, negations, warnings."""

from collections.abc import Iterator
from functools import lru_cache

from publish.catalog.checks.base import Case, Issue, error, listed, note, weighed
from publish.catalog.checks.languages import is_spaceless, language_of, pattern
from publish.catalog.checks.numbers import TIMES, Quantity, has_number, quantities, spelled

HINT = "write the numbers and units of the source"
MOST = 200  # numbers that are compared in one message: no message that is meant for readers has more


def dose_changed(case: Case) -> Iterator[Issue]:
    """Compare the numbers of both sides, with their units, as multisets."""
    if case.plural or not (has_number(case.source.words) or has_number(case.target.words)):
        return
    wanted = _of_source(case.source.words, case.source_locale)
    given = quantities(case.target.words, case.locale)
    lost, added = _unmatched(wanted, given)
    if lost and added:
        message = f"{_shown(lost)} became {_shown(added)}"
        yield error("dose-changed", message, HINT)
        return
    figures = [item for item in lost if not _in_words(item, case.target.words, case.locale)]
    extra = [item for item in added if not _in_words(item, case.source.words, case.source_locale)]
    if figures:
        yield error("dose-changed", f"{_shown(figures)} of the source is not in the translation", HINT)
    elif lost:
        message = f"{_shown(lost)} of the source may stand in words in the translation"
        yield note("number-spelled", message, "prefer figures: they are easier to compare")
    if extra:
        yield error("dose-changed", f"{_shown(extra)} is not in the source", HINT)


def negation_lost(case: Case) -> Iterator[Issue]:
    """Look for a negation in the translation where the source has one; in a critical message, for as many."""
    words = language_of(case.locale).negations
    wanted = _negations(case.source.words, case.source_locale)
    if not wanted or not words:
        return
    finder = pattern(words, is_spaceless(case.locale))
    if not finder.search(case.target.words):
        message = f"the source says {listed(wanted)}, the translation has no negation"
        yield weighed(case, "negation-lost", message, "say clearly what is not so")
    elif case.critical and len(given := finder.findall(case.target.words)) < len(wanted):
        message = f"the source says {listed(wanted)}, the translation only {listed(given)}"
        yield error("negation-lost", message, "say clearly what is not so")


def warning_lost(case: Case) -> Iterator[Issue]:
    """Look for the words of warning that the source has: in critical messages, each of them."""
    known = language_of(case.locale).warnings
    if not case.critical:
        return
    for name, said in _warnings(case.source.words, case.source_locale).items():
        if name in known and not pattern(known[name], is_spaceless(case.locale)).search(case.target.words):
            yield error("warning-lost", f"the warning “{said}” is not in the translation", "translate the warning in its full strength")


@lru_cache(maxsize=4096)
def _of_source(words: str, locale: str) -> list[Quantity]:
    return quantities(words, locale)


@lru_cache(maxsize=4096)
def _negations(words: str, locale: str) -> list[str]:
    """Return the negations of a source text."""
    return pattern(language_of(locale).negations).findall(words)


@lru_cache(maxsize=4096)
def _warnings(words: str, locale: str) -> dict[str, str]:
    """Return what a source text warns of, and in which words."""
    found = {name: pattern(known).search(words) for name, known in language_of(locale).warnings.items()}
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


def _shown(items: list[Quantity]) -> str:
    return listed([item.shown for item in items])


def _in_words(item: Quantity, other: str, other_locale: str) -> bool:
    """Tell whether the other side may say a number in words; with a unit, only a duration is taken for that."""
    return item.units <= TIMES and spelled(item.value, other, other_locale)
