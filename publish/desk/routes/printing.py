"""The page of one guide in one language: how to print it, and how it will look."""

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from publish.approval.archive import archived_edition
from publish.desk.access.guard import form_token
from publish.desk.access.roles import needs
from publish.desk.printing.choice import choice_of, fold_names, layout_notes, layout_titles
from publish.desk.printing.remembered import remember_choice, remembered
from publish.desk.routes.jobs import job_values
from publish.desk.shelf import guide_title, sheet_state
from publish.desk.state import desk
from publish.desk.words import user_language
from publish.edition.values.locale_info import locale_info
from publish.release.staff.warm import wanted_output

pages = Blueprint("printing", __name__)


@pages.get("/print/<guide>/<locale>")
@needs("print")
def choose(guide: str, locale: str) -> BaseResponse:
    """Show one guide in one language as it will print; what was chosen last time is chosen again."""
    state = desk()
    snapshot = state.workspace.snapshot()  # what is printed is read now, whatever the time of a file says
    choice = choice_of(snapshot, guide, locale, remembered(snapshot) | request.args.to_dict())
    approved = "approved" in request.args
    job = state.queue.ask(wanted_output(snapshot, choice.request, approved, staff_locale=user_language().locale), form_token())
    page = render_template(
        "print.html",
        choice=choice,
        title=guide_title(snapshot, guide),
        state=sheet_state(snapshot, locale, guide),
        approved=approved,
        kept=archived_edition(snapshot, locale, guide),
        reader=locale_info(locale),
        **job_values(job),
        layout_notes=layout_notes(),
        layout_titles=layout_titles(),
        fold_names=fold_names(),
    )
    response = make_response(page)
    remember_choice(response, choice)
    return response
