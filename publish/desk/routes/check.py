"""The page that tells whether a printed sheet is current: by its code, or by a photograph of it."""

from flask import Blueprint, render_template, request

from publish.desk.access.roles import needs
from publish.desk.state import desk
from publish.edition.values.locale_info import LocaleInfo, locale_info
from publish.project import PublishError
from publish.release.bundle.making import RELEASES
from publish.release.bundle.tracing.scan import codes_in_photo
from publish.release.bundle.tracing.trace import Trace, TracedCopy, trace_copies

LONGEST_CODE = 200

pages = Blueprint("check", __name__, url_prefix="/check")


@pages.get("")
@needs("print")
def ask() -> str:
    """Show the empty form."""
    return render_template("check.html", asked=False, code="")


@pages.post("")
@needs("print")
def answer() -> str:
    """Tell whether the sheet with this code may be handed out."""
    code, photo = request.form.get("code", "").strip()[:LONGEST_CODE], request.files.get("photo")
    found, problem = Trace(()), ""
    data = photo.read() if photo else b""
    if photo:
        photo.close()
    try:
        texts = (code,) if code else codes_in_photo(data, "photo") if data else ()
        if texts:
            found = trace_copies(desk().snapshots.current(), texts, (desk().workspace.folder(RELEASES),), everywhere=False)
            code = " ".join(texts)
    except PublishError as error:
        problem = error.findings[0].message
    asked = bool(code or data)
    about = {"copies": found.copies, "similar": found.similar, "problem": problem, "reader_of": _reader_of}
    return render_template("check.html", asked=asked, code=code, **about)


def _reader_of(traced: TracedCopy) -> LocaleInfo:
    return locale_info(traced.copy.request.locale)
