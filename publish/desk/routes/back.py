"""Blind back-translation: a person reads the translation alone, and writes what it says in the language of the source."""

from flask import Blueprint, abort, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from publish.approval.back_translation import save_back_translation
from publish.desk.access.roles import needs
from publish.desk.state import desk
from publish.desk.table.blind import blind_guides, blind_texts
from publish.desk.table.editing import LONGEST_TEXT
from publish.edition.values.locale_info import locale_info
from publish.project import PublishError

pages = Blueprint("back", __name__, url_prefix="/back")


@pages.get("")
@needs("back-translate")
def start() -> str:
    """Show the translations that can be read back; no title is told, because it would say too much."""
    snapshot = desk().snapshots.current()
    return render_template("back_list.html", guides=blind_guides(snapshot), source=snapshot.settings.source_locale)


@pages.get("/<int:number>/<locale>")
@needs("back-translate")
def show(number: int, locale: str) -> str:
    """Show the texts of a translation, each with a field."""
    return _page(number, locale)


@pages.post("/<int:number>/<locale>")
@needs("back-translate")
def save(number: int, locale: str) -> BaseResponse:
    """Save what a text says; a page that runs scripts gets JSON."""
    form = request.form
    by, mark = g.person.name or form.get("by", "").strip(), form.get("mark", "")
    try:
        text = form.get("text", "")[:LONGEST_TEXT]
        save_back_translation(desk().workspace, locale, _guide(number), mark, form.get("digest", ""), text, by)
    except PublishError as error:
        problem = error.findings[0].message
        if request.accept_mimetypes.best == "application/json":
            return make_response({"problem": problem}, 409)
        return make_response(_page(number, locale, problem, by), 409)
    if request.accept_mimetypes.best == "application/json":
        return make_response({"saved": True})
    return redirect(url_for("back.show", number=number, locale=locale, _anchor=f"text-{mark}"))


def _guide(number: int) -> str:
    guides = desk().snapshots.current().guides()
    return guides[number - 1] if 1 <= number <= len(guides) else abort(404)


def _page(number: int, locale: str, problem: str = "", by: str = "") -> str:
    snapshot = desk().snapshots.current()
    texts = blind_texts(snapshot, locale, _guide(number))
    return render_template(
        "back.html",
        number=number,
        reader=locale_info(locale),
        source=locale_info(snapshot.settings.source_locale),
        texts=texts,
        done=sum(bool(text.back) for text in texts),
        problem=problem,
        by=by,
    )
