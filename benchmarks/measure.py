"""What the measurements share: the time that a command takes, a row of the table, and the table itself.

Each measurement is a module with a function ``rows(quick)`` that yields rows as they are known; ``python benchmarks/all.py`` runs all.
"""

import argparse
import ctypes
import os
import platform
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took, with all the processes that it began: ``processor_s`` (user and system) and ``clock_s``, in seconds."""

    processor_s: float
    clock_s: float


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what was measured, our figure, and that of a ``peer``, if there is one.

    ``ratio`` is ours to theirs; ``goal`` is what was asked of the ratio or, without a peer, of the figure. ``note`` says more.
    """

    what: str
    ours: float
    peer: str = ""
    theirs: float | None = None
    ratio: float | None = None
    goal: str = ""
    unit: str = "s"
    note: str = ""

    def cells(self) -> tuple[str, ...]:
        """Return the texts of the line."""
        ratio = self.ratio if self.ratio is not None else self.ours / self.theirs if self.theirs else None
        return (
            self.what,
            _figure(self.ours, self.unit),
            self.peer or NOTHING,
            NOTHING if self.theirs is None else _figure(self.theirs, self.unit),
            NOTHING if ratio is None else f"{ratio:.2f}",
            self.goal or NOTHING,
            self.note,
        )


HEADER = ("what", "publish", "peer", "the peer's", "ratio", "goal", "note")


def _figure(value: float, unit: str) -> str:
    return f"{value:.3f} {unit}" if value < 0.1 else f"{value:.2f} {unit}" if value < 100 else f"{value:,.0f} {unit}"


def compared(what: str, pairs: Iterable[tuple[float, float]], peer: str, goal: str = "", note: str = "") -> Row:
    """Return the row of pairs that were measured in turn: both medians, and the median of the ratios."""
    found = list(pairs)
    ours, theirs = (statistics.median(column) for column in zip(*found, strict=True))
    return Row(what, ours, peer, theirs, statistics.median(one / other for one, other in found), goal, note=note)


def cost(*command: str | Path, failing: bool = False, patience_s: float | None = None) -> Cost:
    """Return what a command took; raises `CalledProcessError` if it fails, unless it may be ``failing``, and `TimeoutExpired`.

    Processes that their parents leave behind, as those of Chromium, are waited for and counted.
    """
    ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1, 0, 0, 0)
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=not failing, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=patience_s)
    clock = time.perf_counter() - start
    _wait_for_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, clock)


def _wait_for_orphans(seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.05)
        except ChildProcessError:
            return


def machine() -> str:
    """Return the date, the machine and how busy it is, in a line."""
    names = platform.freedesktop_os_release() if hasattr(platform, "freedesktop_os_release") else {}
    system, load = names.get("PRETTY_NAME", platform.system()), os.getloadavg()[0]
    return f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores (load {load:.1f}), {system}, Python {platform.python_version()}"


def print_table(rows: Iterable[Row]) -> None:
    """Print the rows as a table in Markdown, each as soon as it is known."""
    print(f"{machine()}. Processor time of whole processes, unless something else is said.\n", flush=True)
    print(f"| {' | '.join(HEADER)} |\n|{'---|' * len(HEADER)}", flush=True)
    for row in rows:
        print(f"| {' | '.join(row.cells())} |", flush=True)


def main(rows: Callable[[bool], Iterator[Row]], what: str | None) -> None:
    """Run one measurement by itself."""
    parser = argparse.ArgumentParser(description=what, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="measure less: a first look")
    print_table(rows(parser.parse_args().quick))
