"""A pool of warm processes that print, and what becomes of it when somebody stops the work."""

import signal
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context

from publish import press
from publish.project.cores import cores, killed_error


@contextmanager
def warm_pool(jobs: int | None) -> Iterator[Executor]:
    """Give a pool of ``jobs`` processes (None: one for each core); what has not begun when the work is stopped is not begun.

    Raises `PublishError` (``process-ended``) where a process was ended from outside.
    """
    # Spawned, not forked: Pango and fontconfig do not survive a fork in mid-use.
    pool = ProcessPoolExecutor(cores(jobs), mp_context=get_context("spawn"), initializer=press.warm_up)
    try:
        yield pool
    except BrokenProcessPool as error:
        raise killed_error("print fewer at once: --jobs 1") from error
    finally:
        pool.shutdown(cancel_futures=True)


def submit(pool: Executor, job: press.Job, *, prints: bool) -> "Future[press.Printed | None]":
    """Have ``job`` printed by ``pool``, or only looked through."""
    with _interrupts_held():
        return pool.submit(press.print_job if prints else press.check_screen, job)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back for a moment: a process begun meanwhile never hears it, and so dies no loud death; ours hears it after."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
