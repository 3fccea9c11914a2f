"""Call functions in warm processes of this machine, each call within limits of time and memory.

Each process has a thread here, which sends it one call after the other, waits, and ends it if a limit is passed; the next call has a
new process. `concurrent.futures.ProcessPoolExecutor` can end none of its processes without ending them all, and pebble, which can, looks at
no memory and leaves processes behind when it is killed.
"""

import pickle
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.resource_tracker import ensure_running
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import Any, Generic

from publish.project.cores import cores
from publish.release.runner.calls import UNDER_WAY, Result, Shared, Task, Value
from publish.release.runner.limits import CallEndedError, Ending, Limits, resident_bytes
from publish.release.runner.worker import Answer, serve, shared_value

LOOK_SECONDS = 0.1
"""How often the memory of a process is looked at."""
READY_SECONDS = 300.0
"""How long a process may take to be ready: on a machine that prints for the first time, it reads all fonts."""
MOST_FALSE_STARTS = 3
"""How many processes in a row may end before they are ready; then no other is begun."""
_HELD_BACK = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
"""Signals that only the main thread is to receive."""


@dataclass(frozen=True, slots=True)
class Sent(Generic[Value]):
    """A value that a process asks its parent for when a task needs it; a process keeps the last ones."""

    key: str

    def value(self) -> Value:
        """Return the value, in a process of the pool."""
        return shared_value(self.key)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class _Call:
    """A call that waits for a process: ``data`` is the pickled function and its task, ``values`` what is shared, pickled, by key."""

    future: "Future[Any]"
    data: bytes
    values: dict[str, bytes]


