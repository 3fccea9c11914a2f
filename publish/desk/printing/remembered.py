"""What a browser remembers from one visit to the next: the clinic, and how somebody printed last."""

from flask import request
from werkzeug.wrappers import Response

from publish.desk.printing.choice import PrintChoice
from publish.project import PublishError, Snapshot

YEAR_SECONDS = 365 * 24 * 3600
_CLINIC = "clinic"


def remembered(snapshot: Snapshot) -> dict[str, str]:
    """Return what this browser chose last: layout, paper, fold and clinic."""
    return {name: request.cookies.get(f"desk_{name}", "") for name in ("layout", "paper", "fold")} | {_CLINIC: clinic_now(snapshot)}


def clinic_now(snapshot: Snapshot) -> str:
    """Return the clinic that this browser remembers; without one that of project.toml, or the only one, or none."""
    names = snapshot.clinics()
    try:
        usual = snapshot.settings.clinic
    except PublishError:
        usual = None
    return next((name for name in (request.cookies.get(f"desk_{_CLINIC}"), usual, *names[:1]) if name in names), "")


def remember_clinic(response: Response, name: str) -> None:
    """Have the browser remember the clinic ``name``."""
    remember(response, f"desk_{_CLINIC}", name)


def remember_choice(response: Response, choice: PrintChoice) -> None:
    """Have the browser remember how something was printed; what the choice leaves out stays as it was."""
    chosen = {"layout": choice.spec.name, "paper": choice.request.paper, "fold": choice.fold, _CLINIC: choice.request.clinic}
    for name, value in chosen.items():
        if value:
            remember(response, f"desk_{name}", value)


def remember(response: Response, name: str, value: str) -> None:
    """Have the browser keep ``value`` in the cookie ``name`` for a year."""
    response.set_cookie(name, value, max_age=YEAR_SECONDS, httponly=True, samesite="Strict")
