"""The start page: the guides in every language, and the search."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from publish.desk.access.roles import needs
from publish.desk.remembered import remember_clinic
from publish.desk.shelf import matching_guides, missing_language
from publish.desk.state import desk

pages = Blueprint("shelf", __name__)


@pages.get("/")
@needs("print")
def start() -> str:
    """Show all guides in all languages, or those that ``q`` asks for."""
    wanted = request.args.get("q", "")[:100]
    snapshot = desk().snapshots.current()
    guides = matching_guides(snapshot, wanted)
    missing = None if guides else missing_language(snapshot, wanted)
    return render_template("shelf.html", guides=guides, wanted=wanted, missing=missing, saved=request.args.get("saved", ""))


@pages.post("/clinic")
@needs("print")
def choose_clinic() -> BaseResponse:
    """Remember the clinic in this browser."""
    name = request.form.get("clinic", "")
    response = redirect(url_for("shelf.start"))
    if name in desk().snapshots.current().clinics():
        remember_clinic(response, name)
    return response
