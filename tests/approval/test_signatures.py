"""Tests of `publish.approval.signatures`: what a digest covers, which signatures count, and which roles are required."""

import shutil
import unicodedata
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.approval.signatures import LocaleSignatures, Signature, missing_roles, required_roles, text_digest
from publish.approval.signing import revoke, sign
from publish.approval.status import domain_status, status_report
from publish.catalog.machine_translation import MACHINE_NOTE
from publish.po.model import Entry
from publish.project import ROLES, ApprovalPolicy, PublishError, Workspace
from tests.approval.conftest import sign_all, translate, unchained, with_policy


def test_a_digest_covers_the_content_in_nfc() -> None:
    entry = Entry("Été", "Summer", "x", comments=("mine",), flags=("fuzzy",))
    assert text_digest(entry) == text_digest(replace(entry, msgid=unicodedata.normalize("NFD", "Été"), comments=(), flags=()))
    others = (replace(entry, msgstr="summer"), replace(entry, msgctxt=None), replace(entry, msgid="Ete"), Entry("xÉté", "Summer"))
    assert len({text_digest(entry), *map(text_digest, others)}) == 5
    many = Entry("a page", msgid_plural="pages", msgstr_plural=("une page", "des pages"))
    others = (replace(many, msgid_plural="sheets"), replace(many, msgstr_plural=("une page", "pages")))
    assert len({text_digest(many), *map(text_digest, others)}) == 3


def test_a_signature_is_valid_in_its_own_guide_only(signed: Workspace) -> None:
    shutil.copytree(signed.guide_folder("hair"), signed.guide_folder("beard"))
    shutil.copy(signed.catalog_path("fr", "hair"), signed.catalog_path("fr", "beard"))
    assert not domain_status(signed.snapshot(), "fr", "hair").draft
    assert (domain_status(signed.snapshot(), "fr", "beard").approved, domain_status(signed.snapshot(), "en", "beard").approved) == (0, 0)


def test_a_reviser_written_into_the_file_by_hand_does_not_count(french: Workspace) -> None:
    sign_all(french)
    path = french.approvals_path("fr")
    path.write_text(unchained(path.read_text()).replace("Bo Li", "Anne Roux"))
    assert domain_status(french.snapshot(), "fr", "hair").reasons == ("4 of 4 messages wait for a reviser",)


def test_a_machine_translation_always_needs_a_reviser(french: Workspace) -> None:
    project = french.source / "project.toml"
    project.write_text(project.read_text() + '[release]\nrequired = ["clinician"]\ncritical = ["clinician"]\n')
    again = Workspace(french.root)
    sign(again, "fr", "translator", "Engine 3", origin="machine", chosen=("hair",))
    sign(again, "fr", "clinician", "Dr Cruz", chosen=("hair",))
    assert domain_status(again.snapshot(), "fr", "hair").reasons == ("4 of 4 messages wait for a reviser",)
    sign(again, "fr", "reviser", "Bo Li", chosen=("hair",))
    assert not domain_status(again.snapshot(), "fr", "hair").draft


def test_critical_messages_may_need_more_roles(french: Workspace) -> None:
    project = french.source / "project.toml"
    project.write_text(project.read_text() + '[release]\nrequired = ["translator"]\ncritical = ["translator", "back-translator"]\n')
    again = Workspace(french.root)
    sign(again, "fr", "translator", "Anne Roux", chosen=("hair",))
    assert domain_status(again.snapshot(), "fr", "hair").reasons == ("1 of 4 messages wait for a back-translator",)


def test_a_machine_origin_can_be_added_later_but_not_removed(signed: Workspace) -> None:
    again = with_policy(signed, '[release]\nrequired = ["translator", "clinician"]\ncritical = []\n')
    revoke(again, "fr", "reviser", "Bo Li", "for this test", chosen=("hair",))
    assert not domain_status(again.snapshot(), "fr", "hair").draft
    sign(again, "fr", "translator", "Anne Roux", origin="machine", chosen=("hair",))
    assert domain_status(again.snapshot(), "fr", "hair").reasons == ("4 of 4 messages wait for a reviser",)
    sign(again, "fr", "translator", "Anne Roux", chosen=("hair",))
    sign(again, "fr", "translator", "Eva Sand", chosen=("hair",))
    assert domain_status(again.snapshot(), "fr", "hair").reasons == ("4 of 4 messages wait for a reviser",)


