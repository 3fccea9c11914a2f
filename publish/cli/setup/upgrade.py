"""publish upgrade: say what has changed since the workspace was made."""

import click

from publish.cli.shared import workspace_of


@click.command("upgrade")
@click.option("--apply", "names", multiple=True, metavar="NAME", help="Make the change NAME of the list; repeatable.")
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...]) -> None:
    """List what has changed in layouts, settings and workflows since the workspace was made. Nothing is changed without --apply."""
    from publish.starter.upgrade import apply_changes, changes

    workspace = workspace_of(ctx)
    for name in apply_changes(workspace, names) if names else ():
        click.echo(f"{name}: written")
    found = changes(workspace.snapshot())
    for change in found:
        click.echo(f"- {change.what}")
        if change.name:
            click.echo(f"  next: publish upgrade --apply {change.name}  {change.effect}")
    if not found:
        click.echo("Nothing has changed since this workspace was made.")
