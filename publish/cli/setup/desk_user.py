"""publish desk-user: add a user of the desk, or change their role and password."""

import sys

import click

from publish.cli.shared import workspace_of


@click.command("desk-user")
@click.argument("name")
@click.option("--role", required=True, help="What they may do: staff, author, translator, reviser, clinician or back-translator.")
@click.pass_context
def command(ctx: click.Context, name: str, role: str) -> None:
    """Write a user of the desk to source/desk.toml: NAME, a role, and the hash of a password, which is asked for.

    Where no terminal is, the password is the first line of the standard input.
    """
    from publish.desk.access.users import DESK, write_user

    if sys.stdin.isatty():
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    is_new = write_user(workspace_of(ctx), name, role, password)
    click.echo(f"{name} {'may' if is_new else 'has a new password, and may'} log in as {role}. Written to {DESK}.")
