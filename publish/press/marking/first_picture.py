"""The first picture after an edit: the page that holds the message, laid out alone at the size that fitted before.

It shows the words on the page within a moment. It is not the page that will print: the type size is not fitted anew, spaces are not
balanced, and what follows is not moved. `print_unchecked` makes that page meanwhile.
"""

from dataclasses import dataclass
from typing import Any

from publish.press.engine.render import PageStarts, lay_out_one, lay_out_with_starts
from publish.press.engine.warnings import collect_warnings
from publish.press.fit.balance import TIGHTEST
from publish.press.fit.galley import Galley, prepare
from publish.press.job import Job, MessagePlace
from publish.press.marking.places import message_places
from publish.press.picture import page_picture
from publish.press.sheets.page_setup import page_setup


@dataclass(frozen=True, slots=True)
class KeptLayout:
    """A layout to which edits are compared: where its pages begin, and the first page (from 0) of each message, at ``size_pt``."""

    size_pt: float
    air: float
    starts: PageStarts
    pages: dict[str, int]


@dataclass(frozen=True, slots=True)
class FirstPicture:
    """A page as PNG, its number from 1, and where the messages are on it."""

    page: int
    picture: bytes
    places: tuple[MessagePlace, ...]


def keep_layout(job: Job, size_pt: float) -> KeptLayout:
    """Lay out ``job`` at ``size_pt``, and return what later edits of it need."""
    with collect_warnings():
        galley, air = _galley(job)
        document, starts = lay_out_with_starts(galley, size_pt, air)
        pages: dict[str, int] = {}
        for place in message_places(document):
            for mark in place.marks:
                pages.setdefault(mark, place.page - 1)
    return KeptLayout(size_pt, air, starts, pages)


def first_picture(job: Job, kept: KeptLayout, page: int, width_px: int) -> FirstPicture:
    """Return page ``page`` (from 0) of ``job``, which is that of ``kept`` with other texts on this page, or later."""
    with collect_warnings():
        galley, _ = _galley(job)
        document = lay_out_one(galley, kept.size_pt, kept.air, kept.starts, page)
        places = tuple(_moved(place, page + 1) for place in message_places(document))
        data = document.write_pdf(uncompressed_pdf=True)
    return FirstPicture(page + 1, page_picture(data, 1, width_px), places)


def cover_picture(job: Job, width_px: int) -> bytes:
    """Return the first page of ``job`` as PNG, at its smallest type size."""
    with collect_warnings():
        galley, air = _galley(job)
        document = lay_out_one(galley, job.min_size_pt, air)
        return page_picture(document.write_pdf(uncompressed_pdf=True), 1, width_px)


def _galley(job: Job) -> tuple[Galley, float]:
    """Return ``job`` ready to be laid out, and how tight its spaces are where the number of pages is fixed (`publish.press.fit.search`)."""
    setup = page_setup(job)
    is_limited = setup.names is not None or job.pages is not None
    return prepare(job, setup.rules), TIGHTEST if is_limited else 1.0


def _moved(place: Any, page: int) -> MessagePlace:
    return MessagePlace(page, place.x_mm, place.y_mm, place.width_mm, place.height_mm, place.marks, place.text)
