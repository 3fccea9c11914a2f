"""publish build: print guides as PDF and HTML."""

import os
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publish.cli.printing.progress import progress, state_of
from publish.cli.printing.shard import Shard
from publish.cli.shared import clinic_option, format_option, print_findings, print_report, running_options, table, workspace_of

if TYPE_CHECKING:
    from publish.edition.request import Request
    from publish.press import Fit
    from publish.project import Finding, Snapshot, Workspace
    from publish.release.explain.fit_notes import FitNote
    from publish.release.results import BuiltOutput
    from publish.release.reuse.changed import Report

PURPOSES = click.Choice(["office", "screen", "press", "archive", "proof"])
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOR = "Desk printer and screen, screen only, print shop, an archive (with its sources inside), or a proof: all that is wrong, marked."
HEADING = ("file", "pages", "type size", "smallest", "tightest", "white", "last page", "state")


@click.command("build")
@click.option("--guide", "guides", multiple=True, help="A guide (folder in source/); repeatable. Default: all.")
@click.option("--locale", "locales", multiple=True, help="A locale, such as ar (or a pseudo-locale for testing: en_XA, ar_XB); repeatable.")
@click.option("--layout", "layouts", multiple=True, help="A layout, such as brochure or card; repeatable. Default: project.toml's.")
@click.option("--paper", "papers", multiple=True, help="A paper, such as A4 or Letter; repeatable. Default: project.toml's.")
@click.option("--fold", metavar="roll|z|gate", help="How to fold a brochure.  [default: as its layout says]")
@click.option("--for", "purpose", type=PURPOSES, default="office", help=FOR)
@click.option("--profile", type=FILE, help="The print shop's ICC profile, with --for press.  [default: project.toml's]")
@clinic_option
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Where to write.  [default: dist; a proof: proof, always]")
@running_options
@click.option("--approved", is_flag=True, help="Print only the last approved edition of each locale.")
@click.option("--instructions", is_flag=True, help="Beside each folded output, write a page that shows staff how to print and fold it.")
@click.option("--shard", type=Shard(), metavar="I/N", help="Make only part I of N, such as 2/4: one part on each of several machines.")
@click.option("--fresh", is_flag=True, help="Make every output anew, also where nothing has changed since it was made.")
@click.option("--explain", is_flag=True, help="Say for each output why it is made.")
@format_option("text", "json")
@click.pass_context
def command(
    ctx: click.Context,
    guides: tuple[str, ...],
    locales: tuple[str, ...],
    layouts: tuple[str, ...],
    papers: tuple[str, ...],
    fold: str | None,
    purpose: str,
    profile: Path | None,
    clinic: str | None,
    output: Path | None,
    jobs: int | None,
    scheduler: str | None,
    timeout: float,
    approved: bool,
    instructions: bool,
    shard: tuple[int, int] | None,
    fresh: bool,
    explain: bool,
    form: str,
) -> None:
    """Print the guides: PDF for the desk printer and the screen, HTML for the web.

    An output that cannot be made is named, and the others are made. Outputs of which nothing has changed are not made again.
    """
    # Imported here: --help must be quick. What prints is imported only if something has changed (`_build`).
    from publish.project.clock import now
    from publish.release.reuse.changed import build_changed, plan_changed
    from publish.release.reuse.ledger import Options, empty_ledger, read_ledger

    if profile and purpose != "press":
        raise click.UsageError("--profile is the ICC profile of a print shop: use it with --for press")
    if purpose == "proof" and (output or approved or instructions):
        raise click.UsageError("a proof is written to the folder proof: leave out --output, --approved and --instructions")
    workspace = workspace_of(ctx)
    snapshot = workspace.snapshot()
    usual = workspace.folder("proof" if purpose == "proof" else "dist")
    folder = Path(os.path.realpath(output or usual))  # the record of what is up to date names files below it
    ledger = empty_ledger(workspace.root) if fresh or profile or purpose == "proof" else read_ledger(workspace.root)
    selection = (guides, locales, layouts, papers, clinic, fold, purpose)
    planned = plan_changed(ledger, snapshot, repr(selection), partial(_plan, snapshot, selection))
    requests = planned if shard is None else _part(planned, *shard)
    options = Options(folder, now().date().isoformat(), f"approved={approved} instructions={instructions}")
    how = _How(workspace, snapshot, folder, jobs, scheduler, timeout, approved, instructions, profile, fresh)
    with progress(requests, quiet=form == "json") as report:
        made, reasons = build_changed(ledger, snapshot, requests, options, how.build, report)
    if explain and form == "text":
        _explain(reasons)
    unfit = snapshot.unfit_names()
    notes = _notes_on_locales(snapshot, locales, planned)
    findings = dict.fromkeys((*unfit, *notes, *(finding for each in made for finding in each.findings)))
    if form == "json":
        print_report("build", (*findings, *_fit_notes(made)), outputs=[_as_json(each, reasons) for each in made])
    else:
        print_findings(findings)
        _summary(made)
    ctx.exit(bool(unfit) or any(each.failed for each in made))


