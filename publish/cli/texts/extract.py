"""publish extract: write the gettext templates."""

import click

from publish.cli.shared import workspace_of


@click.command("extract")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a template is out of date.")
@click.pass_context
def command(ctx: click.Context, check: bool) -> None:
    """Write the gettext templates (locales/*.pot) of every guide and of the layouts."""
    # Imported here, as in every command, so that --help is quick.
    from publish.catalog.template import write_templates

    workspace = workspace_of(ctx)
    changed = write_templates(workspace, check)
    for path in changed:
        click.echo(f"{workspace.relative(path)}: {'out of date' if check else 'written'}")
    if not changed:
        click.echo("The templates are up to date.")
    elif check:
        click.echo("next: run publish extract and publish update, and commit what they write", err=True)
        ctx.exit(1)
