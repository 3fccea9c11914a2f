"""The interface of runners, the runner of this process, and the loop that keeps a runner busy."""

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from publish.release.runner.limits import CallEndedError

UNDER_WAY = 2
"""How many tasks are under way for each that runs: one runs, one waits."""

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


class Runner(Protocol):
    """Calls functions, now or later, here or elsewhere. ``width`` is how many it calls at a time."""

    @property
    def width(self) -> int:
        """How many calls run at a time."""

    def share(self, key: str, value: Value) -> Shared[Value]:
        """Return ``value`` for use in tasks; ``key`` tells values apart. Tasks use the values in the order in which they are shared."""

    def submit(self, function: Callable[[Task], Result], task: Task) -> "Future[Result]":
        """Call ``function`` with ``task`` and return the future of its result; it raises `CallEndedError` if the call was ended."""


class LocalRunner:
    """Calls each function in this process, at once and without limits: for tests, and for whoever follows a program with a debugger."""

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


def run_all(
    runner: Runner,
    function: Callable[[Task], Result],
    tasks: Iterator[Task],
    ended: Callable[[Task, CallEndedError], Result],
) -> Iterator[Result]:
    """Yield what ``function`` returns for each of ``tasks``, as it is done; for a call that was ended, what ``ended`` returns.

    At most `UNDER_WAY` times as many calls as run at a time are under way, so that memory stays flat however many tasks there are.
    """
    waiting: dict[Future[Result], Task] = {}

    def _take_done() -> Iterator[Result]:
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            task = waiting.pop(future)
            try:
                yield future.result()
            except CallEndedError as error:
                yield ended(task, error)

    for task in tasks:
        waiting[runner.submit(function, task)] = task
        while len(waiting) >= UNDER_WAY * runner.width:
            yield from _take_done()
    while waiting:
        yield from _take_done()