def test_a_machine_note_in_the_catalog_requires_a_reviser_whoever_signs(workspace: Workspace) -> None:
    again = with_policy(workspace, '[release]\nrequired = ["translator", "clinician"]\ncritical = []\n')
    sign(again, "en", "clinician", "Dr Abe")
    translate(again, "fr", comments=(f"{MACHINE_NOTE}fr.hair.xlf; a person has to check it.",))
    sign(again, "fr", "clinician", "Dr Cruz", chosen=("hair",))
    sign(again, "fr", "translator", "Anne Roux", chosen=("hair",))
    assert domain_status(again.snapshot(), "fr", "hair").reasons == ("4 of 4 messages wait for a reviser",)
    path = again.catalog_path("fr", "hair")
    policy = again.source / "project.toml"
    policy.write_text(policy.read_text().replace('"translator", ', ""))
    revoke(again, "fr", "translator", "Anne Roux", "to see what the comment alone does", chosen=("hair",))
    assert domain_status(Workspace(again.root).snapshot(), "fr", "hair").reasons == ("4 of 4 messages wait for a reviser",)
    sign(again, "fr", "translator", "Anne Roux", chosen=("hair",))
    path.write_text("".join(line for line in path.read_text().splitlines(True) if MACHINE_NOTE not in line))
    assert domain_status(again.snapshot(), "fr", "hair").draft, "the signature says it, though the comment has gone"


@pytest.mark.parametrize(
    "policy",
    [
        'required = ["clinican"]', 'required = ["translator", ""]', 'critical = ["Clinician"]', 'requird = ["clinician"]',
        'critical = ["clinician"]\nCritical = []',
    ],
)  # fmt: skip
def test_a_misspelt_policy_is_refused(policy: str, signed: Workspace) -> None:
    again = with_policy(signed, f"[release]\n{policy}\n")
    with pytest.raises(PublishError, match="setting-wrong") as caught:
        domain_status(again.snapshot(), "fr", "hair")
    assert caught.value.findings[0].hint


@pytest.mark.parametrize("table", ["relase", "Release", "realease"])
def test_a_misspelt_table_of_the_policy_is_refused(table: str, signed: Workspace) -> None:
    with pytest.raises(PublishError, match="did you mean “release”"):
        status_report(with_policy(signed, f'[{table}]\ncritical = ["back-translator"]\n').snapshot())


def test_an_empty_policy_still_requires_a_clinician_for_the_source(workspace: Workspace) -> None:
    again = with_policy(workspace, "[release]\nrequired = []\ncritical = []\n")
    translate(again, "fr")
    assert domain_status(again.snapshot(), "en", "hair").draft and domain_status(again.snapshot(), "fr", "hair").draft
    sign(again, "en", "clinician", "Dr Abe", chosen=("hair",))
    assert not domain_status(again.snapshot(), "fr", "hair").draft


def test_the_format_of_the_digest_never_changes() -> None:
    """All signatures that were ever given depend on it."""
    one, many = Entry("An Été", "Un été", "season"), Entry("page", msgid_plural="pages", msgstr_plural=("hoja", "hojas"))
    assert text_digest(one) == sha256('["season", "An Été", null, "Un été"]'.encode()).hexdigest()
    assert text_digest(many) == sha256(b'[null, "page", "pages", "hoja", "hojas"]').hexdigest()
    assert text_digest(Entry("\udcff")) == sha256(b'[null, "\xed\xb3\xbf", null, ""]').hexdigest()


ENTRY = Entry("Take 10 mg.", "Tome 10 mg.")


def given_to_entry(*signatures: Signature) -> LocaleSignatures:
    return LocaleSignatures({text_digest(ENTRY): signatures}, {})


def by(role: str, name: str, domain: str = "hair", origin: str = "human") -> Signature:
    return Signature(role, name, "2026-01-01", domain, origin=origin)


