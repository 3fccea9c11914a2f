"""`publish watch` prints a proof again after each change and ends quietly; `build --for proof` writes to proof/ alone."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from tests.cli.conftest import Run

PDF = "proof/en/inhaler.card.A4.proof.pdf"


@pytest.mark.parametrize("option", ["--output=out", "--approved", "--instructions", "--profile=source/project.toml"])
def test_a_proof_has_one_place_and_one_state(run: Run, workspace: Path, option: str) -> None:
    done = run("build", "--for", "proof", option)
    assert done.returncode == 2 and "proof" in done.stderr or "--profile" in done.stderr
    assert not (workspace / "out").exists() and not (workspace / "proof").exists()


def test_a_proof_goes_to_its_folder_and_no_release_counts_it(run: Run, workspace: Path) -> None:
    guide = workspace / "source/inhaler/guide.md"
    guide.write_text(guide.read_text() + "\nA dose of {nothing}.\n")
    done = run("build", "--for", "proof", "--locale", "en", "--layout", "web")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (workspace / "proof").rglob("*.*")] == ["inhaler.web.proof.html"]
    assert "PROOF" in done.stdout and "unknown-fact" in done.stderr and "draft" not in done.stdout
    assert not (workspace / "dist").exists()


def until(stream: IO[str], words: str) -> str:
    """Read lines until one has ``words``, and return it."""
    for line in stream:
        if words in line:
            return line
    raise AssertionError(f"the program ended without “{words}”")


@pytest.mark.slow
def test_watch_prints_again_after_each_change_and_ends_quietly(workspace: Path) -> None:
    guide, settings, pdf = workspace / "source/inhaler/guide.md", workspace / "source/project.toml", workspace / PDF
    whole = settings.read_text()
    command = [sys.executable, "-m", "publish", "watch", "--layout", "card", "--paper", "A4"]
    with subprocess.Popen(command, cwd=workspace, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stderr
        assert f"{PDF}, " in until(process.stderr, " s\n")
        first = pdf.read_bytes()
        guide.write_text(guide.read_text() + "\n::: warning\nA dose of {nothing}.\n:::\n")
        line = until(process.stderr, "guide.md changed: ")
        assert "1 error" in line and PDF in line
        until(process.stderr, "unknown-fact")
        assert pdf.read_bytes() != first
        settings.write_text("broken = [")
        until(process.stderr, "nothing was made")
        settings.write_text(whole)
        assert PDF in until(process.stderr, "project.toml changed: ")
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait() == 0 and "Traceback" not in rest
