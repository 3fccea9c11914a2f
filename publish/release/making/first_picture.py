"""Make the first picture after an edit, and covers: in a process that stays warm, and keeps the layouts to which edits are compared."""

from dataclasses import dataclass, replace
from datetime import date

from publish.edition.compose import compose
from publish.edition.request import Request
from publish.press.job import Job
from publish.press.marking.first_picture import FirstPicture, KeptLayout, cover_picture, first_picture, keep_layout
from publish.project import PublishError, Snapshot
from publish.release.making.inputs import job_of
from publish.release.runner import Shared

MOST_KEPT = 6
"""How many layouts a process keeps: one for each guide, language and layout that somebody works on."""

_kept: dict[tuple[str, Request, float], KeptLayout | None] = {}


@dataclass(frozen=True, slots=True)
class PictureTask:
    """The page with the message ``mark``, ``width_px`` pixels wide, with the catalogs ``edits`` (by file) in place of those in ``pack``.

    ``key`` names what is in ``pack``; ``size_pt`` is the type size that fitted without the edits.
    """

    key: str
    pack: Shared[Snapshot]
    request: Request
    today: date
    width_px: int
    mark: str = ""
    edits: tuple[tuple[str, bytes], ...] = ()
    size_pt: float = 0.0


def make_first_picture(task: PictureTask) -> FirstPicture | None:
    """Return the page with the message after the edits; None where it is on no page, or nothing can be laid out."""
    base = task.pack.value()
    try:
        kept = _kept_layout(task, base)
        page = kept.pages.get(task.mark) if kept else None
        if kept is None or page is None:
            return None
        return first_picture(_job(base.edited(dict(task.edits)), task), kept, page, task.width_px)
    except PublishError:  # the proof, which is made meanwhile, says what is wrong
        return None


def make_cover(task: PictureTask) -> bytes | None:
    """Return the first page as PNG; None where there is nothing to lay out."""
    try:
        return cover_picture(_job(task.pack.value(), task), task.width_px)
    except PublishError:
        return None


def _kept_layout(task: PictureTask, base: Snapshot) -> KeptLayout | None:
    key = (task.key, task.request, task.size_pt)
    if key not in _kept:
        while len(_kept) >= MOST_KEPT:
            del _kept[next(iter(_kept))]
        _kept[key] = keep_layout(_job(base, task), task.size_pt)
    _kept[key] = _kept.pop(key)  # at the end: used last
    return _kept[key]


def _job(snapshot: Snapshot, task: PictureTask) -> Job:
    composition = compose(snapshot, task.request, today=task.today)
    return replace(job_of(task.request, composition), purpose="office")
