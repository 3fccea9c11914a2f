"""publish doctor: check this machine."""

import click

from publish.cli.shared import workspace_of
from publish.project.findings import UsageError


@click.command("doctor")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Check this machine: Python, libraries, text engines, fonts, workspace. The exit code is 1 if something is missing."""
    from publish.release.doctor import examine

    try:
        workspace = workspace_of(ctx)
    except UsageError:
        workspace = None
    examined = examine(workspace)
    for each in examined:
        click.echo(f"{click.style('✓', fg='green') if each.healthy else click.style('✗', fg='red')} {each.name}: {each.found}")
        if not each.healthy:
            click.echo(f"  next: {each.hint}")
    ctx.exit(not all(each.healthy for each in examined))
