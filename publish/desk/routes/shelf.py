"""The start page: the guides in every language, and the search."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from publish.desk.access.roles import needs
from publish.desk.printing.remembered import remember_clinic
from publish.desk.shelf import cover_request, matching_guides, missing_language
from publish.desk.state import desk
from publish.release.runner import CallEndedError
from publish.release.staff.pictures import pack_of

COVER_PX = 240
"""The width of a cover: twice what the shelf shows, for screens with fine pixels."""

pages = Blueprint("shelf", __name__)


@pages.get("/")
@needs("print")
def start() -> str:
    """Show all guides in all languages, or those that ``q`` asks for."""
    wanted = request.args.get("q", "")[:100]
    snapshot = desk().snapshots.current()
    guides = matching_guides(snapshot, wanted)
    missing = None if guides else missing_language(snapshot, wanted)
    version, saved = desk().snapshots.version(), request.args.get("saved", "")
    return render_template("shelf.html", guides=guides, wanted=wanted, missing=missing, version=version, saved=saved)


@pages.get("/cover/<guide>/<locale>.png")
@needs("print")
def cover_image(guide: str, locale: str) -> Response:
    """Return the cover of a guide in a language, small."""
    state = desk()
    snapshot = state.snapshots.current()
    request = cover_request(snapshot, guide, locale) or abort(404)
    name = f"{pack_of(snapshot, guide, locale).digest} {request!r}"
    picture = state.covers.find(name)
    if picture is None:
        try:
            picture = state.pictures.cover(snapshot, request, COVER_PX).result()
        except CallEndedError:
            picture = None
        state.covers.add(picture or abort(404), name)
    return Response(picture, mimetype="image/png")


@pages.post("/clinic")
@needs("print")
def choose_clinic() -> BaseResponse:
    """Remember the clinic in this browser."""
    name = request.form.get("clinic", "")
    response = redirect(url_for("shelf.start"))
    if name in desk().snapshots.current().clinics():
        remember_clinic(response, name)
    return response
