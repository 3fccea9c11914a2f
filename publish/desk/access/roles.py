"""List in one table what each role may do at the desk, and mark each page with the action that it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from publish.project import ROLES

View = TypeVar("View", bound=Callable[..., Any])

DESK_ROLES = ("staff", "author", *ROLES)
EVERYONE = "everyone"
"""The role of whoever sits at a desk without users: the files of the workspace are theirs in any case."""

OPEN = "open"
"""What needs no login: the page to log in, style sheets."""

MAY = {
    "print": frozenset(DESK_ROLES) - {"back-translator"},
    "clinic": frozenset({"staff", "author"}),
    "see texts": frozenset({"author", "translator", "reviser", "clinician"}),
    "translate": frozenset({"translator", "reviser"}),
    "sign": frozenset({"translator", "reviser", "clinician"}),
    "waive": frozenset({"reviser", "clinician"}),
    "back-translate": frozenset({"back-translator"}),
}
"""Who may do what. docs/printing.md shows this table."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks for a page: a name (empty at a desk without users) and a role."""

    name: str
    role: str

    def may(self, action: str) -> bool:
        """Tell whether the person may do ``action``, a key of `MAY`."""
        return self.role == EVERYONE or self.role in MAY[action]


def needs(action: str) -> Callable[[View], View]:
    """Decorate a page that only those who may do ``action`` see (`OPEN`: all). A page without this decorator is shown to nobody."""

    def _marked(view: View) -> View:
        view.desk_action = action  # type: ignore[attr-defined]
        return view

    return _marked


def action_of(view: Callable[..., Any] | None) -> str | None:
    """Return the action that ``view`` needs, None if it says nothing."""
    return getattr(view, "desk_action", None)
