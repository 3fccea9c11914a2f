"""Tests of the usual sequence of commands: extract, init, update, build, status, doctor."""

import json
from pathlib import Path

import click
import pytest

from publish.cli import main
from publish.cli.commands import COMMANDS
from tests.cli.conftest import Run


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_says_of_each_command_what_its_own_help_says(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command and command.name == name
    assert [click.Command(name, help=COMMANDS[name].help).get_short_help_str(room) for room in (40, 500)] == [
        command.get_short_help_str(room) for room in (40, 500)
    ]


@pytest.mark.parametrize("width", [60, 78, 100])
def test_the_list_of_commands_is_laid_out_as_click_does(width: int) -> None:
    ours, theirs = click.HelpFormatter(width=width), click.HelpFormatter(width=width)
    main.format_commands(click.Context(main), ours)
    click.Group.format_commands(main, click.Context(main), theirs)
    assert ours.getvalue() == theirs.getvalue()


def test_from_a_guide_to_catalogs_and_pages(run: Run, process: Run, workspace: Path) -> None:
    assert run("extract", "--check").returncode == 1
    assert run("extract").returncode == 0
    assert run("extract", "--check").returncode == 0
    begun = process("init", "es")
    assert begun.returncode == 0 and "locales/es/LC_MESSAGES/inhaler.po" in begun.stdout
    assert "written" not in run("update").stdout
    built = process("build", "--locale", "en", "--layout", "web", "--layout", "handout")
    assert built.returncode == 0, built.stderr
    assert "DRAFT" in built.stdout and "2 of 2 outputs made" in built.stdout
    assert (workspace / "dist/en/inhaler.handout.A4.pdf").read_bytes().startswith(b"%PDF")
    assert (workspace / "dist/en/inhaler.web.html").is_file()


def test_status_has_three_formats(run: Run) -> None:
    run("init", "es")
    rows = json.loads(run("status", "--format", "json").stdout)["states"]
    assert {row["locale"] for row in rows} == {"en", "es", "ar"}
    assert "| locale |" in run("status", "--format", "markdown").stdout
    assert "publish approve en" in run("status", "en").stdout


def test_doctor_reports_libraries_and_fonts(run: Run) -> None:
    result = run("doctor")
    assert result.returncode == 0, result.stdout
    assert "✓ Pango" in result.stdout and "✓ fonts for ar" in result.stdout


def test_the_workspace_can_be_named(run: Run, workspace: Path) -> None:
    assert "inhaler" in run("-C", str(workspace / "source"), "status", "en").stdout
