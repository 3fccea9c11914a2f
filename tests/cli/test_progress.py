"""Tests of the progress bar on a terminal, and of the lines elsewhere."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

COLUMNS = 72
SCRIPT = """
from publish.cli.printing.progress import progress
from publish.edition.request import Request
from publish.release.results import BuiltOutput, Output
requests = [Request("a-guide-with-a-very-long-name-indeed", locale, "large-print", "Letter", None) for locale in ("en", "es", "ar")]
with progress(requests, quiet=False) as report:
    for request in requests:
        report(BuiltOutput(Output(request)))
"""


def test_a_line_of_the_bar_is_never_longer_than_the_terminal_is_wide() -> None:
    """A longer one goes on in the next line, and each output leaves a line behind."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")} | {"TERM": "xterm"}
    subprocess.run([sys.executable, "-c", SCRIPT], stdin=theirs, stdout=theirs, stderr=theirs, env=environment, check=True, close_fds=True)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode().replace("\x1b[?25l", "").replace("\x1b[?25h", "")
    lines = [part for line in shown.split("\n") for part in line.strip("\r").split("\r")]
    assert "3/3" in lines[-2] and "a minute" in shown and "a-guide" not in lines[0]
    assert max(map(len, lines)) < COLUMNS, lines
    os.close(ours)


def test_elsewhere_each_output_has_a_line() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert [line.partition(" ")[0] for line in done.stderr.splitlines()] == ["[1/3]", "[2/3]", "[3/3]"]
    assert done.stderr.count("a-guide-with-a-very-long-name-indeed.large-print.Letter: ") == 3
