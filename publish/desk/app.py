"""The web application: its settings, its pages, and what it says when something is wrong."""

import secrets

from flask import Flask, Response, g, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from publish.desk.access.guard import form_token, watch_requests
from publish.desk.printing.kinds import kind_of
from publish.desk.printing.remembered import clinic_now
from publish.desk.routes import back, changes, check, clinics, jobs, language, login, printing, shelf, table, texts
from publish.desk.shelf import clinic_titles
from publish.desk.state import Desk, desk
from publish.desk.words import desk_languages, language_name
from publish.desk.words import translate as _
from publish.desk.words import translate_markup, user_language
from publish.project import PublishError

LARGEST_BODY = 6 * 1024**2
"""The largest request, in bytes: a form with a logo."""


def create_app(state: Desk) -> Flask:
    """Return the application of a desk."""
    app = Flask("publish.desk")
    app.extensions["desk"] = state
    app.config.update(
        SECRET_KEY=secrets.token_bytes(32),  # a new one each time: sessions end with the desk
        SESSION_COOKIE_NAME=f"desk_{state.port}",  # cookies do not tell the ports of one machine apart
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=256 * 1024,
        MAX_FORM_PARTS=500,
    )
    app.jinja_env.globals |= {"_": translate_markup, "kind_of": kind_of}
    watch_requests(app)
    for room in (shelf, printing, jobs, clinics, login, table, texts, changes, back, check, language):
        app.register_blueprint(room.pages)
    app.context_processor(_values)
    app.register_error_handler(PublishError, _refused)
    app.register_error_handler(HTTPException, _http_error)
    return app


def _values() -> dict[str, object]:
    """Return what every template sees."""
    snapshot = desk().snapshots.current()
    has_users = bool(getattr(g, "person", None) and g.person.name)
    return {
        "language": user_language(),
        "languages": desk_languages(),
        "language_name": language_name,
        "form_token": form_token,
        "person": getattr(g, "person", None),
        "has_users": has_users,
        "clinic_names": clinic_titles(snapshot),
        "clinic_now": clinic_now(snapshot),
    }


def _refused(error: PublishError) -> Response:
    """Show an error that the user can correct, with all its findings."""
    status = _status({finding.code for finding in error.findings})
    if request.accept_mimetypes.best == "application/json":
        return make_response({"findings": [finding.message for finding in error.findings]}, status)
    return make_response(render_template("refused.html", findings=error.findings), status)


def _status(codes: set[str]) -> int:
    """Return the status of HTTP for an error with these codes."""
    if codes & {"desk-busy", "workspace-busy"}:
        return 503
    return 404 if any(code.startswith("unknown-") for code in codes) else 409


def _http_error(error: HTTPException) -> Response:
    """Show an error of the protocol in words: our own, or one sentence for each kind that the library reports."""
    is_own = error.description != type(error).description
    description = error.description if is_own else _ERRORS.get(error.code or 500, _any_error)()
    return make_response(render_template("http_error.html", description=description), error.code or 500)


def _any_error() -> str:
    return _("Something went wrong. Load the page again.")


_ERRORS = {
    404: lambda: _("There is no such page."),
    413: lambda: _("The file is too large."),
}