def _plan(snapshot: "Snapshot", selection: tuple[Any, ...]) -> "tuple[Request, ...]":
    from publish.release.plan import Selection, plan, with_near_locales  # here, and not above: this imports what reads guides and layouts

    return plan(snapshot, with_near_locales(snapshot, Selection(*selection)))


def _notes_on_locales(snapshot: "Snapshot", locales: tuple[str, ...], planned: "tuple[Request, ...]") -> "tuple[Finding, ...]":
    """Return notes about locales in whose place a near one is printed: of those that were asked for, the ones that have no output."""
    if not set(locales) - {request.locale for request in planned}:
        return ()
    from publish.release.plan import near_findings  # here, and not above: this imports what reads guides and layouts

    return near_findings(snapshot, locales)


def _part(planned: "tuple[Request, ...]", part: int, parts: int) -> "tuple[Request, ...]":
    from publish.release.plan import shard_of

    return shard_of(planned, part, parts)


def _fit_notes(made: "tuple[BuiltOutput, ...]") -> "list[FitNote]":
    from publish.release.explain.fit_notes import fit_notes

    return fit_notes(made)


@dataclass(frozen=True, slots=True)
class _How:
    """How to make outputs: the options of the command."""

    workspace: "Workspace"
    snapshot: "Snapshot"
    folder: Path
    jobs: int | None
    scheduler: str | None
    timeout: float
    approved: bool
    instructions: bool
    profile: Path | None
    fresh: bool

    def build(self, requests: "tuple[Request, ...]", report: "Report") -> "tuple[BuiltOutput, ...]":
        """Make ``requests``, and call ``report`` with each."""
        from publish.project.locks import CACHE_FOLDER, locked_output  # here, and not above: this imports WeasyPrint
        from publish.release.build import BuildOptions, build
        from publish.release.reuse.store import Store
        from publish.release.runner import Limits

        store = Store(self.workspace.folder(CACHE_FOLDER), fresh=self.fresh)
        options = BuildOptions(
            self.jobs,
            self.instructions,
            self.approved,
            self.profile,
            store,
            Limits(self.timeout),
            lock=lambda: locked_output(self.workspace.root, self.folder),
            scheduler=self.scheduler,
        )
        return build(self.snapshot, requests, self.folder, options, report)


def _explain(reasons: "dict[Request, str]") -> None:
    for request, reason in reasons.items():
        click.echo(f"{request.stem}: made, because {reason}", err=True)


def _summary(made: "tuple[BuiltOutput, ...]") -> None:
    if not made:  # of a shard: a plan is never empty
        click.echo("This part has no outputs: there are more parts than pairs of a guide and a language. The other parts make them all.")
        return
    click.echo(table([HEADING, *(_row(each) for each in made)]))
    failed = sum(each.failed for each in made)
    drafts = sum(state_of(each) in ("DRAFT", "OUT OF DATE") for each in made)
    reused = sum(each.reused for each in made)
    unchanged = f" {reused} had not changed since an earlier build." * bool(reused)
    kinds = "to look at only." if made[0].request.is_proof else f"{drafts} of them drafts."
    counts = f"{len(made) - failed} of {len(made)} outputs made, {kinds}"
    click.echo(f"\n{counts}" + f" {failed} failed." * bool(failed) + unchanged)


def _as_json(built: "BuiltOutput", reasons: "dict[Request, str]") -> dict[str, object]:
    request, made, fit = built.request, built.made, built.made.fit
    names = ("guide", "locale", "layout", "paper", "clinic", "fold", "purpose")
    return {
        **{name: getattr(request, name) for name in names},
        "state": state_of(built).lower().replace(" ", "-"),
        "files": [os.path.relpath(path) for path in built.files],
        "code": made.imprint.code if made.imprint else None,
        "pages": made.pages,
        "sheets": made.sheets,
        "size_pt": fit.size_pt if fit else None,
        "tightest": fit.tightest if fit else None,
        "last_page": fit.shares[-1] if fit else None,
        "smallest_pt": fit.smallest_pt if fit else None,
        "white": [asdict(space) for space in fit.spaces] if fit else None,
        "reused": built.reused,
        "reason": reasons.get(request),
    }


def _row(built: "BuiltOutput") -> tuple[str, ...]:
    pages = "" if built.made.pages is None else f"{built.made.pages}" + f" on {built.made.sheets}" * (built.made.sheets != built.made.pages)
    name = os.path.relpath(built.files[0]) if built.files else built.request.stem
    return name, pages, *_fit_cells(built.made.fit), state_of(built)


def _fit_cells(fit: "Fit | None") -> tuple[str, ...]:
    """Return the cells on how an output fits: “white” is the largest white share of a page that should be full."""
    if fit is None:
        return ("",) * 5
    return f"{fit.size_pt:.1f} pt", f"{fit.smallest_pt:.1f} pt", fit.tightest, f"{fit.most_white:.0%}", f"{fit.shares[-1]:.0%}"
