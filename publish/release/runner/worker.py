"""The side of a worker process: it is prepared once, then calls what its parent sends, until its parent ends.

Messages from the parent are pickled calls: a function and a task. Messages to it are pairs of an `Answer` and a value.
"""

import pickle
import signal
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from multiprocessing.connection import Connection
from typing import Any

from publish.project.cores import end_with_parent
from publish.release.runner.limits import Limits, limit_memory

SHARED_KEPT = 4
"""How many shared values a process keeps."""


class Answer(StrEnum):
    """What a message of a worker is: it wants a shared value; a call, or its preparation, has returned, raised, or used up the memory."""

    WANTED = "wanted"
    RETURNED = "returned"
    RAISED = "raised"
    MEMORY = "memory"


_parent: Connection | None = None
"""In a worker: the connection to its parent."""


def serve(parent: Connection, limits: Limits, prepare: Callable[..., Any], *arguments: Any) -> None:
    """Prepare this process by ``prepare(*arguments)``, then answer calls of ``parent`` until it hangs up."""
    global _parent
    _parent = parent
    end_with_parent()
    # The thread that began this process blocks all three; Ctrl-C stays blocked, because the parent decides what it ends.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM, signal.SIGHUP})
    limit_memory(limits)
    prepared, error = _outcome(_prepared, (prepare, arguments))
    _send(prepared, error)
    while prepared == Answer.RETURNED:
        try:
            data = parent.recv_bytes()
        except EOFError:
            return
        _send(*_outcome(*pickle.loads(data)))


@lru_cache(maxsize=SHARED_KEPT)
def shared_value(key: str) -> Any:
    """Return, in a worker, the value that its parent shares under ``key``; the last ones are kept."""
    assert _parent is not None
    _send(Answer.WANTED, key)
    return pickle.loads(_parent.recv_bytes())


def _prepared(call: tuple[Callable[..., Any], tuple[Any, ...]]) -> None:
    prepare, arguments = call
    prepare(*arguments)


def _outcome(function: Callable[[Any], Any], task: Any) -> tuple[Answer, Any]:
    try:
        return Answer.RETURNED, function(task)
    except MemoryError:
        return Answer.MEMORY, None
    except Exception as error:
        return Answer.RAISED, error


def _send(answer: Answer, value: Any) -> None:
    """Send a message; what cannot be pickled is sent as an error that says so."""
    assert _parent is not None
    try:
        data = pickle.dumps((answer, value))
    except Exception as error:  # whatever the methods of a value raise
        data = pickle.dumps((Answer.RAISED, RuntimeError(f"{value!r:.200} cannot be sent to another process: {error!r:.200}")))
    _parent.send_bytes(data)
