"""Tests of what programs read: each JSON report follows its schema in docs/schemas, and each command its exit codes."""

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from publish.cli import main
from tests.reports import SCHEMAS, read_report

ROOT = Path(__file__).resolve().parents[2]


def run(workspace: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(workspace), *arguments, "--format", "json"])


def report(result: Result, kind: str) -> Any:
    return read_report(result.stdout, kind)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_one_and_says_what_it_is_for(kind: str) -> None:
    schema = SCHEMAS[kind]
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == schema["properties"]["$schema"]["const"] == "urn:clinic-publish:" + kind.replace("-1", ":1")
    assert schema["description"] and schema["additionalProperties"] is False
    assert set(schema["required"]) <= set(schema["properties"])


@pytest.mark.slow
def test_a_build_says_what_came_of_each_output(workspace: Path) -> None:
    layouts = ("--layout", "web", "--layout", "card", "--paper", "A4")
    options = ("build", "--locale", "en", *layouts, "--jobs", "1", "--output", str(workspace / "dist"))
    web, card = report(run(workspace, *options), "build")["outputs"]
    assert (web["state"], web["paper"], web["pages"], web["reused"]) == ("draft", None, None, False)
    assert web["reason"] and card["pages"] and 5 < card["size_pt"] < 20 and all(map(Path.is_file, map(Path, card["files"])))
    again = report(run(workspace, *options), "build")["outputs"]
    assert [(each["reused"], each["reason"]) for each in again] == [(True, None), (True, None)]


def test_a_check_counts_what_it_does_not_list(workspace: Path) -> None:
    assert CliRunner().invoke(main, ["-C", str(workspace), "init", "es"]).exit_code == 0
    found = report(run(workspace, "check", "es", "--severity", "error"), "check")
    assert {each["guide"] for each in found["checked"]} == {"inhaler", "layouts"}
    listed = sum(finding["severity"] == "error" for finding in found["findings"])
    assert listed == len(found["findings"]) == sum(each["errors"] for each in found["checked"])
    source = report(run(workspace, "check", "--source", "--severity", "error"), "check")
    assert {each["locale"] for each in source["checked"]} == {"source"} and not source["findings"]
    assert sum(each["warnings"] + each["notes"] for each in source["checked"]) > 0


def test_a_status_says_what_its_table_says(workspace: Path) -> None:
    table = CliRunner().invoke(main, ["-C", str(workspace), "status"]).stdout
    states = report(run(workspace, "status"), "status")["states"]
    assert len(states) == len(table.splitlines()) - 2
    assert all(state["state"] in line and state["next"] in line for state, line in zip(states, table.splitlines()[2:], strict=True))
    assert {state["state"] for state in states} <= set(SCHEMAS["status-1"]["$defs"]["domain"]["properties"]["state"]["enum"])


def test_the_machine_is_reported(workspace: Path) -> None:
    examined = report(run(workspace, "doctor"), "doctor")["examined"]
    assert {"Python", "workspace"} <= {each["name"] for each in examined}


def test_errors_are_reports_too(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each exit code of the table in docs/findings.md happens, and means what it says there."""
    page = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    codes = re.findall(r"^\| (\d+) \|", page.partition("## Exit codes")[2].partition("\n## ")[0], re.MULTILINE)
    assert codes == ["0", "1", "2", "3", "129", "143"]
    assert run(workspace, "status").exit_code == 0
    (workspace / "source/project.toml").write_text("[project")
    wrong = {1: run(workspace, "status"), 2: run(workspace, "status", "--bogus")}
    monkeypatch.setattr("publish.approval.status.status_report", lambda *_: 1 / 0)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    (workspace / "source/project.toml").write_text("[project]\n")
    wrong[3] = run(workspace, "status")
    found = {code: report(result, "findings")["findings"][0]["code"] for code, result in wrong.items()}
    assert [result.exit_code for result in wrong.values()] == [*wrong] and found == {1: "toml-broken", 2: "usage", 3: "fault"}
