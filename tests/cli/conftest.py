"""The command as its users run it: a process of its own, in a workspace of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[1] / "data"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A small workspace with one guide that is not the repository's."""
    return Path(shutil.copytree(DATA / "inhaler", tmp_path / "inhaler"))


@pytest.fixture
def run(workspace: Path) -> Run:
    """Run ``publish`` with some arguments in the workspace; faults of ours would leave their file in the workspace's parent."""

    def publish(*arguments: str) -> "subprocess.CompletedProcess[str]":
        environment = os.environ | {"TMPDIR": str(workspace.parent)}
        command = [sys.executable, "-m", "publish", *arguments]
        return subprocess.run(command, cwd=workspace, env=environment, capture_output=True, text=True, encoding="utf-8")

    return publish
