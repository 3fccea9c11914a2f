"""The form of a clinic."""

import posixpath

from babel import Locale
from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from publish.desk.access.guard import form_token
from publish.desk.access.roles import needs
from publish.desk.clinics.editing import (
    FOLDER,
    ClinicDraft,
    FieldError,
    edited_files,
    field_errors,
    opened_clinic,
    preview_of,
    save_clinic,
)
from publish.desk.clinics.fields import ClinicFields, fields_of_form
from publish.desk.clinics.logo import clean_logo
from publish.desk.printing.remembered import remember_clinic
from publish.desk.state import desk
from publish.desk.words import translate as _
from publish.desk.words import user_language
from publish.edition.pictures.place import TYPES
from publish.edition.values.hours import DAYS
from publish.edition.values.phones import phone_countries
from publish.project import PublishError, Snapshot
from publish.release.checking.clinics import priced_facts
from publish.release.staff.warm import wanted_output

pages = Blueprint("clinics", __name__, url_prefix="/clinics")


@pages.get("/new")
@needs("clinic")
def new() -> str:
    """Show the empty form."""
    return _form(ClinicDraft(ClinicFields()))


@pages.get("/edit/<name>")
@needs("clinic")
def edit(name: str) -> str:
    """Show the form of a clinic."""
    return _form(opened_clinic(_snapshot_with(name), name))


@pages.post("/check")
@needs("clinic")
def check_form() -> dict[str, object]:
    """Return what is wrong with the form as it is now, and the job that prints the panel with the clinic."""
    snapshot = desk().snapshots.current()
    draft, errors = _typed(snapshot)
    errors = (*errors, *field_errors(snapshot, draft))
    preview = None if errors else _preview(snapshot, draft)
    return {"errors": [{"field": each.field, "message": each.message, "hint": each.hint} for each in errors], "preview": preview}


@pages.post("/save")
@needs("clinic")
def save() -> BaseResponse:
    """Save the form, and go on to the guides; where something is wrong, show it again."""
    state = desk()
    snapshot = state.snapshots.current()
    draft, errors = _typed(snapshot)
    errors = (*errors, *field_errors(snapshot, draft))
    if errors:
        return make_response(_form(draft, errors), 422)
    try:
        name = save_clinic(state.workspace, draft)
    except PublishError as error:
        found = tuple(FieldError("", finding.message, finding.hint or "") for finding in error.findings)
        return make_response(_form(draft, found), 409)
    response = redirect(url_for("shelf.start", saved=name))
    remember_clinic(response, name)
    return response


@pages.get("/logo/<name>")
@needs("print")
def logo(name: str) -> Response:
    """Return the logo of a clinic, cleaned as it will be printed."""
    snapshot = _snapshot_with(name)
    file = opened_clinic(snapshot, name).fields.lines["logo"]
    if not file:
        abort(404)
    ending, content = clean_logo(snapshot.read_inside(FOLDER, file).data, posixpath.basename(file))
    return Response(content, mimetype=TYPES[ending])


def _snapshot_with(name: str) -> Snapshot:
    """Return the workspace as it is now; there is no page for a clinic that it does not have."""
    snapshot = desk().snapshots.current()
    return snapshot if name in snapshot.clinics() else abort(404, _("There is no such clinic."))


def _typed(snapshot: Snapshot) -> tuple[ClinicDraft, tuple[FieldError, ...]]:
    """Return the clinic as it was typed, and what is wrong with the logo."""
    name, form = request.form.get("file", ""), request.form.to_dict(flat=False)
    if name:
        _snapshot_with(name)
    fields, digest, upload = fields_of_form(form), request.form.get("digest", ""), request.files.get("logo_file")
    data = upload.read() if upload else b""
    if upload:
        upload.close()
    try:
        logo = clean_logo(data, upload.filename or "logo") if upload and data else None
    except PublishError as error:
        found = tuple(FieldError("logo", finding.message, finding.hint or "") for finding in error.findings)
        return ClinicDraft(fields, name, digest), found
    return ClinicDraft(fields, name, digest, logo), ()


def _preview(snapshot: Snapshot, draft: ClinicDraft) -> dict[str, object] | None:
    """Have the panel with the clinic printed as it would be; None where nothing can be shown now."""
    name, files = edited_files(snapshot, draft)
    edited = snapshot.with_files(files)
    try:
        wanted = preview_of(edited, name)
        if wanted is None:
            return None
        job = desk().queue.ask(wanted_output(edited, wanted[0], instructions=False), form_token())
    except PublishError:  # the guide, or too many at a time: the form can be saved without a picture
        return None
    picture = url_for("jobs.picture", key=job.key, number=wanted[1], ending=".screen.pdf", width=800)
    return {"job": url_for("jobs.state", key=job.key), "cancel": url_for("jobs.cancel", key=job.key), "picture": picture}


def _form(draft: ClinicDraft, errors: tuple[FieldError, ...] = ()) -> str:
    language = Locale.parse(user_language().cldr)
    names, days = language.territories, language.days["stand-alone"]["wide"]
    countries = sorted(((names[code], code) for code in phone_countries() if code in names))
    return render_template(
        "clinic.html",
        draft=draft,
        fields=draft.fields,
        errors=errors,
        countries=countries,
        day_names={day: days[number] for number, day in enumerate(DAYS)},
        prices=priced_facts(desk().snapshots.current()),
    )
