"""Signatures under attack, by malice or by mistake: what must not count does not count, and what is broken is said."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from publish.approval.people import name_key
from publish.approval.signature_file import append_records, read_signatures
from publish.approval.signing import revoke, sign
from publish.approval.status import domain_status, status_report
from publish.catalog.machine_translation import MACHINE_NOTE
from publish.catalog.store import load
from publish.catalog.update import init
from publish.po.codec import write_po
from publish.project import PublishError, UsageError, Workspace
from tests.workspaces import translated

pytestmark = pytest.mark.slow

ROLES = (("translator", "Anne Roux"), ("reviser", "Bo Li"), ("clinician", "Dr Cruz"))


@pytest.fixture
def signed(workspace: Workspace) -> Workspace:
    """Return the workspace with its guide translated into French, and signed by everybody."""
    sign(workspace, "en", "clinician", "Dr Abe")
    translate(workspace, "fr")
    for role, name in ROLES:
        sign(workspace, "fr", role, name, chosen=("hair",))
    assert not domain_status(workspace.snapshot(), "fr", "hair").draft
    return workspace


def translate(workspace: Workspace, locale: str, **about: tuple[str, ...]) -> None:
    init(workspace, locale)
    catalog = load(workspace.snapshot(), locale, "hair")
    said = (entry if entry.is_header else replace(entry, msgstr=translated(entry.msgid, locale), **about) for entry in catalog.entries)
    workspace.catalog_path(locale, "hair").write_bytes(write_po(replace(catalog, entries=tuple(said))))


def with_policy(workspace: Workspace, text: str) -> Workspace:
    path = workspace.source / "project.toml"
    path.write_text(path.read_text() + text)
    return Workspace(workspace.root)


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


def test_signatures_count_in_their_own_guide_only(signed: Workspace) -> None:
    shutil.copytree(signed.guide_folder("hair"), signed.guide_folder("beard"))
    shutil.copy(signed.catalog_path("fr", "hair"), signed.catalog_path("fr", "beard"))
    assert not domain_status(signed.snapshot(), "fr", "hair").draft
    assert (domain_status(signed.snapshot(), "fr", "beard").approved, domain_status(signed.snapshot(), "en", "beard").approved) == (0, 0)


@pytest.mark.parametrize("damage", ["<<<<<<< HEAD", '{"kind": "appro', "\ufeff{}", '{"kind": "text", "kind": "approval"}'])
def test_a_damaged_line_is_named(damage: str, signed: Workspace) -> None:
    path = signed.approvals_path("fr")
    path.write_text(path.read_text() + damage)
    assert code_of(signed, "fr") == ("approvals-broken", 8)
    with pytest.raises(PublishError, match="approvals-broken"):
        sign(signed, "fr", "clinician", "Dr Diaz")


def test_a_key_that_stands_there_twice_is_no_signature(signed: Workspace) -> None:
    path = signed.approvals_path("fr")
    path.write_text(path.read_text().replace('"role": "translator"', '"role": "clinician", "role": "translator"'))
    assert code_of(signed, "fr") == ("approvals-broken", 5)


def test_other_line_ends_and_a_mark_of_byte_order_change_nothing(signed: Workspace) -> None:
    path = signed.approvals_path("fr")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n").removesuffix(b"\r\n"))
    assert not domain_status(signed.snapshot(), "fr", "hair").draft
    sign(signed, "fr", "clinician", "Dr Diaz", chosen=("hair",))
    assert domain_status(signed.snapshot(), "fr", "hair").approved == 4


@pytest.mark.parametrize(
    "other",
    ["anne roux", "ANNE  ROUX", "\uff21nne Roux", "Anne\u00a0Roux", "Anne\u200b Roux", "Roux Anne", "Änne Roux.", "Anne Roux <a@b.org>"],
)
def test_one_person_under_another_spelling_is_one_person(other: str, workspace: Workspace) -> None:
    sign(workspace, "en", "clinician", "Dr Abe")
    translate(workspace, "fr")
    sign(workspace, "fr", "translator", "Anne Roux", chosen=("hair",))
    with pytest.raises(PublishError, match="reviser-is-translator"):
        sign(workspace, "fr", "reviser", other, chosen=("hair",))


@pytest.mark.parametrize(
    "titled",
    ["Dr. {}", "Prof. Dr. med. {}", "{}, MD, PhD", "{}, Ph.D.", "{} M.D.", "Dipl.-Ing. {}", "Dra. {}", "Frau {}", "MUDr. {}", "د. {}"],
)
def test_a_title_makes_nobody_another_person(titled: str) -> None:
    assert name_key(titled.format("Anne Roux")) == name_key("Anne Roux")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("王芳医生", "王芳"),
        ("王芳 醫師", "王芳"),
        ("김철수 박사", "김철수"),
        ("أ.د. ليلى حسن", "ليلى حسن"),
        ("डॉ. राम", "राम"),
        ("д-р Иванов", "Иванов"),
    ],
)
def test_titles_of_other_languages(one: str, two: str) -> None:
    assert name_key(one) == name_key(two)


def test_who_signs_as_a_doctor_does_not_revise_without_the_title(signed: Workspace) -> None:
    path = signed.approvals_path("fr")
    names = [by for line in path.read_text().splitlines() if (by := json.loads(line).get("by"))]
    with pytest.raises(PublishError, match="reviser-is-translator"):
        sign(signed, "fr", "reviser", f"Dr. {names[0]}, PhD", chosen=("hair",))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Anna Roux", "Anne Roux"),
        ("राम", "रमा"),
        ("王芳", "王方"),
        ("Ana", "Ana Ruiz"),
        ("Dr Roux", "Dr Cruz"),
        ("Dr", "Prof"),
        ("医生", "教授"),
        ("Ma Li", "Li"),
        ("Dr. M. D. Roux", "Roux"),
    ],
)
def test_different_people_are_different(one: str, two: str) -> None:
    assert name_key(one) != name_key(two)


@pytest.mark.parametrize("name", ["", " \u200b ", "...", "\x1b[8mAnn", "Ann \u202eeoJ", "Ann \udcff"])
def test_a_name_is_letters_that_can_be_seen(name: str, signed: Workspace) -> None:
    before = signed.approvals_path("fr").read_bytes()
    with pytest.raises(UsageError, match="name-missing"):
        sign(signed, "fr", "clinician", name)
    assert signed.approvals_path("fr").read_bytes() == before


def test_a_translator_does_not_become_a_reviser_by_another_translators_signature(signed: Workspace) -> None:
    sign(signed, "fr", "translator", "Eva Sand", chosen=("hair",))
    with pytest.raises(PublishError, match="reviser-is-translator"):
        sign(signed, "fr", "reviser", "Anne Roux", chosen=("hair",))
    assert not domain_status(signed.snapshot(), "fr", "hair").draft


def test_a_clinician_may_sign_first_and_everybody_is_still_waited_for(workspace: Workspace) -> None:
    sign(workspace, "en", "clinician", "Dr Abe")
    translate(workspace, "fr")
    sign(workspace, "fr", "clinician", "Dr Cruz", chosen=("hair",))
    found = domain_status(workspace.snapshot(), "fr", "hair")
    assert found.reasons == ("4 of 4 messages wait for a translator", "4 of 4 messages wait for a reviser")


def test_signing_again_after_a_revocation_of_the_same_day_counts(signed: Workspace) -> None:
    for _ in range(2):
        assert revoke(signed, "fr", "clinician", "Dr Cruz", "looked again", chosen=("hair",)) == 4
        assert domain_status(signed.snapshot(), "fr", "hair").draft
        sign(signed, "fr", "clinician", "Dr Cruz", chosen=("hair",))
        assert not domain_status(signed.snapshot(), "fr", "hair").draft


def test_a_revocation_takes_back_earlier_texts_too(signed: Workspace) -> None:
    path = signed.catalog_path("fr", "hair")
    before = path.read_bytes()
    path.write_bytes(before.replace("« A scalp »".encode(), b"Un cuir chevelu"))
    assert revoke(signed, "fr", "clinician", "Dr Cruz", "the scalp was wrong", chosen=("hair",)) == 4
    path.write_bytes(before)
    assert domain_status(signed.snapshot(), "fr", "hair").approved == 0


def test_a_revocation_takes_nothing_back_in_another_guide(signed: Workspace) -> None:
    shutil.copytree(signed.guide_folder("hair"), signed.guide_folder("beard"))
    shutil.copy(signed.catalog_path("fr", "hair"), signed.catalog_path("fr", "beard"))
    for role, name in ROLES:
        sign(signed, "fr", role, name, chosen=("beard",))
    revoke(signed, "fr", "clinician", "Dr Cruz", "the hair was wrong", chosen=("hair",))
    assert (domain_status(signed.snapshot(), "fr", "hair").approved, domain_status(signed.snapshot(), "fr", "beard").approved) == (0, 4)


def test_a_text_that_was_signed_and_is_fuzzy_now_is_not_translated(signed: Workspace) -> None:
    catalog = load(signed.snapshot(), "fr", "hair")
    fuzzy = replace(catalog.messages[0], flags=("fuzzy", *catalog.messages[0].flags))
    signed.catalog_path("fr", "hair").write_bytes(write_po(catalog.with_entry(fuzzy)))
    now = domain_status(signed.snapshot(), "fr", "hair")
    assert now.draft and (now.translated, now.fuzzy, now.missing, now.approved) == (3, 1, 0, 3)


def test_a_revocation_needs_a_reason_and_writes_nothing_where_nothing_was_signed(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="reason-missing"):
        revoke(workspace, "en", "clinician", "Dr Abe", " ")
    assert revoke(workspace, "en", "clinician", "Dr Abe", "no") == 0
    assert not workspace.approvals_path("en").exists()


def test_that_a_machine_translated_can_be_said_later_but_not_unsaid(signed: Workspace) -> None:
    again = with_policy(signed, '[release]\nrequired = ["translator", "clinician"]\ncritical = []\n')
    revoke(again, "fr", "reviser", "Bo Li", "for this test", chosen=("hair",))
    assert not domain_status(again.snapshot(), "fr", "hair").draft
    sign(again, "fr", "translator", "Anne Roux", origin="machine", chosen=("hair",))
    assert domain_status(again.snapshot(), "fr", "hair").reasons == ("4 of 4 messages wait for a reviser",)
    sign(again, "fr", "translator", "Anne Roux", chosen=("hair",))
    sign(again, "fr", "translator", "Eva Sand", chosen=("hair",))
    assert domain_status(again.snapshot(), "fr", "hair").reasons == ("4 of 4 messages wait for a reviser",)


def test_a_text_that_says_it_is_a_machines_needs_a_reviser_whoever_signs(workspace: Workspace) -> None:
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


def test_an_empty_policy_still_asks_for_the_sources_clinician(workspace: Workspace) -> None:
    again = with_policy(workspace, "[release]\nrequired = []\ncritical = []\n")
    translate(again, "fr")
    assert domain_status(again.snapshot(), "en", "hair").draft and domain_status(again.snapshot(), "fr", "hair").draft
    sign(again, "en", "clinician", "Dr Abe", chosen=("hair",))
    assert not domain_status(again.snapshot(), "fr", "hair").draft


def test_people_who_sign_at_once_lose_nothing(workspace: Workspace) -> None:
    names = [f"Dr {letter}" * 20 for letter in "ABCDEFGH"]

    def add(name: str) -> None:
        record = {"kind": "approval", "locale": "en", "domain": "hair", "role": "clinician", "by": name, "date": "2026-01-01"}
        for number in range(20):
            append_records(workspace, "en", [record | {"digests": [f"{name}{number}"] * 500}])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, names))
    assert len(read_signatures(workspace.snapshot(), "en").by_digest) == 160
    assert len(list(filter(None, workspace.approvals_path("en").read_text().split("\n")))) == 160


def test_every_line_names_its_locale(signed: Workspace) -> None:
    records = [json.loads(line) for line in signed.approvals_path("fr").read_text().splitlines()]
    assert {record.get("locale") for record in records if record["kind"] != "text"} == {"fr"}


def test_a_folder_in_the_place_of_the_file_is_told(signed: Workspace, tmp_path: Path) -> None:
    signed.approvals_path("fr").unlink()
    signed.approvals_path("fr").mkdir()
    assert domain_status(signed.snapshot(), "fr", "hair").draft
