"""Fixtures that run ``publish`` in a temporary workspace: in this process, or as a separate one."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.cli import main
from tests.printing import printing_here

__all__ = ["printing_here"]

DATA = Path(__file__).resolve().parents[1] / "data"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of a small workspace with one guide, on an inhaler."""
    return Path(shutil.copytree(DATA / "inhaler", tmp_path / "inhaler"))


@pytest.fixture
def run(workspace: Path, monkeypatch: pytest.MonkeyPatch, printing_here: None) -> Iterator[Run]:  # noqa: F811
    """Return a function that runs ``publish`` with its arguments in the workspace, in this process; outputs are made in it too.

    The fixture `process` does the same with a separate process and its workers; that takes seconds for each command.
    """
    monkeypatch.chdir(workspace)
    monkeypatch.setattr(tempfile, "tempdir", str(workspace.parent))  # for crash reports
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}

    def publish(*arguments: str) -> "subprocess.CompletedProcess[str]":
        result = CliRunner().invoke(main, arguments, prog_name="publish")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception  # where a separate process would print a traceback
        return subprocess.CompletedProcess(arguments, result.exit_code, result.stdout, result.stderr)

    yield publish
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.fixture
def process(workspace: Path) -> Run:
    """Return a function that runs ``publish`` as a separate process in the workspace; crash reports go to the parent folder."""

    def publish(*arguments: str) -> "subprocess.CompletedProcess[str]":
        environment = os.environ | {"TMPDIR": str(workspace.parent)}
        command = [sys.executable, "-m", "publish", *arguments]
        return subprocess.run(command, cwd=workspace, env=environment, capture_output=True, text=True, encoding="utf-8")

    return publish
