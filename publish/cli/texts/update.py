"""publish update: merge the templates into the catalogs."""

import click

from publish.cli.shared import updated_table, workspace_of


@click.command("update")
@click.argument("locales", nargs=-1, metavar="[LOCALE]...")
@click.pass_context
def command(ctx: click.Context, locales: tuple[str, ...]) -> None:
    """Bring the templates, then the catalogs of each LOCALE (default: all), up to date with the sources."""
    from publish.catalog.template import write_templates
    from publish.catalog.update import update

    workspace = workspace_of(ctx)
    done = update(workspace, locales)
    write_templates(workspace)
    click.echo(updated_table(workspace, done))
