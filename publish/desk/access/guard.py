"""What every request passes before a page is made, and every answer before it is sent.

Pages of other sites, open in the same browser, must not print, save or read anything here (cross-site requests, DNS rebinding, frames);
texts of guides and catalogs must not run as scripts; nobody does more than their role may do.
"""

import ipaddress
import secrets
import socket

from flask import Flask, Response, abort, current_app, g, redirect, request, session, url_for
from werkzeug.wrappers import Response as BaseResponse

from publish.desk.access.roles import EVERYONE, OPEN, Person, action_of
from publish.desk.access.users import person_named, read_users
from publish.desk.state import desk
from publish.desk.words import translate as _

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})

_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The viewer of a browser writes a style of its own into the page that it makes of a PDF.
_PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def watch_requests(app: Flask) -> None:
    """Have every request and answer of ``app`` checked."""
    app.before_request(_check_host)
    app.before_request(_check_origin)
    app.before_request(_check_person)
    app.after_request(_protect)


def allowed_hosts(host: str, port: int) -> frozenset[str]:
    """Return the values of the Host header to answer to, where the desk listens on ``host``; empty: any address (`_is_address`)."""
    names = (*LOOPBACK, f"[{host}]" if ":" in host else host)
    return frozenset() if host in ("0.0.0.0", "::") else frozenset(f"{name.lower()}:{port}" for name in names)


def form_token() -> str:
    """Return the token that each form of this session carries; other sites do not know it."""
    if "token" not in session:
        session["token"] = secrets.token_urlsafe(32)
    return str(session["token"])


def _check_host() -> BaseResponse | None:
    """Refuse a Host header that is not ours: a name of another site that was made to lead to this machine (DNS rebinding)."""
    given, known = request.headers.get("Host", "").lower(), desk().hosts
    if given in known if known else _is_address(given):
        return None
    return Response("This address is not the desk's. Open the address that “publish serve” shows.\n", 421, mimetype="text/plain")


def _is_address(given: str) -> bool:
    """Tell whether a Host header is an address in numbers or the name of this machine: no other site can be called so."""
    name = given.rpartition(":")[0] or given
    if name in {*LOOPBACK, socket.gethostname().lower(), socket.getfqdn().lower()}:
        return True
    try:
        return bool(ipaddress.ip_address(name.strip("[]")))
    except ValueError:
        return False


def _check_origin() -> BaseResponse | None:
    """Refuse what another site makes the browser send; what changes something needs the token of a form of ours.

    A link on another site leads to the start page only: it cannot have pages printed.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        if request.method != "GET" or request.headers.get("Sec-Fetch-Mode") != "navigate":
            abort(403, _("Another site asked for this."))
        return None if request.endpoint == "shelf.start" else redirect(url_for("shelf.start"))
    if request.method not in CHANGING:
        return None
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.headers.get('Host', '')}":
        abort(403, _("Another site asked for this."))
    given = request.headers.get("X-Form-Token") or request.form.get("token", "")
    if not secrets.compare_digest(given.encode(), form_token().encode()):
        abort(403, _("This page is too old. Go back, load it again, and try once more."))
    return None


def _check_person() -> BaseResponse | None:
    """Find out who asks, and refuse what their role may not do; a page that does not say what it needs is refused to all."""
    g.person = _person()
    action = OPEN if request.endpoint == "static" else action_of(current_app.view_functions.get(request.endpoint or ""))
    if request.endpoint is None or action == OPEN:  # None: no page has this address, which is reported as usual
        return None
    if g.person is None:
        return redirect(url_for("login.form")) if request.method == "GET" else abort(401, _("Log in first."))
    if request.endpoint == "shelf.start" and not g.person.may("print"):
        return redirect(url_for("back.start"))
    if action is None or not g.person.may(action):
        abort(403, _("Your role may not do this."))
    return None


def _person() -> Person | None:
    """Return who asks; None for somebody who has to log in."""
    state = desk()
    snapshot = state.snapshots.current()
    if not state.users_wanted and not read_users(snapshot):
        return Person("", EVERYONE)
    name = state.logins.name_of(str(session.get("login", "")))
    return person_named(snapshot, name) if name else None


def _protect(response: Response) -> Response:
    """Add the headers that limit what a browser does with an answer."""
    is_pdf = response.mimetype == "application/pdf"
    response.headers["Content-Security-Policy"] = _PDF_POLICY if is_pdf else _PAGE_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN" if is_pdf else "DENY"
    response.headers.update(_HEADERS)
    response.headers["Cache-Control"] = "no-cache" if request.endpoint == "static" else "no-store"
    return response
