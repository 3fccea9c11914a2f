"""Name the layout of one's own with which an output fails: what its style sheets and templates may say is more than anybody has tried."""

from publish.edition.layout.spec import layout_spec
from publish.edition.layout.templates import own_files
from publish.edition.request import Request
from publish.project import Finding, PublishError, Severity, Snapshot

_HINT = "print the guide in a shipped layout: if that works, simplify this file; if not, send this message to the maintainers"


def explain_failure(snapshot: Snapshot, request: Request, error: Exception) -> Finding | None:
    """Return the finding (``layout-failed``) that ``request`` fails in a layout with files of its own; None for a shipped layout."""
    try:
        own = own_files(snapshot, layout_spec(snapshot, request.layout))
    except PublishError:
        return None
    if not own:
        return None
    message = f"{request.stem}: the page cannot be made as this layout wants it: {type(error).__name__}: {error}"
    return Finding(Severity.ERROR, "layout-failed", message, file=own[0], locale=request.locale, hint=_HINT)
