"""The queue of the press: what was asked for, what waits, what is done. It is bounded, and one thing is printed once for all who ask."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

from publish.desk.words import translate as _
from publish.edition.request import Request
from publish.project import problem
from publish.release.results import Output
from publish.release.staff.warm import Printing, WantedOutput, WarmPress

MOST_WAITING = 12
"""How many outputs may wait or be printed at a time; the next one is refused."""
MOST_WAITING_EACH = 4
"""How many of them one browser may have asked for: nobody else has to wait for more."""
MOST_KEPT = 32
"""How many finished outputs are kept in memory. Others come from the store, as quickly as a page is composed."""


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    PRINTING = "printing"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One output in the queue; ``askers`` are the sessions that wait for it."""

    key: str
    printing: Printing
    askers: set[str] = field(default_factory=set)

    @property
    def request(self) -> Request:
        """What was asked for."""
        return self.printing.task.request

    @property
    def is_over(self) -> bool:
        """Whether it waits for nothing any more."""
        return self.printing.future.done()

    @property
    def state(self) -> JobState:
        """Where it stands."""
        if self.is_over:
            return JobState.DONE if self.output.contents else JobState.FAILED
        return JobState.PRINTING if self.printing.future.running() else JobState.WAITING

    @property
    def output(self) -> Output:
        """The output, which must be done; whatever kept it from being made is among its findings."""
        return self.printing.output()


class PrintQueue:
    """The jobs of one press, for several people at a time."""

    def __init__(self, press: WarmPress) -> None:
        self._press = press
        self._jobs: dict[str, PrintJob] = {}
        self._lock = Lock()

    def ask(self, wanted: WantedOutput, asker: str) -> PrintJob:
        """Return the job that makes ``wanted``, a new one if nobody has asked for the same before.

        Raises `PublishError`: ``desk-busy`` if too much waits already.
        """
        with self._lock:
            job = self._jobs.get(wanted.key)
            if job is None:
                self._refuse_too_many(asker)
                job = self._jobs[wanted.key] = PrintJob(wanted.key, self._press.begin(wanted))
            elif job.is_over:
                self._jobs[wanted.key] = self._jobs.pop(wanted.key)  # at the end: used last
            job.askers.add(asker)
            self._forget_oldest()
            return job

    def find(self, key: str) -> PrintJob | None:
        """Return the job ``key``, None if there is none, or it was done long ago."""
        with self._lock:
            return self._jobs.get(key)

    def before(self, job: PrintJob) -> int:
        """Return how many jobs are printed before ``job``."""
        with self._lock:
            waiting = [each.key for each in self._waiting()]
        return waiting.index(job.key) if job.key in waiting else 0

    def cancel(self, key: str, asker: str) -> None:
        """Take back what ``asker`` asked for. Others who ask for the same still get it; what is printed already is finished and kept."""
        with self._lock:
            job = self._jobs.get(key)
            if job is None:
                return
            job.askers.discard(asker)
            if not job.askers and job.printing.future.cancel():
                del self._jobs[key]

    def _waiting(self) -> Iterator[PrintJob]:
        return (job for job in self._jobs.values() if not job.is_over)

    def _refuse_too_many(self, asker: str) -> None:
        waiting = list(self._waiting())
        if len(waiting) >= MOST_WAITING or sum(asker in job.askers for job in waiting) >= MOST_WAITING_EACH:
            message = _("Too many pages wait to be printed: %(count)s", count=len(waiting))
            raise problem("desk-busy", message, hint=_("Wait a moment, then load this page again."))

    def _forget_oldest(self) -> None:
        over = [job.key for job in self._jobs.values() if job.is_over]
        for key in over[: max(0, len(over) - MOST_KEPT)]:
            del self._jobs[key]
