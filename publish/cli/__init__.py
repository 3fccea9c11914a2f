"""The command line: one file a command, found by its name and loaded only when it is asked for."""

import tempfile
import traceback
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click

from publish import __version__
from publish.cli.shared import FORMAT, say
from publish.project.findings import PublishError

COMMANDS = ("build", "extract", "init", "update", "check", "status", "approve", "export", "import", "testpage", "doctor")
FAULT_OF_OURS = 3
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class Publish(click.Group):
    """Finds a command in the module of its name, and turns trouble into words and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are used."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"publish.cli.{cmd_name}{'_' * iskeyword(cmd_name)}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. What a user can mend exits with its own code; what is our fault exits with 3."""
        try:
            return super().invoke(ctx)
        except PublishError as error:
            say(error.findings, ctx.meta.get(FORMAT, "text"))
            ctx.exit(error.exit_code)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            _own_up(error)
            ctx.exit(FAULT_OF_OURS)


def _own_up(error: Exception) -> None:
    """Say that the fault is ours, and keep the traceback in a file rather than throw it at clinic staff."""
    with tempfile.NamedTemporaryFile("w", prefix="publish-fault-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.writelines(traceback.format_exception(error))
    click.echo(f"error: a fault in publish itself: {type(error).__name__}: {error}", err=True)
    click.echo(f"  next: send {file.name} to the people who maintain it", err=True)


@click.group(cls=Publish, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-C", "--directory", type=FOLDER, default=".", help="The workspace, or a folder in it.  [default: this folder]")
@click.version_option(__version__, prog_name="publish")
@click.pass_context
def main(ctx: click.Context, directory: Path) -> None:
    """Print one guide in every language: folded brochures, handouts and web pages that are safe to hand out."""
    ctx.obj = directory
