"""Tests of `publish.project.cores`: results in order, errors passed on, a killed worker reported.

Each test runs in a new process: pytest's own have threads, and forking those is unsafe.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from publish.project.cores import cores

ROOT = Path(__file__).resolve().parents[2]
BEGIN = """import os, signal
from functools import partial
from publish.project import cores
from publish.project.cores import call_all
cores.MANY = 1
"""
PATIENCE_SECONDS = 300  # on a machine that is busy; a call that hangs takes longer
forked = pytest.mark.skipif(cores() < 2 or sys.platform != "linux", reason="work is not shared out here")


def run(code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", BEGIN + code], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_SECONDS)


def test_results_come_in_order() -> None:
    done = run("print(*call_all([partial(pow, number, 2) for number in range(20)], 3))")
    assert done.stdout.split() == [str(number**2) for number in range(20)]


def test_an_error_comes_through() -> None:
    assert run("list(call_all([partial(divmod, 1, 0), partial(divmod, 1, 1)], 1))").stderr.endswith("by zero\n")


@forked
def test_work_is_done_in_other_processes() -> None:
    assert run("print(os.getpid() in set(call_all([os.getpid] * 4, 1)))").stdout == "False\n"


@forked
def test_a_killed_worker_is_reported() -> None:
    assert "process-ended" in run("list(call_all([partial(signal.raise_signal, signal.SIGKILL)] * 2, 1))").stderr.splitlines()[-2]


@pytest.mark.slow
def test_checks_in_several_processes_find_the_same() -> None:
    code = """
from pathlib import Path
from publish.project import Workspace
from publish.release import checking
cores.MANY = 1000
tasks = checking.catalog_tasks(Workspace(Path.cwd()).snapshot(), (), ())
alone = list(checking.checked(tasks))
cores.MANY = 1
assert len(alone) > 10 and list(checking.checked(tasks)) == alone
"""
    done = run(code)
    assert done.returncode == 0, done.stderr
