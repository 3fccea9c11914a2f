"""Signatures: over content, by different people, and only ever added to."""

import json
import unicodedata
from dataclasses import replace

import pytest

from publish.approval.pending import pending_texts
from publish.approval.signatures import text_digest
from publish.approval.signing import revoke, sign
from publish.approval.status import domain_status
from publish.catalog.store import load
from publish.catalog.update import init
from publish.po.codec import write_po
from publish.po.model import Entry
from publish.project import PublishError, UsageError, Workspace
from tests.workspaces import translated


@pytest.fixture
def french(workspace: Workspace) -> Workspace:
    """Return the workspace with all of the guide translated into French, and the source approved."""
    sign(workspace, "en", "clinician", "Dr Abe")
    init(workspace, "fr")
    catalog = load(workspace.snapshot(), "fr", "hair")
    entries = tuple(entry if entry.is_header else replace(entry, msgstr=translated(entry.msgid, "fr")) for entry in catalog.entries)
    workspace.catalog_path("fr", "hair").write_bytes(write_po(replace(catalog, entries=entries)))
    return workspace


def sign_all(workspace: Workspace) -> None:
    for role, name in (("translator", "Anne Roux"), ("reviser", "Bo Li"), ("clinician", "Dr Cruz")):
        sign(workspace, "fr", role, name, chosen=("hair",))


def edit(workspace: Workspace, msgid: str, msgstr: str) -> None:
    catalog = load(workspace.snapshot(), "fr", "hair")
    entry = catalog.index[None, msgid]
    workspace.catalog_path("fr", "hair").write_bytes(write_po(catalog.with_entry(replace(entry, msgstr=msgstr))))


def test_all_roles_of_the_policy_end_the_draft(french: Workspace) -> None:
    assert domain_status(french.snapshot(), "fr", "hair").reasons[0] == "4 of 4 messages wait for a translator"
    assert domain_status(french.snapshot(), "fr", "hair").next == "publish approve fr --role translator --by NAME"
    sign_all(french)
    found = domain_status(french.snapshot(), "fr", "hair")
    assert (found.draft, found.approved, found.reviewer, found.reviewed, found.edition) == (False, 4, "Dr Cruz", "2026-09-21", "2026.1")


def test_an_edit_voids_exactly_the_message_it_touches(french: Workspace) -> None:
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


@pytest.mark.parametrize(("first", "second"), [("translator", "reviser"), ("reviser", "translator")])
def test_nobody_revises_what_they_translated(first: str, second: str, french: Workspace) -> None:
    sign(french, "fr", first, "José  Núñez")
    before = french.approvals_path("fr").read_bytes()
    with pytest.raises(PublishError) as caught:
        sign(french, "fr", second, unicodedata.normalize("NFD", "josé núñez"))
    assert caught.value.findings[0].code == "reviser-is-translator"
    assert french.approvals_path("fr").read_bytes() == before


def test_a_reviser_written_into_the_file_by_hand_does_not_count(french: Workspace) -> None:
    sign_all(french)
    path = french.approvals_path("fr")
    path.write_text(path.read_text().replace("Bo Li", "Anne Roux"))
    assert domain_status(french.snapshot(), "fr", "hair").reasons == ("4 of 4 messages wait for a reviser",)


def test_what_a_machine_translated_always_needs_a_reviser(french: Workspace) -> None:
    project = french.source / "project.toml"
    project.write_text(project.read_text() + '[release]\nrequired = ["clinician"]\ncritical = ["clinician"]\n')
    again = Workspace(french.root)
    sign(again, "fr", "translator", "Engine 3", origin="machine", chosen=("hair",))
    sign(again, "fr", "clinician", "Dr Cruz", chosen=("hair",))
    assert domain_status(again.snapshot(), "fr", "hair").reasons == ("4 of 4 messages wait for a reviser",)
    sign(again, "fr", "reviser", "Bo Li", chosen=("hair",))
    assert not domain_status(again.snapshot(), "fr", "hair").draft


def test_critical_messages_may_need_more(french: Workspace) -> None:
    project = french.source / "project.toml"
    project.write_text(project.read_text() + '[release]\nrequired = ["translator"]\ncritical = ["translator", "back-translator"]\n')
    again = Workspace(french.root)
    sign(again, "fr", "translator", "Anne Roux", chosen=("hair",))
    assert domain_status(again.snapshot(), "fr", "hair").reasons == ("1 of 4 messages wait for a back-translator",)


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


def test_some_messages_can_be_signed_alone(french: Workspace) -> None:
    seen = load(french.snapshot(), "fr", "hair").index[None, "A scalp"]
    edit(french, "A scalp", "Un autre texte")
    (done,) = sign(french, "fr", "translator", "Anne Roux", chosen=("hair",), only=[("hair", text_digest(seen))])
    assert done.signed == 0, "what took the place of the text that was seen is not signed"
    edit(french, "A scalp", seen.msgstr)
    (done,) = sign(french, "fr", "translator", "Anne Roux", chosen=("hair",), only=[("hair", text_digest(seen))])
    assert done.signed == 1


