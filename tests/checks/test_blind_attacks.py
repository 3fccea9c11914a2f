"""Errors of translators in languages of other scripts are reported; the first set was written before the word lists were read.

Each line of data/attack_*.txt holds a right sentence; each of its choices ``{kind:right|wrong}`` makes one wrong version of it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.po.model import Entry
from publish.project import Severity
from tests.checks.examples import CRITICAL, findings

DATA = Path(__file__).parent / "data"
CHOICE = re.compile(r"\{(\w+):([^{}|]*)\|([^{}|]*)\}")
CAUGHT = {
    "attack_first": {"ar": 40, "fa": 43, "he": 40, "ur": 43, "hi": 45, "bn": 41, "ta": 36, "zh_Hans": 45, "ja": 40, "ko": 39, "th": 42,
                     "am": 22, "tl": 39},
    "attack_second": {"he": 16, "th": 16, "ta": 16, "hi": 16, "ja": 16, "zh_Hans": 17},
}  # fmt: skip
"""How many wrong versions are reported, by set and locale: it can only grow."""
FALSE_ALARMS = {("am", "child"), ("am", "vacc")}
"""Amharic has no word list, and its calendar has months of its own."""


def sentences(name: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield each sentence of a set: the name of its source, the source, the locale and the text with its choices."""
    topic = source = ""
    for line in (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        locale, _, text = line.partition(" ")
        if locale == "#":
            topic = text
        elif locale == "en":
            source = text
        elif line:
            yield topic, source, locale, text


def written(text: str, wrong_at: int = -1) -> str:
    """Return the sentence with all its right choices, but for the one that begins at ``wrong_at``."""
    chosen = CHOICE.sub(lambda choice: choice[3] if choice.start() == wrong_at else choice[2], text)
    return chosen.replace("⟦", "{").replace("⟧", "}")


def reported(locale: str, source: str, target: str) -> set[tuple[str, str]]:
    """Return what is reported of a critical text, notes apart."""
    found = findings(locale, Entry(source, target, flags=("md-text", CRITICAL)))
    return {(each.code, each.message) for each in found if each.severity is not Severity.NOTE}


@pytest.mark.parametrize("name", CAUGHT)
def test_what_a_blind_attack_wrote_is_reported(name: str) -> None:
    caught = dict.fromkeys(CAUGHT[name], 0)
    for _, source, locale, text in sentences(name):
        right = reported(locale, source, written(text))
        caught[locale] += sum(bool(reported(locale, source, written(text, each.start())) - right) for each in CHOICE.finditer(text))
    assert caught == CAUGHT[name]


@pytest.mark.parametrize("name", CAUGHT)
def test_the_right_sentences_are_silent(name: str) -> None:
    alarms = {(locale, topic) for topic, source, locale, text in sentences(name) if reported(locale, source, written(text))}
    assert alarms == (FALSE_ALARMS if name == "attack_first" else set())
