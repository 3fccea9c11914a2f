"""The command line: one module for each command, imported only when its command is called."""

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
from publish.cli.shared import FORMAT, print_findings
from publish.project.findings import Finding, PublishError, Severity

COMMANDS = {
    "build": "printing",
    "extract": "texts",
    "init": "texts",
    "update": "texts",
    "check": "texts",
    "status": "signing",
    "approve": "signing",
    "waive": "signing",
    "export": "texts",
    "import": "texts",
    "release": "releases",
    "verify": "releases",
    "testpage": "printing",
    "doctor": "setup",
}
"""The commands, in the order in which they are used, and the packages that they are in."""

FAULT = 3  # the exit code of an error in this program
# Errors of the disk, the folder or the permissions: the user can correct them.
USER_ERRORS = {
    errno.EACCES, errno.EDQUOT, errno.EEXIST, errno.EFBIG, errno.EIO, errno.EISDIR, errno.ELOOP, errno.EMFILE, errno.ENAMETOOLONG,
    errno.ENOSPC, errno.ENOTDIR, errno.EPERM, errno.EROFS,
}  # fmt: skip
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class Publish(click.Group):
    """The group of commands: imports a command by its name, and reports errors with their exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order in which they are used."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command ``cmd_name``, None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"publish.cli.{COMMANDS[cmd_name]}.{cmd_name}{'_' * iskeyword(cmd_name)}").command
        assert isinstance(command, click.Command)
        return command

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any) -> click.Context:
        """Parse the options; with ``--format json``, errors in them are reported as JSON too."""
        form = _form(args)
        try:
            context = super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            _report_usage(error, form)
            raise
        context.meta[FORMAT] = form
        return context

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. An error that the user can correct exits with its own code, a fault of this program with 3."""
        try:
            return super().invoke(ctx)
        except PublishError as error:
            print_findings(error.findings, ctx.meta[FORMAT])
            ctx.exit(error.exit_code)
        except click.UsageError as error:
            _report_usage(error, ctx.meta[FORMAT])
            raise
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            print_findings([_finding_of(error)], ctx.meta[FORMAT])
            _discard_output()
            ctx.exit(PublishError.exit_code if _is_user_error(error) else FAULT)


def _form(args: Sequence[str]) -> str:
    """Return the format that a command line asks for, before its options are parsed."""
    return "json" if "--format=json" in args or ("--format", "json") in zip(args, args[1:], strict=False) else "text"


def _report_usage(error: click.UsageError, form: str) -> None:
    """Report a usage error as JSON and exit, if that was asked for; Click reports it as text."""
    if form != "json":
        return
    command = error.ctx.command_path if error.ctx else "publish"
    print_findings([Finding(Severity.ERROR, "usage", error.format_message(), hint=f"{command} --help lists the options")], form)
    raise click.exceptions.Exit(error.exit_code)


def _discard_output() -> None:
    """Discard what standard output does not take: otherwise Python writes it again at exit, fails, and exits with 120."""
    try:
        sys.stdout.flush()
    except OSError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_user_error(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in USER_ERRORS


def _finding_of(error: Exception) -> Finding:
    """Return an error of the disk as a finding; of a fault of this program, write the traceback to a file and name it."""
    if _is_user_error(error):
        hint = "check that the folder exists, that you may write to it, and that the disk is not full"
        return Finding(Severity.ERROR, "file-refused", f"a file cannot be read or written: {error}", hint=hint)
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="publish-fault-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.writelines(traceback.format_exception(error))
    message = f"a fault in publish itself: {type(error).__name__}: {error}"
    return Finding(Severity.ERROR, "fault", message, hint=f"this is a bug: send {file.name} to the maintainers")


@click.group(cls=Publish, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-C", "--directory", type=FOLDER, default=".", help="The workspace, or a folder in it.  [default: this folder]")
@click.version_option(__version__, prog_name="publish")
@click.pass_context
def main(ctx: click.Context, directory: Path) -> None:
    """Print one guide in every language: folded brochures, handouts and web pages that are safe to hand out."""
    # A command makes many objects and ends soon: collecting garbage as often as by default costs a tenth of its time.
    gc.set_threshold(200_000)
    # Characters that the terminal cannot show must not stop a command.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    ctx.obj = directory
