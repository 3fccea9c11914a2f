"""The stream of events that tells an open page when the files have changed."""

from flask import Blueprint, Response

from publish.desk.access.guard import form_token
from publish.desk.access.roles import needs
from publish.desk.state import desk

pages = Blueprint("changes", __name__)


@pages.get("/changes")
@needs("see texts")
def stream() -> Response:
    """Return the stream; without content (204) where too many are open: then the page asks for the version itself."""
    changes, browser = desk().changes, form_token()
    if not changes.enter(browser):
        return Response(status=204)
    response = Response(changes.events(), mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"})
    response.call_on_close(lambda: changes.leave(browser))
    return response
