"""publish release: release what is approved, with a manifest that proves it."""

import os
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publish.cli.printing.progress import progress
from publish.cli.printing.shard import Shard
from publish.cli.shared import clinic_option, format_option, print_findings, print_report, running_options, table, workspace_of

if TYPE_CHECKING:
    from publish.release.bundle.gate import GateRow
    from publish.release.bundle.making import Released

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
HEADING = ("guide", "locale", "decision", "edition", "translated", "approved")


@click.command("release")
@click.option("--guide", "guides", multiple=True, help="A guide (folder in source/); repeatable. Default: all.")
@click.option("--locale", "locales", multiple=True, help="A locale; repeatable. Default: all of project.toml.")
@click.option("--layout", "layouts", multiple=True, help="A layout; repeatable. Default: project.toml's.")
@click.option("--paper", "papers", multiple=True, help="A paper; repeatable. Default: project.toml's.")
@clinic_option
@click.option("--require", "required", multiple=True, metavar="LOCALE", help="Make no release without this locale; repeatable.")
@click.option("--draft", is_flag=True, help="Release everything as it stands, marked DRAFT on every page.")
@click.option("--archive", is_flag=True, help="Also make a file of each output that carries its sources, as build --for archive does.")
@click.option("--name", help="The name of the release.  [default: the newest edition of its guides]")
@running_options
@click.option("--shard", type=Shard(), metavar="I/N", help="Make only part I of N, such as 2/4, into dist/parts.")
@click.option("--merge", "merged", type=FOLDER, multiple=True, metavar="DIR", help="Put the parts in these folders together; repeatable.")
@click.option("--fresh", is_flag=True, help="Print every page anew, also where the same page was printed before.")
@format_option("text", "json")
@click.pass_context
def command(
    ctx: click.Context,
    guides: tuple[str, ...],
    locales: tuple[str, ...],
    layouts: tuple[str, ...],
    papers: tuple[str, ...],
    clinic: str | None,
    required: tuple[str, ...],
    draft: bool,
    archive: bool,
    name: str | None,
    jobs: int | None,
    scheduler: str | None,
    timeout: float,
    shard: tuple[int, int] | None,
    merged: tuple[Path, ...],
    fresh: bool,
    form: str,
) -> None:
    """Release what is approved, into dist/releases/NAME, with manifest, checksums and provenance.

    Languages that were never approved are left out and listed. If anything else is wrong, nothing is released.
    """
    from publish.project.locks import CACHE_FOLDER
    from publish.release.build import BuildOptions
    from publish.release.bundle.making import ReleaseOptions, make_release
    from publish.release.plan import Selection
    from publish.release.reuse.store import Store
    from publish.release.runner import Limits

    if shard and merged:
        raise click.UsageError("--shard makes a part, --merge puts all parts together: use one of them")
    workspace = workspace_of(ctx)
    selection = Selection(guides, locales, layouts, papers, clinic)
    store = Store(workspace.folder(CACHE_FOLDER), fresh=fresh)
    how = BuildOptions(jobs, store=store, limits=Limits(timeout), scheduler=scheduler)
    options = ReleaseOptions(selection, required, draft, name, how, shard, merged, archive)
    released = make_release(workspace, options, partial(progress, quiet=form == "json"))
    if form == "json":
        print_report("release", released.findings, **_as_json(released))
    else:
        print_findings(released.findings)
        _report(released)
    ctx.exit(released.folder is None)


def _as_json(released: "Released") -> dict[str, object]:
    return {
        "folder": os.path.relpath(released.folder) if released.folder else None,
        "unchanged": released.unchanged,
        "part": released.part,
        "gate": [asdict(row) for row in released.rows],
        "outputs": [each.request.stem for each in released.built],
        "files": sum(len(each.files) for each in released.built),
    }


def _report(released: "Released") -> None:
    click.echo(table([HEADING, *map(_row, released.rows)]))
    for row in released.rows:
        _explain(row)
    if released.folder is None:
        click.echo("\nNothing was released.")
        return
    files, folder = sum(len(each.files) for each in released.built), os.path.relpath(released.folder)
    if released.part:
        click.echo(f"\n{folder} is one part: {files} files. To put all together: publish release --merge DIR …")
        return
    state = "is as it was released before" if released.unchanged else "is released"
    click.echo(f"\n{folder} {state}: {files} files. To verify it: publish verify {folder}")


def _row(row: "GateRow") -> tuple[str, ...]:
    counts = (f"{row.status.translated}/{row.status.total}", f"{row.status.approved}/{row.status.total}") if row.status else ("", "")
    return (row.guide, row.locale, row.decision, row.edition or "", *counts)


def _explain(row: "GateRow") -> None:
    """Print what keeps a row from being released as it should be, and who can mend it."""
    if row.reasons:
        click.echo(f"\n{row.locale}/{row.guide}: {row.decision}")
    for reason in row.reasons:
        click.echo(f"  - {reason.what}" + (f"\n    next: {reason.next}" if reason.next else ""))
