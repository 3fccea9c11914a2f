"""publish extract: write the templates."""

import click

from publish.cli.shared import format_option, say, workspace_of


@click.command("extract")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a template is out of date.")
@format_option("text", "json")
@click.pass_context
def command(ctx: click.Context, check: bool, form: str) -> None:
    """Write the gettext templates (locales/*.pot) of every guide and of the layouts."""
    raise NotImplementedError
