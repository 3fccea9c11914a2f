"""Tests of `publish.approval.signing`: texts that are signed, and signatures that are revoked."""

import json
import shutil
from dataclasses import replace
from typing import Any

import pytest

from publish.approval.chain import record_id
from publish.approval.signatures import text_digest
from publish.approval.signing import SigningResult, revoke, sign, signable_texts
from publish.approval.status import domain_status
from publish.catalog.machine_translation import MACHINE_NOTE
from publish.catalog.store import load
from publish.catalog.template import LAYOUTS
from publish.po.codec import write_po
from publish.project import PublishError, UsageError, Workspace
from tests.approval.conftest import ROLES, edit, sign_all


def test_signatures_of_all_roles_end_the_draft(french: Workspace) -> None:
    assert domain_status(french.snapshot(), "fr", "hair").reasons[0] == "4 of 4 messages wait for a translator"
    assert domain_status(french.snapshot(), "fr", "hair").next == "publish approve fr --role translator --by NAME"
    sign_all(french)
    found = domain_status(french.snapshot(), "fr", "hair")
    assert (found.draft, found.approved, found.reviewer, found.reviewed, found.edition) == (False, 4, "Dr Cruz", "2026-09-21", "2026.1")


def test_an_edited_message_loses_its_signatures_and_regains_them(french: Workspace) -> None:
    sign_all(french)
    edit(french, "A scalp", "Un cuir chevelu")
    found = domain_status(french.snapshot(), "fr", "hair")
    assert found.draft and found.approved == 3 and found.reviewer is None
    edit(french, "A scalp", "« A scalp »")
    assert not domain_status(french.snapshot(), "fr", "hair").draft


def test_the_source_is_signed_by_a_clinician(french: Workspace) -> None:
    sign(french, "en", "clinician", "Dr Cruz")
    assert not domain_status(french.snapshot(), "en", "hair").draft
    guide = french.guide_folder("hair") / "guide.md"
    guide.write_text(guide.read_text().replace("hair loss", "thin hair"))
    assert domain_status(french.snapshot(), "en", "hair").approved == 3


def test_fuzzy_and_missing_texts_are_not_signed(french: Workspace) -> None:
    catalog = load(french.snapshot(), "fr", "hair")
    fuzzy = replace(catalog.messages[0], flags=("fuzzy",))
    empty = replace(catalog.messages[1], msgstr="")
    french.catalog_path("fr", "hair").write_bytes(write_po(catalog.with_entry(fuzzy).with_entry(empty)))
    (done,) = sign(french, "fr", "translator", "Anne Roux", chosen=("hair",))
    assert (done.signed, done.already_signed, done.not_ready) == (2, 0, 2)


def test_signing_again_adds_nothing(french: Workspace) -> None:
    sign_all(french)
    before = french.approvals_path("fr").read_bytes()
    sign_all(french)
    assert french.approvals_path("fr").read_bytes() == before


def test_a_text_that_was_edited_after_it_was_seen_is_not_signed(french: Workspace) -> None:
    seen = load(french.snapshot(), "fr", "hair").index[None, "A scalp"]
    edit(french, "A scalp", "Un autre texte")
    (done,) = sign(french, "fr", "translator", "Anne Roux", chosen=("hair",), only=[("hair", text_digest(seen))])
    assert done.signed == 0, "what took the place of the text that was seen is not signed"
    edit(french, "A scalp", seen.msgstr)
    (done,) = sign(french, "fr", "translator", "Anne Roux", chosen=("hair",), only=[("hair", text_digest(seen))])
    assert done.signed == 1


def test_a_revocation_is_a_record_that_is_added(french: Workspace) -> None:
    sign_all(french)
    before = french.approvals_path("fr").read_bytes()
    assert revoke(french, "fr", "clinician", "Dr Cruz", "an error was found", chosen=("hair",)) == 4
    assert french.approvals_path("fr").read_bytes().startswith(before)
    assert domain_status(french.snapshot(), "fr", "hair").reasons == ("4 of 4 messages wait for a clinician",)
    sign(french, "fr", "clinician", "Dr Diaz", chosen=("hair",))
    assert domain_status(french.snapshot(), "fr", "hair").reviewer == "Dr Diaz"


