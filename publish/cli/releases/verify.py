"""publish verify: prove that a release, or one of its files, is as it was released."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from publish.cli.shared import format_option, print_findings, print_report, timeout_option

if TYPE_CHECKING:
    from publish.release.bundle.manifest import Manifest
    from publish.release.bundle.rebuild import Provenance


@click.command("verify")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--rebuild", is_flag=True, help="Make the file again from the snapshot of its release, and compare the bytes.")
@timeout_option
@format_option("text", "json")
@click.pass_context
def command(ctx: click.Context, path: Path, rebuild: bool, timeout: float, form: str) -> None:
    """Verify a release (a folder) or one of its files against the manifest. Nothing is fetched."""
    if path.is_dir():
        if rebuild:
            raise click.UsageError("--rebuild makes one file again: name a file of the release")
        ctx.exit(_verify_folder(path, form))
    ctx.exit(_verify_file(path, rebuild, timeout, form))


def _verify_folder(folder: Path, form: str) -> bool:
    from publish.release.bundle.verify import verify_release

    found = verify_release(folder)
    if form == "json":
        print_report("verify", found.findings, **_about(found.manifest), files=found.files)
        return bool(found.findings)
    print_findings(found.findings)
    if found.manifest and not found.findings:
        draft = " It is a DRAFT release." * found.manifest.draft
        _echo(f"{folder} is release {found.manifest.name}, as it was released: {found.files} files.{draft}")
    return bool(found.findings)


def _verify_file(path: Path, again: bool, seconds: float, form: str) -> bool:
    from publish.project.findings import PublishError, UsageError
    from publish.release.bundle.archive_file import examine_file
    from publish.release.runner import Limits

    try:
        examined = examine_file(path, again, Limits(seconds))
    except UsageError as error:  # the file asks for what its sources do not have: not a mistake of whoever typed the command
        raise PublishError(*error.findings) from error
    found, findings = examined.provenance, examined.findings
    if form == "json":
        print_report("verify", findings, **_about(found.manifest), files=1, artifact=_artifact(found), rebuilt=again)
        return bool(findings)
    print_findings(findings)
    if not findings:
        described = _described_by_itself(path, found) if examined.proves_itself else _described(found)
        _echo(described + " Made again, it has the same bytes." * again)
    return bool(findings)


def _echo(text: str) -> None:
    """Print ``text``, in which somebody else may have put control characters."""
    from publish.project.findings import terminal_text

    click.echo(terminal_text(text))


def _about(manifest: "Manifest | None") -> dict[str, object]:
    return {"release": manifest.name or None if manifest else None, "draft": manifest.draft if manifest else None}


def _artifact(found: "Provenance") -> dict[str, object]:
    names = ("path", "sha256", "guide", "locale", "layout", "paper", "edition", "code", "state", "title", "source_title")
    return {name: getattr(found.artifact, name) for name in names}


def _described(found: "Provenance") -> str:
    return f"{found.artifact.path} is {_what(found)}, of release {found.manifest.name}."


def _described_by_itself(path: Path, found: "Provenance") -> str:
    count = len(found.artifact.inputs)
    return f"{path.name} is {_what(found)}. The {count} sources in it are those it was made from, and give the edition code on its pages."


def _what(found: "Provenance") -> str:
    each = found.artifact
    paper = f" on {each.paper}" if each.paper else ""
    return f"“{each.source_title}” in {each.locale}: {each.layout}{paper}, {each.code}, {each.state}"