def test_signatures_are_taken_back_by_adding(french: Workspace) -> None:
    sign_all(french)
    before = french.approvals_path("fr").read_bytes()
    assert revoke(french, "fr", "clinician", "Dr Cruz", "an error was found", chosen=("hair",)) == 4
    assert french.approvals_path("fr").read_bytes().startswith(before)
    assert domain_status(french.snapshot(), "fr", "hair").reasons == ("4 of 4 messages wait for a clinician",)
    sign(french, "fr", "clinician", "Dr Diaz", chosen=("hair",))
    assert domain_status(french.snapshot(), "fr", "hair").reviewer == "Dr Diaz"


def test_the_file_is_one_object_a_line_and_keeps_the_texts(french: Workspace) -> None:
    sign_all(french)
    records = [json.loads(line) for line in french.approvals_path("fr").read_text().splitlines()]
    assert [record["kind"] for record in records] == ["text"] * 4 + ["approval"] * 3
    assert {record.get("role") for record in records[4:]} == {"translator", "reviser", "clinician"}
    edit(french, "A scalp", "Un cuir chevelu")
    (step,) = pending_texts(french.snapshot(), "fr", "reviser", "Bo Li", ("hair",))
    assert step.previous and step.previous.msgstrs == ("« A scalp »",)


def test_a_digest_is_over_content_in_nfc() -> None:
    entry = Entry("Été", "Summer", "x", comments=("mine",), flags=("fuzzy",))
    assert text_digest(entry) == text_digest(replace(entry, msgid=unicodedata.normalize("NFD", "Été"), comments=(), flags=()))
    others = (replace(entry, msgstr="summer"), replace(entry, msgctxt=None), replace(entry, msgid="Ete"), Entry("xÉté", "Summer"))
    assert len({text_digest(entry), *map(text_digest, others)}) == 5
    many = Entry("a page", msgid_plural="pages", msgstr_plural=("une page", "des pages"))
    others = (replace(many, msgid_plural="sheets"), replace(many, msgstr_plural=("une page", "pages")))
    assert len({text_digest(many), *map(text_digest, others)}) == 3


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
def test_a_line_that_is_no_signature_is_refused_with_its_number(line: str, french: Workspace) -> None:
    french.approvals_path("fr").write_text(f"\n{line}\n")
    with pytest.raises(PublishError) as caught:
        domain_status(french.snapshot(), "fr", "hair")
    finding = caught.value.findings[0]
    assert (finding.code, finding.file, finding.line) == ("approvals-broken", "locales/fr/approvals.jsonl", 2)


@pytest.mark.parametrize(
    ("locale", "role", "name", "origin", "domain"),
    [
        ("xx", "translator", "A", "human", "hair"),
        ("de", "translator", "A", "human", "hair"),
        ("fr", "boss", "A", "human", "hair"),
        ("fr", "translator", " ", "human", "hair"),
        ("fr", "clinician", "A", "machine", "hair"),
        ("fr", "translator", "A", "alien", "hair"),
        ("fr", "translator", "A", "human", "other"),
    ],
)
def test_what_cannot_be_signed_is_refused(locale: str, role: str, name: str, origin: str, domain: str, french: Workspace) -> None:
    with pytest.raises(UsageError) as caught:
        sign(french, locale, role, name, origin=origin, chosen=(domain,))
    assert caught.value.findings[0].hint and not french.approvals_path("fr").exists()


def test_a_text_in_which_the_checks_find_an_error_is_not_signed(french: Workspace) -> None:
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


def test_an_edition_with_errors_does_not_replace_the_one_that_was_kept(french: Workspace) -> None:
    sign_all(french)
    kept, path = french.archive_path("fr", "hair") / "hair.po", french.catalog_path("fr", "hair")
    before = kept.read_bytes()
    edit(french, "A scalp", "Un cuir chevelu")
    path.write_bytes(path.read_bytes().replace(b"Language: fr", b"Language: de"))
    for role, name in (("translator", "Anne Roux"), ("reviser", "Bo Li"), ("clinician", "Dr Cruz")):
        (done,) = sign(french, "fr", role, name, chosen=("hair",))
    assert not domain_status(french.snapshot(), "fr", "hair").draft and done.signed == 1 and done.approved_in == ()
    assert [finding.code for finding in done.refused] == ["header-language", "unsafe-unkept"]
    assert "still holds edition 2026.1" in done.refused[1].message
    assert kept.read_bytes() == before
    path.write_bytes(path.read_bytes().replace(b"Language: de", b"Language: fr"))
    assert sign(french, "fr", "clinician", "Dr Cruz", chosen=("hair",))[0].approved_in == ("fr",)
    assert kept.read_bytes() == path.read_bytes() != before
