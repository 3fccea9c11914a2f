"""A waiver overrules one finding in one text, with a name behind it; every edit ends it, and it never covers another text."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.approval.signatures import LocaleSignatures, Signature, text_digest
from publish.approval.signing import sign
from publish.approval.status import domain_status
from publish.approval.waivers import NEVER_WAIVED, WAIVED_BY_REVISERS, LocaleWaivers, Waiver, active_waivers, waiving_roles
from publish.approval.waivers.checking import check_unwaived
from publish.approval.waivers.waiver_file import append_waivers, mark_of, parse_waivers
from publish.approval.waivers.waiving import WaiverRequest, end_waiver, waive
from publish.po.model import Entry
from publish.project import Blob, Finding, PublishError, Severity, Workspace
from tests.approval.conftest import ROLES, edit

WARNING = "Do **not** have it if you are pregnant.[^label]"
RIGHT = "C'est exclu en cas de **grossesse**.[^label]"  # right, but without a word that the checks take for a negation
SESSION = "A session takes {session_length}."
REQUEST = WaiverRequest("fr", "Do **not**", "negation-lost", "clinician", "Dr Cruz", "“exclu” means that")


@pytest.fixture
def refused(french: Workspace) -> Workspace:
    """Return the workspace with a right translation that a check refuses."""
    edit(french, WARNING, RIGHT)
    assert [each.code for each in errors(french)] == ["negation-lost"]
    return french


def errors(workspace: Workspace) -> list[Finding]:
    return [each for each in check_unwaived(workspace.snapshot(), "fr", "hair") if each.severity is Severity.ERROR]


def refusal(workspace: Workspace, request: WaiverRequest) -> str:
    with pytest.raises(PublishError) as caught:
        waive(workspace, request)
    assert not workspace.waivers_path("fr").exists() and caught.value.findings[0].hint
    return caught.value.findings[0].code


def test_a_waived_text_can_be_signed_and_says_who_waived_it(refused: Workspace) -> None:
    assert [each.code for each in sign(refused, "fr", "translator", "Anne Roux", chosen=("hair",))[0].refused][0] == "negation-lost"
    assert [each.code for each in waive(refused, REQUEST)] == ["negation-lost"]
    assert not errors(refused) and not waive(refused, REQUEST)
    [note] = [each for each in check_unwaived(refused.snapshot(), "fr", "hair") if each.code == "finding-waived"]
    assert note.severity is Severity.NOTE
    assert "Dr Cruz, clinician" in note.message and REQUEST.reason in note.message and "negation-lost" in note.message
    for role, name in ROLES:
        assert not sign(refused, "fr", role, name, chosen=("hair",))[0].refused
    status = domain_status(refused.snapshot(), "fr", "hair")
    assert not status.draft and [(each.by, each.code) for each in status.waivers] == [("Dr Cruz", "negation-lost")]
    edit(refused, WARNING, RIGHT + " ")
    assert errors(refused) and not active_waivers(refused.snapshot(), "fr", "hair")


def test_the_hint_of_an_error_is_the_command_that_waives_it(refused: Workspace) -> None:
    [found] = errors(refused)
    mark, about = mark_of(None, WARNING), '--guide hair --code negation-lost --by NAME --role clinician --reason "WHY"'
    assert f"publish waive fr --message {mark} {about}" in (found.hint or "")
    assert waive(refused, replace(REQUEST, message=mark, domains=("hair",)))


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({"role": "reviser"}, "waiver-role"),
        ({"role": "translator"}, "waiver-role"),
        ({"role": "pope"}, "unknown-role"),
        ({"by": " "}, "name-missing"),
        ({"reason": " . "}, "reason-missing"),
        ({"code": "link-changed"}, "waiver-never"),
        ({"code": "dose-changed"}, "waiver-empty"),
        ({"message": "Nothing"}, "message-unknown"),
        ({"message": ""}, "message-unknown"),
    ],
)
def test_what_cannot_be_waived_is_refused(refused: Workspace, about: dict[str, str], code: str) -> None:
    assert refusal(refused, replace(REQUEST, **about)) == code


def test_the_translator_cannot_waive(refused: Workspace) -> None:
    path = refused.catalog_path("fr", "hair")
    text = path.read_text()
    path.write_text(text.replace('"Last-Translator: \\n"', '"Last-Translator: Dr. CRUZ <c@example.org>\\n"'))
    assert refusal(refused, REQUEST) == "waiver-own"
    path.write_text(text)
    waive(refused, REQUEST)
    found = sign(refused, "fr", "translator", "Cruz", chosen=("hair",))[0]
    assert found.refused[0].code == "negation-lost", "who waived a finding cannot sign that text as its translator"


def test_a_person_with_a_similar_name_confirms_to_be_another(refused: Workspace) -> None:
    path = refused.catalog_path("fr", "hair")
    path.write_text(path.read_text().replace('"Last-Translator: \\n"', '"Last-Translator: Ana Cruz <c@example.org>\\n"'))
    request = replace(REQUEST, by="Ana M. Cruz")
    assert refusal(refused, request) == "waiver-own"
    assert refusal(refused, replace(request, different_from=("Ana M. CRUZ",))) == "names-alike"
    assert waive(refused, replace(request, different_from=("Ana Cruz",))) and not errors(refused)
    [line] = refused.waivers_path("fr").read_bytes().splitlines()
    assert json.loads(line)["different_from"] == ["Ana Cruz"]


def test_an_ended_waiver_is_gone_for_earlier_texts_too(refused: Workspace) -> None:
    waive(refused, REQUEST)
    edit(refused, WARNING, RIGHT + " Toujours.")
    waive(refused, REQUEST)
    assert end_waiver(refused, replace(REQUEST, role="translator", by="Anne Roux", reason="wrong")) == 2
    assert errors(refused)
    edit(refused, WARNING, RIGHT)
    assert errors(refused)
    with pytest.raises(PublishError):
        end_waiver(refused, REQUEST)
    lines = refused.waivers_path("fr").read_bytes().splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["waiver", "waiver", "revocation"]


def test_a_text_that_became_critical_needs_a_clinician() -> None:
    entry, signatures = Entry("a", "b"), LocaleSignatures({}, {})
    found = LocaleWaivers((waiver_of(entry, role="reviser"),), signatures)
    assert found.valid_for(entry, "hair", is_critical=False) and not found.valid_for(entry, "hair", is_critical=True)


def waiver_of(entry: Entry, **about: str) -> Waiver:
    about = {"role": "clinician", "by": "Dr Cruz", "domain": "hair"} | about
    about |= {"message": mark_of(entry.msgctxt, entry.msgid), "text": text_digest(entry), "msgid": entry.msgid}
    fixed = {"id": "0", "code": "negation-lost", "date": "2026-11-30", "reason": "why"}
    return Waiver(**fixed, **about, findings=("x",), msgctxt=entry.msgctxt, msgstrs=entry.msgstrs)  # type: ignore[arg-type]


TEXTS = st.sampled_from(["", "a", "b", "á", "a ", "A", "a\n"])
ENTRIES = st.builds(Entry, TEXTS, TEXTS, st.none() | TEXTS) | st.builds(
    Entry, TEXTS, st.just(""), st.none() | TEXTS, TEXTS, st.tuples(TEXTS, TEXTS)
)


@given(ENTRIES, ENTRIES)
def test_any_edit_ends_a_waiver_and_no_other_message_gets_it(entry: Entry, other: Entry) -> None:
    found = LocaleWaivers((waiver_of(entry),), LocaleSignatures({}, {}))
    assert found.valid_for(entry, "hair", is_critical=True)
    same = (entry.key, entry.msgid_plural, entry.msgstrs) == (other.key, other.msgid_plural, other.msgstrs)
    assert bool(found.valid_for(other, "hair", is_critical=True)) == same
    assert not found.valid_for(entry, "skin", is_critical=True)


@given(st.sampled_from(["Dr Cruz", "CRUZ", "cruz <c@example.org>"]))
def test_a_waiver_of_the_translator_does_not_count(name: str) -> None:
    entry = Entry("a", "b")
    signed = {text_digest(entry): (Signature("translator", name, "2026-11-30", "hair"),)}
    assert not LocaleWaivers((waiver_of(entry),), LocaleSignatures(signed, {})).valid_for(entry, "hair", is_critical=False)
    assert not LocaleWaivers((waiver_of(entry),), LocaleSignatures({}, {})).valid_for(entry, "hair", is_critical=False, signer=name)


def test_another_finding_of_the_same_code_is_not_covered(refused: Workspace) -> None:
    waive(refused, REQUEST)
    record = json.loads(refused.waivers_path("fr").read_bytes())
    refused.waivers_path("fr").unlink()
    append_waivers(refused, "fr", [{name: value for name, value in record.items() if name != "id"} | {"findings": ["another"]}])
    assert active_waivers(refused.snapshot(), "fr", "hair") and errors(refused)
    assert "does not count" in (errors(refused)[0].hint or "")


@pytest.mark.parametrize(
    "change",
    [
        {"text": "0" * 64}, {"by": "Somebody else"}, {"reason": ""}, {"code": "dose-changed"}, {"role": "pope"}, {"msgid": "x"},
        {"msgstr": "x"}, {"date": "yesterday"}, {"locale": "es"}, {"id": 1}, {"kind": "text"},
    ],
)  # fmt: skip
def test_a_line_that_was_changed_by_hand_is_an_error(refused: Workspace, change: dict[str, object]) -> None:
    waive(refused, REQUEST)
    path = refused.waivers_path("fr")
    line = json.loads(path.read_bytes())
    for data in (line | change, {name: value for name, value in line.items() if name not in change}):
        with pytest.raises(PublishError) as caught:
            parse_waivers(Blob.of("locales/fr/waivers.jsonl", json.dumps(data).encode()))
        assert caught.value.findings[0].code == "waivers-broken" and caught.value.findings[0].line == 1


@given(st.binary(max_size=80))
def test_any_bytes_are_waivers_or_an_error(data: bytes) -> None:
    try:
        assert not parse_waivers(Blob.of("locales/fr/waivers.jsonl", data))
    except PublishError as error:
        assert error.findings[0].code == "waivers-broken"


def test_nobody_waives_marks_and_only_clinicians_waive_doses() -> None:
    assert not NEVER_WAIVED & WAIVED_BY_REVISERS
    assert not any(waiving_roles(code, is_critical=False) for code in NEVER_WAIVED)
    for code in ("dose-changed", "number-word-changed", "a-check-of-tomorrow"):
        assert waiving_roles(code, is_critical=False) == ("clinician",)
    assert waiving_roles("term-missing", is_critical=False) == ("reviser", "clinician")
    assert waiving_roles("term-missing", is_critical=True) == ("clinician",)


def test_a_torn_line_does_not_count_and_the_next_waiver_removes_it(refused: Workspace) -> None:
    waive(refused, REQUEST)
    path = refused.waivers_path("fr")
    line = path.read_bytes()
    path.write_bytes(line[:-20])
    assert errors(refused)
    assert waive(refused, REQUEST) and path.read_bytes() == line
