"""Log in and out."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as BaseResponse

from publish.desk.access.roles import OPEN, needs
from publish.desk.access.users import folded_name, logged_in
from publish.desk.state import desk
from publish.desk.words import translate as _

pages = Blueprint("login", __name__)


@pages.get("/login")
@needs(OPEN)
def form() -> str:
    """Show the form to log in."""
    return render_template("login.html", message="")


@pages.post("/login")
@needs(OPEN)
def enter() -> BaseResponse | tuple[str, int]:
    """Log in: a new session begins, so that nobody else knows its name (session fixation)."""
    state, name = desk(), request.form.get("name", "")
    tried = (folded_name(name)[:100], str(request.remote_addr))
    if state.attempts.refused(*tried):
        message = _("Too many attempts. Wait a quarter of an hour, or ask the person who made your login.")
        return render_template("login.html", message=message), 429
    person = logged_in(state.snapshots.current(), name, request.form.get("password", ""))
    if person is None:
        state.attempts.fail(*tried)
        return render_template("login.html", message=_("The name or the password is wrong.")), 401
    leave_session()
    session["login"] = state.logins.begin(person.name)
    return redirect(url_for("shelf.start"))


@pages.post("/logout")
@needs(OPEN)
def leave() -> BaseResponse:
    """Log out; the session is worth nothing from now on."""
    leave_session()
    return redirect(url_for("login.form"))


def leave_session() -> None:
    """End the session: its login, and the token of its forms."""
    desk().logins.end(str(session.get("login", "")))
    session.clear()
