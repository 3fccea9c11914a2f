"""Only a translation that every mark calls final is taken in as final; marks that nobody knows make it fuzzy, and are reported."""

import pytest

from publish.exchange import UnitState, accept_units
from publish.exchange.units import message_id
from publish.exchange.xliff import read_xliff
from publish.project import Severity
from tests.exchange.units import OPTIONS, STOP, catalog_of

SPACES = (
    'xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:a="http://www.memsource.com/mxlf/2.0" xmlns:mq="MQXliff"'
    ' xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns:sc="SmartcatXliff" xmlns:iws="http://www.idiominc.com/ws/asset"'
)
FINAL, FUZZY, MACHINE, UNKNOWN = "final", "fuzzy", "machine", "unknown"


def xliff(unit: str, target: str, inside: str = "", version: str = "1.2") -> bytes:
    """Return a file in which `STOP` has a new translation; ``unit`` and ``target`` are attributes, ``inside`` more elements."""
    name = message_id(None, STOP.msgid)
    if version == "1.2":
        body = f'<trans-unit id="{name}" {unit}><source>Stop</source><target {target}>Alto</target>{inside}</trans-unit>'
        return f'<xliff version="1.2" {SPACES}><file original="a" target-language="es"><body>{body}</body></file></xliff>'.encode()
    body = f'<unit id="{name}"><segment {unit}><source>Stop</source><target {target}>Alto</target></segment>{inside}</unit>'
    spaces = SPACES.replace("document:1.2", "document:2.0")
    return f'<xliff version="2.0" {spaces} srcLang="en" trgLang="es"><file id="f">{body}</file></xliff>'.encode()


def outcome(data: bytes) -> str:
    """Return as what the translation is taken in."""
    [part] = read_xliff(data, "a.xlf")
    result = accept_units(catalog_of(STOP), catalog_of(STOP), part.units, OPTIONS)
    [entry], codes = result.catalog.entries, {finding.code for finding in result.findings}
    assert entry.msgstr == "Alto" and not any(finding.severity is Severity.ERROR for finding in result.findings)
    if not entry.fuzzy:
        assert not codes and part.units[0].state is UnitState.TRANSLATED
        return FINAL
    return UNKNOWN if "mark-unknown" in codes else MACHINE if any("Machine" in comment for comment in entry.comments) else FUZZY


