"""Tests of publish serve and publish desk-user."""

import socket

import pytest
from click.testing import CliRunner, Result

from publish.cli import main
from publish.desk.access.roles import Person
from publish.desk.access.users import logged_in
from publish.project import Workspace

PASSWORD = "correct horse battery"


def run(workspace: Workspace, *arguments: str, typed: str = "") -> Result:
    """Run a command in the workspace; ``typed`` is what comes from the standard input."""
    return CliRunner().invoke(main, ["-C", str(workspace.root), *arguments], input=typed)


def test_a_user_is_made_from_the_command_line(workspace: Workspace) -> None:
    made = run(workspace, "desk-user", "Maria", "--role", "staff", typed=PASSWORD + "\n")
    assert made.exit_code == 0 and "Maria may log in as staff" in made.output and PASSWORD not in made.output
    assert logged_in(workspace.snapshot(), "Maria", PASSWORD) == Person("Maria", "staff")
    short = run(workspace, "desk-user", "Tom", "--role", "staff", typed="short\n")
    assert short.exit_code == 1 and "at least 12 characters" in short.output


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7"])
def test_other_machines_reach_no_desk_without_users(workspace: Workspace, host: str) -> None:
    refused = run(workspace, "serve", "--host", host, "--no-browser")
    assert refused.exit_code == 2 and "desk-users-missing" in refused.output and "publish desk-user" in refused.output


def test_a_port_that_is_taken_is_named(workspace: Workspace) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = run(workspace, "serve", "--port", str(port), "--no-browser")
    assert refused.exit_code == 1 and f"port {port}" in refused.output and "--port 0" in refused.output
