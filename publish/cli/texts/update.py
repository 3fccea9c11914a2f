"""publish update: merge the templates into the catalogs."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from publish.cli.shared import updated_table, workspace_of

if TYPE_CHECKING:
    from publish.catalog.update import UpdatedCatalog

SHOWN = 10  # messages of a guide that are listed without --verbose
LONGEST = 100  # characters of a message


@click.command("update")
@click.argument("locales", nargs=-1, metavar="[LOCALE]...")
@click.option("--verbose", is_flag=True, help="List every message that is new, changed or gone, not only the first of each guide.")
@click.pass_context
def command(ctx: click.Context, locales: tuple[str, ...], verbose: bool) -> None:
    """Bring the templates, then the catalogs of each LOCALE (default: all), up to date with the sources."""
    from publish.catalog.template import write_templates
    from publish.catalog.update import update

    workspace = workspace_of(ctx)
    done = update(workspace, locales)
    write_templates(workspace)
    click.echo(updated_table(workspace, done))
    for domain, changes in _changes(done).items():
        click.echo("\n" + "\n".join(_lines(domain, changes, len(changes) if verbose else SHOWN)))


def _changes(done: "Iterable[UpdatedCatalog]") -> dict[str, dict[str, list[str]]]:
    """Return what happened to the messages of each guide, and in which locales: most changes are the same in all of them."""
    found: dict[str, dict[str, list[str]]] = {}
    for each in done:
        told = [f"new      {_short(msgid)}" for msgid in each.added]
        told += [f"changed  {_short(msgid)}\n  was      {_short(before)}" for before, msgid in each.reworded]
        told += [f"removed  {_short(msgid)}" for msgid in each.removed]
        told += [f"{each.unchanged} unchanged"] if told else []
        for line in told:
            found.setdefault(each.domain, {}).setdefault(line, []).append(each.locale)
    return found


def _lines(domain: str, changes: dict[str, list[str]], most: int) -> Iterator[str]:
    yield f"{domain}:"
    listed = [line for line in changes if not line.endswith(" unchanged")]
    for line in listed[:most]:
        yield f"  {line}  [{' '.join(changes[line])}]"
    if len(listed) > most:
        yield f"  … and {len(listed) - most} more (--verbose lists them)"
    yield from (f"  {line}  [{' '.join(changes[line])}]" for line in changes if line not in listed)


def _short(msgid: str) -> str:
    from publish.project.findings import terminal_text

    folded = terminal_text(" ".join(msgid.split()))
    return folded if len(folded) <= LONGEST else folded[: LONGEST - 1] + "…"
