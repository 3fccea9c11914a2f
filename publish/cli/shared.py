"""What several commands use: the workspace, the --format option, findings and tables as text."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from publish.catalog.update import UpdatedCatalog
    from publish.project.findings import Finding
    from publish.project.workspace import Workspace

FORMAT = "publish.format"
MOST_PRINTED = 500
"""Findings that are printed as text: nobody reads more, and writing hundreds of thousands takes minutes."""
Command = TypeVar("Command", bound=Callable[..., Any])


def workspace_of(ctx: click.Context) -> "Workspace":
    """Return the workspace that -C names, or the one that holds the current folder; raises `UsageError` if there is none."""
    from pathlib import Path  # imported here, and not above, because --help needs no workspace

    from publish.project.workspace import find_workspace

    return find_workspace(Path(ctx.obj))


def format_option(*choices: str) -> Callable[[Command], Command]:
    """Return the --format option; its value is kept in the context, so that errors are reported in the same format."""

    def _keep(ctx: click.Context, _: click.Parameter, value: str) -> str:
        ctx.meta[FORMAT] = value
        return value

    kind = click.Choice(choices)
    return click.option("--format", "form", type=kind, default=choices[0], show_default=True, callback=_keep, help="Output format.")


clinic_option = click.option("--clinic", help="The clinic whose details are printed (a file in source/clinics/).")


timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(0, 86_400, min_open=True),
    default=300,
    show_default=True,
    help="Seconds after which an output is given up.",
)


def running_options(command: Command) -> Command:
    """Add the options that say where outputs are made, and how long each may take: ``jobs``, ``scheduler``, ``timeout``."""
    added = (
        timeout_option,
        click.option("--scheduler", metavar="ADDRESS", help="Make the outputs on a Dask cluster: the address of its scheduler, tcp://…"),
        click.option("--jobs", type=click.IntRange(1), help="Number of processes.  [default: one for each core]"),
    )
    for option in added:
        command = option(command)
    return command


def print_findings(findings: "Iterable[Finding]", form: str = "text") -> None:
    """Print findings: as text on standard error, or as one JSON report on standard output.

    As text, at most `MOST_PRINTED` are printed, the errors before the others if there are more.
    """
    if form == "json":
        print_report("findings", findings)
        return
    found = list(findings)
    if len(found) > MOST_PRINTED:
        found.sort(key=lambda finding: finding.severity != "error")
    for finding in found[:MOST_PRINTED]:
        mark, _, rest = str(finding).partition("\n")
        click.echo(click.style(mark, fg={"error": "red", "warning": "yellow"}.get(finding.severity)), err=True)
        if rest:
            click.echo(rest, err=True)
    if len(found) > MOST_PRINTED:
        click.echo(f"{len(found) - MOST_PRINTED:,} more are not shown: correct these first, then run the command again", err=True)


def print_report(kind: str, findings: "Iterable[Finding]", **fields: object) -> None:
    """Print one JSON object with ``fields`` and ``findings``. Its schema is docs/schemas/KIND-1.schema.json, for the ``kind`` given.

    Every report of every command has the key ``findings``; ``findings`` is also the kind of a report that has nothing else.
    """
    import json
    from dataclasses import asdict

    found = [asdict(finding) for finding in findings]
    click.echo(json.dumps({"$schema": f"urn:clinic-publish:{kind}:1", **fields, "findings": found}, ensure_ascii=False, indent=1))


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return ``rows`` (the first is the heading) as columns, aligned by the widths that characters have on a terminal."""
    from publish.project.findings import terminal_text
    from publish.text.width import columns

    rows = [[terminal_text(cell) for cell in row] for row in rows]
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("─" * width for width in widths), *lines[1:]])


def updated_table(workspace: "Workspace", done: "Iterable[UpdatedCatalog]") -> str:
    """Return a table with a row for each catalog that was updated."""
    heading = ("catalog", "messages", "fuzzy", "missing", "obsolete", "")
    rows = [
        (workspace.relative(each.path), *map(str, (each.total, each.fuzzy, each.missing, each.obsolete)), "written" * each.changed)
        for each in done
    ]
    return table([heading, *rows])
