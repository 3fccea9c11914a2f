"""Tests of runners: every task is done once, wherever it runs, and few are under way at a time."""

import os
import pickle
from collections import Counter
from collections.abc import Iterator

import pytest

from publish.project import PublishError, problem
from publish.release.runner import UNDER_WAY, LocalRunner, Runner, Shared, process_runner, run_all


def square(number: int) -> int:
    return number * number


def refuse(number: int) -> int:
    if number == 3:
        raise problem("x", "three")
    return number


def process(_: int) -> tuple[int, str]:
    return os.getpid(), os.environ["PREPARED"]


def die(_: int) -> None:
    os._exit(1)


def prepare(value: str) -> None:
    os.environ["PREPARED"] = value


@pytest.fixture(params=["local", "processes"])
def runner(request: pytest.FixtureRequest) -> Iterator[Runner]:
    if request.param == "local":
        yield LocalRunner()
        return
    with process_runner(2, prepare, "yes") as runner:
        yield runner


def test_every_task_is_done_once(runner: Runner) -> None:
    assert sorted(run_all(runner, square, iter(range(20)))) == [number * number for number in range(20)]


def test_an_error_of_a_task_is_raised(runner: Runner) -> None:
    with pytest.raises(PublishError, match="three"):
        list(run_all(runner, refuse, iter(range(20))))


def test_few_tasks_are_under_way_at_a_time(runner: Runner) -> None:
    taken, done = 0, 0

    def _tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(50):
            taken += 1
            assert taken - done <= 2 * runner.width + 1
            yield number

    for _ in run_all(runner, square, _tasks()):
        done += 1
    assert done == 50


def test_processes_are_prepared_and_others_than_this_one() -> None:
    with process_runner(2, prepare, "yes") as runner:
        found = set(run_all(runner, process, iter(range(10))))
    assert {value for _, value in found} == {"yes"} and os.getpid() not in {number for number, _ in found}


def test_a_process_that_ends_is_an_error_with_a_hint() -> None:
    with pytest.raises(PublishError, match="process-ended"), process_runner(1, prepare, "yes") as runner:
        list(run_all(runner, die, iter(range(2))))


def read_shared(shared: Shared[str]) -> str:
    return shared.value()


def test_shared_values_reach_the_tasks_and_only_few_are_kept(runner: Runner) -> None:
    def _tasks() -> Iterator[Shared[str]]:
        for number in range(30):
            shared = runner.share(f"key{number}", f"value {number}")
            assert runner.share(f"key{number}", f"value {number}") == shared
            yield from [shared] * 3

    assert Counter(run_all(runner, read_shared, _tasks())) == {f"value {number}": 3 for number in range(30)}


def test_shared_values_do_not_travel_with_a_task_and_their_files_go_in_the_end() -> None:
    with process_runner(2, prepare, "yes") as runner:
        folder = runner._folder
        for number in range(20):
            task = runner.share(f"key{number}", "x" * 1_000_000)
        assert len(pickle.dumps(task)) < 1000 and len(list(folder.iterdir())) == UNDER_WAY * 2 + 1
    assert not folder.exists()
