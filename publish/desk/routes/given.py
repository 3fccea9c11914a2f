"""Read and check the JSON of a request to the desk; refuse it with status 400 if it has another form than the pages send."""

from typing import Any, NoReturn

from flask import abort, request

from publish.desk.table.editing import LONGEST_TEXT, Texts
from publish.desk.words import translate as _

MOST_FORMS = 10
MOST_EDITS = 500
"""How many unsaved texts a page sends at a time."""


def given_body() -> dict[str, Any]:
    """Return the object that was sent."""
    try:
        given = request.get_json(silent=True)
    except RecursionError:  # brackets in brackets, thousands deep
        refuse_body()
    return given if isinstance(given, dict) else refuse_body()


def given_text(given: dict[str, Any], name: str) -> str:
    """Return the text ``name``."""
    text = given.get(name)
    return str(text) if _is_text(text) else refuse_body()


def given_texts(given: dict[str, Any], name: str) -> Texts:
    """Return the list of texts ``name``: one, or one for each plural form."""
    texts = given.get(name)
    if not isinstance(texts, list) or not 1 <= len(texts) <= MOST_FORMS or not all(map(_is_text, texts)):
        refuse_body()
    return tuple(map(str, texts or ()))


def _is_text(text: object) -> bool:
    return isinstance(text, str) and len(text) <= LONGEST_TEXT and "\0" not in text


def refuse_body() -> NoReturn:
    """Refuse a request that is not as a page sends it."""
    abort(400, _("Something went wrong. Load the page again."))
