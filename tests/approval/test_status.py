"""Tests of `publish.approval.status`: counts, reasons, next steps and the reviewer."""

from dataclasses import replace

from publish.approval.signing import sign
from publish.approval.status import domain_status
from publish.catalog.store import load
from publish.catalog.update import init
from publish.po.codec import write
from publish.project import Workspace
from tests.approval.conftest import edit_source, translate


def test_roles_may_sign_in_any_order(workspace: Workspace) -> None:
    sign(workspace, "en", "clinician", "Dr Abe")
    translate(workspace, "fr")
    sign(workspace, "fr", "clinician", "Dr Cruz", chosen=("hair",))
    found = domain_status(workspace.snapshot(), "fr", "hair")
    assert found.reasons == ("4 of 4 messages wait for a translator", "4 of 4 messages wait for a reviser")


def test_a_signed_text_that_is_fuzzy_now_is_not_translated(signed: Workspace) -> None:
    catalog = load(signed.snapshot(), "fr", "hair")
    fuzzy = replace(catalog.messages[0], flags=("fuzzy", *catalog.messages[0].flags))
    signed.catalog_path("fr", "hair").write_bytes(write(catalog.with_entry(fuzzy)))
    now = domain_status(signed.snapshot(), "fr", "hair")
    assert now.draft and (now.translated, now.fuzzy, now.missing, now.approved) == (3, 1, 0, 3)


def test_missing_messages_are_stale_only_after_the_source_changed(workspace: Workspace) -> None:
    init(workspace, "fr")
    begun = domain_status(workspace.snapshot(), "fr", "hair")
    assert (begun.missing, begun.stale) == (4, 0)
    guide = workspace.guide_folder("hair") / "guide.md"
    guide.write_text(guide.read_text() + "\nA paragraph more.\n")
    later = domain_status(workspace.snapshot(), "fr", "hair")
    assert (later.missing, later.stale) == (5, 5)


def test_a_translation_waits_for_its_source(approved: Workspace) -> None:
    edit_source(approved, "guide.md", "Wash your hair.", "Wash your  hair.")
    assert not domain_status(approved.snapshot(), "fr", "hair").draft
    approved.approvals_path("en").unlink()
    found = domain_status(approved.snapshot(), "fr", "hair")
    assert found.draft and found.approved == found.total and found.reviewer is None
    (reason,) = found.reasons
    assert reason.startswith("the source (en) is not approved: 7 of 7 messages wait for a clinician")
    assert found.next == "publish approve en --role clinician --by NAME"
