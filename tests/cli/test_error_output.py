"""Trouble in the format that was asked for: whoever reads JSON gets one list, whatever goes wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

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
def test_a_usage_error_is_one_json_list(run: Run, arguments: tuple[str, ...]) -> None:
    told = run(*arguments)
    assert told.returncode == 2
    findings = json.loads(told.stdout)
    assert [finding["severity"] for finding in findings] == ["error"] and findings[0]["hint"]


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_file_in_the_place_of_a_folder_can_be_mended(run: Run, workspace: Path, form: str) -> None:
    told = run("build", "--locale", "en", "--layout", "web", "--output", "source/project.toml/dist", "--format", form)
    assert told.returncode == 1, told.stderr
    if form == "json":
        assert [finding["code"] for finding in json.loads(told.stdout)] == ["file-refused"] and not told.stderr
    else:
        assert "file-refused" in told.stderr and "next: " in told.stderr and "fault" not in told.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full disk here")
def test_a_full_disk_is_not_our_fault(workspace: Path) -> None:
    with open("/dev/full", "w") as full:
        told = subprocess.run([sys.executable, "-m", "publish", "status"], cwd=workspace, stdout=full, stderr=subprocess.PIPE, text=True)
    assert told.returncode == 1 and "file-refused" in told.stderr


def test_a_reader_who_leaves_early_is_no_fault(workspace: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        told = subprocess.run([sys.executable, "-m", "publish", "status"], cwd=workspace, stdout=pipe, stderr=subprocess.PIPE, text=True)
    assert told.returncode == 1 and "fault" not in told.stderr
