"""How many cores there are, and the same work on all of them."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from publish.project.findings import PublishError, problem

Result = TypeVar("Result")

MANY = 40
"""Calls from which on it pays to begin more processes: catalogs to check, guides to read; a quarter of a second of work."""

_calls: Sequence[Callable[[], Any]] = ()
"""In a forked process: what there is to call. It is there already, so that nothing but numbers has to be sent."""


def cores(jobs: int | None = None) -> int:
    """Return how many processes work: ``jobs``, or one for each core that this process may use."""
    return jobs or (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def results(calls: Sequence[Callable[[], Result]], together: int) -> Iterator[Result]:
    """Yield what each of ``calls`` returns, in their order; `MANY` are shared out, ``together`` neighbours to one process.

    Where processes cannot be forked safely (only Linux says that they can), all are called here. Raises
    `PublishError` (``process-ended``) where a process was ended from outside.
    """
    if len(calls) < MANY or cores() < 2 or sys.platform != "linux":
        yield from (call() for call in calls)
        return
    # Imported where there is much to do: what is quick should not wait for it.
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(min(cores(), len(calls)), get_context("fork"), _begin, (calls,))
    try:
        yield from pool.map(_called, range(len(calls)), chunksize=together)
    except BrokenProcessPool as error:
        raise ended_from_outside("close other programs, then run it again") from error
    finally:
        pool.shutdown(cancel_futures=True)


def ended_from_outside(hint: str) -> PublishError:
    """Return the error for a process that the system or somebody ended."""
    return problem("process-ended", "a process was ended from outside, as happens where memory runs out", hint=hint)


def _begin(calls: Sequence[Callable[[], Any]]) -> None:
    """Make a forked process ready; Ctrl-C is for the process that forked it."""
    global _calls
    _calls = calls
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _called(number: int) -> Any:
    return _calls[number]()
