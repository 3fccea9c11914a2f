"""Slips of meaning are reported in up to seventeen languages, and the right sentences they were made of are not."""

import re
import tomllib
from pathlib import Path

import pytest

from publish.po.model import Entry
from publish.project import Severity
from tests.checks.examples import CRITICAL, findings

SLIPS: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "slips.toml").read_text(encoding="utf-8"))
ENGLISH = {kind: sentences.pop("en") for kind, sentences in SLIPS.items()}
LOCALES = sorted({locale for sentences in SLIPS.values() for locale in sentences})
CHOICE = re.compile(r"\{([^{|}]*)\|([^{|}]*)\}")
MISSED: dict[str, set[str]] = {}


def reported(locale: str, kind: str, translation: str) -> set[str]:
    """Return what is reported of a critical text, notes apart."""
    entry = Entry(ENGLISH[kind], translation, flags=("md-text", CRITICAL))
    return {finding.code for finding in findings(locale, entry) if finding.severity is not Severity.NOTE}


@pytest.mark.parametrize("locale", LOCALES)
def test_slips_are_reported(locale: str) -> None:
    wrong = {kind: CHOICE.sub(r"\2", sentences[locale]) for kind, sentences in SLIPS.items() if locale in sentences}
    assert {kind for kind, text in wrong.items() if not reported(locale, kind, text)} == MISSED.get(locale, set())


@pytest.mark.parametrize("locale", LOCALES)
def test_right_sentences_are_not(locale: str) -> None:
    right = {kind: CHOICE.sub(r"\1", sentences[locale]) for kind, sentences in SLIPS.items() if locale in sentences}
    assert {kind: codes for kind, text in right.items() if (codes := reported(locale, kind, text))} == {}


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("fr", "Do not take more than 4 g of paracetamol in 24 hours.", "Ne prenez pas plus de 4 g de paracétamol en 24 heures."),
        ("de", "Do not take more than 4 g of paracetamol in 24 hours.", "Nehmen Sie nicht mehr als 4 g Paracetamol in 24 Stunden."),
        ("de", "Do not take more than 2 tablets.", "Nehmen Sie höchstens 2 Tabletten ein."),
        ("de", "Do not use it for longer than 7 days.", "Nicht länger als 7 Tage anwenden."),
        ("es", "Severe pain", "Dolor fuerte"),
        ("es", "severe swelling", "hinchazón intensa"),
        ("es", "Stop at once.", "Deténgase de inmediato."),
        ("es", "Call the ambulance.", "Pida una ambulancia."),
        ("fr", "Call an ambulance.", "Faites venir une ambulance."),
        ("zh_Hans", "Call an ambulance now.", "立即呼叫救护车。"),
        ("fr", "You can no longer change it.", "Vous ne pouvez plus le modifier."),
        ("es", "It affects the skin, the liver, and the eyes.", "Afecta la piel, el hígado o los ojos."),
        ("de", "It is not valid.", "Es ist ungültig."),
    ],
)
def test_what_good_translators_write_is_not(locale: str, source: str, target: str) -> None:
    found = findings(locale, Entry(source, target, flags=("md-text", CRITICAL)))
    assert [finding for finding in found if finding.severity is not Severity.NOTE] == []


def test_a_limit_that_is_gone_is_reported() -> None:
    entry = Entry("Do not take more than 4 g.", "Nehmen Sie mehr als 4 g ein.", flags=("md-text", CRITICAL))
    assert "negation-lost" in {finding.code for finding in findings("de", entry)}


def test_a_finding_says_that_nobody_has_reviewed_the_words() -> None:
    (found,) = findings("es", Entry("You may bleed.", "Debe sangrar.", flags=("md-text", CRITICAL)))
    assert found.hint and found.hint.endswith("(word list not reviewed by a native reader)")
