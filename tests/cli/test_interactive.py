"""`publish approve --interactive` as a person meets it: in a terminal of its own."""

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

from publish.approval.sign import sign
from publish.approval.signatures import read_book
from publish.cli import main
from publish.project import Workspace

WALK = ("approve", "en", "--role", "clinician", "--by", "Dr. A", "--guide", "inhaler", "--interactive")
PROMPT = "[q]uit here: "
COLOR = re.compile(r"\x1b\[[\d;]*m")


class Terminal:
    """A terminal in which ``publish`` runs."""

    def __init__(self, workspace: Path, *arguments: str) -> None:
        self.screen, inside = pty.openpty()
        command = [sys.executable, "-m", "publish", *arguments]
        environment = os.environ | {"TERM": "xterm", "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
        # A shell that runs the tests behind another command has them ignore Ctrl-C; a terminal's own command never does.
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
        shown, deadline = "", time.monotonic() + 60
        while expected not in COLOR.sub("", shown):
            ready, _, _ = select.select([self.screen], [], [], 1)
            shown += os.read(self.screen, 65536).decode(errors="replace") if ready else ""
            assert time.monotonic() < deadline, shown
        return COLOR.sub("", shown)

    def type(self, keys: str) -> None:
        os.write(self.screen, keys.encode())

    def stop(self, number: int) -> None:
        """Send a signal until it is seen: one that comes between the prompt and the reading of a key waits for that key."""
        for _ in range(50):
            self.process.send_signal(number)
            try:
                self.process.wait(1)
                return
            except subprocess.TimeoutExpired:
                continue

    def ended(self) -> int:
        """Return the exit code; raises `TimeoutExpired` where it does not end."""
        code = self.process.wait(60)
        os.close(self.screen)
        return code


def signed(workspace: Path) -> int:
    return len(read_book(Workspace(workspace), "en").signatures)


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
    assert "(agreed to)" in terminal.until(PROMPT)
    terminal.type("n\r")
    terminal.until(PROMPT)
    os.kill(terminal.process.pid, signal.SIGWINCH)
    terminal.type("q\r")
    terminal.until("goes on with the rest")
    assert terminal.ended() == 0 and signed(workspace) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whatever_ends_it_loses_nothing(number: int, workspace: Path) -> None:
    terminal = Terminal(workspace, *WALK)
    terminal.until(PROMPT)
    terminal.type("y\r")
    terminal.until(PROMPT)
    terminal.stop(number)
    assert terminal.ended() == 0 and signed(workspace) == 1
    again = Terminal(workspace, *WALK)
    assert "Your inhaler" not in again.until(PROMPT), "what is signed is not asked for again"
    again.type("\x04")
    assert again.ended() == 0 and signed(workspace) == 1


def test_without_a_terminal_answers_are_read_from_the_input(workspace: Path) -> None:
    told = CliRunner().invoke(main, ["-C", str(workspace), *WALK], input="y\ny\n")
    assert told.exit_code == 0 and "Stopped" in told.output and signed(workspace) == 2
    assert CliRunner().invoke(main, ["-C", str(workspace), *WALK], input="").exit_code == 0 and signed(workspace) == 2


def test_what_changed_is_marked_in_a_reworded_source(workspace: Path) -> None:
    sign(Workspace(workspace), "en", "clinician", "Dr. A")
    guide = workspace / "source/inhaler/guide.md"
    guide.write_text(guide.read_text().replace("Press once", "Press twice"))
    told = CliRunner().invoke(main, ["-C", str(workspace), *WALK], input="y\n" * 2)
    assert told.exit_code == 0 and "Press [-once, -]{+twice, +}and breathe" in told.output
    assert "inhaler 1/2" in told.output and "inhaler 2/2" in told.output, "the text, and the guide as a whole"
    states = json.loads(CliRunner().invoke(main, ["-C", str(workspace), "status", "en", "--format", "json"]).stdout)
    assert [row["draft"] for row in states] == [False, False]


def test_what_the_role_signed_is_compared_and_not_what_others_signed_since(workspace: Path) -> None:
    place = Workspace(workspace)
    catalog = place.catalog_path("ar", "layouts")
    header = 'msgid ""\nmsgstr "Language: ar\\nContent-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Warning"\n'
    catalog.parent.mkdir(parents=True, exist_ok=True)
    walk = ["-C", str(workspace), "approve", "ar", "--role", "clinician", "--by", "Dr. B", "--guide", "layouts", "--interactive"]
    catalog.write_text(header + 'msgstr "ممنوع شرب الماء"\n')
    sign(place, "ar", "clinician", "Dr. B", chosen=("layouts",))
    catalog.write_text(header + 'msgstr "ممنوع شرب الحليب"\n')
    sign(place, "ar", "translator", "Amal", chosen=("layouts",))
    told = CliRunner().invoke(main, walk, input="q\n")
    assert "source:      Warning" in told.output
    assert "ممنوع شرب [-الماء-]{+الحليب+}" in told.output
    reviser = [*walk[:5], "reviser", "--by", "AMAL", *walk[8:]]
    told = CliRunner().invoke(main, reviser)
    assert told.exit_code == 1 and "reviser-is-translator" in told.output, "nobody is asked to revise what they translated"
    catalog.write_text(header + 'msgstr "ممنوع شرب الحليب \x1b[8m"\n')
    told = CliRunner().invoke(main, walk, input="q\n")
    assert "ممنوع شرب [-الماء-]{+الحليب <U+001B>[8m+}" in told.output and "\x1b" not in told.output
