"""Tests of a build that is interrupted or loses a process: exit code 1, no traceback, no partial file."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PATIENCE_SECONDS = 120  # on a machine that is busy; what does not end by itself would never end
LAYOUTS = ("brochure", "handout", "booklet", "large-print")


def start_build(workspace: Path, *more: str) -> "subprocess.Popen[str]":
    """Start a build in its own process group, as a shell does."""
    wanted = [part for layout in LAYOUTS for part in ("--layout", layout)]
    return subprocess.Popen(
        [sys.executable, "-m", "publish", "build", "--locale", "en", *wanted, *more],
        cwd=workspace,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def workers(parent: int) -> list[int]:
    """Return the ids of the worker processes of ``parent``."""
    found = [child for path in Path(f"/proc/{parent}/task").glob("*/children") for child in path.read_text().split()]
    return [int(child) for child in found if b"spawn_main" in command_of(child)]


def command_of(child: str) -> bytes:
    """Return the command line of a process, empty if it has ended since it was listed."""
    try:
        return Path(f"/proc/{child}/cmdline").read_bytes()
    except OSError:
        return b""


def wait_for_workers(process: "subprocess.Popen[str]") -> list[int]:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if found := workers(process.pid):
            return found
        time.sleep(0.02)
    raise AssertionError("no worker was started")


pytestmark = [pytest.mark.slow, pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc")]


@pytest.mark.parametrize("later", [0.0, 0.6])
def test_an_interrupt_ends_quietly(workspace: Path, later: float) -> None:
    process = start_build(workspace)
    wait_for_workers(process)
    time.sleep(later)
    os.killpg(process.pid, signal.SIGINT)
    _, result = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 1
    assert "Aborted!" in result and "Traceback" not in result
    assert not [path for path in workspace.rglob(".*") if path.is_file() and ".publish-cache" not in path.parts]


def test_a_killed_worker_is_reported(workspace: Path) -> None:
    process = start_build(workspace, "--jobs", "1")
    os.kill(wait_for_workers(process)[0], signal.SIGKILL)
    _, result = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 1
    assert "process-ended" in result and "--jobs 1" in result and "Traceback" not in result


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_workers_end_with_their_parent(workspace: Path, number: signal.Signals) -> None:
    process = start_build(workspace)
    found = wait_for_workers(process)
    time.sleep(0.4)
    process.send_signal(number)
    process.communicate(timeout=PATIENCE_SECONDS)  # ends when nobody holds its output any more
    assert process.returncode in (-number, 128 + number)
    assert not any(command_of(str(worker)) for worker in found)
