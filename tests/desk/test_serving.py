"""Tests of how a desk that is served ends: nothing waits for what nobody needs any more."""

import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from types import SimpleNamespace

import pytest

from publish.desk import serving
from publish.desk.files.changes import Changes
from publish.project import Workspace


class Waiting:
    """A request that waits for a picture, until the press has ended."""

    def __init__(self, press_ended: Event) -> None:
        self.begun, self.answered, self._press_ended = Event(), Event(), press_ended

    def service(self) -> None:
        """Wait, then answer."""
        self.begun.set()
        self._press_ended.wait(60)
        self.answered.set()


def test_a_request_that_waits_for_the_press_does_not_keep_the_desk_open() -> None:
    ended = Event()
    threads, request = serving._Threads(Changes(lambda: "one"), ended.set), Waiting(ended)
    threads.add_task(request)
    assert request.begun.wait(60)
    threads.shutdown(timeout=60)
    assert request.answered.is_set() and not threads.threads


def test_an_end_looks_through_no_memory_and_speaks_of_no_threads(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    @contextmanager
    def _press(name: str) -> Iterator[str]:
        yield name
        done.append(f"{name} ended")

    def _server(app: object, _dispatcher: object, **settings: object) -> SimpleNamespace:
        return SimpleNamespace(run=lambda: done.append("served"))

    said: list[str] = []
    monkeypatch.setattr(serving, "warm_press", lambda _: _press("press"))
    monkeypatch.setattr(serving, "picture_press", lambda: _press("pictures"))
    monkeypatch.setattr("waitress.create_server", _server)
    monkeypatch.setattr(gc, "freeze", lambda: done.append("frozen"))
    say: Callable[[str], None] = said.append
    serving.serve_desk(workspace, "127.0.0.1", 0, False, say)
    assert done == ["served", "pictures ended", "press ended", "frozen"] and said[0].startswith("http://127.0.0.1:")
    assert not logging.getLogger("waitress.queue").isEnabledFor(logging.WARNING)