def test_a_signature_after_a_revocation_on_the_same_day_counts(signed: Workspace) -> None:
    for _ in range(2):
        assert revoke(signed, "fr", "clinician", "Dr Cruz", "looked again", chosen=("hair",)) == 4
        assert domain_status(signed.snapshot(), "fr", "hair").draft
        sign(signed, "fr", "clinician", "Dr Cruz", chosen=("hair",))
        assert not domain_status(signed.snapshot(), "fr", "hair").draft


def test_a_revocation_covers_earlier_versions_of_a_text(signed: Workspace) -> None:
    path = signed.catalog_path("fr", "hair")
    before = path.read_bytes()
    path.write_bytes(before.replace("« A scalp »".encode(), b"Un cuir chevelu"))
    assert revoke(signed, "fr", "clinician", "Dr Cruz", "the scalp was wrong", chosen=("hair",)) == 4
    path.write_bytes(before)
    assert domain_status(signed.snapshot(), "fr", "hair").approved == 0


def test_a_revocation_is_limited_to_its_guide(signed: Workspace) -> None:
    shutil.copytree(signed.guide_folder("hair"), signed.guide_folder("beard"))
    shutil.copy(signed.catalog_path("fr", "hair"), signed.catalog_path("fr", "beard"))
    for role, name in ROLES:
        sign(signed, "fr", role, name, chosen=("beard",))
    revoke(signed, "fr", "clinician", "Dr Cruz", "the hair was wrong", chosen=("hair",))
    assert (domain_status(signed.snapshot(), "fr", "hair").approved, domain_status(signed.snapshot(), "fr", "beard").approved) == (0, 4)


def test_a_revocation_needs_a_reason_and_writes_nothing_without_signatures(workspace: Workspace) -> None:
    with pytest.raises(UsageError) as caught:
        revoke(workspace, "en", "clinician", "Dr Abe", " ")
    (finding,) = caught.value.findings
    assert finding.code == "reason-missing" and finding.message and finding.hint
    assert revoke(workspace, "en", "clinician", "Dr Abe", "no") == 0
    assert not workspace.approvals_path("en").exists()


def test_a_text_with_an_error_of_the_checks_is_not_signed(french: Workspace) -> None:
    warned = "Do **not** have it if you are pregnant.[^label]"
    edit(french, warned, "Faites-le si vous êtes **enceinte**.[^label]")
    for role, name in (("translator", "Anne Roux"), ("reviser", "Bo Li"), ("clinician", "Dr Cruz")):
        (done,) = sign(french, "fr", role, name, chosen=("hair",))
        assert (done.signed, done.not_ready, done.approved_in) == (3, 1, ())
        assert [(finding.code, finding.msgid) for finding in done.refused] == [("negation-lost", warned), ("unsafe-unsigned", None)]
        assert all(finding.hint and finding.locale == "fr" for finding in done.refused)
    assert domain_status(french.snapshot(), "fr", "hair").approved == 3 and not french.archive_path("fr", "hair").exists()
    edit(french, warned, "Ne le faites **pas** si vous êtes enceinte.[^label]")
    (done,) = sign(french, "fr", "translator", "Anne Roux", chosen=("hair",))
    assert (done.signed, done.already_signed, done.refused) == (1, 3, ())


def records_of(workspace: Workspace, locale: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in workspace.approvals_path(locale).read_text(encoding="utf-8").splitlines()]


