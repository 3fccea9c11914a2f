"""No translation that is outdated, broken or unsafe enters a catalog; machine translations wait for a person."""

from dataclasses import replace

import pytest

from publish.catalog.machine_translation import MACHINE_NOTE
from publish.exchange import AcceptedUnits, accept_units
from publish.exchange.units import message_id
from publish.po.model import Entry, Previous
from tests.exchange.units import OPTIONS, STOP, TAKE, catalog_of, received


def test_a_broken_translation_is_refused_and_the_others_come_in() -> None:
    catalog = catalog_of(TAKE, STOP)
    units = [received(TAKE, "Tome {dosis} de [esto](https://example.org)."), received(STOP, "Deténgase")]
    result = accept_units(catalog, catalog, units, OPTIONS)
    assert [(finding.code, finding.line, finding.msgid) for finding in result.findings] == [("placeholder-changed", 1, TAKE.msgid)]
    assert result.catalog.entries == (TAKE, replace(STOP, msgstr="Deténgase"))
    assert all(finding.hint and finding.file for finding in result.findings)


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("Tome {dose} de [esto](https://example.com).", "link-changed"),
        ("Tome {dose} de [esto](javascript:x).", "link-scheme"),
        ("Tome {dose}<ph id='1'/> de [esto](https://example.org).", "unit-tags"),
        ("Tome \u202e{dose} de [esto](https://example.org).", "bidi-control"),
        ("Tome {dose} de [\u00c3\u00a9sto](https://example.org).", "garbled-text"),  # é, in a file whose encoding is not what it says
        (f"Tome {{dose}} de [esto](https://example.org). {'1,' * 20_000}", "overlong"),
    ],
)
def test_markup_is_guarded_by_the_flags_of_the_template(target: str, code: str) -> None:
    catalog = catalog_of(replace(TAKE, flags=()))
    result = accept_units(catalog, catalog_of(TAKE), [received(TAKE, target)], OPTIONS)
    assert code in {finding.code for finding in result.findings}
    assert result.catalog.entries == catalog.entries


def test_what_a_machine_translated_waits_for_a_person() -> None:
    catalog = catalog_of(TAKE, STOP)
    told = accept_units(catalog, catalog, [received(STOP, "Alto", **{"state-qualifier": "leveraged-mt"})], OPTIONS).catalog
    assert told.entries[1].fuzzy and told.entries[1].comments == ("mine", MACHINE_NOTE + "es.asthma.xlf; a person has to check it.")
    said = accept_units(catalog, catalog, [received(STOP, "Alto")], replace(OPTIONS, machine=True)).catalog
    assert said.entries == told.entries
    checked = accept_units(told, catalog, [received(STOP, "Alto")], OPTIONS).catalog.entries[1]
    assert not checked.fuzzy and checked.comments == ("mine", MACHINE_NOTE + "es.asthma.xlf."), "it stays a machine's, for the reviser"
    assert accept_units(catalog, catalog, [received(STOP, "Pare")], replace(OPTIONS, machine=True)).catalog.entries == catalog.entries


def test_states_come_in_and_an_empty_target_erases_nothing() -> None:
    old = replace(STOP, flags=("fuzzy",), previous=Previous("Halt"))
    final = accept_units(catalog_of(old), catalog_of(STOP), [received(STOP, "Pare", state="final")], OPTIONS)
    assert final.catalog.entries == (STOP,)
    waiting = accept_units(catalog_of(STOP), catalog_of(STOP), [received(STOP, "Pare", state="needs-review-translation")], OPTIONS)
    assert waiting.catalog.entries[0].fuzzy
    assert accept_units(catalog_of(STOP), catalog_of(STOP), [received(STOP, " ")], OPTIONS) == AcceptedUnits(catalog_of(STOP), 0, 1, ())


def test_what_is_not_that_of_the_catalog_is_refused() -> None:
    catalog = catalog_of(TAKE, STOP)
    gone, changed = received(Entry("Gone"), "x"), replace(received(STOP, "x"), source="Stop!")
    plural = Entry("one day", msgid_plural="%d days", msgstr_plural=("", ""))
    half = replace(received(plural, "un día"), id=message_id(None, "one day") + ".0")
    result = accept_units(catalog_of(TAKE, STOP, plural), catalog, [gone, changed, half, *[received(TAKE, "y")] * 2], OPTIONS)
    assert [finding.code for finding in result.findings] == ["unit-unknown", "unit-source-changed", "unit-incomplete", "unit-duplicate"]
    assert not result.accepted
