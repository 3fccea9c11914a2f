"""The command line: one module for each command, imported only when its command is called."""

import gc
import io
import os
import signal
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from publish import __version__
from publish.cli.commands import COMMANDS
from publish.cli.shared import FORMAT

FOLDER = click.Path(exists=True, file_okay=False, path_type=str)


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
        command = import_module(f"publish.cli.{COMMANDS[cmd_name].package}.{module}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands for ``--help``, without importing them."""
        room = formatter.width - 6 - max(map(len, COMMANDS))
        with formatter.section("Commands"):
            formatter.write_dl([(name, click.Command(name, help=entry.help).get_short_help_str(room)) for name, entry in COMMANDS.items()])

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any) -> click.Context:
        """Parse the options; with ``--format json``, errors in them are reported as JSON too."""
        form = _form(args)
        try:
            context = super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            from publish.cli.errors import report_usage

            report_usage(error, form)
        context.meta[FORMAT] = form
        return context

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. An error that the user can correct exits with its own code, a fault of this program with 3."""
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            from publish.cli.errors import report_failure

            ctx.exit(report_failure(error, ctx.meta[FORMAT]))


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


@click.group(cls=Publish, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-C", "--directory", type=FOLDER, default=".", help="The workspace, or a folder in it.  [default: this folder]")
@click.version_option(__version__, prog_name="publish")
@click.pass_context
def main(ctx: click.Context, directory: str) -> None:
    """Print one guide in every language: folded brochures, handouts and web pages that are safe to hand out."""
    # A command makes many objects and ends soon: collecting garbage as often as by default costs a tenth of its time.
    gc.set_threshold(200_000)
    # Characters that the terminal cannot show must not stop a command.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    ctx.obj = directory
