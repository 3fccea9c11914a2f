"""publish check: check translations, or the guides themselves."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from publish import __version__
from publish.cli.shared import format_option, print_report, table, workspace_of
from publish.project.clock import now
from publish.project.findings import Finding, PublishError, Severity, has_errors

if TYPE_CHECKING:
    from publish.project.workspace import Workspace
    from publish.release.checking import Checked, Task

WEIGHTS = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
CATALOG_PAGE, SOURCE_PAGE = "docs/checks.md", "docs/source-checks.md"


@click.command("check")
@click.argument("locales", nargs=-1, metavar="[LOCALE]...")
@click.option("--source", is_flag=True, help="Check the guides themselves against the standards of health literacy.")
@click.option("--guide", "guides", multiple=True, help="A guide (or “layouts”); repeatable. Default: all.")
@click.option(
    "--severity",
    type=click.Choice([weight.value for weight in WEIGHTS]),
    default=Severity.WARNING.value,
    show_default=True,
    help="Lowest severity to show.",
)
@format_option("text", "json", "sarif", "junit")
@click.pass_context
def command(ctx: click.Context, locales: tuple[str, ...], source: bool, guides: tuple[str, ...], severity: str, form: str) -> None:
    """Check the translations of each LOCALE (default: all). The exit code is 1 if there is an error."""
    from publish.release.checking import catalog_tasks, source_tasks

    if source and locales:
        raise click.UsageError("--source checks the guides themselves: leave out the locales; to check one guide, type --guide NAME")
    workspace = workspace_of(ctx)
    snapshot = workspace.snapshot()
    tasks = source_tasks(snapshot, guides, now().date()) if source else catalog_tasks(snapshot, locales, guides)
    checked = _run(tasks)
    page = SOURCE_PAGE if source else CATALOG_PAGE
    shown = _at_least(checked, Severity(severity))
    if form == "json":
        findings = (finding for each in shown for finding in each.findings)
        print_report("check", findings, checked=[_counted(each) for each in checked], waived=_waived(checked))
    else:
        _report(workspace, shown, form, page)
    if form == "text":
        _summary(checked, Severity(severity), page)
    ctx.exit(any(has_errors(each.findings) for each in checked))


def _run(tasks: "Sequence[Task]") -> "list[Checked]":
    """Run the checks, with a bar on a terminal."""
    from publish.release.checking import checked

    hidden = not sys.stderr.isatty()
    with click.progressbar(checked(tasks), len(tasks), label="Checking", file=sys.stderr, hidden=hidden) as bar:
        return list(bar)


def _at_least(checked: "Sequence[Checked]", least: Severity) -> "list[Checked]":
    """Return ``checked`` with only the findings of severity ``least`` or above."""
    from publish.release.checking import Checked

    shown = WEIGHTS[: WEIGHTS.index(least) + 1]
    return [Checked(each.locale, each.domain, tuple(f for f in each.findings if f.severity in shown)) for each in checked]


def _report(workspace: "Workspace", checked: "Sequence[Checked]", form: str, page: str) -> None:
    findings = [finding for each in checked for finding in each.findings]
    if form == "text" and not findings:
        return
    from publish.release import reports

    if form == "sarif":
        click.echo(reports.as_sarif(checked, __version__, page))
    elif form == "junit":
        click.echo(reports.as_junit(checked))
    else:
        files: dict[str, list[str]] = {}
        for finding in findings:
            first, _, rest = reports.as_text(finding, _lines(workspace, finding, files)).partition("\n")
            click.echo(click.style(first, fg=COLORS.get(finding.severity)) + f"\n{rest}" * bool(rest))


def _lines(workspace: "Workspace", finding: Finding, files: dict[str, list[str]]) -> Sequence[str]:
    """Return the lines of the file that the finding names; ``files`` keeps what was read."""
    if not finding.file or not finding.line:
        return ()
    if finding.file not in files:
        files[finding.file] = _text_of(workspace, finding.file).split("\n")
    return files[finding.file]


def _text_of(workspace: "Workspace", name: str) -> str:
    """Return the text of a file; nothing if it cannot be read."""
    try:
        found = workspace.snapshot().find(name)
    except PublishError:
        return ""
    return found.data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n") if found else ""


def _summary(checked: "Sequence[Checked]", least: Severity, page: str) -> None:
    """Print the number of findings for each catalog, and what to do next."""
    counts = {each: _counts(each) for each in checked}
    rows = [(each.locale, each.domain, *map(str, count)) for each, count in counts.items() if any(count)]
    if rows:
        click.echo("\n" + table([("locale", "guide", "errors", "warnings", "notes"), *rows]) + "\n")
    totals = [sum(count[place] for count in counts.values()) for place in range(len(WEIGHTS))]
    shown = WEIGHTS.index(least) + 1
    if waived := _waived(checked):
        click.echo(f"{waived} waived: publish waive LOCALE --list shows who has waived them, and why.")
    click.echo(f"{len(checked)} checked: {totals[0]} errors, {totals[1]} warnings, {totals[2]} notes.")
    if sum(totals[:shown]):
        click.echo(f"next: correct the errors first, they stop the output; {page} explains each code")
    if sum(totals[shown:]):
        click.echo(f"next: --severity note shows the other {sum(totals[shown:])}")


def _counts(each: "Checked") -> list[int]:
    """Return how many errors, warnings and notes there are."""
    return [sum(finding.severity is weight for finding in each.findings) for weight in WEIGHTS]


def _counted(each: "Checked") -> dict[str, object]:
    """Return a row of the summary for JSON."""
    return {"locale": each.locale, "guide": each.domain, **dict(zip(("errors", "warnings", "notes"), _counts(each), strict=True))}


def _waived(checked: "Sequence[Checked]") -> int:
    return sum(finding.code == "finding-waived" for each in checked for finding in each.findings)
