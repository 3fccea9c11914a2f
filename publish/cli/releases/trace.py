"""publish trace: tell which release a printed copy is from, and whether it is current."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publish.cli.shared import format_option, workspace_of

if TYPE_CHECKING:
    from publish.release.bundle.tracing.changes import TextChange
    from publish.release.bundle.tracing.trace import Trace, TracedCopy

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
SCHEMA = "urn:clinic-publish:trace:1"
COLOURS = {"current": "green", "superseded": "yellow", "withdrawn": "red", "draft": "red"}


@click.command("trace")
@click.argument("code", nargs=-1)
@click.option("--pdf", type=FILE, help="Read the code from a PDF.")
@click.option("--photo", type=FILE, help="Read the code from a picture of the sheet's QR code.")
@click.option("--releases", "folders", type=FOLDER, multiple=True, help="A folder of releases; repeatable.  [default: dist/releases]")
@format_option("text", "json")
@click.pass_context
def command(ctx: click.Context, code: tuple[str, ...], pdf: Path | None, photo: Path | None, folders: tuple[Path, ...], form: str) -> None:
    """Tell which guide, release and signatures a printed copy is from, whether it is current, and what has changed since.

    CODE is at the foot of the sheet: 2026.1-es-92WN3, or its last five letters. Exit code 0 if the copy is current, else 1.
    """
    from publish.release.bundle.making import RELEASES
    from publish.release.bundle.tracing.trace import trace_copies

    workspace = workspace_of(ctx)
    if sum((bool(code), pdf is not None, photo is not None)) != 1:
        raise click.UsageError("name one copy: a CODE, --pdf FILE or --photo FILE")
    texts = _texts(code, pdf, photo)
    found = trace_copies(workspace.snapshot(), texts, folders or (workspace.folder(RELEASES),))
    click.echo(json.dumps(as_json(texts, found), ensure_ascii=False, indent=1) if form == "json" else "\n\n".join(_report(texts, found)))
    ctx.exit(not found.copies or any(copy.state != "current" for copy in found.copies))


def _texts(code: tuple[str, ...], pdf: Path | None, photo: Path | None) -> tuple[str, ...]:
    from publish.release.bundle.tracing.scan import codes_of_pdf, codes_of_photo

    if pdf:
        return codes_of_pdf(pdf)
    return codes_of_photo(photo) if photo else (" ".join(code),)


def as_json(texts: Iterable[str], found: "Trace") -> dict[str, object]:
    """Return the result as JSON has it; docs/schemas/trace-1.schema.json describes it."""
    return {"$schema": SCHEMA, "asked": list(texts), "copies": list(map(_copy_as_json, found.copies)), "similar": list(found.similar)}


def _copy_as_json(traced: "TracedCopy") -> dict[str, object]:
    copy, asked = traced.copy, traced.copy.request
    return {
        "code": copy.code,
        "state": traced.state,
        "reason": traced.reason,
        "replaced_by": traced.replaced_by,
        "guide": asked.guide,
        "locale": asked.locale,
        "language": copy.language,
        "title": copy.title,
        "source_title": copy.source_title,
        "layout": asked.layout,
        "paper": asked.paper,
        "fold": asked.fold,
        "clinic": asked.clinic,
        "releases": [release.manifest.name for release in copy.releases],
        "files": [{"path": each.path, "sha256": each.sha256, "inputs": each.inputs} for each in copy.artifacts],
        "signed": [{"locale": each.locale, "by": each.by, "date": each.date} for each in traced.signers],
        "source_changes": _changes_as_json(traced.source_changes),
        "changes": _changes_as_json(traced.changes),
    }


def _changes_as_json(changes: "tuple[TextChange, ...] | None") -> list[list[dict[str, str]]] | None:
    if changes is None:
        return None
    return [[{"kind": piece.kind, "text": piece.text} for piece in change.pieces] for change in changes]


def _report(texts: Iterable[str], found: "Trace") -> Iterator[str]:
    """Yield a paragraph for each copy; one if there is none, and before several that one text may mean."""
    from publish.project.findings import terminal_text

    several, known = len(found.copies), tuple(map(terminal_text, texts))
    if several > len(known):
        word = click.style("several", fg="yellow")
        yield f"{word}: “{', '.join(known)}” is in the codes of {several} editions. Compare the whole code on the sheet:"
    for traced in found.copies:
        state = click.style(traced.state, fg=COLOURS[traced.state], bold=True)
        first, *others = map(terminal_text, _lines(traced))
        yield "\n".join([first.replace(f": {traced.state}", f": {state}", 1), *others])
    if not found.copies:
        near = f" Did you mean {' or '.join(found.similar)}?" if found.similar else ""
        yield f"{click.style('unknown', fg='red')}: no edition has the code “{', '.join(known)}”.{near}"
        if not near:
            yield "Ask who handed out the sheet, or name the folder of its release: --releases DIR. Do not use the sheet until you know."


def _lines(traced: "TracedCopy") -> Iterator[str]:
    copy, asked = traced.copy, traced.copy.request
    yield f"{copy.code}: {traced.state}" + (f" ({traced.reason})" if traced.reason else "")
    yield f"  guide     {asked.guide}: “{copy.title}”" + (f" (“{copy.source_title}”)" if copy.source_title != copy.title else "")
    yield f"  language  {asked.locale} ({copy.language})"
    yield "  printed   " + ", ".join(part for part in (asked.layout, asked.paper, asked.fold) if part)
    if asked.clinic:
        yield f"  clinic    {asked.clinic}"
    yield "  release   " + (", ".join(release.manifest.name for release in copy.releases) or "none: the workspace prints it now")
    for signer in traced.signers:
        yield f"  signed    {signer.locale}: {signer.by}, {signer.date}"
    if traced.replaced_by:
        yield f"  now       {traced.replaced_by}"
    for artifact in copy.artifacts:
        yield f"  file      {artifact.path}  sha256 {artifact.sha256}"
    yield from _changed("source", traced.source_changes)
    yield from _changed(asked.locale, traced.changes)


def _changed(name: str, changes: "tuple[TextChange, ...] | None") -> Iterator[str]:
    if changes:
        yield f"  changed since ({name}); [-deleted-] {{+inserted+}}:"
    for change in changes or ():
        yield "    " + "".join(_MARKED[piece.kind].format(piece.text) for piece in change.pieces)


_MARKED = {"same": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
