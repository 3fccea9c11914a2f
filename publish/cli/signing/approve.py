"""publish approve: sign the current texts of a locale, or revoke signatures."""

from functools import partial

import click

from publish.cli.shared import print_findings, table, workspace_of


@click.command("approve")
@click.argument("locale")
@click.option("--role", required=True, help="translator, reviser, clinician or back-translator.")
@click.option("--by", required=True, metavar="NAME", help="Who signs.")
@click.option("--guide", "guides", multiple=True, help="Sign this guide (or “layouts”) only; repeatable. Default: all.")
@click.option("--origin", default="human", show_default=True, help="Who translated: human or machine (role translator only).")
@click.option("--interactive", is_flag=True, help="Ask for each text that the role has not signed yet, showing what changed since.")
@click.option("--different-from", multiple=True, metavar="NAME", help="You are not NAME, who has a similar name; repeatable.")
@click.option("--revoke", "reason", metavar="REASON", help="Revoke the signatures of this role, and say why.")
@click.pass_context
def command(
    ctx: click.Context,
    locale: str,
    role: str,
    by: str,
    guides: tuple[str, ...],
    origin: str,
    interactive: bool,
    different_from: tuple[str, ...],
    reason: str | None,
) -> None:
    """Sign the texts of LOCALE as they are now. Editing a message voids its signature.

    A translation with an error in “publish check” is not signed; the exit code is then 1.
    """
    from publish.approval.signing import revoke, sign
    from publish.project import problem

    workspace = workspace_of(ctx)
    if reason is not None and interactive:
        raise click.UsageError("--revoke revokes all signatures of the role: leave out --interactive")
    if reason is not None:
        count = revoke(workspace, locale, role, by, reason, chosen=guides)
        if not count:
            message, hint = f"nobody has signed anything as {role}, so nothing was revoked", "publish status shows what is signed"
            raise problem("nothing-to-revoke", message, locale=locale, hint=hint)
        click.echo(f"Revoked the signatures of the {role} on {count} messages of {locale}.")
        return
    only, finished = None, True
    if interactive:
        from publish.approval.pending import pending_texts
        from publish.approval.signatures import text_digest
        from publish.cli.signing.interactive import ask_for_each
        from publish.edition.layout.read_values import text_with_values

        snapshot = workspace.snapshot()
        read = partial(text_with_values, snapshot, locale)
        agreed, finished = ask_for_each(pending_texts(snapshot, locale, role, by, guides, different_from), read)
        only = [(step.domain, text_digest(step.entry)) for step in agreed]
    done = sign(workspace, locale, role, by, origin=origin, only=only, chosen=guides, different_from=different_from)
    rows = [(each.domain, str(each.signed), str(each.already_signed), str(each.not_ready), " ".join(each.approved_in)) for each in done]
    click.echo(table([("guide", "signed now", "signed before", "not ready", "approved in"), *rows]))
    if not finished:
        click.echo("\nStopped. The texts you accepted are signed. Run the same command again for the rest.")
    refused = [finding for each in done for finding in each.refused]
    print_findings(refused)
    ctx.exit(bool(refused))
