"""Call a function for each of many tasks: in this process, or in a pool of processes, through one interface.

A runner knows nothing of what it runs; what goes to it, and what comes back, can be pickled.
"""

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

from publish.project.cores import cores, killed_error

Task = TypeVar("Task")
Result = TypeVar("Result")


class Runner(Protocol):
    """Calls functions, now or later, here or elsewhere. ``width`` is how many it calls at a time."""

    @property
    def width(self) -> int:
        """How many calls run at a time."""

    def submit(self, function: Callable[[Task], Result], task: Task) -> "Future[Result]":
        """Call ``function`` with ``task`` and return the future of its result."""


class LocalRunner:
    """Calls each function in this process, at once: for tests, and for whoever follows a program with a debugger."""

    width = 1

    def submit(self, function: Callable[[Task], Result], task: Task) -> "Future[Result]":
        """Call ``function`` with ``task`` and return the future of its result, which is done."""
        future: Future[Result] = Future()
        try:
            future.set_result(function(task))
        except Exception as error:
            future.set_exception(error)
        return future


class PoolRunner:
    """Calls functions in warm processes of this machine."""

    def __init__(self, pool: Executor, width: int) -> None:
        """Use ``pool``, which has ``width`` processes."""
        self._pool = pool
        self.width = width

    def submit(self, function: Callable[[Task], Result], task: Task) -> "Future[Result]":
        """Have a process call ``function`` with ``task``."""
        with _interrupts_blocked():
            return self._pool.submit(function, task)


@contextmanager
def process_runner(jobs: int | None, prepare: Callable[..., Any], *arguments: Any) -> Iterator[PoolRunner]:
    """Give a runner of ``jobs`` processes (None: one for each core) that each called ``prepare(*arguments)`` when they began.

    Calls that have not begun when the block is left are not begun. Raises `PublishError` (``process-ended``) where a process
    was ended from outside.
    """
    # Spawned, not forked: Pango and fontconfig do not survive a fork in mid-use.
    pool = ProcessPoolExecutor(cores(jobs), mp_context=get_context("spawn"), initializer=prepare, initargs=arguments)
    try:
        yield PoolRunner(pool, cores(jobs))
    except BrokenProcessPool as error:
        raise killed_error("print fewer at once: --jobs 1") from error
    finally:
        pool.shutdown(cancel_futures=True)


def run_all(runner: Runner, function: Callable[[Task], Result], tasks: Iterator[Task]) -> Iterator[Result]:
    """Yield what ``function`` returns for each of ``tasks``, as it is done.

    At most twice as many calls as run at a time are under way, so that memory stays flat however many tasks there are.
    """
    waiting: set[Future[Result]] = set()
    for task in tasks:
        waiting.add(runner.submit(function, task))
        while len(waiting) >= 2 * runner.width:
            yield from _take_done(waiting)
    while waiting:
        yield from _take_done(waiting)


def _take_done(waiting: "set[Future[Result]]") -> Iterator[Result]:
    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
        waiting.remove(future)
        yield future.result()


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Block SIGINT while worker processes start: they inherit that, and leave Ctrl-C to their parent, which receives it afterwards."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
