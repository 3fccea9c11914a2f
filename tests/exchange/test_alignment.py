"""A column that was moved or sorted on its own is refused as a whole; a table in order never is."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.catalog.store import load
from publish.exchange import TranslationUnit, catalog_units
from publish.exchange.table import find_misplaced
from publish.project import Workspace
from tests.workspaces import EACH_LOCALE, ROOT, SAMPLE

GUIDE = "dutasteride-mesotherapy"
Units = list[TranslationUnit]


@cache
def translated(locale: str) -> tuple[TranslationUnit, ...]:
    """Return the translated units of the repository's own guide, with the rows that they have in a table."""
    groups = catalog_units(load(Workspace(ROOT).snapshot(), locale, GUIDE))
    return tuple(replace(unit, line=row) for row, unit in enumerate((unit for group in groups for unit in group), 2))


def moved(units: Units, start: int, length: int, distance: int) -> Units:
    """Return ``units`` with ``length`` targets from the row ``start`` on taken from ``distance`` rows below."""
    found = list(units)
    for place in range(start, start + length):
        found[place] = replace(units[place], target=units[place + distance].target)
    return found


def refused(units: Units, locale: str, *, is_known: bool) -> list[str]:
    """Return what is said of a table, where the catalog has the right translations already or none."""
    exported = {unit.id: unit if is_known else replace(unit, target="") for unit in translated(locale)}
    return [finding.message for finding in find_misplaced(units, exported, "a.csv")]


@pytest.mark.parametrize("locale", EACH_LOCALE)
def test_forty_targets_moved_by_a_row_are_refused_as_a_whole(locale: str) -> None:
    units = list(translated(locale))
    for start in (10, 60, 110):
        for distance in (1, -1, 2):
            for is_known in (True, False):
                [said] = refused(moved(units, start, 40, distance), locale, is_known=is_known)
                assert f"moved {'up' if distance > 0 else 'down'} by {abs(distance)} row" in said and "nothing was imported" in said


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(SAMPLE), st.integers(10, 160), st.integers(4, 12), st.sampled_from([1, -1]))
def test_a_few_targets_that_were_translated_before_are_refused_too(locale: str, start: int, length: int, distance: int) -> None:
    assert refused(moved(list(translated(locale)), start, length, distance), locale, is_known=True)


@pytest.mark.parametrize("locale", EACH_LOCALE)
def test_a_table_in_order_is_not_refused(locale: str) -> None:
    units = list(translated(locale))
    for length in (1, 5, 25, 60, len(units)):
        for start in range(0, len(units) - length + 1, 20):
            assert not refused(units[start : start + length], locale, is_known=False)
    assert not refused([replace(unit, target=f"{unit.target} ") for unit in units], locale, is_known=True)


@pytest.mark.parametrize("locale", EACH_LOCALE)
def test_a_column_sorted_on_its_own_is_refused(locale: str) -> None:
    units = list(translated(locale))
    ordered = [replace(unit, target=text) for unit, text in zip(units, sorted(unit.target for unit in units), strict=True)]
    assert refused(ordered, locale, is_known=False) and refused(ordered, locale, is_known=True)


def test_three_exchanged_translations_are_refused() -> None:
    units = list(translated("es"))
    texts = [units[place].target for place in (20, 50, 90)]
    for place, text in zip((50, 90, 20), texts, strict=True):
        units[place] = replace(units[place], target=text)
    assert "translations of other rows" in refused(units, "es", is_known=True)[0]


def test_a_table_without_new_translations_is_not_searched() -> None:
    assert not refused(list(translated("es")), "es", is_known=True) and not refused([], "es", is_known=True)
