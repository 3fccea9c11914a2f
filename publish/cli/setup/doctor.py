"""publish doctor: check this machine."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from publish.cli.shared import format_option, print_report, workspace_of
from publish.project.findings import UsageError

if TYPE_CHECKING:
    from publish.release.doctor import Examined


@click.command("doctor")
@format_option("text", "json")
@click.pass_context
def command(ctx: click.Context, form: str) -> None:
    """Check this machine: Python, libraries, text engines, fonts, workspace. The exit code is 1 if something is missing."""
    from publish.release.doctor import examine

    try:
        workspace = workspace_of(ctx)
    except UsageError:
        workspace = None
    examined = examine(workspace)
    if form == "json":
        print_report("doctor", (), examined=[asdict(each) for each in examined])
    else:
        _print(examined)
    ctx.exit(not all(each.healthy for each in examined))


def _print(examined: "Iterable[Examined]") -> None:
    for each in examined:
        click.echo(f"{click.style('✓', fg='green') if each.healthy else click.style('✗', fg='red')} {each.name}: {each.found}")
        if not each.healthy:
            click.echo(f"  next: {each.hint}")
