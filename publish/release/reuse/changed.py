"""Make only the outputs that have changed since an earlier build, and plan only what was not planned before."""

from collections.abc import Callable

from publish.edition.request import Request
from publish.project import Snapshot, recorded
from publish.release.results import BuiltOutput
from publish.release.reuse.ledger import BuildLedger, Options

Plan = Callable[[], tuple[Request, ...]]
Report = Callable[[BuiltOutput], None]
Build = Callable[[tuple[Request, ...], Report], tuple[BuiltOutput, ...]]

KEPT_AT_ONCE = 25
"""After how many outputs the ledger is written. It takes about a second where it has 10,000."""


def build_changed(
    ledger: BuildLedger, snapshot: Snapshot, requests: tuple[Request, ...], options: Options, build: Build, report: Report
) -> tuple[tuple[BuiltOutput, ...], dict[Request, str]]:
    """Return how each of ``requests`` went, and why those were made that ``ledger`` does not have.

    ``build`` makes these, and reports each; ``report`` is called with each output, reused or made. Those that are made are kept as
    they come, so that a build that is killed on the way need not begin anew.
    """
    found = {request: ledger.find(snapshot, request, options) for request in requests}
    done = {request: each for request, each in found.items() if isinstance(each, BuiltOutput)}
    for reused in done.values():
        report(reused)
    reasons = {request: each for request, each in found.items() if isinstance(each, str)}
    made = _build_and_keep(ledger, tuple(reasons), options, build, report) if reasons else ()
    done |= {each.request: each for each in made}
    return tuple(done[request] for request in requests), reasons


def _build_and_keep(
    ledger: BuildLedger, requests: tuple[Request, ...], options: Options, build: Build, report: Report
) -> tuple[BuiltOutput, ...]:
    waiting: list[BuiltOutput] = []

    def _keep() -> None:
        kept = tuple(waiting)
        waiting.clear()
        if kept:
            ledger.keep(kept, options)

    def _report(each: BuiltOutput) -> None:
        waiting.append(each)
        if len(waiting) >= KEPT_AT_ONCE:
            _keep()
        report(each)

    try:
        return build(requests, _report)
    finally:
        _keep()  # Ctrl-C too


def plan_changed(ledger: BuildLedger, snapshot: Snapshot, selection: str, plan: Plan) -> tuple[Request, ...]:
    """Return the outputs of ``selection``, a text: those of an earlier plan if nothing has changed, else what ``plan`` returns."""
    found = ledger.find_plan(snapshot, selection)
    if found is not None:
        return found
    with recorded() as reads:
        requests = plan()
    ledger.keep_plan(selection, requests, tuple(sorted(reads.items())))
    return requests
