"""Fixtures that run ``publish`` as a separate process in a temporary workspace."""

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
    """A copy of a small workspace with one guide, on an inhaler."""
    return Path(shutil.copytree(DATA / "inhaler", tmp_path / "inhaler"))


@pytest.fixture
def run(workspace: Path) -> Run:
    """Return a function that runs ``publish`` with its arguments in the workspace; crash reports go to the parent folder."""

    def publish(*arguments: str) -> "subprocess.CompletedProcess[str]":
        environment = os.environ | {"TMPDIR": str(workspace.parent)}
        command = [sys.executable, "-m", "publish", *arguments]
        return subprocess.run(command, cwd=workspace, env=environment, capture_output=True, text=True, encoding="utf-8")

    return publish
