"""Tests of how errors are reported: as one JSON report where JSON was asked for, and as the user's error, not as a crash."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from publish.cli.shared import MOST_PRINTED, print_findings
from publish.project import Finding, Severity
from tests.cli.conftest import Run

JSON = ("--format", "json")


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", *JSON, "--bogus"),
        ("build", *JSON, "--jobs", "0"),
        ("build", *JSON, "too-much"),
        ("-C", "nowhere", "build", *JSON),
        ("check", "--format=json", "--severity", "loud"),
        ("nonsense", *JSON),
        ("status", *JSON, "xx"),
    ],
    ids=" ".join,
)
def test_a_usage_error_is_one_json_report(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    findings = json.loads(result.stdout)["findings"]
    assert [finding["severity"] for finding in findings] == ["error"] and findings[0]["hint"]


def test_a_process_reports_a_usage_error_in_json_alone(process: Run) -> None:
    result = process("nonsense", *JSON)
    assert result.returncode == 2 and not result.stderr and json.loads(result.stdout)["findings"]


TYPED = [("build", "--shard", "\u202e1/2"), ("build", "--jobs", "\x1b[2J"), ("\x1b[31m",), ("-C", "\x1b[0m", "check")]


@pytest.mark.parametrize("arguments", TYPED)
def test_what_was_typed_does_nothing_to_the_terminal(process: Run, arguments: tuple[str, ...]) -> None:
    result = process(*arguments)
    assert result.returncode == 2 and not {"\x1b", "\u202e"} & set(result.stderr), result.stderr


def test_thousands_of_findings_are_cut_as_text_and_whole_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    notes = [Finding(Severity.NOTE, "a", "n") for _ in range(2 * MOST_PRINTED)]
    print_findings([*notes, Finding(Severity.ERROR, "b", "e" * 100_000)])
    text = capsys.readouterr().err
    assert text.startswith("error: eee") and len(text) < 30_000 and "501 more are not shown" in text
    print_findings(notes, "json")
    assert len(json.loads(capsys.readouterr().out)["findings"]) == len(notes)


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_file_in_place_of_a_folder_is_reported_with_a_hint(run: Run, workspace: Path, form: str) -> None:
    result = run("build", "--locale", "en", "--layout", "web", "--output", "source/project.toml/dist", "--format", form)
    assert result.returncode == 1, result.stderr
    if form == "json":
        assert [finding["code"] for finding in json.loads(result.stdout)["findings"]] == ["file-refused"] and not result.stderr
    else:
        assert "file-refused" in result.stderr and "next: " in result.stderr and "fault" not in result.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full disk here")
def test_a_full_disk_is_reported_as_a_file_error(workspace: Path) -> None:
    with open("/dev/full", "w") as full:
        result = subprocess.run([sys.executable, "-m", "publish", "status"], cwd=workspace, stdout=full, stderr=subprocess.PIPE, text=True)
    assert result.returncode == 1 and "file-refused" in result.stderr


def test_a_closed_pipe_is_no_crash(workspace: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        result = subprocess.run([sys.executable, "-m", "publish", "status"], cwd=workspace, stdout=pipe, stderr=subprocess.PIPE, text=True)
    assert result.returncode == 1 and "fault" not in result.stderr


def test_a_relative_output_folder_and_a_link_to_one_are_written(run: Run, workspace: Path) -> None:
    (workspace / "link").symlink_to("out")
    for name in ("out", "link"):
        result = run("build", "--locale", "en", "--layout", "web", "--output", name)
        assert result.returncode == 0, result.stderr
    assert (workspace / "out" / "en" / "inhaler.web.html").is_file()
