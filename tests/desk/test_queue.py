"""Tests of the queue of the press: bounded, shared, taken back by those alone who asked."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

import pytest

from publish.desk.printing.queue import MOST_KEPT, MOST_WAITING, MOST_WAITING_EACH, JobState, PrintQueue
from publish.edition.request import Request
from publish.project import PublishError, Workspace
from publish.release.results import Output
from publish.release.runner import CallEndedError, Ending, Held, Limits
from publish.release.staff.warm import WantedOutput, WarmPress, wanted_output


class PatientRunner:
    """A runner whose calls wait until a test ends them."""

    width = 1

    def __init__(self) -> None:
        self.futures: list[Future[Any]] = []

    def share(self, key: str, value: Any) -> Held[Any]:
        return Held(value)

    def submit(self, function: Callable[[Any], Any], task: Any) -> "Future[Any]":
        self.futures.append(Future())
        return self.futures[-1]


@pytest.fixture
def runner() -> PatientRunner:
    return PatientRunner()


@pytest.fixture
def queue(runner: PatientRunner) -> PrintQueue:
    return PrintQueue(WarmPress(runner))


@pytest.fixture
def wanted(workspace: Workspace) -> WantedOutput:
    """One wanted output; the others differ in the name of their clinic."""
    return wanted_output(workspace.snapshot(), Request("inhaler", "en", "card", "A4"))


def other(wanted: WantedOutput, number: int) -> WantedOutput:
    return replace(wanted, request=replace(wanted.request, clinic=str(number)))


def test_two_who_ask_for_the_same_get_one_print(queue: PrintQueue, runner: PatientRunner, wanted: WantedOutput) -> None:
    first, second = queue.ask(wanted, "Maria"), queue.ask(wanted, "Tom")
    assert first is second and len(runner.futures) == 1 and queue.find(wanted.key) is first
    queue.cancel(wanted.key, "Maria")
    assert not runner.futures[0].cancelled() and queue.find(wanted.key)
    queue.cancel(wanted.key, "Tom")
    assert runner.futures[0].cancelled() and queue.find(wanted.key) is None


def test_what_was_taken_back_is_made_when_it_is_asked_for_again(queue: PrintQueue, runner: PatientRunner, wanted: WantedOutput) -> None:
    queue.ask(wanted, "Maria")
    queue.cancel(wanted.key, "Maria")
    assert queue.ask(wanted, "Maria").state is JobState.WAITING and len(runner.futures) == 2


def test_nobody_fills_the_queue_alone_and_all_together_fill_it(queue: PrintQueue, wanted: WantedOutput) -> None:
    for number in range(MOST_WAITING_EACH):
        queue.ask(other(wanted, number), "Maria")
    with pytest.raises(PublishError, match="wait to be printed"):
        queue.ask(other(wanted, 99), "Maria")
    for number in range(MOST_WAITING_EACH, MOST_WAITING):
        queue.ask(other(wanted, number), f"person {number}")
    with pytest.raises(PublishError, match="wait to be printed"):
        queue.ask(other(wanted, 99), "Tom")
    last = queue.find(other(wanted, MOST_WAITING - 1).key)
    assert last and queue.before(last) == MOST_WAITING - 1 and queue.before(queue.ask(other(wanted, 0), "Tom")) == 0


def test_a_job_says_where_it_stands(queue: PrintQueue, runner: PatientRunner, wanted: WantedOutput) -> None:
    job = queue.ask(wanted, "Maria")
    assert job.state is JobState.WAITING
    runner.futures[0].set_running_or_notify_cancel()
    assert job.state is JobState.PRINTING
    runner.futures[0].set_result(Output(wanted.request, contents={".pdf": b"%PDF"}))
    assert job.state is JobState.DONE
    queue.cancel(wanted.key, "Maria")
    assert queue.find(wanted.key) is job


def test_a_print_that_takes_too_long_has_failed_with_a_reason(queue: PrintQueue, runner: PatientRunner, wanted: WantedOutput) -> None:
    job = queue.ask(wanted, "Maria")
    runner.futures[0].set_exception(CallEndedError(Ending.TIME, Limits(1.0)))
    assert job.state is JobState.FAILED and [finding.code for finding in job.output.findings] == ["output-timeout"]


def test_old_prints_are_forgotten(queue: PrintQueue, runner: PatientRunner, wanted: WantedOutput) -> None:
    for number in range(MOST_KEPT + 3):
        queue.ask(other(wanted, number), str(number))
        runner.futures[-1].set_result(Output(wanted.request))
    queue.ask(other(wanted, 999), "last")
    assert queue.find(other(wanted, 2).key) is None and queue.find(other(wanted, 3).key)
