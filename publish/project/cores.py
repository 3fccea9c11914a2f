"""Distribute independent calls over all processor cores; processes that end with their parent."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from publish.project.findings import problem

Result = TypeVar("Result")

MANY = 40
"""Number of calls (catalogs to check, guides to read) from which on starting more processes saves time: a quarter of a second of work."""

_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux

_calls: Sequence[Callable[[], Any]] = ()
"""The calls, in a forked process. It inherits them, so that only their numbers have to be sent to it."""


def cores(jobs: int | None = None) -> int:
    """Return the number of processes to use: ``jobs``, by default one for each core that this process may use."""
    return jobs or (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def call_all(calls: Sequence[Callable[[], Result]], chunk_size: int) -> Iterator[Result]:
    """Yield the result of each of ``calls``, in order. If there are at least `MANY`, worker processes make them.

    A worker gets ``chunk_size`` successive calls at a time. All calls are made in this process on systems other than Linux, where forking
    is not safe. Raises `PublishError` (``process-ended``) if a worker was killed.
    """
    if len(calls) < MANY or cores() < 2 or sys.platform != "linux":
        yield from (call() for call in calls)
        return
    # Imported only if there is much to do, so that quick commands start faster.
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
    from multiprocessing import active_children, get_context

    pool = ProcessPoolExecutor(min(cores(), len(calls)), get_context("fork"), _prepare_worker, (calls,))
    try:
        yield from pool.map(_call, range(len(calls)), chunksize=chunk_size)
    except BrokenProcessPool as error:
        hint = "close other programs, then run it again"
        raise problem("process-ended", "a worker process was killed, as happens if memory runs out", hint=hint) from error
    except BaseException:  # Ctrl-C above all: nobody waits for the results
        for process in active_children():
            process.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def end_with_parent() -> None:
    """Have this process, which `multiprocessing` began, end as soon as its parent ends, however that ends.

    On Linux the kernel sees to it; elsewhere, and where the kernel does not, a thread waits for the end of the parent.
    """
    from multiprocessing import parent_process
    from threading import Thread

    parent = parent_process()
    if parent is None:
        return
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent.pid:  # it had ended before the line above
            os._exit(1)
    Thread(target=_wait_and_end, args=(parent.sentinel,), daemon=True).start()


def _wait_and_end(sentinel: int) -> None:
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(1)


def _prepare_worker(calls: Sequence[Callable[[], Any]]) -> None:
    """Prepare a forked process. It ignores Ctrl-C, which its parent handles."""
    global _calls
    _calls = calls
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent()


def _call(number: int) -> Any:
    return _calls[number]()
