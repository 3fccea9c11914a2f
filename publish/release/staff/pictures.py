"""Pictures for people at a screen, made in a process of their own, which a build does not keep busy: pages just edited, and covers."""

from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from threading import Lock

from publish.edition.request import Request
from publish.press.marking.first_picture import FirstPicture
from publish.project import Snapshot, now, once
from publish.release.making.first_picture import PictureTask, make_cover, make_first_picture
from publish.release.output import prepare_process
from publish.release.pack import Pack, pack_guide
from publish.release.runner import Limits, Runner, process_runner

SECONDS = 20.0
"""How long one picture may take."""


class PicturePress:
    """Makes pictures on ``runner``, for several threads that ask at the same time."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._sharing = Lock()

    def first_picture(
        self, snapshot: Snapshot, request: Request, mark: str, edits: Mapping[str, bytes], size_pt: float, width_px: int
    ) -> "Future[FirstPicture | None]":
        """Have the page with the message ``mark`` drawn with ``edits`` (catalogs by file) in place of those of ``snapshot``."""
        with self._sharing:
            task = self._task(snapshot, request, width_px)
            about = (mark, tuple(edits.items()), size_pt)
            return self._runner.submit(make_first_picture, PictureTask(task.key, task.pack, request, task.today, width_px, *about))

    def cover(self, snapshot: Snapshot, request: Request, width_px: int) -> "Future[bytes | None]":
        """Have the first page of ``request`` drawn."""
        with self._sharing:
            return self._runner.submit(make_cover, self._task(snapshot, request, width_px))

    def _task(self, snapshot: Snapshot, request: Request, width_px: int) -> PictureTask:
        pack = pack_of(snapshot, request.guide, request.locale)
        return PictureTask(pack.digest, self._runner.share(pack.digest, pack.snapshot), request, now().date(), width_px)


@once
def pack_of(snapshot: Snapshot, guide: str, locale: str) -> Pack:
    """Return the files that outputs of ``guide`` in ``locale`` are made from."""
    return pack_guide(snapshot, guide, locale)


@contextmanager
def picture_press() -> Iterator[PicturePress]:
    """Give a press for pictures with one process, which ends when the block is left."""
    with process_runner(1, Limits(SECONDS), prepare_process, None, 0) as runner:
        yield PicturePress(runner)
