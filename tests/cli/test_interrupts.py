"""Stopping in the middle: no half-written file, no traceback, an exit code that says so."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

LAYOUTS = ("brochure", "handout", "booklet", "large-print")


def begin(workspace: Path, *more: str) -> "subprocess.Popen[str]":
    """Begin to print, in a process group of its own, as a shell does."""
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


def printers(parent: int) -> list[int]:
    """Return the processes that print for ``parent``."""
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(child) for child in found if b"spawn_main" in command_of(child)]


def command_of(child: str) -> bytes:
    """Return the command line of a process; nothing where it has ended since it was listed."""
    try:
        return Path(f"/proc/{child}/cmdline").read_bytes()
    except OSError:
        return b""


def wait_for_printers(process: "subprocess.Popen[str]") -> list[int]:
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None:
        if found := printers(process.pid):
            return found
        time.sleep(0.02)
    raise AssertionError("nothing began to print")


pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are looked up in /proc")


@pytest.mark.parametrize("later", [0.0, 0.6])
def test_an_interrupt_ends_quietly(workspace: Path, later: float) -> None:
    process = begin(workspace)
    wait_for_printers(process)
    time.sleep(later)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Aborted!" in told and "Traceback" not in told
    assert not [path for path in workspace.rglob(".*") if path.is_file()]


def test_a_process_that_is_killed_is_told_in_words(workspace: Path) -> None:
    process = begin(workspace, "--jobs", "1")
    os.kill(wait_for_printers(process)[0], signal.SIGKILL)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "process-ended" in told and "--jobs 1" in told and "Traceback" not in told
