"""Tests of ``publish approve --interactive`` in a pseudo-terminal."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.approval.signature_file import read_signatures
from publish.approval.signing import sign
from publish.cli import main
from publish.project import Workspace

pytestmark = pytest.mark.slow

WALK = ("approve", "en", "--role", "clinician", "--by", "Dr. A", "--guide", "inhaler", "--interactive")
PATIENCE_SECONDS = 300  # on a machine that is busy
PROMPT = "[q]uit here: "
COLOR = re.compile(r"\x1b\[[\d;]*m")


class Terminal:
    """A pseudo-terminal in which ``publish`` runs."""

    def __init__(self, workspace: Path, *arguments: str) -> None:
        self.screen, inside = pty.openpty()
        command = [sys.executable, "-m", "publish", *arguments]
        environment = os.environ | {"TERM": "xterm", "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
        # A background job of a shell ignores SIGINT, and its children inherit that; a command in a terminal does not.
        self.process = subprocess.Popen(
            command,
            cwd=workspace,
            env=environment,
            stdin=inside,
            stdout=inside,
            stderr=inside,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        os.close(inside)

    def until(self, expected: str) -> str:
        """Return what is shown up to ``expected``."""
        shown, deadline = "", time.monotonic() + PATIENCE_SECONDS
        while expected not in COLOR.sub("", shown):
            ready, _, _ = select.select([self.screen], [], [], 1)
            shown += os.read(self.screen, 65536).decode(errors="replace") if ready else ""
            assert time.monotonic() < deadline, shown
        return COLOR.sub("", shown)

    def type(self, keys: str) -> None:
        os.write(self.screen, keys.encode())

    def stop(self, number: int) -> None:
        """Send a signal until the process ends: one that arrives between the prompt and the read is handled only after a key."""
        for _ in range(50):
            self.process.send_signal(number)
            try:
                self.process.wait(1)
                return
            except subprocess.TimeoutExpired:
                continue

    def ended(self) -> int:
        """Return the exit code. Raises `TimeoutExpired` if the process does not end."""
        code = self.process.wait(PATIENCE_SECONDS)
        os.close(self.screen)
        return code


def signed(workspace: Path) -> int:
    return len(read_signatures(Workspace(workspace).snapshot(), "en").by_digest)


def test_yes_skip_back_and_quit(workspace: Path) -> None:
    terminal = Terminal(workspace, *WALK)
    assert "inhaler 1/" in terminal.until(PROMPT)
    terminal.type("y\r")
    assert "inhaler 2/" in terminal.until(PROMPT)
    terminal.type("x\r")
    assert "inhaler 3/" not in terminal.until(PROMPT)
    terminal.type("Y\r")
    terminal.until(PROMPT)
    terminal.type("n\r")
    terminal.until(PROMPT)
    terminal.type("b\r")
    assert "(skipped)" in terminal.until(PROMPT)
    terminal.type("b\r")
    assert "(accepted)" in terminal.until(PROMPT)
    terminal.type("n\r")
    terminal.until(PROMPT)
    os.kill(terminal.process.pid, signal.SIGWINCH)
    terminal.type("q\r")
    terminal.until("for the rest")
    assert terminal.ended() == 0 and signed(workspace) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_loses_no_answer(number: int, workspace: Path) -> None:
    terminal = Terminal(workspace, *WALK)
    terminal.until(PROMPT)
    terminal.type("y\r")
    terminal.until(PROMPT)
    terminal.stop(number)
    assert terminal.ended() == 0 and signed(workspace) == 1
    again = Terminal(workspace, *WALK)
    assert "Your inhaler" not in again.until(PROMPT), "a signed text is not shown again"
    again.type("\x04")
    assert again.ended() == 0 and signed(workspace) == 1


def test_without_a_terminal_answers_are_read_from_the_input(workspace: Path) -> None:
    result = CliRunner().invoke(main, ["-C", str(workspace), *WALK], input="y\ny\n")
    assert result.exit_code == 0 and "Stopped" in result.output and signed(workspace) == 2
    assert CliRunner().invoke(main, ["-C", str(workspace), *WALK], input="").exit_code == 0 and signed(workspace) == 2


def test_changes_of_a_reworded_source_are_marked(workspace: Path) -> None:
    sign(Workspace(workspace), "en", "clinician", "Dr. A")
    guide = workspace / "source/inhaler/guide.md"
    guide.write_text(guide.read_text().replace("Press once", "Press twice"))
    result = CliRunner().invoke(main, ["-C", str(workspace), *WALK], input="y\n" * 2)
    assert result.exit_code == 0 and "Press [-once, -]{+twice, +}and breathe" in result.output
    assert "inhaler 1/2" in result.output and "inhaler 2/2" in result.output, "the text, and the guide as a whole"
    states = json.loads(CliRunner().invoke(main, ["-C", str(workspace), "status", "en", "--format", "json"]).stdout)["states"]
    assert [row["draft"] for row in states] == [False, False]


def test_a_text_is_compared_with_what_the_same_role_signed(workspace: Path) -> None:
    place = Workspace(workspace)
    catalog = place.catalog_path("ar", "layouts")
    header = 'msgid ""\nmsgstr "Language: ar\\nContent-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Warning"\n'
    catalog.parent.mkdir(parents=True, exist_ok=True)
    walk = ["-C", str(workspace), "approve", "ar", "--role", "clinician", "--by", "Dr. B", "--guide", "layouts", "--interactive"]
    catalog.write_text(header + 'msgstr "ممنوع شرب الماء"\n')
    sign(place, "ar", "clinician", "Dr. B", chosen=("layouts",))
    catalog.write_text(header + 'msgstr "ممنوع شرب الحليب"\n')
    sign(place, "ar", "translator", "Amal", chosen=("layouts",))
    result = CliRunner().invoke(main, walk, input="q\n")
    assert "source:      Warning" in result.output
    assert "ممنوع شرب [-الماء-]{+الحليب+}" in result.output
    reviser = [*walk[:5], "reviser", "--by", "AMAL", *walk[8:]]
    result = CliRunner().invoke(main, reviser)
    assert result.exit_code == 1 and "reviser-is-translator" in result.output, "a translator does not revise their own translation"
    catalog.write_text(header + 'msgstr "ممنوع شرب الحليب \x1b[8m"\n')
    result = CliRunner().invoke(main, walk, input="q\n")
    assert "ممنوع شرب [-الماء-]{+الحليب <U+001B>[8m+}" in result.output and "\x1b" not in result.output
