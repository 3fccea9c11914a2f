"""Tests of runners: every task is done once, wherever it runs, and few are under way at a time."""

import os
import pickle
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Never

import pytest

from publish.project import PublishError, problem
from publish.release.runner import UNDER_WAY, CallEndedError, Limits, LocalRunner, PoolRunner, Runner, Shared, process_runner, run_all


def square(number: int) -> int:
    return number * number


def refuse(number: int) -> int:
    if number == 3:
        raise problem("x", "three")
    return number


def process(_: int) -> tuple[int, str]:
    return os.getpid(), os.environ["PREPARED"]


def prepare(value: str) -> None:
    os.environ["PREPARED"] = value


@pytest.fixture(params=["local", "processes"])
def runner(request: pytest.FixtureRequest) -> Iterator[Runner]:
    if request.param == "local":
        yield LocalRunner()
        return
    with process_runner(2, Limits(), prepare, "yes") as runner:
        yield runner


def test_every_task_is_done_once(runner: Runner) -> None:
    assert sorted(run_all(runner, square, iter(range(20)), lost)) == [number * number for number in range(20)]


def test_an_error_of_a_task_is_raised(runner: Runner) -> None:
    with pytest.raises(PublishError, match="three"):
        list(run_all(runner, refuse, iter(range(20)), lost))


def test_few_tasks_are_under_way_at_a_time(runner: Runner) -> None:
    taken, done = 0, 0

    def _tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(50):
            taken += 1
            assert taken - done <= 2 * runner.width + 1
            yield number

    for _ in run_all(runner, square, _tasks(), lost):
        done += 1
    assert done == 50


def test_processes_are_prepared_and_others_than_this_one() -> None:
    with process_runner(2, Limits(), prepare, "yes") as runner:
        found = set(run_all(runner, process, iter(range(10)), lost))
    assert {value for _, value in found} == {"yes"} and os.getpid() not in {number for number, _ in found}


PATIENCE_SECONDS = 300  # on a machine that is busy
SHORT, SMALL = Limits(seconds=4), Limits(seconds=PATIENCE_SECONDS, bytes=300 * 1024**2)
PASSING = {"die": (SMALL, "killed"), "sleep": (SHORT, "time"), "grow": (SMALL, "memory"), "ask": (SMALL, "memory")}


@pytest.mark.slow
@pytest.mark.parametrize("call", PASSING)
def test_a_call_that_passes_a_limit_is_ended_and_the_others_are_made(call: str) -> None:
    limits, ending = PASSING[call]
    with process_runner(1, limits, prepare, "yes") as runner:
        found = Counter(run_all(runner, obey, iter(["square", call, "square"]), ended))
    assert found == Counter(["done", "done", f"{call} {ending}"])


def obey(call: str) -> str:
    {"square": lambda: 9, "die": lambda: os._exit(1), "sleep": lambda: time.sleep(2 * PATIENCE_SECONDS), "grow": grow, "ask": ask}[call]()
    return "done"


def grow() -> None:
    """Use more and more memory in small steps, which only a look from outside notices."""
    parts = []
    while True:
        parts.append(bytearray(1024**2))
        time.sleep(0.0002)


def ask() -> None:
    """Ask for all the memory at once; where the system gives it, use it."""
    bytearray(900 * 1024**2)
    time.sleep(2 * PATIENCE_SECONDS)


def ended(call: str, error: CallEndedError) -> str:
    return f"{call} {error.ending}"


def lost(task: object, error: CallEndedError) -> Never:
    raise AssertionError(f"{task} was ended: {error}")


def fail_to_prepare(value: str) -> None:
    raise ValueError(value)


def test_a_process_that_cannot_be_prepared_is_an_error_of_each_call() -> None:
    with process_runner(1, Limits(), fail_to_prepare, "not ready") as runner:
        for number in range(2):
            with pytest.raises(ValueError, match="not ready"):
                runner.submit(square, number).result(PATIENCE_SECONDS)


def die_at_once(folder: str) -> None:
    Path(folder, str(os.getpid())).touch()
    os._exit(1)


def test_processes_that_never_get_ready_are_not_begun_for_ever(tmp_path: Path) -> None:
    with process_runner(2, Limits(), die_at_once, str(tmp_path)) as runner:
        found = list(run_all(runner, square, iter(range(20)), ended))
    assert Counter(str(each).split()[1] for each in found)["start"] >= 14 and len(list(tmp_path.iterdir())) <= 8


def unsendable(number: int) -> object:
    return lambda: number


def test_a_result_that_cannot_be_sent_is_an_error() -> None:
    with process_runner(1, Limits(), prepare, "yes") as runner:
        with pytest.raises(RuntimeError, match="cannot be sent"):
            runner.submit(unsendable, 1).result(PATIENCE_SECONDS)
        assert runner.submit(square, 3).result(PATIENCE_SECONDS) == 9


def test_a_runner_that_is_left_ends_what_runs() -> None:
    with process_runner(2, Limits(), prepare, "yes") as runner:
        futures = [runner.submit(obey, "sleep") for _ in range(5)]
        found = [worker._process for worker in runner._workers.values()]
    assert all(future.done() for future in futures) and not any(process.is_alive() for process in found)


def test_an_interrupt_while_processes_begin_ends_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault: a process that had just been started wrote a traceback, because the program ended before it had told it what to do."""
    begun = list[PoolRunner]()

    class Interrupted(PoolRunner):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            begun.append(self)
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("publish.release.runner.pool.PoolRunner", Interrupted)
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt), process_runner(1, Limits(), prepare, "yes"):
            raise AssertionError("not interrupted")
    finally:
        signal.signal(signal.SIGINT, handler)
    (runner,) = begun
    assert runner._closed and not any(worker._process.is_alive() for worker in runner._workers.values())


def read_shared(shared: Shared[str]) -> str:
    return shared.value()


def test_shared_values_reach_the_tasks_and_only_few_are_kept(runner: Runner) -> None:
    def _tasks() -> Iterator[Shared[str]]:
        for number in range(30):
            shared = runner.share(f"key{number}", f"value {number}")
            assert runner.share(f"key{number}", f"value {number}") == shared
            yield from [shared] * 3

    assert Counter(run_all(runner, read_shared, _tasks(), lost)) == {f"value {number}": 3 for number in range(30)}


def test_shared_values_do_not_travel_with_a_task_and_few_are_kept() -> None:
    with process_runner(2, Limits(), prepare, "yes") as runner:
        for number in range(20):
            task = runner.share(f"key{number}", "x" * 1_000_000)
        assert len(pickle.dumps(task)) < 1000 and len(runner._values) == UNDER_WAY * 2 + 1


def test_a_runner_that_is_closed_tells_whoever_waits() -> None:
    with process_runner(1, Limits(), prepare, "yes") as runner:
        waiting = [runner.submit(time.sleep, 600) for _ in range(3)]
        runner.close()
        waiting.append(runner.submit(time.sleep, 600))
        for each in waiting:
            with pytest.raises(CallEndedError):
                each.result(timeout=60)
