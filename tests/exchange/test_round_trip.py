"""What is exported comes back the same, and translations with their states arrive."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from publish.cli.texts.export import FORMATS as OFFERED
from publish.exchange import FORMATS, TranslationUnit, accept_units, catalog_units
from publish.exchange.table import find_damage
from publish.po.model import Catalog, Entry
from publish.project import Severity
from tests.exchange.units import ANY, OPTIONS, PLAIN, by_table, by_xliff, catalogs


@pytest.mark.parametrize("journey", [by_xliff, by_table])
@given(catalog=catalogs(ANY))
def test_what_goes_out_and_comes_back_changes_nothing(journey: Callable[[Catalog], tuple[TranslationUnit, ...]], catalog: Catalog) -> None:
    received = journey(catalog)
    result = accept_units(catalog, catalog, received, OPTIONS)
    assert result.catalog.entries == catalog.entries and not result.findings and not result.accepted
    sent = {unit.id: unit for message in catalog_units(catalog) for unit in message}
    assert journey is not by_table or not list(find_damage(received, sent, "a.csv"))


@pytest.mark.parametrize("journey", [by_xliff, by_table])
@given(catalog=catalogs(PLAIN))
def test_translations_and_their_states_arrive(journey: Callable[[Catalog], tuple[TranslationUnit, ...]], catalog: Catalog) -> None:
    empty = replace(catalog, entries=tuple(map(blank, catalog.entries)))
    arrived = accept_units(empty, catalog, journey(catalog), OPTIONS)
    assert not [finding for finding in arrived.findings if finding.severity is not Severity.NOTE]  # notes count the fuzzy ones
    for sent, got in zip(catalog.messages, arrived.catalog.messages, strict=True):
        assert got.msgstrs == sent.msgstrs
        assert got.fuzzy == (sent.fuzzy and sent.translated)


def blank(entry: Entry) -> Entry:
    """Return an entry without its translation; the header as it is."""
    return entry if entry.is_header else replace(entry, msgstr="", msgstr_plural=("",) * len(entry.msgstr_plural), flags=())


def test_the_command_offers_every_format() -> None:
    assert OFFERED == FORMATS
