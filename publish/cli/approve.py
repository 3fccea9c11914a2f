"""publish approve: sign what stands now, or take a signature back."""

import click

from publish.cli.shared import say, table, workspace_of


@click.command("approve")
@click.argument("locale")
@click.option("--role", required=True, help="translator, reviser, clinician or back-translator.")
@click.option("--by", required=True, metavar="NAME", help="Who signs.")
@click.option("--guide", "guides", multiple=True, help="Sign this guide (or “layouts”) only; repeatable. Default: all.")
@click.option("--origin", default="human", show_default=True, help="Who translated: human or machine (role translator only).")
@click.option("--interactive", is_flag=True, help="Walk through what the role has not signed yet, with what changed since it did.")
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
    """Sign the texts of LOCALE as they stand now. An edit voids the signature of the message it touches.

    A translation in which “publish check” finds an error is not signed: exit 1.
    """
    from publish.approval.sign import revoke, sign

    workspace = workspace_of(ctx)
    if reason is not None and interactive:
        raise click.UsageError("--revoke takes back all signatures of the role: leave --interactive out")
    if reason is not None:
        count = revoke(workspace, locale, role, by, reason, chosen=guides)
        click.echo(f"The signatures of the {role} on {count} messages of {locale} are taken back.")
        return
    only, finished = None, True
    if interactive:
        from publish.approval.history import steps
        from publish.approval.signatures import digest
        from publish.cli.walk import walk

        agreed, finished = walk(steps(workspace.snapshot(), locale, role, by, guides))
        only = [(step.domain, digest(step.entry)) for step in agreed]
    done = sign(workspace, locale, role, by, origin=origin, only=only, chosen=guides)
    rows = [(each.domain, str(each.signed), str(each.before), str(each.skipped), " ".join(each.approved)) for each in done]
    click.echo(table([("guide", "signed now", "signed before", "not ready", "approved in"), *rows]))
    if not finished:
        click.echo("\nStopped: what you agreed to is signed. The same command goes on with the rest.")
    refused = [finding for each in done for finding in each.refused]
    say(refused)
    ctx.exit(bool(refused))
