"""publish testpage: write a test page for the printer."""

import os
from pathlib import Path

import click

from publish.cli.shared import workspace_of


@click.command("testpage")
@click.option("--paper", default="A4", show_default=True, help="The paper in the printer, such as A4 or Letter.")
@click.option("--locale", help="The language of the page.  [default: the source locale]")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Where to write.  [default: dist in the workspace]")
@click.pass_context
def command(ctx: click.Context, paper: str, locale: str | None, output: Path | None) -> None:
    """Write a page that shows whether a printer flips the sheet on the correct edge, keeps the scale and prints pale greys."""
    # Imported here: printing needs WeasyPrint, and --help must be quick.
    from publish.release.staff.pages import write_testpage

    workspace = workspace_of(ctx)
    snapshot = workspace.snapshot()
    path = write_testpage(snapshot, locale or snapshot.settings.source_locale, paper, output or workspace.folder("dist"))
    click.echo(f"{os.path.relpath(path)}: print it on both sides of one sheet, at 100%, flipped on the short edge")
