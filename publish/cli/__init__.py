"""The command line: one module for each command, imported only when its command is called."""

import contextlib
import gc
import io
import os
import signal
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click

from publish import __version__
from publish.cli.shared import FORMAT, print_findings
from publish.project.findings import Finding, PublishError, Severity, correctable_error

COMMANDS = {
    "new": "setup",
    "serve": "printing",
    "build": "printing",
    "watch": "printing",
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
    "trace": "releases",
    "withdraw": "releases",
    "testpage": "printing",
    "cache": "setup",
    "doctor": "setup",
    "desk-user": "setup",
    "upgrade": "setup",
}
"""The commands, in the order in which they are used, and the packages that they are in."""

FAULT = 3  # the exit code of an error in this program
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class Publish(click.Group):
    """The group of commands: imports a command by its name, and reports errors with their exit code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command line, with standard streams that are open, and an orderly end on signals."""
        _open_streams()
        _end_on_signals()
        return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order in which they are used."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command ``cmd_name``, None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = cmd_name.replace("-", "_") + "_" * iskeyword(cmd_name)
        command = import_module(f"publish.cli.{COMMANDS[cmd_name]}.{module}").command
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
            refused = correctable_error(error)
            print_findings([refused or _report_fault(error)], ctx.meta[FORMAT])
            _discard_output()
            ctx.exit(PublishError.exit_code if refused else FAULT)


def _open_streams() -> None:
    """Open /dev/null for each standard stream that is closed: the next file that is opened would get its number, and what libraries say."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free, which is this one
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))


def _end_on_signals() -> None:
    """Have SIGTERM and SIGHUP end the program in order: what was begun is undone, and worker processes end."""
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup leaves it
                signal.signal(number, _end)


def _end(number: int, _: object) -> None:
    signal.signal(number, signal.SIG_IGN)
    raise SystemExit(128 + number)


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


def _report_fault(error: Exception) -> Finding:
    """Write the traceback of a fault of this program to a file, and return a finding that names it."""
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
