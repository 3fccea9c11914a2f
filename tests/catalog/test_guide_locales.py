"""A guide names its own locales in guide.toml: plan, update, status and check keep to them."""

from datetime import date
from pathlib import Path

import pytest

from publish.approval.status import status_report
from publish.catalog.template import front_in, template, translated_domains, workspace_locales
from publish.catalog.update import init, update
from publish.edition.values.draft import draft_of
from publish.project import UsageError, Workspace
from publish.release.checking import catalog_tasks
from publish.release.plan import Selection, plan


@pytest.fixture
def two_guides(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Return the workspace with a second guide, which is translated into Spanish and Somali only."""
    folder = tmp_path / "source/sun"
    folder.mkdir()
    (folder / "guide.md").write_text("# Sun\n\nStay in the shade.\n")
    (folder / "guide.toml").write_text('edition = "1"\npublished = 2026-11-23\nlocales = ["es", "so"]\n')
    return workspace


def test_each_command_keeps_to_the_locales_of_a_guide(two_guides: Workspace) -> None:
    snapshot = two_guides.snapshot()
    assert workspace_locales(snapshot) == ("en", "fr", "es", "so")
    assert [translated_domains(snapshot, locale)[:-1] for locale in ("fr", "es", "so")] == [("hair",), ("hair", "sun"), ("hair", "sun")]
    planned = {(request.guide, request.locale) for request in plan(snapshot, Selection(layouts=("handout",), papers=("A4",)))}
    assert ("sun", "so") in planned and ("sun", "fr") not in planned and ("sun", "en") in planned
    with pytest.raises(UsageError, match="nothing-to-build"):
        plan(snapshot, Selection(guides=("sun",), locales=("fr",)))
    init(two_guides, "fr")
    assert "sun" not in {each.domain for each in update(two_guides, ("fr",))}
    assert "sun" not in {task.domain for task in catalog_tasks(two_guides.snapshot(), ("fr",), ())}
    rows, _ = status_report(two_guides.snapshot())
    assert {row.locale for row in rows if row.domain == "sun"} == {"en", "es", "so"}


def test_an_update_says_what_happened_to_each_message(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "source/hair/guide.md"
    (first,) = [each for each in init(workspace, "fr") if each.domain == "hair"]
    assert (first.added, first.reworded, first.removed) == ((), (), ())
    catalog = workspace.catalog_path("fr", "hair")
    title = 'msgid "Injections for hair loss"\nmsgstr ""'
    catalog.write_text(catalog.read_text().replace(title, title.replace('msgstr ""', 'msgstr "Injections"')))
    path.write_text(path.read_text().replace("Injections for hair loss", "Injections against hair loss") + "\nSomething quite new.\n")
    (done,) = [each for each in update(workspace, ("fr",)) if each.domain == "hair"]
    assert done.reworded == (("Injections for hair loss", "Injections against hair loss"),)
    assert (done.added, done.removed, done.unchanged) == (("Something quite new.",), (), done.total - 2)


def test_a_cell_of_facts_alone_is_no_message(workspace: Workspace, tmp_path: Path) -> None:
    table = "\n| Time | As long as |\n|---|---|\n| {session_length} | **{session_length}** – {session_length} |\n"
    table += "| {session_length} at most | x |\n"
    path = tmp_path / "source/hair/guide.md"
    path.write_text(path.read_text() + table)
    found = {entry.msgid for entry in template(workspace.snapshot(), "hair").messages if "{session_length}" in entry.msgid}
    assert found == {"A session takes {session_length}.", "{session_length} at most"}


def test_a_language_that_was_never_whole_is_unfinished_and_not_out_of_date(workspace: Workspace, tmp_path: Path) -> None:
    init(workspace, "fr")
    catalog, path = workspace.catalog_path("fr", "hair"), tmp_path / "source/hair/guide.md"
    title = 'msgid "Injections for hair loss"\nmsgstr ""'
    catalog.write_text(catalog.read_text().replace(title, title.replace('msgstr ""', 'msgstr "Injections"')))
    path.write_text(path.read_text().replace("Injections for hair loss", "Injections against hair loss"))
    update(workspace, ("fr",))
    (row,) = [each for each in status_report(workspace.snapshot(), ("fr",))[0] if each.domain == "hair"]
    assert row.fuzzy == row.stale == 1 and row.unfinished
    draft = draft_of([row], front_in(workspace.snapshot(), "hair"), date(2026, 12, 1))
    assert draft and not draft.outdated
