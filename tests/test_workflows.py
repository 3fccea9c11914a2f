"""Tests of the workflows for CI, of this repository and of new workspaces, and of the image: well formed, pinned, with real commands."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.test_docs import command_lines, faults
from tests.validators.workflows import actionlint_messages

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = ROOT / "publish/starter/template"
GITHUB = [*sorted((ROOT / ".github/workflows").glob("*.yml")), *sorted((TEMPLATE / "dot-github/workflows").glob("*.yml"))]
GITLAB = TEMPLATE / "dot-gitlab-ci.yml"
PINNED = re.compile(r"^ *(?:- )?uses: (?P<action>[\w./-]+)@(?P<commit>[0-9a-f]{40}) # v\d+\.\d+\.\d+$")
each_workflow = pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.name)


def check_schema(kind: str, *paths: Path) -> "subprocess.CompletedProcess[str]":
    program = Path(sys.executable).with_name("check-jsonschema")
    return subprocess.run([program, "--builtin-schema", f"vendor.{kind}", *paths], capture_output=True, text=True)


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in read(path)["jobs"].values():
        yield from job["steps"]


def scripts() -> Iterator[tuple[str, str]]:
    """Yield each script of the workflows with the name of its step."""
    for path in GITHUB:
        yield from ((f"{path.name}: {step.get('name')}", step["run"]) for step in steps(path) if "run" in step)
    jobs = (job for job in read(GITLAB).values() if isinstance(job, dict) and "script" in job)
    yield from (("gitlab", "\n".join((*job["before_script"], *job["script"]))) for job in jobs)


def test_workflows_follow_their_schemas(tmp_path: Path) -> None:
    assert len(GITHUB) == 2
    for kind, paths in {"github-workflows": GITHUB, "gitlab-ci": [GITLAB]}.items():
        result = check_schema(kind, *paths)
        assert result.returncode == 0, result.stdout
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(GITHUB[0].read_text(encoding="utf-8").replace("runs-on:", "run-on:"), encoding="utf-8")
    assert check_schema("github-workflows", wrong).returncode == 1


@pytest.mark.slow
def test_workflows_have_no_fault_that_actionlint_knows(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(GITHUB[0].read_text(encoding="utf-8").replace("matrix.python", "matrix.snake"), encoding="utf-8")
    assert not actionlint_messages(GITHUB)
    assert 'property "snake" is not defined' in actionlint_messages([wrong])[0]


@each_workflow
def test_actions_are_pinned_by_commit(path: Path) -> None:
    used = [line for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert used and not [line for line in used if not PINNED.match(line)]


def test_an_action_has_one_pin() -> None:
    found = [match for path in GITHUB for line in path.read_text(encoding="utf-8").splitlines() if (match := PINNED.match(line))]
    pins = {(match["action"], match["commit"]) for match in found}
    assert len(pins) == len({action for action, _ in pins}) > 4


@each_workflow
def test_jobs_may_only_read_and_end_in_time(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        assert job["timeout-minutes"] <= 60 and job["runs-on"] == "ubuntu-24.04", name
        assert set(job.get("needs", "").split()) <= set(workflow["jobs"])
        writes = {key for key, value in job.get("permissions", {}).items() if value == "write"}
        assert writes <= {"security-events"} or job["if"] == "github.ref_type == 'tag'", name


def test_scripts_are_shell_and_run_commands_that_exist() -> None:
    found = list(scripts())
    assert len(found) > 15
    for name, script in found:
        assert "${{" not in script, f"{name}: what a stranger may name must not become part of a script"
        shell = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True)
        assert shell.returncode == 0, f"{name}: {shell.stderr}"
        lines = re.sub(r" (?:\|\| failed=1|> *[\w.]+|>> .*)", "", script)
        assert not [fault for line in command_lines(f"```\n{lines}\n```") for fault in faults(line)], name


def test_workflows_do_what_the_page_on_ci_says() -> None:
    page = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| [^|]+ \| `(publish [^`]+)`(?:[^|`]*`(publish [^`]+)`)?", page, re.MULTILINE)
    commands = [command.split(" TAG")[0].split(" DIR")[0] for row in table for command in row if command]
    assert len(commands) == 7
    clinic = TEMPLATE / "dot-github/workflows/publish.yml"
    assert not [command for command in commands if command not in clinic.read_text(encoding="utf-8")]


def test_workflows_install_the_packages_that_run_installs() -> None:
    run = (ROOT / "run").read_text(encoding="utf-8")
    packages = re.search(r"^print_packages='([^']+)'", run, re.MULTILINE)
    assert packages
    for path in (TEMPLATE / "dot-github/workflows/publish.yml", GITLAB, ROOT / "docs/ci.md"):
        assert packages[1] in path.read_text(encoding="utf-8"), path


@pytest.mark.slow
def test_the_image_has_no_fault_that_hadolint_knows(tmp_path: Path) -> None:
    program, wrong = Path(sys.executable).with_name("hadolint"), tmp_path / "Dockerfile"
    wrong.write_text("FROM debian\nRUN cd / && apt-get install git\n")
    for path, code in ((ROOT / "Dockerfile", 0), (wrong, 1)):
        result = subprocess.run([program, path], capture_output=True, text=True)
        assert result.returncode == code, result.stdout


def test_the_image_runs_the_same_run_as_a_user_without_rights() -> None:
    lines = [line for line in (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines() if line and not line.startswith(("#", " "))]
    words = [line.split()[0] for line in lines]
    assert set(words) <= {"ARG", "FROM", "ENV", "WORKDIR", "COPY", "RUN", "USER", "ENTRYPOINT", "CMD"}
    assert lines[0].startswith("ARG BASE=") and ":" in lines[0] and "latest" not in lines[0] and lines[1] == "FROM ${BASE}"
    assert [line for line in lines if line.startswith("USER")] == ["USER 1000"] and words.index("USER") < words.index("ENTRYPOINT")
    assert lines[words.index("ENTRYPOINT")] == 'ENTRYPOINT ["/opt/publish/run"]' and any("./run doctor" in line for line in lines)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".git", ".venv", ".publish-cache", "dist"} <= set(ignored) and not {"run", "source", "layouts", ".ci"} & set(ignored)


@pytest.mark.parametrize("path", [*GITHUB, GITLAB, ROOT / "Dockerfile"], ids=lambda path: path.name)
def test_nothing_names_a_host_of_packages(path: Path) -> None:
    assert not re.search(r"(?:pypi\.org|index-url|ghcr\.io|quay\.io)", path.read_text(encoding="utf-8"))
