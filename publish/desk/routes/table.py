"""The light table: the page with its messages, a look at unsaved text, and saving."""

from dataclasses import asdict, replace

from flask import Blueprint, Response, abort, render_template, request, url_for

from publish.catalog.template import workspace_locales
from publish.desk.access.guard import form_token
from publish.desk.access.roles import needs
from publish.desk.printing.choice import PrintChoice, choice_of, layout_titles
from publish.desk.printing.kinds import role_names
from publish.desk.printing.remembered import remembered
from publish.desk.routes.given import MOST_EDITS, given_body, given_text, given_texts
from publish.desk.routes.jobs import WIDTHS
from publish.desk.shelf import guide_title, translated_guides
from publish.desk.state import desk
from publish.desk.table.editing import Texts, edited_catalogs, signed_texts, with_edits
from publish.desk.table.labels import table_labels
from publish.desk.table.rows import as_data, findings_by_mark, shown_finding, table_rows
from publish.desk.words import translate as _
from publish.edition.request import PROOF
from publish.edition.values.locale_info import locale_info
from publish.project import Snapshot
from publish.release.runner import CallEndedError
from publish.release.staff.warm import wanted_output

pages = Blueprint("table", __name__, url_prefix="/table")


@pages.get("")
@needs("see texts")
def start() -> str:
    """Show what there is to translate and to check."""
    return render_template("tables.html", guides=translated_guides(_snapshot()))


@pages.get("/<guide>/<locale>")
@needs("see texts")
def show(guide: str, locale: str) -> str:
    """Show the light table of a guide in a language."""
    choice, snapshot = _choice(guide, locale), _snapshot()
    return render_template(
        "table.html",
        choice=choice,
        title=guide_title(snapshot, guide),
        reader=locale_info(locale),
        source=locale_info(snapshot.settings.source_locale),
        readers=tuple(map(locale_info, workspace_locales(snapshot))),
        labels=table_labels(),
        layout_titles=layout_titles(),
        roles=("translator", "reviser", "clinician"),
        role_names=role_names(),
    )


@pages.get("/<guide>/<locale>/messages")
@needs("see texts")
def listed(guide: str, locale: str) -> dict[str, object]:
    """Return the messages of the guide and of the layouts, with what the checks find."""
    _choice(guide, locale)
    snapshot = _snapshot()
    rows = as_data(table_rows(snapshot, locale, guide), findings_by_mark(snapshot, locale, guide))
    return {"rows": rows, "version": desk().snapshots.version()}


@pages.get("/<guide>/<locale>/version")
@needs("see texts")
def version(guide: str, locale: str) -> dict[str, object]:
    """Return a name of the files as they are: the page asks for it twice a second, to show at once what others change."""
    return {"version": desk().snapshots.version()}


@pages.post("/<guide>/<locale>/look")
@needs("see texts")
def look(guide: str, locale: str) -> dict[str, object]:
    """Check unsaved texts, and have the page printed as it would be with them; nothing is saved.

    With ``signed`` the page is printed as it was signed last, to be compared.
    """
    choice, snapshot = _choice(guide, locale), _snapshot()
    edits = signed_texts(snapshot, locale, guide) if given_body().get("signed") is True else _edits()
    edited = with_edits(snapshot, locale, guide, edits)
    request = replace(choice.request, purpose=PROOF)
    wanted = replace(wanted_output(edited, request, instructions=False), first_size_pt=_size_before())
    job = desk().queue.ask(wanted, form_token())
    return {"findings": findings_by_mark(edited, locale, guide), "job": job.key, "state": url_for("jobs.state", key=job.key)}


@pages.post("/<guide>/<locale>/quick")
@needs("see texts")
def quick(guide: str, locale: str) -> dict[str, object] | tuple[str, int]:
    """Draw the page with a message at once, as it would be with unsaved texts; `look` prints all pages exactly meanwhile.

    With ``since``, the version of the files before a change, the page is compared to the layout that was printed from them.
    """
    choice, snapshot, given = _choice(guide, locale), _snapshot(), given_body()
    job, width = desk().queue.find(given_text(given, "job")), given.get("width")
    fit = job.output.fit if job and job.is_over else None
    if fit is None or width not in WIDTHS:
        return "", 204
    edits = edited_catalogs(snapshot, locale, guide, _edits())
    since = desk().snapshots.before(given_text(given, "since")) if given.get("since") else None
    if since:
        snapshot, edits = since.snapshot, since.edits | edits
    request = replace(choice.request, purpose=PROOF)
    asked = desk().pictures.first_picture(snapshot, request, given_text(given, "mark").rpartition(".")[2], edits, fit.size_pt, width)
    try:
        found = asked.result()
    except CallEndedError:
        found = None
    if found is None:
        return "", 204
    picture = url_for("table.quick_picture", name=desk().drawn.add(found.picture))
    return {"page": found.page, "picture": picture, "places": [asdict(place) for place in found.places]}


@pages.get("/quick/<name>.png")
@needs("see texts")
def quick_picture(name: str) -> Response:
    """Return a picture that was just drawn."""
    return Response(desk().drawn.find(name) or abort(404), mimetype="image/png")


@pages.get("/print/<key>")
@needs("see texts")
def printed(key: str) -> dict[str, object]:
    """Return the pages of a proof that was printed: their number, where each message stands, and how the text fits."""
    job = desk().queue.find(key)
    if job is None or not job.is_over:
        abort(404, _("This page is not made yet."))
    output, fit = job.output, job.output.fit
    return {
        "pages": output.pages or 0,
        "sizes": [asdict(page) for page in output.proof_pages],
        "places": [asdict(place) for place in output.places],
        "fit": {"size_pt": fit.size_pt, "shares": fit.shares, "tightest": fit.tightest} if fit else None,
        "findings": list(map(shown_finding, output.findings)),
    }


def _size_before() -> float | None:
    """Return the type size at which the job that the page shows now was printed: the search for the new one begins there."""
    job = desk().queue.find(str(given_body().get("job", "")))
    fit = job.output.fit if job and job.is_over else None
    return fit.size_pt if fit else None


def _snapshot() -> Snapshot:
    return desk().snapshots.current()


def _choice(guide: str, locale: str) -> PrintChoice:
    """Return what is printed; the light table shows paper, so a web page is replaced by the first layout on paper."""
    snapshot = _snapshot()
    wanted = remembered(snapshot) | request.args.to_dict()
    choice = choice_of(snapshot, guide, locale, wanted)
    if choice.spec.kind == "pdf":
        return choice
    paper = next((spec.name for spec in choice.layouts if spec.kind == "pdf"), "") or abort(404, _("No layout of this guide is for paper."))
    return choice_of(snapshot, guide, locale, wanted | {"layout": paper})


def _edits() -> dict[str, Texts]:
    edits = given_body().get("edits")
    if not isinstance(edits, dict) or len(edits) > MOST_EDITS:
        abort(400, _("Something went wrong. Load the page again."))
    return {str(mark): given_texts(edits, mark) for mark in edits}
