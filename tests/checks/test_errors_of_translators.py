"""Errors of translators in twelve languages are reported, and the right sentences they were made of are not.

The sentences were written as a hostile colleague would write them; data/ has them. `MISSED` is what is known to pass: it can only shrink.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from publish.po.model import Entry
from publish.project import Severity
from tests.checks.examples import CRITICAL, findings

DATA = Path(__file__).parent / "data"
LOCALES = "es fr de pt_BR zh_Hans ja ko ar hi ru vi tr".split()
_PART = r"((?:[^{|}]|\{\w+\})*)"
CHOICE = re.compile(rf"\{{{_PART}\|{_PART}\}}")
MISSED = {
    "fr": {"inside → outside", "unless → if"},
    "de": {"route changed", "hospital → pharmacy"},
    "zh_Hans": {"should → need not", "first → last"},
    "ja": {"negation added", "or → and", "sentence left out", "upper limit turned", "until → from"},
    "ko": {"at most → at least", "and → or", "or → and", "until → from"},
    "ar": {"numbers exchanged", "or → and"},
    "hi": {"until → from"},
    "tr": {"until → from"},
}
"""The kinds of errors that pass, by locale: the joining words of Arabic, Japanese and Korean are part of other words."""


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Return the sentences by kind and locale."""
    files = sorted(DATA.glob("errors_*.toml"))
    return {f"{file.stem}: {kind}": table for file in files for kind, table in tomllib.loads(file.read_text(encoding="utf-8")).items()}


@cache
def reported(locale: str, kind: str, side: int) -> frozenset[tuple[str, str]]:
    """Return what is reported of one side of a sentence, the right or the wrong one, as a critical text; notes apart."""
    table = sentences()[kind]
    entry = Entry(table["en"], CHOICE.sub(rf"\{side}", table[locale]), flags=("md-text", CRITICAL))
    return frozenset((finding.code, finding.message) for finding in findings(locale, entry) if finding.severity is not Severity.NOTE)


RIGHT: dict[str, dict[str, str]] = tomllib.loads((DATA / "right.toml").read_text(encoding="utf-8"))


def test_every_kind_has_every_language() -> None:
    assert all(set(table) == {"en", *LOCALES} for table in sentences().values())
    assert len(sentences()) > 100


@pytest.mark.parametrize("locale", LOCALES)
def test_errors_are_reported(locale: str) -> None:
    passed = {kind.partition(": ")[2] for kind in sentences() if not reported(locale, kind, 2) - reported(locale, kind, 1)}
    assert passed == MISSED.get(locale, set())


@pytest.mark.parametrize("locale", LOCALES)
def test_right_sentences_are_not(locale: str) -> None:
    assert {kind: found for kind in sentences() if (found := reported(locale, kind, 1))} == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_what_health_services_say_is_right(locale: str) -> None:
    texts = {kind: Entry(table["en"], table[locale], flags=("md-text", CRITICAL)) for kind, table in RIGHT.items()}
    found = {kind: [each for each in findings(locale, entry) if each.severity is not Severity.NOTE] for kind, entry in texts.items()}
    assert {kind: each for kind, each in found.items() if each} == {}