def test_signatures_of_another_domain_or_text_do_not_count() -> None:
    signatures = given_to_entry(by("clinician", "Dr Cruz", domain="beard"), by("translator", "Anne Roux"))
    assert [each.by for each in signatures.given_to(ENTRY, "hair")] == ["Anne Roux"]
    assert signatures.given_to(replace(ENTRY, msgstr="Tome 100 mg."), "hair") == ()


def test_a_reviser_counts_unless_the_same_person_translated() -> None:
    revisers = by("reviser", "ROUX Anne"), by("reviser", "Bo Li")
    signatures = given_to_entry(by("translator", "Anne Roux"), *revisers, by("clinician", "Anne Roux"))
    assert [(each.role, each.by) for each in signatures.valid_for(ENTRY, "hair")] == [
        ("translator", "Anne Roux"),
        ("reviser", "Bo Li"),
        ("clinician", "Anne Roux"),
    ]
    elsewhere = given_to_entry(by("translator", "Bo Li", domain="beard"), by("reviser", "Bo Li"))
    assert [each.role for each in elsewhere.valid_for(ENTRY, "hair")] == ["reviser"]


TWO, FOUR = ApprovalPolicy(("translator", "clinician"), ("back-translator",)), ApprovalPolicy(ROLES, ())


@pytest.mark.parametrize(
    ("policy", "is_critical", "is_machine", "is_source", "roles"),
    [
        (TWO, False, False, False, {"translator", "clinician"}),
        (TWO, True, False, False, {"translator", "clinician", "back-translator"}),
        (TWO, False, True, False, {"translator", "clinician", "reviser"}),
        (TWO, True, True, True, {"clinician"}),
        (FOUR, False, False, True, {"clinician"}),
        (ApprovalPolicy((), ()), True, False, True, {"clinician"}),
        (ApprovalPolicy((), ()), True, True, False, {"reviser"}),
        (ApprovalPolicy((), ()), False, False, False, set()),
    ],
)
def test_required_roles(policy: ApprovalPolicy, is_critical: bool, is_machine: bool, is_source: bool, roles: set[str]) -> None:
    assert required_roles(policy, is_critical=is_critical, is_machine=is_machine, is_source=is_source) == roles


def test_missing_roles_are_those_required_that_have_not_signed() -> None:
    signed = given_to_entry(by("translator", "Anne Roux"))
    assert missing_roles(TWO, signed, "hair", ENTRY, is_critical=False, is_source=False) == {"clinician"}
    assert missing_roles(TWO, signed, "hair", ENTRY, is_critical=True, is_source=False) == {"clinician", "back-translator"}
    assert missing_roles(TWO, signed, "beard", ENTRY, is_critical=False, is_source=False) == {"translator", "clinician"}
    assert missing_roles(TWO, given_to_entry(by("clinician", "Dr Cruz")), "hair", ENTRY, is_critical=True, is_source=True) == set()
    machine = given_to_entry(by("translator", "Engine", origin="machine"), by("clinician", "Dr Cruz"))
    assert missing_roles(TWO, machine, "hair", ENTRY, is_critical=False, is_source=False) == {"reviser"}
    noted = replace(ENTRY, comments=(f"{MACHINE_NOTE}es.csv",))
    assert missing_roles(TWO, signed, "hair", noted, is_critical=False, is_source=False) == {"clinician", "reviser"}


PEOPLE = ("Anne Roux", "Bo Li", "Dr Cruz")


@given(st.lists(st.tuples(st.sampled_from(ROLES), st.sampled_from(PEOPLE), st.sampled_from(("hair", "beard"))), max_size=8))
def test_nobody_is_both_translator_and_reviser_of_a_text(given_signatures: list[tuple[str, str, str]]) -> None:
    signatures = given_to_entry(*(by(role, name, domain) for role, name, domain in given_signatures))
    valid = signatures.valid_for(ENTRY, "hair")
    people = {role: {each.by for each in valid if each.role == role} for role in ROLES}
    assert not people["translator"] & people["reviser"]
    revisers = {name for role, name, domain in given_signatures if (role, domain) == ("reviser", "hair")}
    assert people["reviser"] == revisers - people["translator"]
    missing = missing_roles(FOUR, signatures, "hair", ENTRY, is_critical=False, is_source=False)
    assert missing == {role for role in ROLES if not people[role]}
