"""publish approve: sign what stands now, or take a signature back."""

from typing import TYPE_CHECKING

import click

from publish.cli.shared import table, workspace_of

if TYPE_CHECKING:
    from publish.catalog.approvals import Book
    from publish.catalog.model import Entry
    from publish.project import Workspace

STYLES = {"kept": {}, "gone": {"fg": "red", "strikethrough": True}, "new": {"fg": "green", "underline": True}}


@click.command("approve")
@click.argument("locale")
@click.option("--role", required=True, help="translator, reviser, clinician or back-translator.")
@click.option("--by", required=True, metavar="NAME", help="Who signs.")
@click.option("--guide", "guides", multiple=True, help="Sign this guide (or “layouts”) only; repeatable. Default: all.")
@click.option("--origin", default="human", show_default=True, help="Who translated: human or machine (role translator only).")
@click.option("--interactive", is_flag=True, help="Walk through message by message, with what changed since the last approval.")
@click.option("--revoke", "reason", metavar="REASON", help="Take the signatures of this role back, and say why.")
@click.pass_context
def command(
    ctx: click.Context,
    locale: str,
    role: str,
    by: str,
    guides: tuple[str, ...],
    origin: str,
    interactive: bool,
    reason: str | None,
) -> None:
    """Sign the texts of LOCALE as they stand now. An edit voids the signature of the message it touches."""
    from publish.catalog.signing import revoke, sign

    workspace = workspace_of(ctx)
    if reason is not None:
        count = revoke(workspace, locale, role, by, reason, chosen=guides)
        click.echo(f"The signatures of the {role} on {count} messages of {locale} are taken back.")
        return
    only = list(_walk(workspace, locale, guides)) if interactive else None
    done = sign(workspace, locale, role, by, origin=origin, only=only, chosen=guides)
    rows = [(each.domain, str(each.signed), str(each.before), str(each.skipped), " ".join(each.approved)) for each in done]
    click.echo(table([("guide", "signed now", "signed before", "not ready", "approved in"), *rows]))


def _walk(workspace: "Workspace", locale: str, guides: tuple[str, ...]) -> list[tuple[str, str]]:
    """Show each message and return those that were agreed to; stopping early keeps what was agreed so far."""
    from publish.catalog.approvals import digest, read_book
    from publish.catalog.signing import signable
    from publish.catalog.template import domains

    book, agreed = read_book(workspace, locale), list[tuple[str, str]]()
    for domain in guides or domains(workspace):
        texts = signable(workspace, locale, domain)
        for number, entry in enumerate(texts, 1):
            _show(book, domain, entry, f"{domain} {number}/{len(texts)}")
            answer = click.prompt("Sign it? [y]es, [n]o, [q]uit here", type=click.Choice(["y", "n", "q"]), show_choices=False)
            if answer == "q":
                return agreed
            if answer == "y":
                agreed.append((domain, digest(entry)))
    return agreed


def _show(book: "Book", domain: str, entry: "Entry", place: str) -> None:
    from publish.catalog.difference import difference

    click.echo(f"\n{click.style(place, bold=True)}  {' '.join(entry.references)}")
    for comment in entry.extracted:
        click.echo(f"  {comment}")
    click.echo(f"  source:      {entry.msgid}")
    previous = book.last_text(domain, entry.key)
    for old, new in zip(previous.msgstrs if previous else entry.msgstrs, entry.msgstrs, strict=False):
        words = "".join(click.style(piece.text, **STYLES[piece.kind]) for piece in difference(old, new))  # type: ignore[arg-type]
        click.echo(f"  translation: {words}" + ("  (as signed before)" if previous and old == new else ""))
