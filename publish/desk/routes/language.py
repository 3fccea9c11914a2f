"""The language in which somebody reads the desk."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from publish.desk.access.roles import OPEN, needs
from publish.desk.printing.remembered import remember
from publish.desk.words import LANGUAGE_COOKIE, desk_languages

pages = Blueprint("language", __name__)


@pages.post("/language")
@needs(OPEN)
def choose() -> BaseResponse:
    """Remember the language in this browser, and go back to the page."""
    wanted = request.form.get("language", "")
    response = redirect(_own_page(request.form.get("back", "")) or url_for("shelf.start"))
    if wanted in {each.locale for each in desk_languages()}:
        remember(response, LANGUAGE_COOKIE, wanted)
    return response


def _own_page(address: str) -> str:
    """Return ``address`` if it is a path of the desk, else an empty text: a form must not lead to another site."""
    parts = urlsplit(address.replace("\\", "/"))
    is_path = address.startswith("/") and not address.startswith("//") and not (parts.scheme or parts.netloc)
    return address.rstrip("?") if is_path and address.isprintable() else ""
