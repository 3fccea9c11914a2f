"""Make only the outputs that have changed since an earlier build."""

from collections.abc import Callable

from publish.edition.request import Request
from publish.project import Snapshot
from publish.release.results import BuiltOutput
from publish.release.reuse.ledger import BuildLedger, Options

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
    ledger.keep((each, options) for each in made)
    done |= {each.request: each for each in made}
    return tuple(done[request] for request in requests), reasons
