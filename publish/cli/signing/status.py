"""publish status: the state of every locale, and the next step for each."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from publish.cli.shared import format_option, print_findings, print_report, table, workspace_of
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
    if form == "json":
        print_report("status", broken, states=[{**asdict(each), "state": _state(each)} for each in statuses])
    else:
        print_findings(broken)
        rows = [HEADING, *map(_row, statuses)]
        click.echo(table(rows) if form == "table" else _markdown(rows))
    ctx.exit(has_errors(broken))


def _row(each: "DomainStatus") -> tuple[str, ...]:
    counts = (each.fuzzy, each.missing, each.stale, each.approved, len(each.waivers))
    return (each.locale, each.domain, f"{each.translated}/{each.total}", *map(str, counts), _state(each), each.kept or "", each.next)


def _state(each: "DomainStatus") -> str:
    """Return the word for the state; the words of the desk, which nobody signs, are complete rather than approved."""
    from publish.catalog.template import DESK

    late = "NOT FINISHED" if each.unfinished else "OUT OF DATE" if each.stale else ""
    return late or ("DRAFT" if each.draft else "complete" if each.domain == DESK else "approved")


def _markdown(rows: list[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(HEADING) + "|", *lines[1:]])
