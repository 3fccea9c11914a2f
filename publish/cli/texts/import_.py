"""publish import: import XLIFF, CSV and Excel files into the catalogs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from publish.cli.shared import print_findings, table, workspace_of
from publish.project.findings import Finding, PublishError, Severity, has_errors

if TYPE_CHECKING:
    from publish.exchange import ImportedFile

HEADING = ("file", "locale", "guide", "imported", "unchanged", "refused")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option("--origin", type=click.Choice(("human", "machine")), default="human", show_default=True, help="Who translated it.")
@click.option("--locale", help="The locale, if the file does not name it.")
@click.option("--guide", help="The guide (or layouts), if the file does not name it.")
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], origin: str, locale: str | None, guide: str | None) -> None:
    """Import the translations and states of each XLIFF, CSV or Excel FILE; the exit code is 1 if something is refused.

    Machine translations are marked fuzzy. A damaged spreadsheet is refused as a whole.
    """
    from publish.exchange import import_file

    workspace = workspace_of(ctx)
    done: list[ImportedFile] = []
    refused: list[Finding] = []
    code = 0
    for path in files:
        try:
            done += import_file(workspace, path, machine=origin == "machine", locale=locale, domain=guide)
        except PublishError as error:
            refused += error.findings
            code = max(code, error.exit_code)
    refused += [finding for each in done for finding in each.findings]
    print_findings(refused)
    if done:
        click.echo(table([HEADING, *map(_row, done)]))
    ctx.exit(code or has_errors(refused))


def _row(each: "ImportedFile") -> tuple[str, ...]:
    return (each.file, each.locale, each.domain, *map(str, (each.accepted, each.unchanged, _refused(each))))


def _refused(each: "ImportedFile") -> int:
    return sum(finding.severity is Severity.ERROR for finding in each.findings)
