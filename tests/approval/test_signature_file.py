"""Tests of `publish.approval.signature_file`: valid and invalid records, and what is appended."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.approval.chain import record_id
from publish.approval.pending import pending_texts
from publish.approval.signature_file import append_records, parse_signatures, read_signatures, text_record
from publish.approval.signatures import LocaleSignatures, Signature, SignedText, content_digest, text_digest
from publish.approval.signing import sign
from publish.approval.status import domain_status
from publish.po.model import Entry
from publish.project import ROLES, Blob, PublishError, Workspace
from tests.approval.conftest import edit, edit_source, sign_all, translate


def code_of(workspace: Workspace, locale: str) -> tuple[str, int | None]:
    with pytest.raises(PublishError) as caught:
        domain_status(workspace.snapshot(), locale, "hair")
    finding = caught.value.findings[0]
    assert finding.file == f"locales/{locale}/approvals.jsonl" and finding.hint
    return finding.code, finding.line


def test_signatures_copied_into_another_locale_are_refused(signed: Workspace) -> None:
    translate(signed, "es")  # with the same words, so the digests agree
    shutil.copy(signed.approvals_path("fr"), signed.approvals_path("es"))
    assert code_of(signed, "es") == ("approvals-foreign", 5)
    lines = signed.approvals_path("fr").read_text().splitlines()
    signed.approvals_path("es").write_text("".join(line + "\n" for line in lines if '"text"' in line))
    assert domain_status(signed.snapshot(), "es", "hair").approved == 0


@pytest.mark.parametrize("damage", ["<<<<<<< HEAD", '{"kind": "appro\n', "\ufeff{}", '{"kind": "text", "kind": "approval"}'])
def test_a_damaged_line_is_reported_with_its_number(damage: str, signed: Workspace) -> None:
    path = signed.approvals_path("fr")
    path.write_text(path.read_text() + damage)
    assert code_of(signed, "fr") == ("approvals-broken", 8)
    with pytest.raises(PublishError, match="approvals-broken"):
        sign(signed, "fr", "clinician", "Dr Diaz")


def test_a_repeated_field_is_refused(signed: Workspace) -> None:
    path = signed.approvals_path("fr")
    path.write_text(path.read_text().replace('"role": "translator"', '"role": "clinician", "role": "translator"'))
    assert code_of(signed, "fr") == ("approvals-broken", 5)


def test_crlf_and_a_byte_order_mark_are_accepted(signed: Workspace) -> None:
    path = signed.approvals_path("fr")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n").removesuffix(b"\r\n"))
    assert not domain_status(signed.snapshot(), "fr", "hair").draft
    sign(signed, "fr", "clinician", "Dr Diaz", chosen=("hair",))
    assert domain_status(signed.snapshot(), "fr", "hair").approved == 4


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "NaN",
        '"x"',
        "[" * 9999,
        '{"kind": "approval"}',
        '{"kind": "text", "domain": 1}',
        '{"kind": "x", "domain": "hair", "role": "reviser", "by": "A", "date": "2026-01-01"}',
        '{"kind": "approval", "domain": "hair", "role": "reviser", "by": "A", "date": "soon", "digests": []}',
    ],
)
def test_an_invalid_record_is_refused_with_its_line(line: str, french: Workspace) -> None:
    french.approvals_path("fr").write_text(f"\n{line}\n")
    with pytest.raises(PublishError) as caught:
        domain_status(french.snapshot(), "fr", "hair")
    finding = caught.value.findings[0]
    assert (finding.code, finding.file, finding.line) == ("approvals-broken", "locales/fr/approvals.jsonl", 2)


def test_the_file_has_one_record_per_line_and_contains_the_texts(french: Workspace) -> None:
    sign_all(french)
    records = [json.loads(line) for line in french.approvals_path("fr").read_text().splitlines()]
    assert [record["kind"] for record in records] == ["text"] * 4 + ["approval"] * 3
    assert {record.get("role") for record in records[4:]} == {"translator", "reviser", "clinician"}
    edit(french, "A scalp", "Un cuir chevelu")
    (step,) = pending_texts(french.snapshot(), "fr", "reviser", "Bo Li", ("hair",))
    assert step.previous and step.previous.msgstrs == ("« A scalp »",)


def test_concurrent_writers_lose_no_records(workspace: Workspace) -> None:
    names = [f"Dr {letter}" * 20 for letter in "ABCDEFGH"]

    def add(name: str) -> None:
        record = {"kind": "approval", "locale": "en", "domain": "hair", "role": "clinician", "by": name, "date": "2026-01-01"}
        for number in range(20):
            append_records(workspace, "en", [record | {"digests": [f"{name}{number}"] * 500}])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, names))
    assert len(read_signatures(workspace.snapshot(), "en").by_digest) == 160
    assert len(list(filter(None, workspace.approvals_path("en").read_text().split("\n")))) == 160


def test_every_record_names_its_locale(signed: Workspace) -> None:
    records = [json.loads(line) for line in signed.approvals_path("fr").read_text().splitlines()]
    assert {record.get("locale") for record in records if record["kind"] != "text"} == {"fr"}


def test_a_folder_in_place_of_the_file_holds_no_signatures(signed: Workspace, tmp_path: Path) -> None:
    signed.approvals_path("fr").unlink()
    signed.approvals_path("fr").mkdir()
    assert domain_status(signed.snapshot(), "fr", "hair").draft


def test_lines_are_only_added(approved: Workspace) -> None:
    before = approved.approvals_path("en").read_bytes()
    edit_source(approved, "guide.toml", "value = 6", "value = 4")
    sign(approved, "en", "clinician", "Dr Abe")
    after = approved.approvals_path("en").read_bytes()
    assert after.startswith(before)
    assert [json.loads(line)["kind"] for line in after[len(before) :].splitlines()] == ["text", "approval"]


D1 = content_digest("menu", "Take", None, ("Prenez",))
APPROVAL = {
    "kind": "approval", "locale": "fr", "domain": "hair", "role": "translator", "by": "Anne", "date": "2026-01-02", "origin": "machine",
    "edition": "2026.1", "digests": [D1, "d2"],
}  # fmt: skip
TEXT = {"kind": "text", "digest": D1, "domain": "hair", "msgctxt": "menu", "msgid": "Take", "msgstr": ["Prenez"]}


def parsed(*records: dict[str, Any]) -> LocaleSignatures:
    lines = "".join(json.dumps(each) + "\n" for each in records)
    return parse_signatures(Blob.of("locales/fr/approvals.jsonl", lines.encode()))


def test_a_record_is_read_with_all_its_fields() -> None:
    found = parsed(TEXT, APPROVAL)
    signature = Signature("translator", "Anne", "2026-01-02", "hair", "2026.1", "machine", id=record_id(APPROVAL))
    assert found.by_digest == {D1: (signature,), "d2": (signature,)}
    assert found.texts == {D1: SignedText(D1, "hair", "Take", "menu", ("Prenez",))}
    record = {key: value for key, value in APPROVAL.items() if key not in ("origin", "edition")}
    other = content_digest(None, "Take", None, ("Prenez",))
    bare = parsed(record, TEXT | {"msgctxt": None, "digest": other})
    assert bare.by_digest[D1] == (Signature("translator", "Anne", "2026-01-02", "hair", "", "human", id=record_id(record)),)
    assert bare.texts[other].msgctxt is None


def test_a_file_that_does_not_exist_holds_no_signatures(workspace: Workspace) -> None:
    found = read_signatures(workspace.snapshot(), "fr")
    assert found.by_digest == {} and found.texts == {}


@pytest.mark.parametrize("field", sorted(APPROVAL.keys() - {"origin", "edition"}))
def test_an_approval_without_a_field_is_refused(field: str) -> None:
    with pytest.raises(PublishError, match=f"line 2 .*“?{field}.*approvals-broken"):
        parsed(TEXT, {key: value for key, value in APPROVAL.items() if key != field})


@pytest.mark.parametrize("field", sorted(TEXT.keys() - {"msgctxt"}))
def test_a_text_without_a_field_is_refused(field: str) -> None:
    with pytest.raises(PublishError, match=f"line 1 .*{field}.*approvals-broken"):
        parsed({key: value for key, value in TEXT.items() if key != field})


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "approved"}, {"role": "doctor"}, {"role": 1}, {"by": None}, {"date": "2026-13-01"}, {"date": 2026}, {"domain": []},
        {"origin": "alien"}, {"digests": "d1"}, {"digests": ["d1", 2]}, {"locale": 1},
    ],
)  # fmt: skip
def test_an_approval_with_a_wrong_value_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(PublishError, match="approvals-broken") as caught:
        parsed(APPROVAL | wrong)
    assert caught.value.findings[0].file == "locales/fr/approvals.jsonl"


def test_a_signature_of_another_locale_is_refused_with_its_place() -> None:
    with pytest.raises(PublishError) as caught:
        parsed(TEXT, APPROVAL, APPROVAL | {"locale": "es"})
    finding = caught.value.findings[0]
    assert (finding.code, finding.file, finding.line, finding.locale) == ("approvals-foreign", "locales/fr/approvals.jsonl", 3, "fr")
    assert "“es”" in finding.message and "“fr”" in finding.message and finding.hint


def test_later_lines_are_read_after_an_empty_one() -> None:
    blob = Blob.of("locales/fr/approvals.jsonl", b"\n \n" + json.dumps(APPROVAL).encode() + b"\n\n" + json.dumps(TEXT).encode())
    found = parse_signatures(blob)
    assert set(found.by_digest) == {D1, "d2"} and set(found.texts) == {D1}
    with pytest.raises(PublishError) as caught:
        parse_signatures(Blob.of(blob.path, b"\n \n" + json.dumps(APPROVAL | {"role": "x"}).encode()))
    assert caught.value.findings[0].line == 3


EVENTS = st.tuples(
    st.sampled_from(("approval", "revocation")),
    st.sampled_from(ROLES),
    st.sampled_from(("Anne", "Bo")),
    st.sampled_from(("hair", "beard")),
    st.sets(st.sampled_from(("d1", "d2")), min_size=1),
)


@given(st.lists(EVENTS, max_size=10))
def test_a_signature_stays_until_its_role_is_revoked_in_its_domain(events: list[tuple[str, str, str, str, set[str]]]) -> None:
    records, given, expected = [], set[tuple[str, str, str]](), set[tuple[str, str, str, str, int]]()
    for number, (kind, role, name, domain, digests) in enumerate(events):
        changed = {(digest, domain, role) for digest in digests}
        if kind == "approval":
            given |= changed
            expected |= {(*each, name, number) for each in changed}
        elif changed <= given:
            expected = {each for each in expected if each[:3] not in changed}
        else:
            continue  # it would revoke what was not signed: an error
        about = {"kind": kind, "role": role, "by": name, "domain": domain, "digests": sorted(digests), "edition": f"{number}"}
        records.append(APPROVAL | {"origin": "human"} | about)
    found = parsed(*records).by_digest
    left = {(digest, each.domain, each.role, each.by, int(each.edition)) for digest, given in found.items() for each in given}
    assert left == expected


def test_appending_nothing_writes_no_file(workspace: Workspace) -> None:
    append_records(workspace, "fr", [])
    assert not workspace.approvals_path("fr").exists()
    append_records(workspace, "fr", [{"by": "José", "x": "\udcff"}])
    assert workspace.approvals_path("fr").read_bytes() == '{"by": "José", "x": "'.encode() + b'\xed\xb3\xbf"}\n'


def test_a_text_record_holds_the_content() -> None:
    entry = Entry("a page", msgctxt="menu", msgid_plural="pages", msgstr_plural=("une page", "des pages"))
    assert text_record(entry, "hair") == {
        "kind": "text", "digest": text_digest(entry), "domain": "hair", "msgctxt": "menu", "msgid": "a page",
        "msgid_plural": "pages", "msgstr": ["une page", "des pages"],
    }  # fmt: skip
