"""publish cache: show, shrink or empty what earlier builds have kept."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from publish.cli.shared import format_option, workspace_of

if TYPE_CHECKING:
    from publish.release.reuse.cache import Kept


@click.command("cache")
@click.option("--prune", is_flag=True, help="Delete what no build can use: damaged entries, outputs that are gone; and what is too much.")
@click.option("--clear", is_flag=True, help="Delete everything that was kept. The next build makes every output anew.")
@format_option("text", "json")
@click.pass_context
def command(ctx: click.Context, prune: bool, clear: bool, form: str) -> None:
    """Show what is kept in .publish-cache: printed pages, and what each output was made from.

    It can be deleted at any time, also while a build runs: that costs time, never a wrong page.
    """
    from publish.release.reuse.cache import clear_cache, kept_in, prune_cache  # here: --help must be quick

    if prune and clear:
        raise click.UsageError("--clear deletes what --prune would leave: name one of them")
    workspace = workspace_of(ctx)
    before = kept_in(workspace)
    if clear:
        clear_cache(workspace)
    elif prune:
        prune_cache(workspace)
    after = kept_in(workspace) if prune or clear else before
    click.echo(_as_json(before, after) if form == "json" else _as_text(before, after))


def _as_json(before: "Kept", after: "Kept") -> str:
    return json.dumps({"$schema": "urn:clinic-publish:cache:1", **asdict(after), "freed_bytes": before.bytes - after.bytes}, indent=1)


def _as_text(before: "Kept", after: "Kept") -> str:
    freed = f"\nDeleted: {_size(before.bytes - after.bytes)}." * (before != after)
    pages = f"{after.printed} printed file{'s' * (after.printed != 1)} ({_size(after.printed_bytes)} of at most {_size(after.most_bytes)})"
    return f"{after.folder}: {pages}; outputs that need not be made if nothing has changed: {after.outputs}.{freed}"


def _size(count: int) -> str:
    return f"{count / 1024**3:.1f} GB" if count >= 1024**3 else f"{count / 1024**2:.1f} MB"
