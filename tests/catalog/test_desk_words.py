"""Tests of the domain ``desk``: words that staff read on a screen, which no paper carries and nobody signs."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.approval.signing import sign
from publish.approval.status import domain_status
from publish.catalog.store import desk_locales, desk_words
from publish.catalog.template import DESK, LAYOUTS, domains, printed_domains, template, write_templates
from publish.catalog.update import empty_catalog, init, update
from publish.cli import main
from publish.po.codec import write_po
from publish.project import UsageError, Workspace
from publish.project.names import catalog_file
from publish.release.checking import catalog_tasks
from tests.catalog.conftest import translate

ROOT = Path(__file__).resolve().parents[2]


def test_the_words_come_from_the_templates_and_the_code_of_the_desk_and_from_the_page_of_a_release() -> None:
    snapshot = Workspace(ROOT).snapshot()
    words = template(snapshot, DESK).index
    files = {reference for entry in words.values() for reference in entry.references}
    assert {"publish/desk/templates/base.html", "publish/desk/printing/choice.py", "layouts/staff/shelf.html"} <= files
    assert all(entry.msgid_plural is None for entry in words.values()), "the desk counts without plural forms"
    assert not any("staff/shelf.html" in each for entry in template(snapshot, LAYOUTS).messages for each in entry.references)
    assert domains(snapshot)[-1] == DESK and DESK not in printed_domains(snapshot)


def test_a_workspace_reads_the_shipped_words_and_may_translate_them_itself(workspace: Workspace) -> None:
    assert DESK not in domains(workspace.snapshot()), "what is shipped is complete: most workspaces have nothing to translate"
    workspace.template_path(DESK).parent.mkdir(exist_ok=True)
    workspace.template_path(DESK).touch()
    write_templates(workspace)
    snapshot = workspace.snapshot()
    assert template(snapshot, DESK).messages == template(Workspace(ROOT).snapshot(), DESK).messages
    assert DESK in {each.domain for each in init(workspace, "eu")}
    translate(workspace, "eu", DESK, Print_desk="Inprimategia", fuzzy_Guides="Gidak")
    snapshot = workspace.snapshot()
    assert desk_words(snapshot, "eu") == {"Print desk": "Inprimategia"}
    assert "eu" not in desk_locales(snapshot), "one word is not a language to read the desk in"
    update(workspace, ("eu",))
    assert desk_words(workspace.snapshot(), "eu") == {"Print desk": "Inprimategia"}
    assert ("eu", DESK) in {(task.locale, task.domain) for task in catalog_tasks(snapshot, ("eu",), (DESK,))}


def test_a_language_is_offered_when_most_of_its_words_are_there(workspace: Workspace) -> None:
    words = template(Workspace(ROOT).snapshot(), DESK).messages
    catalog = empty_catalog("eu", DESK)
    for entry in words[: int(len(words) * 0.95)]:
        catalog = catalog.with_entry(type(entry)(entry.msgid, f"« {entry.msgid} »"))
    snapshot = workspace.snapshot().with_files({catalog_file("eu", DESK): write_po(catalog)})
    assert desk_locales(snapshot)[0] == "en" and "eu" in desk_locales(snapshot)
    assert "eu" not in desk_locales(snapshot.with_files({catalog_file("eu", DESK): b'msgid "a'}))


def test_nobody_signs_words_that_no_paper_carries() -> None:
    workspace = Workspace(ROOT)
    with pytest.raises(UsageError):
        sign(workspace, "es", "clinician", "Dr. Abe", chosen=(DESK,))
    status = domain_status(workspace.snapshot(), "en", DESK)
    assert not status.draft and not status.reasons and not status.next


def test_words_that_nobody_signs_are_complete_and_never_approved() -> None:
    found = domain_status(Workspace(ROOT).snapshot(), "es", DESK)
    assert not found.draft and found.approved == 0
    assert "approved" not in CliRunner().invoke(main, ["-C", str(ROOT), "status", "es"]).stdout.split(" desk ", 1)[1]
