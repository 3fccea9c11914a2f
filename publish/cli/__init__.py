"""The command line: one file a command, found by its name and loaded only when it is asked for."""

import contextlib
import errno
import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click

from publish import __version__
from publish.cli.shared import FORMAT, say
from publish.project.findings import Finding, PublishError, Severity

COMMANDS = ("build", "extract", "init", "update", "check", "status", "approve", "export", "import", "testpage", "doctor")
FAULT_OF_OURS = 3
# What the system refuses because of the disk, the folder or the rights: the user can mend it.
MENDABLE = {
    errno.EACCES, errno.EDQUOT, errno.EEXIST, errno.EFBIG, errno.EIO, errno.EISDIR, errno.ELOOP, errno.EMFILE, errno.ENAMETOOLONG,
    errno.ENOSPC, errno.ENOTDIR, errno.EPERM, errno.EROFS,
}  # fmt: skip
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

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any) -> click.Context:
        """Read the options; whoever asked for JSON is told in JSON what is wrong with them."""
        form = _form(args)
        try:
            context = super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            _refuse(error, form)
            raise
        context.meta[FORMAT] = form
        return context

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. What a user can mend exits with its own code; what is our fault exits with 3."""
        try:
            return super().invoke(ctx)
        except PublishError as error:
            say(error.findings, ctx.meta[FORMAT])
            ctx.exit(error.exit_code)
        except click.UsageError as error:
            _refuse(error, ctx.meta[FORMAT])
            raise
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            say([_explained(error)], ctx.meta[FORMAT])
            _let_go_of_output()
            ctx.exit(PublishError.exit_code if _mendable(error) else FAULT_OF_OURS)


def _form(args: Sequence[str]) -> str:
    """Return the format that a command line asks for, before anybody knows whether it is a good one."""
    return "json" if "--format=json" in args or ("--format", "json") in zip(args, args[1:], strict=False) else "text"


def _refuse(error: click.UsageError, form: str) -> None:
    """Say a usage error as JSON and leave, where that was asked for; Click says it in words."""
    if form != "json":
        return
    command = error.ctx.command_path if error.ctx else "publish"
    say([Finding(Severity.ERROR, "usage", error.format_message(), hint=f"{command} --help tells what can be asked for")], form)
    raise click.exceptions.Exit(error.exit_code)


def _let_go_of_output() -> None:
    """Give up what standard output cannot take: else Python tries again as it ends, and exits with 120."""
    try:
        sys.stdout.flush()
    except OSError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _mendable(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in MENDABLE


def _explained(error: Exception) -> Finding:
    """Return trouble with the disk in words; else own up, and keep the traceback in a file rather than throw it at clinic staff."""
    if _mendable(error):
        hint = "see that the folder is one, that you may write there, and that there is room"
        return Finding(Severity.ERROR, "file-refused", f"a file cannot be read or written: {error}", hint=hint)
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="publish-fault-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.writelines(traceback.format_exception(error))
    message = f"a fault in publish itself: {type(error).__name__}: {error}"
    return Finding(Severity.ERROR, "fault", message, hint=f"send {file.name} to the people who maintain it")


@click.group(cls=Publish, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-C", "--directory", type=FOLDER, default=".", help="The workspace, or a folder in it.  [default: this folder]")
@click.version_option(__version__, prog_name="publish")
@click.pass_context
def main(ctx: click.Context, directory: Path) -> None:
    """Print one guide in every language: folded brochures, handouts and web pages that are safe to hand out."""
    # A command makes much and lives briefly: to look for cycles as often as a server does costs a tenth of its time.
    gc.set_threshold(200_000)
    # A terminal that cannot show a table's lines is no reason to fail.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    ctx.obj = directory
