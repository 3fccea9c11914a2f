"""Tests of the ledger: an output is made again if, and only if, something that it was made from has changed."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.cli import main
from publish.edition.request import Request
from publish.project import Workspace, write_aside
from publish.release.output import Task, make_output
from publish.release.pack import pack_guide
from publish.release.results import BuiltOutput
from publish.release.reuse.changed import Report, build_changed
from publish.release.reuse.ledger import Options, read_ledger
from publish.release.runner import Held

GUIDES = {
    "source/project.toml": '[project]\nlocales = ["es"]\n',
    "source/asthma/guide.md": "# Asthma\n\nBreathe in.\n\n![A lung](lung.svg)\n",
    "source/asthma/guide.toml": 'edition = "1"\npublished = 2026-11-01\n',
    "source/asthma/lung.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="4" height="3"/></svg>',
    "source/cough/guide.md": "# Cough\n\nDrink.\n",
    "source/cough/guide.toml": 'edition = "1"\npublished = 2026-11-01\n',
    "source/clinics/lake.toml": 'name = "Lake Clinic"\n',
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a workspace with two guides."""
    for name, text in GUIDES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return Workspace(tmp_path)


def build(workspace: Workspace, *guides: str, day: str = "2026-11-30", text: str = "") -> dict[str, str]:
    """Build English web pages in this process, and return why each was made that was made."""
    snapshot, folder = workspace.snapshot(), workspace.root / "dist"

    def _build(requests: tuple[Request, ...], report: Report) -> tuple[BuiltOutput, ...]:
        return tuple(_made(request) for request in requests)

    def _made(request: Request) -> BuiltOutput:
        made = make_output(Task(Held(pack_guide(snapshot, request.guide, "en").snapshot), request, date.fromisoformat(day)))
        paths = {folder / (request.stem + ending): data for ending, data in made.contents.items()}
        for path, data in paths.items():
            write_aside(path, data)
        return BuiltOutput(replace(made, contents={}), tuple(paths))

    requests = tuple(Request(guide, "en", "web", None, "lake") for guide in guides or snapshot.guides())
    options = Options(folder, day, text)
    _, reasons = build_changed(read_ledger(workspace.root), snapshot, requests, options, _build, lambda built: None)
    return {request.guide: reason for request, reason in reasons.items()}


def test_the_command_makes_nothing_again_if_nothing_has_changed(workspace: Workspace) -> None:
    def _run() -> tuple[str, dict[Path, int]]:
        arguments = ("-C", str(workspace.root), "build", "--locale", "en", "--layout", "web", "--jobs", "1", "--explain")
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, result.output
        return result.output, {path: path.stat().st_mtime_ns for path in (workspace.root / "dist").rglob("*.html")}

    first, before = _run()
    again, after = _run()
    assert first.count("because it was not made here before") == 2 and "2 had not changed since an earlier build" in again
    assert "because" not in again and before == after and len(after) == 2


@pytest.mark.parametrize(
    ("name", "text", "made"),
    [
        ("source/asthma/guide.md", "# Asthma\n\nBreathe out.\n", ["asthma"]),
        ("source/asthma/lung.svg", GUIDES["source/asthma/lung.svg"].replace("4", "5"), ["asthma"]),
        ("source/clinics/lake.toml", 'name = "Sea Clinic"\n', ["asthma", "cough"]),
        ("locales/en/approvals.jsonl", "", ["asthma", "cough"]),
        ("layouts/typography.toml", "", ["asthma", "cough"]),
        ("source/notes.txt", "anything", []),
        ("source/glossary.csv", "term\n", []),  # English is not checked against it
        ("dist/en/cough.web.html", "changed by hand", ["cough"]),
    ],
)
def test_a_change_makes_what_it_has_a_part_in(workspace: Workspace, name: str, text: str, made: list[str]) -> None:
    build(workspace)
    (workspace.root / name).parent.mkdir(parents=True, exist_ok=True)
    (workspace.root / name).write_text(text)
    assert sorted(build(workspace)) == made
    assert build(workspace) == {}


def test_a_new_guide_does_not_touch_the_others(workspace: Workspace) -> None:
    build(workspace)
    for name in ("guide.md", "guide.toml"):
        write_aside(workspace.root / "source/fever" / name, GUIDES[f"source/cough/{name}"].encode())
    assert list(build(workspace)) == ["fever"]


def test_a_file_that_is_gone_is_made_again(workspace: Workspace) -> None:
    build(workspace)
    (workspace.root / "dist/en/cough.web.html").unlink()
    assert list(build(workspace)) == ["cough"] and (workspace.root / "dist/en/cough.web.html").is_file()


def test_an_output_that_failed_is_tried_again(workspace: Workspace) -> None:
    (workspace.root / "source/cough/guide.md").write_text("# Cough\n\nDrink {unknown}.\n")
    build(workspace)
    assert list(build(workspace)) == ["cough"]


def test_a_reused_output_says_what_it_said_when_it_was_made(workspace: Workspace) -> None:
    (workspace.root / "source/asthma/guide.toml").write_text(GUIDES["source/asthma/guide.toml"] + 'pubished = "x"\n')
    build(workspace, "asthma")
    request, options = Request("asthma", "en", "web", None, "lake"), Options(workspace.root / "dist", "2026-11-30", "")
    found = read_ledger(workspace.root).find(workspace.snapshot(), request, options)
    assert isinstance(found, BuiltOutput) and found.reused and found.made.draft and found.made.imprint
    assert [finding.code for finding in found.findings] == ["front-unknown"]


def test_another_day_or_other_options_make_anew(workspace: Workspace) -> None:
    build(workspace, "cough")
    (reason,) = build(workspace, "cough", day="2026-12-01").values()
    assert "depend on the day" in reason
    assert list(build(workspace, "cough", day="2026-12-01", text="approved")) == ["cough"]


@pytest.mark.parametrize("damage", ["", "{", "[]", "7", '{"version": 1}', '{"version": 0}', "outputs", "sets", "row"])
def test_a_damaged_ledger_is_made_anew(workspace: Workspace, damage: str) -> None:
    build(workspace, "cough")
    path = workspace.root / ".publish-cache/outputs.json"
    tables = json.loads(path.read_text())
    if damage == "row":
        tables["outputs"] = {key: {"day": row["day"]} for key, row in tables["outputs"].items()}
    elif damage in tables:
        tables[damage] = {}
    path.write_text(json.dumps(tables) if damage in (*tables, "row") else damage)
    assert list(build(workspace, "cough")) == ["cough"] and build(workspace, "cough") == {}


def test_a_ledger_of_another_version_of_the_code_is_not_used(workspace: Workspace) -> None:
    build(workspace, "cough")
    path = workspace.root / ".publish-cache/outputs.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"code": "other"}))
    assert list(build(workspace, "cough").values()) == ["the program, its libraries or the fonts have changed"]
