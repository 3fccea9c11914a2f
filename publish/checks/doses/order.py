"""Find numbers of one text that stand in another order in the other, so that they may have been exchanged.

Languages order their sentences differently. A changed order is right where words tell which number is which: “2 tablets” and “3 times”
may change places. It is suspicious where both numbers count the same thing, or nothing known, as in “10 mg now, 20 mg later”.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from publish.checks.analysis.numbers import WrittenNumber

Pair = tuple[WrittenNumber, WrittenNumber]
"""A number of the source and its counterpart in the translation."""

# “1 in 5 people” is “of 5 people, 1” in many languages.
_PART_OF = re.compile(r"[%\s]*(?:\w+ )?(?:in|of|out of|from|among)\s+(?:(?:every|each|the|these|those|about) )?", re.IGNORECASE)
_TIMES_SIGN = re.compile(r"\s?[x×*]\s?")
_NAME = re.compile(r"[A-Z][A-Za-z]+|[A-Za-z]*[A-Z][A-Za-z]*\d*")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def find_exchanged(wanted: list[WrittenNumber], given: list[WrittenNumber], *, right_to_left: bool = False) -> Pair | None:
    """Return the first two numbers of the source that seem to have been exchanged.

    Their counterparts stand in the other order and nothing tells which is which, or each counts what the other should. In a script
    that is written from right to left, 9×11 is often typed as 11×9.
    """
    pairs = list(_pair_up(wanted, given))
    places = {id(number): place for place, number in enumerate(given)}
    for one, other in combinations(pairs, 2):
        if one[0].value == other[0].value or right_to_left and _TIMES_SIGN.fullmatch(one[0].gap):
            continue
        is_turned = places[id(one[1])] > places[id(other[1])] and not _is_clear(one, other, wanted)
        if is_turned or _has_kind_of(one, other) or _has_kind_of(other, one):
            return one[0], other[0]
    return None


def _has_kind_of(pair: Pair, other: Pair) -> bool:
    """Tell whether a number of the translation counts what another one counts in the source, which in turn counts nothing known."""
    return bool(pair[1].own_kinds & other[0].own_kinds) and not pair[0].own_kinds and not other[1].own_kinds and not pair[0].in_name


def _pair_up(wanted: list[WrittenNumber], given: list[WrittenNumber]) -> Iterator[Pair]:
    """Yield each number of the source with its counterpart; the one that counts the same, if there are several."""
    left = list(given)
    for number in wanted:
        same = [other for other in left if number.matches(other)]
        if same:
            best = next((other for other in same if number.own_kinds & other.own_kinds), same[0])
            left = [other for other in left if other is not best]
            yield number, best


def _is_clear(one: Pair, other: Pair, wanted: list[WrittenNumber]) -> bool:
    """Tell whether the words beside two numbers tell which is which, or their order is free."""
    if any(_is_date_or_name(*pair) for pair in (one, other)):
        return True
    if _is_known(one, other) or _is_known(other, one):
        return True
    first = next(place for place, number in enumerate(wanted) if number is one[0])
    is_next = any(number is other[0] for number in wanted[first + 1 : first + 2])
    return is_next and bool(_PART_OF.fullmatch(one[0].gap))


def _is_date_or_name(number: WrittenNumber, counterpart: WrittenNumber) -> bool:
    counts = number.own_kinds or counterpart.own_kinds
    is_year = not counts and number.value == int(number.value) and _FIRST_YEAR <= number.value <= _LAST_YEAR
    return number.in_name or number.in_date or is_year


def _is_known(pair: Pair, other: Pair) -> bool:
    """Tell whether both numbers of ``pair`` count something, belong to a time of day or stand beside a name that ``other`` does not."""
    kinds = pair[0].own_kinds & pair[1].own_kinds - (other[0].own_kinds | other[1].own_kinds)
    daytimes = pair[0].daytime & pair[1].daytime - (other[0].daytime | other[1].daytime)
    names = _names(pair[0]) & _names(pair[1]) - (_names(other[0]) | _names(other[1]))
    return bool(kinds or daytimes or names)


def _names(number: WrittenNumber) -> set[str]:
    """Return the names written in Latin letters after a number."""
    return set(_NAME.findall(number.gap))
