"""Report what stops a command, with its exit code. Imported only when a command is stopped."""

import contextlib
import os
import sys
import tempfile
import traceback
from typing import NoReturn

import click

from publish.cli.shared import print_findings
from publish.project.findings import Finding, PublishError, Severity, correctable_error, terminal_text

FAULT = 3  # the exit code of an error in this program


def report_failure(error: Exception, form: str) -> int:
    """Print what ``error`` says, in the format ``form``, and return the exit code. Raises again what Click reports itself."""
    if isinstance(error, PublishError):
        print_findings(error.findings, form)
        return error.exit_code
    if isinstance(error, click.UsageError):
        report_usage(error, form)
    if isinstance(error, click.ClickException):
        raise error
    refused = correctable_error(error)
    print_findings([refused or _report_fault(error)], form)
    _discard_output()
    return PublishError.exit_code if refused else FAULT


def report_usage(error: click.UsageError, form: str) -> NoReturn:
    """Report a usage error as JSON and exit, if that was asked for; else raise it for Click, with control characters made visible."""
    text = error.format_message()
    if form != "json":
        shown = "\n".join(map(terminal_text, text.split("\n")))
        raise error if shown == text else click.UsageError(shown, error.ctx)
    command = error.ctx.command_path if error.ctx else "publish"
    print_findings([Finding(Severity.ERROR, "usage", text, hint=f"{command} --help lists the options")], form)
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
    with tempfile.NamedTemporaryFile("w", prefix="publish-fault-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.writelines(traceback.format_exception(error))
    message = f"a fault in publish itself: {type(error).__name__}: {error}"
    return Finding(Severity.ERROR, "fault", message, hint=f"this is a bug: send {file.name} to the maintainers")
