"""Call a function for each of many tasks: in this process, or in a pool of processes, through one interface.

A runner knows nothing of what it runs; what goes to it, and what comes back, can be pickled.
"""

import pickle
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Generic, Protocol, TypeVar

from publish.project.cores import cores, killed_error

UNDER_WAY = 2
"""How many tasks are under way for each that runs: one runs, one waits."""
SHARED_KEPT = 4
"""How many shared values a process keeps."""

Task = TypeVar("Task")
Value = TypeVar("Value")
Given = TypeVar("Given", covariant=True)
Result = TypeVar("Result")


class Shared(Protocol[Given]):
    """A value that many tasks use, so that it travels once and not with each of them."""

    def value(self) -> Given:
        """Return the value, in whatever process a task runs."""


@dataclass(frozen=True, slots=True)
class Held(Generic[Value]):
    """A value that is held here, and pickled with the task that uses it."""

    held: Value

    def value(self) -> Value:
        """Return the value."""
        return self.held


@dataclass(frozen=True, slots=True)
class Filed(Generic[Value]):
    """A value in a file of the runner's own folder, which its processes know; a process keeps the last ones that it has read."""

    key: str

    def value(self) -> Value:
        """Return the value."""
        return _read_shared(self.key)  # type: ignore[no-any-return]


class Runner(Protocol):
    """Calls functions, now or later, here or elsewhere. ``width`` is how many it calls at a time."""

    @property
    def width(self) -> int:
        """How many calls run at a time."""

    def share(self, key: str, value: Value) -> Shared[Value]:
        """Return ``value`` for use in tasks; ``key`` tells values apart. Tasks use the values in the order in which they are shared."""

    def submit(self, function: Callable[[Task], Result], task: Task) -> "Future[Result]":
        """Call ``function`` with ``task`` and return the future of its result."""


class LocalRunner:
    """Calls each function in this process, at once: for tests, and for whoever follows a program with a debugger."""

    width = 1

    def share(self, key: str, value: Value) -> Shared[Value]:
        """Return ``value`` for use in tasks."""
        return Held(value)

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

    def __init__(self, pool: Executor, width: int, folder: Path) -> None:
        """Use ``pool``, which has ``width`` processes that read shared values from ``folder``."""
        self._pool = pool
        self._folder = folder
        self._keys: dict[str, None] = {}
        self.width = width

    def share(self, key: str, value: Value) -> Shared[Value]:
        """Return ``value`` for use in tasks; it is written to a file, and deleted when no task that is under way can use it.

        Tasks stay small that way: Python 3.11.2 waits for ever if a process is killed while a large one is sent (CPython issue 94777).
        """
        if key not in self._keys:
            (self._folder / key).write_bytes(pickle.dumps(value))
            self._keys[key] = None
        while len(self._keys) > UNDER_WAY * self.width + 1:
            oldest = next(iter(self._keys))
            del self._keys[oldest]
            (self._folder / oldest).unlink()
        return Filed(key)

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
    with TemporaryDirectory(prefix="publish-tasks-") as folder:
        # Spawned, not forked: Pango and fontconfig do not survive a fork in mid-use.
        pool = ProcessPoolExecutor(cores(jobs), get_context("spawn"), _prepare_process, (Path(folder), prepare, *arguments))
        with _closed(pool):
            yield PoolRunner(pool, cores(jobs), Path(folder))


@contextmanager
def _closed(pool: ProcessPoolExecutor) -> Iterator[None]:
    """Shut ``pool`` down after the block; raises `PublishError` (``process-ended``) if a process was ended from outside."""
    try:
        yield
    except BrokenProcessPool as error:
        raise killed_error("print fewer at once: --jobs 1") from error
    finally:
        pool.shutdown(cancel_futures=True)


def run_all(runner: Runner, function: Callable[[Task], Result], tasks: Iterator[Task]) -> Iterator[Result]:
    """Yield what ``function`` returns for each of ``tasks``, as it is done.

    At most `UNDER_WAY` times as many calls as run at a time are under way, so that memory stays flat however many tasks there are.
    """
    waiting: set[Future[Result]] = set()
    for task in tasks:
        waiting.add(runner.submit(function, task))
        while len(waiting) >= UNDER_WAY * runner.width:
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


_shared_folder = Path()
"""In a process of a pool: where the shared values are."""


def _prepare_process(folder: Path, prepare: Callable[..., Any], *arguments: Any) -> None:
    global _shared_folder
    _shared_folder = folder
    prepare(*arguments)


@lru_cache(maxsize=SHARED_KEPT)
def _read_shared(key: str) -> Any:
    return pickle.loads((_shared_folder / key).read_bytes())
