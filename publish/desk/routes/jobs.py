"""Answer requests about one job of the press: its state, cancelling it, its pages as pictures, and its files."""

import posixpath
from functools import lru_cache

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from publish.desk.access.guard import form_token
from publish.desk.access.roles import needs
from publish.desk.printing.choice import copies_of
from publish.desk.printing.progress import draft_progress
from publish.desk.printing.queue import JobState, PrintJob
from publish.desk.state import desk
from publish.desk.words import translate as _
from publish.edition.layout.spec import layout_spec
from publish.press.picture import faint_pages, page_count, page_picture
from publish.release.staff.printer import printer_settings

WIDTHS = (400, 800, 1200, 1600, 2400)
"""The widths of pictures in pixels, from which a browser chooses by the density of its screen."""

pages = Blueprint("jobs", __name__)


@pages.get("/jobs/<key>")
@needs("print")
def state(key: str) -> dict[str, object]:
    """Return where a job stands, for the page that waits for it."""
    job = _job(key)
    return {"state": job.state, "before": desk().queue.before(job)}


@pages.post("/jobs/<key>/cancel")
@needs("print")
def cancel(key: str) -> dict[str, object]:
    """Take back a job that this browser has asked for."""
    desk().queue.cancel(key, form_token())
    return {"state": "cancelled"}


@pages.get("/jobs/<key>/pages")
@needs("print")
def shown(key: str) -> str:
    """Return the part of a page that shows what a finished job has printed."""
    return render_template("job.html", **job_values(_job(key)))


@pages.get("/jobs/<key>/<int:number><ending>.<int:width>.png")
@needs("print")
def picture(key: str, number: int, ending: str, width: int) -> Response:
    """Return a page of a finished job as a picture."""
    job = _finished(key)
    if width not in WIDTHS or ending not in job.output.contents:
        abort(404)
    try:
        return Response(page_picture(job.output.contents[ending], number, width), mimetype="image/png")
    except IndexError:
        abort(404)


@pages.get("/jobs/<key>/<name>")
@needs("print")
def file(key: str, name: str) -> BaseResponse:
    """Return a file of a finished job; web pages are for download only, so that they do not act as pages of the desk."""
    job = _finished(key)
    ending = next((each for each in job.output.contents if name == file_name(job, each)), None)
    if ending is None:
        abort(404)
    mimetype = "text/html" if ending == ".html" else "application/pdf"
    response = Response(job.output.contents[ending], mimetype=mimetype)
    way = "attachment" if ending == ".html" or "download" in request.args else "inline"
    response.headers.set("Content-Disposition", way, filename=name)
    return response


def job_values(job: PrintJob) -> dict[str, object]:
    """Return what the template of a job sees."""
    values: dict[str, object] = {"job": job, "file_name": file_name, "widths": WIDTHS, "copies": copies_of(request.args.get("copies", ""))}
    if job.state is not JobState.DONE:
        return values
    snapshot = desk().snapshots.current()
    spec = layout_spec(snapshot, job.request.layout)
    values["progress"] = draft_progress(snapshot, job.request.locale, job.request.guide) if job.output.draft else None
    pdf = job.output.contents.get(".pdf")
    grey = ", ".join(map(str, _faint(pdf))) if pdf else ""
    return values | {"settings": printer_settings(job.output, spec), "pictures": page_count(pdf) if pdf else 0, "grey": grey}


@lru_cache(maxsize=16)
def _faint(pdf: bytes) -> tuple[int, ...]:
    return faint_pages(pdf)


def file_name(job: PrintJob, ending: str) -> str:
    """Return the name of a file of a job, as a build would call it."""
    return posixpath.basename(job.request.stem) + ending


def _job(key: str) -> PrintJob:
    return desk().queue.find(key) or abort(404, _("This page was made long ago. Load it again."))


def _finished(key: str) -> PrintJob:
    job = _job(key)
    return job if job.state is JobState.DONE else abort(404, _("This page is not made yet."))
