"""publish watch: print a proof anew whenever one of its files changes."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publish.cli.shared import clinic_option, print_findings, workspace_of
from publish.project.names import WORKSPACE_FOLDERS

if TYPE_CHECKING:
    from publish.project import Finding, Workspace
    from publish.release.making.rebuild import ProofPress
    from publish.release.plan import Selection

ENDINGS = (".md", ".toml", ".svg", ".po", ".css", ".html", ".csv", ".jsonl", ".png", ".jpg", ".jpeg", ".gif", ".webp")
MILLISECONDS = 40
"""How long a change waits for others: an editor writes a file in several steps."""
TIMEOUT_MILLISECONDS = 200
SECONDS = 120.0
"""After so long a proof is given up."""


@click.command("watch")
@click.option("--guide", "guides", multiple=True, metavar="NAME", help="The guide (folder in source/).  [default: the first]")
@click.option("--locale", "locales", multiple=True, metavar="NAME", help="The locale, such as ar.  [default: the source's]")
@click.option("--layout", "layouts", multiple=True, metavar="NAME", help="The layout, such as card.  [default: project.toml's first]")
@click.option("--paper", "papers", multiple=True, metavar="NAME", help="The paper, such as Letter.  [default: project.toml's first]")
@clinic_option
@click.pass_context
def command(
    ctx: click.Context,
    guides: tuple[str, ...],
    locales: tuple[str, ...],
    layouts: tuple[str, ...],
    papers: tuple[str, ...],
    clinic: str | None,
) -> None:
    """Print a proof of one output, and print it anew whenever a file changes, until Ctrl-C.

    Open the PDF in a viewer that loads a changed file again (Evince, Okular, Skim, Zathura, SumatraPDF).
    """
    from publish.release.making.rebuild import proof_press  # here, as `--help` must be quick
    from publish.release.plan import Selection

    workspace = workspace_of(ctx)
    selection = Selection(guides, locales, layouts, papers, clinic, purpose="proof")
    try:
        with proof_press(workspace.folder("proof"), SECONDS) as maker:
            _Watch(workspace, selection, maker).run()
    except KeyboardInterrupt:
        click.echo("", err=True)  # the terminal has written ^C


class _Watch:
    """The proof that is watched, and what was wrong with it last."""

    def __init__(self, workspace: "Workspace", selection: "Selection", maker: "ProofPress") -> None:
        self._workspace = workspace
        self._selection = selection
        self._maker = maker
        self._known: tuple["Finding", ...] = ()

    def run(self) -> None:
        """Make the proof now and after each change; only an interrupt ends it. Raises `UsageError` for an unknown name."""
        changes = self._changes()
        next(changes)  # watching begins before the first proof, so that what changes meanwhile is not lost
        self._make("")
        for names in filter(None, changes):
            self._make(f"{', '.join(names)} changed: ")

    def _changes(self) -> Iterator[list[str]]:
        """Yield the names of the files that have changed; none after a while without changes."""
        from watchfiles import watch

        root = self._workspace.root
        folders = [root / name for name in WORKSPACE_FOLDERS if (root / name).is_dir()]
        found_changes = watch(
            *folders, watch_filter=_is_watched, step=MILLISECONDS, rust_timeout=TIMEOUT_MILLISECONDS, yield_on_timeout=True
        )
        for found in found_changes:
            yield sorted({os.path.relpath(path, root) for _, path in found})

    def _make(self, before: str) -> None:
        from publish.project import PublishError, UsageError

        try:
            rebuilt = self._maker.rebuild(self._workspace.snapshot(), self._selection)
        except PublishError as error:
            if isinstance(error, UsageError) and not before:
                raise
            click.echo(f"{before}nothing was made", err=True)
            self._report(error.findings)
            return
        built = rebuilt.built
        file = os.path.relpath(built.files[0]) if built.files else "nothing was made"
        pages = f", {built.made.pages} pages" if built.made.pages else ""
        click.echo(f"{before}{file}{pages}, {counted(built.findings)}, {rebuilt.seconds:.2f} s", err=True)
        self._report(built.findings)

    def _report(self, findings: tuple["Finding", ...]) -> None:
        """Print what was not wrong before; all else is listed on the last page of the proof."""
        print_findings(finding for finding in findings if finding not in self._known)
        self._known = findings


def counted(findings: "Iterable[Finding]") -> str:
    """Return how many findings there are of each severity: ``2 errors, 1 note``; ``nothing found``."""
    counts = Counter(finding.severity.value for finding in findings)
    parts = [f"{count} {kind}{'s' * (count > 1)}" for kind, count in counts.items()]
    return ", ".join(parts) or "nothing found"


def _is_watched(_change: object, path: str) -> bool:
    return path.endswith(ENDINGS) and not Path(path).name.startswith(".")
