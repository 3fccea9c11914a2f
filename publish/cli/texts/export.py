"""publish export: write catalogs as XLIFF, CSV, Excel or TMX for translation tools."""

from pathlib import Path

import click

from publish.cli.shared import print_findings, workspace_of

FORMATS = ("xliff", "csv", "xlsx", "tmx")  # publish.exchange.FORMATS, without loading it for --help


@click.command("export")
@click.argument("locales", nargs=-1, required=True, metavar="LOCALE...")
@click.option("--format", "form", type=click.Choice(FORMATS), default=FORMATS[0], show_default=True, help="File format.")
@click.option("--guide", "guides", multiple=True, help="A guide, or layouts; repeatable. Default: all.")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Where to write.  [default: exchange in the workspace]")
@click.option("--suggestions", is_flag=True, help="Add suggestions of the translation memory and of plug-ins to what is not translated.")
@click.pass_context
def command(
    ctx: click.Context, locales: tuple[str, ...], form: str, guides: tuple[str, ...], output: Path | None, suggestions: bool
) -> None:
    """Write the catalogs of each LOCALE for a translation tool (xliff), a spreadsheet (csv, xlsx) or a translation memory (tmx)."""
    from publish.exchange import UnitSuggester, export_files

    if suggestions and form == "tmx":
        raise click.UsageError("a translation memory (tmx) holds no suggestions: use xliff, csv or xlsx")
    workspace = workspace_of(ctx)
    suggester = UnitSuggester(workspace.snapshot()) if suggestions else None
    for path in export_files(workspace, locales, form, guides, output or workspace.folder("exchange"), suggester):
        click.echo(workspace.relative(path))
    print_findings(suggester.findings if suggester else ())
