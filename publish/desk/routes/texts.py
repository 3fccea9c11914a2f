"""What is done to one text on the light table: saved, signed, rejected, a finding waived, a comment added."""

from flask import Blueprint, Response, abort, g, make_response

from publish.approval.signing import sign
from publish.approval.waivers.waiving import WaiverRequest, waive
from publish.catalog.template import workspace_locales
from publish.desk.access.roles import EVERYONE, needs
from publish.desk.routes.given import MOST_EDITS, given_body, given_text, given_texts, refuse_body
from publish.desk.state import desk
from publish.desk.table.details import message_details
from publish.desk.table.drafts import DraftFile
from publish.desk.table.editing import add_remark, message_of, new_remark, save_edit
from publish.project import ROLES, Severity
from publish.release.making.findings_on_page import mark_of_entry

pages = Blueprint("texts", __name__, url_prefix="/table/<guide>/<locale>")


@pages.get("/message/<mark>")
@needs("see texts")
def details(guide: str, locale: str, mark: str) -> dict[str, object]:
    """Return what helps with a message."""
    return message_details(desk().snapshots.current(), locale, guide, mark)


@pages.get("/drafts")
@needs("see texts")
def kept(guide: str, locale: str) -> dict[str, object]:
    """Return what this person has typed and not saved."""
    return {"drafts": _draft_file(guide, locale).read()}


@pages.post("/drafts")
@needs("see texts")
def keep(guide: str, locale: str) -> dict[str, object]:
    """Keep what was typed, and not saved, in place of what was kept before."""
    given = given_body()
    drafts = given.get("drafts")
    if not isinstance(drafts, dict) or len(drafts) > MOST_EDITS or not all(isinstance(each, dict) for each in drafts.values()):
        refuse_body()
    plain = {str(mark): _plain_draft(each) for mark, each in drafts.items()}
    _draft_file(guide, locale).write(dict(plain))
    return {"kept": len(plain)}


def _plain_draft(given: dict[str, object]) -> dict[str, object]:
    """Return a draft as a page sends it: the texts, those that stood in the catalog when it was begun, and its moment in milliseconds."""
    at = given.get("at", 0)
    if not isinstance(at, int) or not 0 <= at < 2**53:
        refuse_body()
    return {"texts": given_texts(given, "texts"), "before": given_texts(given, "before"), "at": at}


def _draft_file(guide: str, locale: str) -> DraftFile:
    workspace, snapshot = desk().workspace, desk().snapshots.current()
    if guide not in snapshot.guides() or locale not in workspace_locales(snapshot):
        abort(404)
    return DraftFile.of(workspace, g.person.name, guide, locale)


@pages.post("/save")
@needs("translate")
def save(guide: str, locale: str) -> Response:
    """Save a translation; where somebody else has changed it meanwhile, return both versions (409) and save nothing."""
    given = given_body()
    texts = given_texts(given, "texts")
    done = save_edit(desk().workspace, locale, guide, given_text(given, "mark"), texts, given_texts(given, "before"))
    return make_response({"saved": done.saved, "now": done.now, "yours": texts}, 200 if done.saved else 409)


@pages.post("/sign")
@needs("sign")
def approve(guide: str, locale: str) -> dict[str, object]:
    """Sign a text, if it is still the one that was seen (``digest``); return what the checks find against it."""
    given = given_body()
    (by, role), digest = _who(given), given_text(given, "digest")
    domain, _ = message_of(desk().snapshots.current(), guide, given_text(given, "mark"))
    (result,) = sign(desk().workspace, locale, role, by, chosen=(domain,), only=((domain, digest),))
    refused = [each.message for each in result.refused if each.severity is Severity.ERROR]
    return {"signed": bool(result.signed or result.already_signed), "refused": refused}


@pages.post("/reject")
@needs("sign")
def reject(guide: str, locale: str) -> dict[str, object]:
    """Reject a translation with a reason: it is to be checked again, and not printed until then."""
    return _remark(guide, locale, rejected=True)


@pages.post("/comment")
@needs("see texts")
def remark(guide: str, locale: str) -> dict[str, object]:
    """Add a comment for others."""
    return _remark(guide, locale, rejected=False)


@pages.post("/waive")
@needs("waive")
def waive_finding(guide: str, locale: str) -> dict[str, object]:
    """Waive the findings of a code in a text, with a reason."""
    given = given_body()
    by, role = _who(given)
    domain, message = message_of(desk().snapshots.current(), guide, given_text(given, "mark"))
    asked = WaiverRequest(locale, mark_of_entry(message), given_text(given, "code"), role, by, given_text(given, "reason"), (domain,))
    return {"waived": len(waive(desk().workspace, asked))}


def _remark(guide: str, locale: str, rejected: bool) -> dict[str, object]:
    given = given_body()
    remark = new_remark(given_text(given, "text"), _who(given)[0], rejected)
    add_remark(desk().workspace, locale, guide, given_text(given, "mark"), remark)
    return {"added": True}


def _who(given: dict[str, object]) -> tuple[str, str]:
    """Return the name and the role of whoever asks: those of the login; at a desk without users, those that they state."""
    if g.person.role != EVERYONE:
        return g.person.name, g.person.role
    role = given_text(given, "role")
    return given_text(given, "by").strip(), role if role in ROLES else ROLES[0]
