"""Make the proof of one output again and again in a process that stays warm, as its files change."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from publish import press
from publish.edition.request import Request
from publish.project import Snapshot, now
from publish.release.build import write_output
from publish.release.output import Task, ended_output, failed_output, make_output, prepare_process
from publish.release.pack import pack_guide
from publish.release.plan import Selection, plan
from publish.release.results import BuiltOutput
from publish.release.runner import CallEndedError, Limits, Runner, process_runner


@dataclass(frozen=True, slots=True)
class RebuiltProof:
    """A proof that was made, and how many ``seconds`` that took."""

    built: BuiltOutput
    seconds: float


class ProofPress:
    """Makes proofs on ``runner``, one at a time, below the folder ``output``."""

    def __init__(self, runner: Runner, output: Path) -> None:
        self._runner = runner
        self._output = output

    def rebuild(self, snapshot: Snapshot, selection: Selection) -> RebuiltProof:
        """Make the first output of ``selection`` as a proof, and write it. Raises `PublishError` where nothing can be planned."""
        start = monotonic()
        request = plan(snapshot, selection)[0]
        return RebuiltProof(self._built(snapshot, request), monotonic() - start)

    def _built(self, snapshot: Snapshot, request: Request) -> BuiltOutput:
        try:
            pack = pack_guide(snapshot, request.guide, request.locale)
        except Exception as error:  # a file that cannot be read: the next change may mend it
            return write_output(failed_output(request, error), self._output)
        task = Task(self._runner.share(pack.digest, pack.snapshot), request, now().date())
        try:
            return write_output(self._runner.submit(make_output, task).result(), self._output)
        except CallEndedError as error:
            return write_output(ended_output(task, error), self._output)


@contextmanager
def proof_press(output: Path, seconds: float) -> Iterator[ProofPress]:
    """Give a press for proofs with one process; a proof that takes longer than ``seconds`` is given up.

    Raises `PublishError` where the text engines are missing.
    """
    if error := press.missing_engine():
        raise error
    with process_runner(1, Limits(seconds), prepare_process, None, 0) as runner:
        yield ProofPress(runner, output)