@pytest.mark.parametrize(
    ("unit", "target", "expected"),
    [
        ("", "", FINAL),
        ("", 'state="translated"', FINAL),
        ("", 'state="final"', FINAL),
        ("", 'state="signed-off"', FINAL),
        ('approved="no"', 'state="translated"', FINAL),  # Weblate: translated, and nobody has reviewed it there
        ('approved="yes"', "", FINAL),
        ('approved="yes"', 'state="needs-review-translation"', FUZZY),
        ('approved="no"', "", FUZZY),
        ("", 'state="new"', FUZZY),
        ("", 'state="needs-l10n"', FUZZY),
        ("", 'state="x-boss-likes-it"', UNKNOWN),
        ("", 'state="translated" state-qualifier="leveraged-mt"', MACHINE),
        ("", 'state="final" state-qualifier="mt-suggestion"', MACHINE),  # Crowdin
        ("", 'state="translated" state-qualifier="fuzzy-match"', FUZZY),
        ("", 'state="translated" state-qualifier="exact-match"', FINAL),
        ("", 'state="translated" state-qualifier="x-nmt"', MACHINE),
        ("", 'state="translated" state-qualifier="x-foo"', UNKNOWN),
        ('a:confirmed="1" a:trans-origin="null"', "", FINAL),  # Phrase, with a prefix of its own
        ('a:confirmed="1" a:trans-origin="tm" a:score="1.01"', 'state="translated"', FINAL),
        ('a:confirmed="1" a:score="0.0" a:para-id="7" a:locked="false"', "", FINAL),
        ('a:confirmed="0"', 'state="translated"', FUZZY),
        ('a:confirmed="1" a:trans-origin="mt"', "", MACHINE),
        ('a:confirmed="0" a:trans-origin="mt"', 'state="translated"', MACHINE),
        ('a:confirmed="1" a:trans-origin="wizard"', "", UNKNOWN),
        ('a:score="0.75"', "", FUZZY),
        ('mq:status="ManuallyConfirmed" mq:percent="0"', "", FINAL),
        ('mq:status="Proofread"', "", FINAL),
        ('mq:status="MachineTranslated"', 'state="translated"', MACHINE),
        ('mq:status="Pretranslated" mq:percent="88"', "", FUZZY),
        ('mq:status="PartiallyEdited"', "", FUZZY),
        ('mq:status="Rejected"', 'state="translated"', FUZZY),
        ('mq:status="Blessed"', "", UNKNOWN),
        ('mq:percent="75"', "", FUZZY),
        ('sc:status="confirmed" sc:locked="false" sc:guid="1"', "", FINAL),
        ('sc:confirmation-status="draft"', "", FUZZY),
        ('sc:origin="machine-translation"', 'state="translated"', MACHINE),
        ('sc:mt="true"', "", MACHINE),
        ('sc:fuzzy="yes"', "", FUZZY),
        ("", 'sc:state="purple"', UNKNOWN),
    ],
)
def test_marks_of_version_1(unit: str, target: str, expected: str) -> None:
    assert outcome(xliff(unit, target)) == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<sdl:seg-defs><sdl:seg id="1" conf="Translated" origin="interactive"/></sdl:seg-defs>', FINAL),
        ('<sdl:seg-defs><sdl:seg id="1" conf="ApprovedSignOff" origin="tm" percent="100"/></sdl:seg-defs>', FINAL),
        ('<sdl:seg-defs><sdl:seg id="1" conf="Draft" origin="tm" percent="80"/></sdl:seg-defs>', FUZZY),
        ('<sdl:seg-defs><sdl:seg id="1"/></sdl:seg-defs>', FUZZY),
        ('<sdl:seg-defs><sdl:seg id="1" conf="RejectedTranslation"/></sdl:seg-defs>', FUZZY),
        ('<sdl:seg-defs><sdl:seg id="1" conf="Translated" origin="nmt"/></sdl:seg-defs>', MACHINE),
        ('<sdl:seg-defs><sdl:seg id="1" conf="Translated" origin="mt" percent="0"/></sdl:seg-defs>', MACHINE),
        ('<sdl:seg-defs><sdl:seg id="1" conf="Wonderful"/></sdl:seg-defs>', UNKNOWN),
        ('<iws:segment-metadata tm_score="0.00"><iws:status translation_status="finished"/></iws:segment-metadata>', FINAL),
        ('<iws:segment-metadata tm_score="0.00"><iws:status translation_status="pending"/></iws:segment-metadata>', FUZZY),
        ('<iws:segment-metadata><iws:status translation_type="machine_translation"/></iws:segment-metadata>', MACHINE),
        ('<alt-trans origin="MT" match-quality="50%"><target state="new">Nada</target></alt-trans>', FINAL),
        ('<mq:minorversions><mq:historical-unit mq:status="Rejected"><target/></mq:historical-unit></mq:minorversions>', FINAL),
        ("<note>mt</note>", FINAL),
    ],
)
def test_marks_in_elements_of_tools(inside: str, expected: str) -> None:
    assert outcome(xliff("", "", inside)) == expected


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        ('state="final"', FINAL),
        ('state="translated"', FINAL),
        ('state="reviewed"', FINAL),
        ('state="initial"', FUZZY),
        ("", FUZZY),
        ('a:confirmed="1"', FINAL),
        ('state="translated" subState="tool:nmt"', MACHINE),
        ('state="translated" subState="tool:purple"', UNKNOWN),
        ('state="splendid"', UNKNOWN),
        ('state="translated" a:trans-origin="mt"', MACHINE),
        ('state="translated" mq:status="Rejected"', FUZZY),
    ],
)
def test_marks_of_version_2(segment: str, expected: str) -> None:
    assert outcome(xliff(segment, "", version="2.0")) == expected


def test_unknown_marks_are_reported_once_with_their_number() -> None:
    [part] = read_xliff(xliff("", 'state="x-odd"'), "a.xlf")
    [told] = accept_units(catalog_of(STOP), catalog_of(STOP), part.units, OPTIONS).findings
    assert told.severity is Severity.WARNING and told.line == 1 and 'state="x-odd"' in told.message and "1 text is fuzzy" in told.message