def test_the_records_state_who_signed_what(french: Workspace) -> None:
    texts = signable_texts(french.snapshot(), "fr", "hair")
    digests = [text_digest(entry) for entry in texts]
    (done,) = sign(french, "fr", "translator", " Anne\n Roux ", chosen=("hair",))
    assert done == SigningResult("hair", signed=4, already_signed=0, not_ready=0, approved_in=(), refused=())
    *kept, approval = records_of(french, "fr")
    assert [record["digest"] for record in kept] == digests and {record["domain"] for record in kept} == {"hair"}
    assert approval == {
        "kind": "approval", "locale": "fr", "domain": "hair", "role": "translator", "by": "Anne Roux", "date": "2026-09-21",
        "origin": "human", "edition": "2026.1", "after": [], "id": record_id(approval), "digests": digests,
    }  # fmt: skip


def test_all_domains_are_signed_unless_some_are_chosen(french: Workspace) -> None:
    done = sign(french, "fr", "translator", "Anne Roux")
    assert [each.domain for each in done] == ["hair", LAYOUTS]
    words = done[1]
    assert words.signed > 0 and words.not_ready > 0
    assert records_of(french, "fr")[-1]["edition"] == "" and records_of(french, "fr")[-1]["domain"] == LAYOUTS
    assert [(each.signed, each.already_signed) for each in sign(french, "fr", "translator", "Anne Roux")] == [(0, 4), (0, words.signed)]


def test_a_second_person_signs_too_and_the_texts_are_stored_once(french: Workspace) -> None:
    sign(french, "fr", "translator", "Anne Roux", chosen=("hair",))
    (done,) = sign(french, "fr", "translator", "Eva Sand", chosen=("hair",))
    assert (done.signed, done.already_signed) == (4, 0)
    assert [record["kind"] for record in records_of(french, "fr")] == ["text"] * 4 + ["approval"] * 2
    (done,) = sign(french, "fr", "clinician", "Anne Roux", chosen=("hair",))
    assert (done.signed, done.already_signed) == (4, 0), "the same person may sign in another role"


def test_each_text_is_signed_with_its_own_origin(french: Workspace) -> None:
    catalog = load(french.snapshot(), "fr", "hair")
    noted = replace(catalog.messages[1], comments=(f"{MACHINE_NOTE}hair.csv",))
    french.catalog_path("fr", "hair").write_bytes(write_po(catalog.with_entry(noted)))
    sign(french, "fr", "translator", "Anne Roux", chosen=("hair",))
    human, machine = records_of(french, "fr")[-2:]
    assert (human["origin"], len(human["digests"]), machine["origin"]) == ("human", 3, "machine")
    assert machine["digests"] == [text_digest(noted)]
    sign(french, "fr", "reviser", "Bo Li", chosen=("hair",))
    assert (records_of(french, "fr")[-1]["origin"], len(records_of(french, "fr")[-1]["digests"])) == ("human", 4)


def test_a_machine_origin_is_recorded(french: Workspace) -> None:
    sign(french, "fr", "translator", "Engine", origin="machine", chosen=("hair",))
    assert records_of(french, "fr")[-1]["origin"] == "machine"
    (again,) = sign(french, "fr", "translator", "Engine", origin="machine", chosen=("hair",))
    assert (again.signed, again.already_signed) == (0, 4)
    (again,) = sign(french, "fr", "translator", "Engine", chosen=("hair",))
    assert (again.signed, again.already_signed) == (0, 4), "that a machine translated is not taken back by a signature"


def test_nothing_is_signed_in_any_guide_if_one_of_them_cannot_be(french: Workspace) -> None:
    sign(french, "fr", "translator", "Bo Li", chosen=(LAYOUTS,))
    before = french.approvals_path("fr").read_bytes()
    with pytest.raises(PublishError, match="reviser-is-translator"):
        sign(french, "fr", "reviser", "Bo Li")
    assert french.approvals_path("fr").read_bytes() == before


def test_only_the_texts_that_were_asked_for_are_signed(french: Workspace) -> None:
    texts = signable_texts(french.snapshot(), "fr", "hair")
    pairs = [("hair", text_digest(texts[0])), (LAYOUTS, text_digest(texts[1])), ("hair", "0" * 64)]
    (done,) = sign(french, "fr", "translator", "Anne Roux", chosen=("hair",), only=iter(pairs))
    assert (done.signed, done.already_signed, done.not_ready) == (1, 0, 0)
    assert records_of(french, "fr")[-1]["digests"] == [text_digest(texts[0])]
    (done,) = sign(french, "fr", "translator", "Anne Roux", chosen=("hair",), only=())
    assert (done.signed, done.already_signed) == (0, 0)


