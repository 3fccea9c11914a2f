"""publish new: begin a workspace."""

import shlex
from pathlib import Path

import click


@click.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Begin a workspace in the new or empty folder DIR: an example of a guide in two languages, a clinic, settings, and workflows."""
    from publish.project.findings import terminal_text
    from publish.starter.new import make_workspace

    names = make_workspace(folder)
    shown = terminal_text(str(folder))
    place = shlex.quote(shown)
    click.echo(f"{shown} is a workspace with {len(names)} files. README.md says what each person does first.")
    click.echo(f"next: publish -C {place} build  prints its guide in two languages, into {shown}/dist")
    click.echo("next: copy source/clinics/example.toml, fill in your clinic, and name it in source/project.toml")
