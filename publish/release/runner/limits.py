"""Limits of a call in a process of its own: how long it may take, and how much memory its process may use."""

import resource
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

SECONDS = 300.0
BYTES = 2 * 1024**3
HEADROOM_BYTES = 512 * 1024**2
"""How much more than the limit of a process it may ask the system for: no single request passes the limit between two looks at it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a call may use: ``seconds`` on the clock, and ``bytes`` of memory that are resident in its process."""

    seconds: float = SECONDS
    bytes: int = BYTES


class Ending(StrEnum):
    """Why a call was ended: it took too long, its process used too much memory, something else ended the process, or none begins."""

    TIME = "time"
    MEMORY = "memory"
    KILLED = "killed"
    START = "start"


class CallEndedError(Exception):
    """A call was ended before it returned, with its process. The next call has a new process."""

    def __init__(self, ending: Ending, limits: Limits) -> None:
        super().__init__(ending, limits)
        self.ending = ending
        self.limits = limits


def limit_memory(limits: Limits) -> None:
    """Have the system refuse this process more memory than its limit and `HEADROOM_BYTES`, which is a `MemoryError` in Python."""
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = limits.bytes + HEADROOM_BYTES
    if most == resource.RLIM_INFINITY or wanted < most:
        with suppress(OSError, ValueError):  # a system without this limit: `resident_bytes` is still looked at
            resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))


def resident_bytes(process: int) -> int:
    """Return how much memory of a process is resident, 0 if it has ended."""
    try:
        return int(Path(f"/proc/{process}/statm").read_bytes().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0 if Path("/proc/self/statm").exists() else _asked_of_ps(process)


def _asked_of_ps(process: int) -> int:
    """Return the same on systems without /proc, such as macOS."""
    done = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, check=False)
    return int(done.stdout.strip() or 0) * 1024
