"""Call functions on the machines of a Dask cluster, through its executor: `Client.get_executor` of the library distributed.

Nothing but the calls and what they share travels: a machine needs this package, its fonts, and no disk in common. Each worker of the
cluster passes its calls to processes of its own (`PoolRunner`), so limits of time and memory hold there as they do here. What a worker
was doing when it was lost, another one does again; Dask gives a call up that was lost with four workers (``allowed-failures``).
"""

import pickle
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import fields
from functools import lru_cache
from multiprocessing import current_process
from threading import Lock
from typing import Any, Protocol

from publish.project import problem
from publish.release.runner.calls import UNDER_WAY, Result, Shared, Task, Value
from publish.release.runner.limits import CallEndedError, Ending, Limits
from publish.release.runner.pool import PoolRunner, Sent

CONNECT_SECONDS = 30
_HINT = "begin one with “dask scheduler”, and workers with “dask worker tcp://…”; docs/scaling.md explains how"

_sharing = Lock()


class Setup(Protocol):
    """What a worker needs to know. It can be pickled and hashed; it prepares processes, and describes with what they print."""

    def __hash__(self) -> int:
        """Return equal numbers for equal setups."""

    def prepare(self) -> None:
        """Prepare a process for its first call."""

    def describe(self) -> Mapping[str, str]:
        """Return the versions of all that has a hand in a result, by name."""


class ClusterRunner:
    """Calls functions on the workers of a cluster."""

    def __init__(self, client: Any, limits: Limits, setup: Setup) -> None:
        """Use the workers that ``client`` knows now, and those that join later. Raises `PublishError` (``cluster-differs``)."""
        self._client, self._limits, self._setup = client, limits, setup
        self._executor = client.get_executor(pure=False)
        self._values: dict[str, Any] = {}
        threads = client.nthreads()
        if not threads:
            raise problem("cluster-unreachable", "the cluster has no worker", hint=_HINT)
        self.width = sum(threads.values())
        self._own = dict(setup.describe())
        for worker, found in client.run(_describe, setup, on_error="ignore").items():  # a lost worker: `_call` asks again
            _compare(worker, self._own, found)

    def share(self, key: str, value: Value) -> Shared[Value]:
        """Return ``value`` for use in tasks. It is kept in the cluster until no task that is under way can use it."""
        if key not in self._values:
            # As the result of a call, it is made again when the worker that has it is lost.
            self._values[key] = self._client.submit(bytes, pickle.dumps(value), key=f"publish-{key}", pure=True)
        while len(self._values) > UNDER_WAY * self.width + 1:
            del self._values[next(iter(self._values))]
        return Sent(key)

    def submit(self, function: Callable[[Task], Result], task: Task) -> "Future[Result]":
        """Have a worker call ``function`` with ``task``. The future raises `CallEndedError` if the call was ended."""
        keys = [each.key for each in _parts(task) if isinstance(each, Sent)]
        values = [self._values[key] for key in keys]
        given: Future[Result] = self._executor.submit(_call, function, task, self._limits, self._setup, self._own, keys, *values)
        return _translated(given, self._limits)


@contextmanager
def cluster_runner(address: str, limits: Limits, setup: Setup) -> Iterator[ClusterRunner]:
    """Give a runner of the cluster whose scheduler has the ``address``. When the block is left, calls that wait are not made.

    Raises `PublishError`: ``cluster-missing`` if the library is not installed, ``cluster-unreachable``, ``cluster-differs``.
    """
    try:
        from distributed import Client
    except ImportError:
        hint = "install it on all machines: pip install distributed"
        raise problem("cluster-missing", "a cluster needs the library distributed, which is not installed", hint=hint) from None
    try:
        client: Any = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise problem("cluster-unreachable", f"there is no scheduler at {address}: {error}", hint=_HINT) from error
    try:
        yield ClusterRunner(client, limits, setup)
    finally:
        client.close()


def _parts(task: Any) -> Iterator[Any]:
    """Yield ``task`` and, if it is a dataclass, the values of its fields."""
    yield task
    yield from (getattr(task, each.name) for each in (fields(task) if hasattr(task, "__dataclass_fields__") else ()))


def _translated(given: "Future[Result]", limits: Limits) -> "Future[Result]":
    """Return a future that raises `CallEndedError` where Dask has given a call up, because workers were lost with it."""
    from distributed import KilledWorker

    future: Future[Result] = Future()

    def _take(done: "Future[Result]") -> None:
        error = done.exception() if not done.cancelled() else CallEndedError(Ending.KILLED, limits)
        if error is None:
            future.set_result(done.result())
        else:
            future.set_exception(CallEndedError(Ending.KILLED, limits) if isinstance(error, KilledWorker) else error)

    given.add_done_callback(_take)
    return future


def _compare(worker: str, own: Mapping[str, str], found: Mapping[str, str]) -> None:
    """Raise `PublishError` (``cluster-differs``) if a worker would print with other versions than this machine."""
    names = (name for name in {**own, **found} if own.get(name) != found.get(name))
    others = [f"{name} {found.get(name, 'missing')} (here {own.get(name, 'missing')})" for name in names]
    if others:
        hint = "install the same versions and fonts everywhere; the container image of this package sees to it"
        raise problem("cluster-differs", f"the worker {worker} would print other bytes: {', '.join(others)}", hint=hint)


# What follows runs in the workers of a cluster.


@lru_cache(maxsize=1)
def _described(setup: Setup) -> Mapping[str, str]:
    return dict(setup.describe())


def _describe(setup: Setup) -> Mapping[str, str]:
    return _described(setup)


@lru_cache(maxsize=1)
def _pool(limits: Limits, setup: Setup) -> PoolRunner:
    """Return the processes of this worker, which are begun once."""
    from distributed import get_worker

    current_process().daemon = False  # a nanny begins workers as daemons, which may have no processes; ours end with their parent
    return PoolRunner(get_worker().state.nthreads, limits, setup.prepare)


def _call(
    function: Callable[[Any], Any], task: Any, limits: Limits, setup: Setup, own: Mapping[str, str], keys: list[str], *values: bytes
) -> Any:
    """Call ``function`` with ``task`` in a process of this worker; ``values`` are what the task shares, pickled, by ``keys``."""
    from distributed import get_worker

    _compare(get_worker().address, own, _described(setup))  # it may have joined later
    with _sharing:
        pool = _pool(limits, setup)
        for key, value in zip(keys, values, strict=True):
            pool.share_pickled(key, value)
        future = pool.submit(function, task)
    return future.result()
