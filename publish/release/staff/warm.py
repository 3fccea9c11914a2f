"""Print single outputs in processes that stay warm, by the same steps as a build, with the same store."""

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from threading import Lock

from publish import press
from publish.edition.request import Request
from publish.project import CACHE_FOLDER, Snapshot, Workspace, now
from publish.release.output import Task, ended_output, make_output, prepare_process
from publish.release.pack import Pack, pack_guide
from publish.release.results import Output
from publish.release.reuse.store import Store
from publish.release.runner import CallEndedError, Limits, Runner, process_runner

SECONDS = 120.0
"""How long one output may take: somebody waits for it."""


@dataclass(frozen=True, slots=True)
class WantedOutput:
    """An output that somebody asks for, with the files that it is made of. ``approved`` asks for the last approved edition.

    With ``instructions`` comes the page for staff that shows how to print and fold it, in their language ``staff_locale`` (None: the
    source's). A proof is tried at ``first_size_pt`` first, where much the same was printed before.
    """

    pack: Pack
    request: Request
    today: date
    approved: bool = False
    instructions: bool = True
    staff_locale: str | None = None
    first_size_pt: float | None = None

    @property
    def key(self) -> str:
        """A name for it: the same files, request and day have the same name."""
        about = (self.pack.digest, self.request, self.today, self.approved, self.instructions, self.staff_locale, self.first_size_pt)
        return sha256(repr(about).encode()).hexdigest()[:32]


def wanted_output(
    snapshot: Snapshot, request: Request, approved: bool = False, instructions: bool = True, staff_locale: str | None = None
) -> WantedOutput:
    """Return what is to be made for ``request``, from the files of ``snapshot``. Raises `PublishError` if they cannot be read."""
    return WantedOutput(pack_guide(snapshot, request.guide, request.locale), request, now().date(), approved, instructions, staff_locale)


@dataclass(frozen=True, slots=True)
class Printing:
    """An output that waits, is being made, or is done, as its ``future`` tells."""

    task: Task
    future: "Future[Output]"

    def output(self) -> Output:
        """Return the output, when it is done; whatever kept it from being made is among its findings."""
        try:
            return self.future.result()
        except CallEndedError as error:
            return ended_output(self.task, error)


class WarmPress:
    """Makes outputs on ``runner``, one after the other, for several threads that ask at the same time."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._sharing = Lock()

    def begin(self, wanted: WantedOutput) -> Printing:
        """Have ``wanted`` made."""
        with self._sharing:  # what is shared must still be there when the task that uses it is handed over
            shared = self._runner.share(wanted.pack.digest, wanted.pack.snapshot)
            task = Task(shared, wanted.request, wanted.today, wanted.approved, wanted.instructions)
            task = replace(task, staff_locale=wanted.staff_locale, first_size_pt=wanted.first_size_pt)
            return Printing(task, self._runner.submit(make_output, task))


@contextmanager
def warm_press(workspace: Workspace, jobs: int | None = None) -> Iterator[WarmPress]:
    """Give a press with ``jobs`` processes (None: one for each core); they end when the block is left.

    Raises `PublishError` where the text engines are missing.
    """
    if error := press.missing_engine():
        raise error
    store = Store(workspace.folder(CACHE_FOLDER))
    store.prune()
    with process_runner(jobs, Limits(SECONDS), prepare_process, store) as runner:
        yield WarmPress(runner)
