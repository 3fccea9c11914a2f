"""Property: whatever digit of a critical text is changed alone, an error is reported, in all languages.

A number that the source has in words only is not among them: “an hour” leaves open which figures a good translation may write.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.catalog.store import load
from publish.catalog.template import template
from publish.po.model import Entry
from publish.project import Severity, Workspace
from tests.checks.examples import CRITICAL, findings
from tests.checks.test_errors_of_translators import CHOICE, LOCALES, RIGHT, sentences

Place = tuple[str, str, str, int]
"""A digit to change: locale, source, translation, and where it is."""

WORKSPACE = Workspace(Path(__file__).resolve().parents[2])
GUIDE = "dutasteride-mesotherapy"
FRAMES = tomllib.loads((Path(__file__).parent / "frames.toml").read_text(encoding="utf-8"))
NUMBER = re.compile(r"\d+(?:[.,٫]\d+)*")
HIDDEN = re.compile(r"\{[^}]*\}|\[\^[^\]]*\]|\]\([^)]*\)")


def texts() -> list[tuple[str, str, str]]:
    """Return right translations with figures: locale, source, translation."""
    own = [(locale, table["en"], CHOICE.sub(r"\1", text)) for table in sentences().values() for locale, text in table.items()]
    english = FRAMES["en"]
    dosed = [(locale, english[kind], text) for locale, table in FRAMES.items() for kind, text in table.items()]
    snapshot = WORKSPACE.snapshot()
    shipped = [
        (locale, message.msgid, entry.msgstr)
        for locale in snapshot.settings.locales
        for message in template(snapshot, GUIDE).messages
        if (entry := load(snapshot, locale, GUIDE).index.get(message.key)) and message.msgid_plural is None
    ]
    return [text for text in (*own, *dosed, *shipped) if text[0] != "en"]


@cache
def places() -> list[Place]:
    """Return every digit that a reader sees."""
    found = list[Place]()
    for locale, source, target in texts():
        hidden = [match.span() for match in HIDDEN.finditer(target)]
        figures = set(re.findall(r"\d+", source))
        numbers = [number for number in re.finditer(r"\d+", target) if str(int(number[0])) in figures or number[0] in figures]
        digits = [place for number in numbers for place in range(*number.span())]
        found += [(locale, source, target, place) for place in digits if not any(start <= place < end for start, end in hidden)]
    return found


def changed(place: Place, step: int) -> str:
    """Return the translation with its digit ``step`` higher; nine is followed by zero."""
    _, _, target, at = place
    zero = ord(target[at]) - int(target[at])
    return target[:at] + chr(zero + (int(target[at]) + step) % 10) + target[at + 1 :]


def errors(locale: str, source: str, target: str) -> set[str]:
    entry = Entry(source, target, flags=("md-text", CRITICAL))
    return {finding.message for finding in findings(locale, entry) if finding.severity is Severity.ERROR}


@settings(max_examples=250)
@given(st.deferred(lambda: st.sampled_from(places())), st.integers(1, 9))
def test_a_changed_digit_is_an_error(place: Place, step: int) -> None:
    locale, source, target, _ = place
    assert errors(locale, source, changed(place, step)) - errors(locale, source, target)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_deleted_number_is_reported(locale: str) -> None:
    deleted = reported = 0
    tables = [*sentences().values(), *RIGHT.values()]
    for source, text in ((table["en"], CHOICE.sub(r"\1", table[locale])) for table in tables):
        before = errors(locale, source, text)
        for number in NUMBER.finditer(text):
            deleted += 1
            reported += bool(errors(locale, source, text[: number.start()] + text[number.end() :]) - before)
    assert deleted > 50 and reported >= 0.95 * deleted


def test_there_are_many_digits() -> None:
    assert len(places()) > 1500 and len({locale for locale, *_ in places()}) > 25
