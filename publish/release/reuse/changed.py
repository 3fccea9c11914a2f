"""Make only the outputs that have changed since an earlier build, and plan only what was not planned before."""

from collections.abc import Callable

from publish.edition.request import Request
from publish.project import Snapshot, recorded
from publish.release.results import BuiltOutput
from publish.release.reuse.ledger import BuildLedger, Options

Plan = Callable[[], tuple[Request, ...]]
Report = Callable[[BuiltOutput], None]
Build = Callable[[tuple[Request, ...], Report], tuple[BuiltOutput, ...]]


def build_changed(
    ledger: BuildLedger, snapshot: Snapshot, requests: tuple[Request, ...], options: Options, build: Build, report: Report
) -> tuple[tuple[BuiltOutput, ...], dict[Request, str]]:
    """Return how each of ``requests`` went, and why those were made that ``ledger`` does not have.

    ``build`` makes these; ``report`` is called with each output, reused or made.
    """
    found = {request: ledger.find(snapshot, request, options) for request in requests}
    done = {request: each for request, each in found.items() if isinstance(each, BuiltOutput)}
    for reused in done.values():
        report(reused)
    reasons = {request: each for request, each in found.items() if isinstance(each, str)}
    made = build(tuple(reasons), report) if reasons else ()
    if made:
        ledger.keep(made, options)
    done |= {each.request: each for each in made}
    return tuple(done[request] for request in requests), reasons


def plan_changed(ledger: BuildLedger, snapshot: Snapshot, selection: str, plan: Plan) -> tuple[Request, ...]:
    """Return the outputs of ``selection``, a text: those of an earlier plan if nothing has changed, else what ``plan`` returns."""
    found = ledger.find_plan(snapshot, selection)
    if found is not None:
        return found
    with recorded() as reads:
        requests = plan()
    ledger.keep_plan(selection, requests, tuple(sorted(reads.items())))
    return requests
