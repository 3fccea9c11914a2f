"""publish init: create the catalogs of a new locale."""

import click

from publish.cli.shared import updated_table, workspace_of


@click.command("init")
@click.argument("locale")
@click.pass_context
def command(ctx: click.Context, locale: str) -> None:
    """Create the catalogs of LOCALE, such as pt_BR or zh_Hans."""
    from publish.catalog.template import workspace_locales
    from publish.catalog.update import init

    workspace = workspace_of(ctx)
    click.echo(updated_table(workspace, init(workspace, locale)))
    if locale not in workspace_locales(workspace.snapshot()):
        click.echo(f"\nnext: add “{locale}” to locales in source/project.toml, so that build and status include it")
