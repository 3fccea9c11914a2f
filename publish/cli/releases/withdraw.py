"""publish withdraw: record that printed copies of an edition must not be used any more."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publish.cli.shared import format_option, table, workspace_of

if TYPE_CHECKING:
    from publish.edition.values.withdrawn import WithdrawnCode

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
SCHEMA = "urn:clinic-publish:withdrawn:1"


@click.command("withdraw")
@click.argument("codes", nargs=-1, metavar="CODE...")
@click.option("--reason", help="Why the edition must not be used: printed copies, shelves and recall.json say so.")
@click.option("--by", help="The name of the person who withdraws it.")
@click.option("--list", "lists", is_flag=True, help="List what was withdrawn, and change nothing.")
@click.option("--releases", "folders", type=FOLDER, multiple=True, help="A folder of releases; repeatable.  [default: dist/releases]")
@format_option("text", "json")
@click.pass_context
def command(
    ctx: click.Context, codes: tuple[str, ...], reason: str | None, by: str | None, lists: bool, folders: tuple[Path, ...], form: str
) -> None:
    """Withdraw the editions with these codes: they are never printed again, and later releases say that copies must not be used.

    Anybody may withdraw an edition, and has to say who they are and why. It is recorded in source/withdrawn.toml.
    """
    from publish.edition.values.withdrawn import read_withdrawn
    from publish.release.bundle.making import RELEASES
    from publish.release.bundle.tracing.withdrawing import Withdrawal, withdraw

    workspace = workspace_of(ctx)
    if lists:
        _print(read_withdrawn(workspace.snapshot()), form)
        return
    if not codes:
        raise click.UsageError("name the codes to withdraw, or use --list")
    done = withdraw(workspace, Withdrawal(codes, by or "", reason or ""), folders or (workspace.folder(RELEASES),))
    if form == "json":
        _print(done.withdrawn, form)
        return
    for each in done.withdrawn:
        click.echo(f"{each.code} is withdrawn ({each.guide}, {each.locale}, {each.layout}). Destroy printed copies of it.")
    if not done.withdrawn:
        click.echo("All of these were withdrawn before.")
    if done.others:
        click.echo(f"Still in use are other outputs of the same guide and language: {', '.join(done.others)}")


def _print(withdrawn: "tuple[WithdrawnCode, ...]", form: str) -> None:
    if form == "json":
        found = [{**asdict(each), "date": each.date.isoformat()} for each in withdrawn]
        click.echo(json.dumps({"$schema": SCHEMA, "withdrawn": found}, ensure_ascii=False, indent=1))
        return
    rows = [(each.code, each.guide, each.locale, each.layout, each.by, str(each.date), each.reason) for each in withdrawn]
    click.echo(table([("code", "guide", "locale", "layout", "by", "date", "reason"), *rows]) if rows else "Nothing was withdrawn.")
