"""The form of a clinic."""

from flask import Blueprint

from publish.desk.access.roles import needs

pages = Blueprint("clinics", __name__, url_prefix="/clinics")


@pages.get("/new")
@needs("clinic")
def new() -> str:
    """Show the empty form."""
    return ""


@pages.get("/<name>")
@needs("clinic")
def edit(name: str) -> str:
    """Show the form of a clinic."""
    return ""
