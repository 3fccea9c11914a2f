"""publish waive: overrule a finding of the checks in one text, end such a waiver, or list them."""

import click

from publish.cli.shared import print_findings, table, workspace_of
from publish.project.workspace import Workspace

HEADING = ("guide", "message", "code", "waived by", "role", "date", "counts", "reason")


@click.command("waive")
@click.argument("locale")
@click.option("--message", metavar="TEXT", help="The text: its digits in “publish check”, its msgid, or the beginning of its msgid.")
@click.option("--code", help="The code of the finding, such as warning-lost.")
@click.option("--by", metavar="NAME", help="Who decides.")
@click.option("--role", help="reviser or clinician. Critical texts and doses need a clinician.")
@click.option("--reason", metavar="WHY", help="Why the text is right.")
@click.option("--different-from", multiple=True, metavar="NAME", help="You are not NAME, who has a similar name; repeatable.")
@click.option("--guide", "guides", multiple=True, help="Look for the text in this guide (or “layouts”) only; repeatable.")
@click.option("--revoke", is_flag=True, help="End the waivers of this code in this text.")
@click.option("--list", "only_list", is_flag=True, help="List the waivers of LOCALE, and whether they count.")
@click.pass_context
def command(
    ctx: click.Context,
    locale: str,
    message: str | None,
    code: str | None,
    by: str | None,
    role: str | None,
    reason: str | None,
    different_from: tuple[str, ...],
    guides: tuple[str, ...],
    revoke: bool,
    only_list: bool,
) -> None:
    """Waive a finding in one text of LOCALE: the text is right, and the check is wrong. An edit of the text ends the waiver.

    “publish check” prints the command for each error that can be waived.
    """
    workspace = workspace_of(ctx)
    if only_list:
        click.echo(_list(workspace, locale))
        return
    from publish.approval.waivers.waiving import WaiverRequest, end_waiver, waive

    given = {"message": message, "code": code, "by": by, "role": role, "reason": reason}
    wanted = {name: value for name, value in given.items() if value is not None}
    if missing := given.keys() - wanted.keys():
        raise click.UsageError(f"a waiver needs {', '.join(f'--{name}' for name in given if name in missing)}")
    request = WaiverRequest(locale, domains=guides, different_from=different_from, **wanted)
    if revoke:
        click.echo(f"Ended {end_waiver(workspace, request)} waivers of {request.code}.")
        return
    found = waive(workspace, request)
    click.echo(f"Waived {request.code} in a text of {locale}, by {by}." if found else "It was waived before.")
    print_findings(found)


def _list(workspace: Workspace, locale: str) -> str:
    """Return a table of the waivers that were not ended."""
    from publish.approval.waivers import active_waivers
    from publish.approval.waivers.waiver_file import read_waivers
    from publish.catalog.locales import known_locale
    from publish.catalog.template import domains

    known_locale(locale)
    snapshot = workspace.snapshot()
    active = {each.waiver.id for domain in domains(snapshot) for each in active_waivers(snapshot, locale, domain)}
    rows = [
        (each.domain, each.message, each.code, each.by, each.role, each.date, "yes" if each.id in active else "no", each.reason)
        for each in read_waivers(snapshot, locale)
    ]
    return table([HEADING, *rows]) if rows else f"Nobody has waived a finding in {locale}."
