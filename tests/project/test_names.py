"""Names of locales, guides, clinics, layouts and papers: one plain word for one file."""

from pathlib import Path

import pytest

from publish.approval.status import status_report
from publish.catalog.locales import known_locale
from publish.project import PublishError, UsageError, Workspace, now
from publish.project.names import is_plain_name
from publish.project.settings import parse_settings
from publish.release.checking import source_tasks
from publish.release.plan import Selection, plan
from tests.workspaces import workspace

__all__ = ["workspace"]

UNFIT = (
    "", ".", "..", "../x", "a/b", "/etc", "a\\b", ".git", "-x", " x", "x ", "x.", "a\0", "a\n", "a\x1b[2J", "\u202eab", "a\u200bb",
    "a\u2066", "caf\udce9", "con", "NUL", "com1.toml", "a:b", "a*", "a?", 'a"', "a<b", "a|b", "x" * 121, "é" * 61,
)  # fmt: skip
PLAIN = ("asthma", "es", "pt_BR", "sr@latin", "Half-Letter", "guía", "ワクチン", "दवा", "my guide", "a.b", "console", "x" * 120)


@pytest.mark.parametrize("name", UNFIT)
def test_an_unfit_name_is_no_plain_name(name: str) -> None:
    assert not is_plain_name(name)


@pytest.mark.parametrize("name", PLAIN)
def test_names_in_any_language_are_plain(name: str) -> None:
    assert is_plain_name(name)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('locales = ["fr", "../../outside/es"]', "unknown-locale"),
        ('locales = ["es\\u0000"]', "unknown-locale"),
        ('locales = ["."]', "unknown-locale"),
        ('source_locale = "../en"', "unknown-locale"),
        ('layouts = ["web", "../../x"]', "unknown-layout"),
        ('papers = ["A4/../../x"]', "unknown-paper"),
        ('clinic = "../../../etc/passwd"', "unknown-clinic"),
    ],
)
def test_a_name_in_project_toml_leads_nowhere(line: str, code: str) -> None:
    with pytest.raises(PublishError) as caught:
        parse_settings(f"[project]\n{line}\n".encode())
    (finding,) = caught.value.findings
    assert (finding.code, finding.file, finding.line) == (code, "source/project.toml", 2) and finding.hint


@pytest.mark.parametrize("name", ["es./../../x", "es@/../x", "es.UTF-8", "es\0", "../es", "es/", "\u202ees"])
def test_a_locale_is_a_plain_name(name: str) -> None:
    with pytest.raises(UsageError, match="unknown-locale"):
        known_locale(name)


@pytest.mark.parametrize(
    "selection",
    [
        Selection(guides=("../hair",)),
        Selection(locales=("fr/../../x",)),
        Selection(layouts=("../web",)),
        Selection(papers=("../A4",)),
        Selection(clinic="../../etc/passwd"),
    ],
)
def test_a_name_on_the_command_line_leads_nowhere(workspace: Workspace, selection: Selection) -> None:
    with pytest.raises(UsageError, match="unknown-"):
        plan(workspace.snapshot(), selection)


@pytest.mark.parametrize("folder", ["caf\udce9", ".hidden", "a\nb", "\u202egnp", "nul"])
def test_a_guide_with_an_unfit_name_is_left_out_and_reported(workspace: Workspace, folder: str) -> None:
    (workspace.source / folder).mkdir()
    (workspace.source / folder / "guide.md").write_text("# Text\n")
    snapshot = workspace.snapshot()
    assert snapshot.guides() == ("hair",)
    assert {request.guide for request in plan(snapshot, Selection(layouts=("web",)))} == {"hair"}
    checked = (finding for task in source_tasks(snapshot, (), now().date()) for finding in task.checked().findings)
    findings = [*status_report(snapshot)[1], *checked]
    unfit = [finding for finding in findings if finding.code == "name-unfit"]
    assert len(unfit) == 2
    str(unfit[0]).encode()  # can be printed


def test_a_clinic_and_a_layout_with_an_unfit_name_are_reported(workspace: Workspace) -> None:
    for path in (workspace.source / "clinics" / "a\tb.toml", workspace.root / "layouts" / "-x" / "layout.toml"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    assert [finding.file for finding in workspace.snapshot().unfit_names()] == ["source/clinics/a\\tb", "layouts/-x"]
    assert workspace.snapshot().clinics() == ()


def test_the_only_guide_with_an_unfit_name_says_why_nothing_is_built(workspace: Workspace) -> None:
    Path(workspace.source / "hair").rename(workspace.source / ".hair")
    with pytest.raises(PublishError, match="name-unfit"):
        plan(workspace.snapshot(), Selection())
