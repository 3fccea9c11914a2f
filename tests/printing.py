"""A stand-in for the processes that print: each takes seconds to begin, and is no part of what most tests are about."""

import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

import pytest

from publish.release.runner import Held, Limits, LocalRunner, Shared


class _PicklingRunner(LocalRunner):
    """Calls each function in this process, with what would arrive in another one: all that goes there and comes back is pickled."""

    def share(self, key: str, value: Any) -> Shared[Any]:
        return Held(pickle.loads(pickle.dumps(value)))

    def submit(self, function: Callable[[Any], Any], task: Any) -> "Future[Any]":
        arrived, sent = pickle.loads(pickle.dumps((function, task)))
        return super().submit(lambda each: pickle.loads(pickle.dumps(arrived(each))), sent)


@contextmanager
def _runner_here(jobs: int | None, limits: Limits, prepare: Callable[..., Any], *arguments: Any) -> Iterator[LocalRunner]:
    prepare(*arguments)
    yield _PicklingRunner()


@pytest.fixture
def printing_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make outputs in this process. Tests of the processes themselves do without this: tests/release/test_runner.py, tests/cli."""
    monkeypatch.setattr("publish.release.build.process_runner", _runner_here)
    monkeypatch.setattr("publish.release.output._store", None)  # so that the store of one test is not that of the next