class PoolRunner:
    """Calls functions in warm processes of this machine."""

    def __init__(self, width: int, limits: Limits, prepare: Callable[..., Any], *arguments: Any) -> None:
        """Begin ``width`` processes that each call ``prepare(*arguments)`` first."""
        self.width = width
        self._limits = limits
        self._calls: SimpleQueue[_Call | None] = SimpleQueue()
        self._values: dict[str, bytes] = {}
        self._closed = False
        self._false_starts = 0
        self._beginning = Lock()
        self._workers: dict[int, _Worker] = {}
        self._prepare = (prepare, *arguments)
        ensure_running()  # in this thread: it would unblock in the others what they hold back
        self._threads = [Thread(target=self._serve, args=(number,), daemon=True) for number in range(width)]
        for thread in self._threads:
            thread.start()

    def share(self, key: str, value: Value) -> Shared[Value]:
        """Return ``value`` for use in tasks; it is kept here until no task that is under way can use it."""
        if key not in self._values:
            self.share_pickled(key, pickle.dumps(value))
        return Sent(key)

    def share_pickled(self, key: str, data: bytes) -> None:
        """Share a value that is pickled already."""
        self._values.setdefault(key, data)
        while len(self._values) > UNDER_WAY * self.width + 1:
            del self._values[next(iter(self._values))]

    def submit(self, function: Callable[[Task], Result], task: Task) -> "Future[Result]":
        """Have a process call ``function`` with ``task``. The future raises `CallEndedError` if the call was ended."""
        future: Future[Result] = Future()
        if self._closed:
            future.set_exception(CallEndedError(Ending.KILLED, self._limits))
            return future
        self._calls.put(_Call(future, pickle.dumps((function, task)), dict(self._values)))
        return future

    def close(self) -> None:
        """End all processes at once; calls that have not returned are not finished."""
        with self._beginning:
            self._closed = True
            for worker in self._workers.values():
                worker.end()
        with suppress(Empty):
            while call := self._calls.get_nowait():
                if call.future.set_running_or_notify_cancel():
                    call.future.set_exception(CallEndedError(Ending.KILLED, self._limits))  # somebody may wait for it
        for _ in self._threads:
            self._calls.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self, number: int) -> None:
        """Pass calls to one process, in a thread of its own, and begin another one when it has ended.

        The thread lives as long as the pool: on Linux, the processes that it began end with it.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, _HELD_BACK)
        worker = self._begin(number)
        while worker and (call := self._calls.get()):
            if not call.future.set_running_or_notify_cancel():
                continue
            if self._false_starts >= MOST_FALSE_STARTS:
                call.future.set_exception(CallEndedError(Ending.START, self._limits))
                continue
            try:
                call.future.set_result(worker.call(call))
            except BaseException as error:
                call.future.set_exception(error)
            self._false_starts = 0 if worker.was_ready else self._false_starts + 1
            if worker.is_spent:
                worker.end()
                worker = self._begin(number)

    def _begin(self, number: int) -> "_Worker | None":
        """Begin a process; None once the pool is closed."""
        with self._beginning:
            if self._closed:
                return None
            self._workers[number] = _Worker(self._limits, self._prepare)
            return self._workers[number]


class _Worker:
    """A process, seen from its parent. ``was_ready`` tells that it was prepared, whatever came after."""

    def __init__(self, limits: Limits, prepare: tuple[Any, ...]) -> None:
        # Spawned, not forked: Pango and fontconfig do not survive a fork in mid-use.
        context = get_context("spawn")
        self._limits = limits
        self._ready = self.was_ready = False
        self._connection, other = context.Pipe()
        self._process = context.Process(target=serve, args=(other, limits, *prepare), daemon=True)
        self._process.start()
        other.close()

    def call(self, call: _Call) -> Any:
        """Return what the process returns for a call, or raise what it raises; the time that it needs to be ready does not count.

        Raises `CallEndedError`, and ends the process, if a limit is passed or the process has ended.
        """
        try:
            if not self._ready:
                self._answer({}, READY_SECONDS)
                self._ready = self.was_ready = True
            self._connection.send_bytes(call.data)
            return self._answer(call.values, self._limits.seconds)
        except (EOFError, OSError) as error:
            self.end()
            raise CallEndedError(Ending.KILLED, self._limits) from error

    @property
    def is_spent(self) -> bool:
        """Whether another process has to take the next call: this one has ended, or keeps so much memory that the call would lack it."""
        return not self._ready or not 0 < resident_bytes(self._process.pid or 0) < self._limits.bytes / 2

    def end(self) -> None:
        """End the process, whatever it does."""
        self._ready = False
        self._process.kill()
        self._process.join()

    def _answer(self, values: dict[str, bytes], seconds: float) -> Any:
        """Wait for what a call returns, at most ``seconds``."""
        latest = monotonic() + seconds
        while True:
            if not self._connection.poll(LOOK_SECONDS):
                self._look(latest)
                continue
            answer, value = pickle.loads(self._connection.recv_bytes())
            if answer == Answer.RETURNED:
                return value
            if answer == Answer.RAISED:
                raise value
            if answer == Answer.MEMORY:
                self._stop(Ending.MEMORY)
            self._connection.send_bytes(values[value])

    def _look(self, latest: float) -> None:
        """End the process if it is later than ``latest``, or if it uses too much memory."""
        if monotonic() > latest:
            self._stop(Ending.TIME)
        if resident_bytes(self._process.pid or 0) > self._limits.bytes:
            self._stop(Ending.MEMORY)

    def _stop(self, ending: Ending) -> None:
        self.end()
        raise CallEndedError(ending, self._limits)


@contextmanager
def process_runner(jobs: int | None, limits: Limits, prepare: Callable[..., Any], *arguments: Any) -> Iterator[PoolRunner]:
    """Give a runner of ``jobs`` processes (None: one for each core) that each called ``prepare(*arguments)`` when they began.

    When the block is left, the processes are ended at once.
    """
    ensure_running()  # it unblocks signals when it begins
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD_BACK)  # an interrupt waits until there is a runner to close
    runner = None
    try:
        runner = PoolRunner(cores(jobs), limits, prepare, *arguments)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        yield runner
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if runner:
            runner.close()
