"""Tests of `publish.approval.signing`: texts that are signed, and signatures that are revoked."""

import shutil
from dataclasses import replace

import pytest

from publish.approval.signatures import text_digest
from publish.approval.signing import revoke, sign
from publish.approval.status import domain_status
from publish.catalog.store import load
from publish.po.codec import write
from publish.project import UsageError, Workspace
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
    french.catalog_path("fr", "hair").write_bytes(write(catalog.with_entry(fuzzy).with_entry(empty)))
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
    with pytest.raises(UsageError, match="reason-missing"):
        revoke(workspace, "en", "clinician", "Dr Abe", " ")
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