def test_the_source_is_signed_with_its_outline(workspace: Workspace) -> None:
    (done,) = sign(workspace, "en", "clinician", "Dr Abe", chosen=("hair",))
    assert done == SigningResult("hair", signed=5, already_signed=0, not_ready=0, approved_in=("en",))
    assert records_of(workspace, "en")[4]["msgid"] == "The guide as a whole"


def test_the_errors_of_the_checks_are_counted(french: Workspace) -> None:
    edit(french, "A session takes {session_length}.", "Une séance dure {session}.")
    edit(french, "Do **not** have it if you are pregnant.[^label]", "Faites-le si vous êtes **enceinte**.[^label]")
    (done,) = sign(french, "fr", "translator", "Anne Roux", chosen=("hair",))
    assert (done.signed, done.not_ready) == (2, 2)
    last = done.refused[-1]
    assert last.message.startswith("2 of the texts are not signed") and last.locale == "fr" and last.severity == "error"


def test_a_revocation_states_who_and_why(french: Workspace) -> None:
    sign_all(french)
    digests = [text_digest(entry) for entry in signable_texts(french.snapshot(), "fr", "hair")]
    assert revoke(french, "fr", "reviser", "Dr  Zed", " a dose\nwas wrong ") == 4
    *_, before, last = records_of(french, "fr")
    reviser = next(each["id"] for each in records_of(french, "fr") if each.get("role") == "reviser")
    assert last == {
        "kind": "revocation", "locale": "fr", "domain": "hair", "role": "reviser", "by": "Dr Zed", "date": "2026-09-21",
        "reason": "a dose was wrong", "revokes": [reviser], "after": [before["id"]], "id": record_id(last), "digests": digests,
    }  # fmt: skip
    assert revoke(french, "fr", "reviser", "Dr Zed", "again") == 0, "nothing is left to revoke"
    assert domain_status(french.snapshot(), "fr", "hair").reasons == ("4 of 4 messages wait for a reviser",)


def test_a_revocation_covers_all_guides_unless_some_are_chosen(french: Workspace) -> None:
    done = sign(french, "fr", "clinician", "Dr Cruz")
    assert revoke(french, "fr", "clinician", "Dr Cruz", "all of it") == sum(each.signed for each in done)
    assert [record["domain"] for record in records_of(french, "fr") if record["kind"] == "revocation"] == ["hair", LAYOUTS]


@pytest.mark.parametrize("role", [role for role, _ in ROLES])
def test_a_revocation_is_limited_to_its_role(french: Workspace, role: str) -> None:
    sign_all(french)
    revoke(french, "fr", role, "Dr Zed", "wrong", chosen=("hair",))
    assert domain_status(french.snapshot(), "fr", "hair").reasons == (f"4 of 4 messages wait for a {role}",)


def test_a_translation_that_the_source_no_longer_has_is_not_signable(french: Workspace) -> None:
    guide = french.guide_folder("hair") / "guide.md"
    guide.write_text(guide.read_text().replace("Injections for hair loss", "Injections"))
    texts = signable_texts(french.snapshot(), "fr", "hair")
    assert [entry.msgid for entry in texts][:1] == ["A session takes {session_length}."] and len(texts) == 3
    (done,) = sign(french, "fr", "translator", "Anne Roux", chosen=("hair",))
    assert (done.signed, done.not_ready) == (3, 1)


def test_nobody_signs_by_a_clock_that_stands_before_the_first_edition(french: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")  # 2023-11-14
    with pytest.raises(PublishError, match="by the clock of this machine"):
        sign(french, "fr", "translator", "Ana Ruiz")
    assert not french.approvals_path("fr").exists()
