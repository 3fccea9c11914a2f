"""publish status: the state of every locale, and the next step for each."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from publish.cli.shared import format_option, print_findings, table, workspace_of
from publish.project.findings import has_errors

if TYPE_CHECKING:
    from publish.approval.status import DomainStatus

HEADING = ("locale", "guide", "translated", "fuzzy", "missing", "stale", "approved", "waived", "state", "last approved", "next")


@click.command("status")
@click.argument("locales", nargs=-1, metavar="[LOCALE]...")
@format_option("table", "json", "markdown")
@click.pass_context
def command(ctx: click.Context, locales: tuple[str, ...], form: str) -> None:
    """Show the state of each LOCALE (default: all): translated, fuzzy, missing, stale (behind the source), approved."""
    from publish.approval.status import status_report

    statuses, broken = status_report(workspace_of(ctx).snapshot(), locales)
    print_findings(broken)  # as text, on standard error: the JSON on standard output is a list of states
    if form == "json":
        click.echo(json.dumps([asdict(each) for each in statuses], ensure_ascii=False, indent=1))
    else:
        rows = [HEADING, *map(_row, statuses)]
        click.echo(table(rows) if form == "table" else _markdown(rows))
    ctx.exit(has_errors(broken))


def _row(each: "DomainStatus") -> tuple[str, ...]:
    counts = (each.fuzzy, each.missing, each.stale, each.approved, len(each.waivers))
    late = "NOT FINISHED" if each.unfinished else "OUT OF DATE" if each.stale else ""
    state = late or ("DRAFT" if each.draft else "approved")
    return (each.locale, each.domain, f"{each.translated}/{each.total}", *map(str, counts), state, each.kept or "", each.next)


def _markdown(rows: list[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(HEADING) + "|", *lines[1:]])
