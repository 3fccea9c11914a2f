"""Files that carry their sources: what is in them, what `publish verify` finds, and that they are made again from themselves."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner, Result

from publish import press
from publish.cli import main
from publish.project import Workspace
from publish.release.build import BuildOptions, build
from publish.release.plan import Selection, plan
from tests.release.test_approved import signed  # noqa: F401
from tests.reports import read_report
from tests.validators import quality
from tests.validators.verapdf import failures

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("printing_here")]

NAME = "es/inhaler.card.A4.archive.pdf"


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """The files that a test of this module has made; the others take them from here."""
    return {}


@pytest.fixture
def kept(signed: Workspace, tmp_path: Path, made: dict[str, bytes]) -> Path:  # noqa: F811
    """An approved card in Spanish that carries its sources, alone in a folder."""
    path = tmp_path / "alone" / Path(NAME).name
    if not made:
        requests = plan(signed.snapshot(), Selection(locales=("es",), layouts=("card",), papers=("A4",), purpose="archive"))
        (built,) = build(signed.snapshot(), requests, tmp_path / "dist", BuildOptions(jobs=1, approved=True))
        assert [file.relative_to(tmp_path / "dist").as_posix() for file in built.files] == [NAME], built.findings
        made[NAME] = built.files[0].read_bytes()
    path.parent.mkdir()
    path.write_bytes(made[NAME])
    return path


def verify(path: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["verify", str(path), *options])


def codes(path: Path) -> list[str]:
    result = verify(path, "--format", "json")
    assert result.exit_code == 1, result.output
    return [each["code"] for each in read_report(result.stdout, "verify")["findings"]]


def test_a_kept_file_carries_its_sources_and_what_it_is(kept: Path) -> None:
    files = press.attached_files(kept.read_bytes())
    said = json.loads(files["manifest.json"])
    wanted = {"source/inhaler/guide.md", "source/inhaler/guide.toml", "source/project.toml", "locales/es/approvals.jsonl"}
    assert wanted <= set(files) and any(name.endswith("es/LC_MESSAGES/inhaler.po") for name in files)
    assert "@publish/layouts/card/layout.toml" in files and set(said["artifact"]["inputs"]) == set(files) - {"manifest.json"}
    assert (said["approved"], said["artifact"]["state"], said["artifact"]["kind"]) == (True, "approved", "archive")
    assert "sha256" not in said["artifact"]
    with pikepdf.open(kept) as pdf:
        assert {str(each.AFRelationship) for each in pdf.Root.AF} == {"/Source", "/Data"}
        assert not [each for each in pdf.Root.AF if not str(each.Desc) or "/Subtype" not in each.EF.F]


def test_a_kept_file_may_hold_such_files(kept: Path) -> None:
    """PDF/A-4f; the rules of tags are looked at in tests/press/archive."""
    assert not failures([kept], "a4f")[kept] and not quality.faults(kept)


def test_a_kept_file_proves_itself_and_is_made_again(kept: Path) -> None:
    result = verify(kept, "--rebuild")
    assert result.exit_code == 0 and "es: card on A4" in result.output and "same bytes" in result.output, result.output
    report = read_report(verify(kept, "--format", "json").stdout, "verify")
    assert (report["release"], report["artifact"]["state"], report["findings"]) == (None, "approved", [])


def test_making_a_file_again_has_the_limits_of_a_build(kept: Path) -> None:
    result = verify(kept, "--rebuild", "--timeout", "0.001")
    assert result.exit_code == 1 and "output-timeout" in result.output and "--timeout" in result.output, result.output


def test_a_release_may_have_such_files_and_its_shelf_shows_none(signed: Workspace, tmp_path: Path) -> None:  # noqa: F811
    options = ("--layout", "card", "--paper", "A4", "--locale", "es", "--archive", "--jobs", "1")
    result = CliRunner().invoke(main, ["-C", str(signed.root), "release", *options])
    assert result.exit_code == 0, result.output
    folder = signed.root / "dist/releases/3"
    said = json.loads((folder / "manifest.json").read_bytes())
    assert {each["kind"] for each in said["artifacts"]} == {"print", "screen", "instructions", "archive"}
    assert "archive.pdf" not in (folder / "index.html").read_text(encoding="utf-8") and verify(folder).exit_code == 0
    again = verify(folder / NAME, "--rebuild")
    assert "of release 3" in again.output and "same bytes" in again.output, again.output
    alone = tmp_path / "alone.pdf"
    alone.write_bytes((folder / NAME).read_bytes())
    assert "sources in it" in verify(alone, "--rebuild").output


def changed(path: Path, change: Callable[[pikepdf.Pdf], None]) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path)


def specification(pdf: pikepdf.Pdf, name: str) -> Any:
    return pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles)[name]


def test_a_changed_source_is_named(kept: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = specification(pdf, "source/inhaler/guide.md").EF.F
        stream.write(stream.read_bytes() + b"\nTwice as much.\n")

    changed(kept, change)
    assert codes(kept) == ["archive-changed"]


def test_a_source_that_is_missing_or_that_nothing_lists_is_named(kept: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        tree = pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles)
        tree["notes.txt"] = tree["source/inhaler/guide.md"]
        del tree["source/inhaler/guide.md"]

    changed(kept, change)
    assert codes(kept) == ["archive-incomplete", "archive-unlisted"]


def test_sources_of_another_edition_are_found(kept: Path) -> None:
    """Whoever changes a source and its digest gets another edition code than the pages have."""

    def change(pdf: pikepdf.Pdf) -> None:
        name = "@publish/layouts/card/card.css"
        style, line = specification(pdf, name).EF.F, specification(pdf, "manifest.json").EF.F
        style.write(style.read_bytes() + b" ")
        said = json.loads(line.read_bytes())
        said["artifact"]["inputs"][name] = sha256(style.read_bytes()).hexdigest()
        line.write(json.dumps(said).encode())

    changed(kept, change)
    assert codes(kept) == ["archive-code"]


def test_what_says_nothing_of_itself_is_refused(kept: Path) -> None:
    changed(kept, lambda pdf: specification(pdf, "manifest.json").EF.F.write(b"{}"))
    assert "manifest-wrong" in verify(kept).output
    changed(kept, lambda pdf: pdf.Root.Names.__delitem__("/EmbeddedFiles"))
    assert "release-unknown" in verify(kept).output


def test_a_page_that_was_changed_comes_out_otherwise(kept: Path) -> None:
    changed(kept, lambda pdf: pdf.pages[0].contents_add(b"q Q"))
    result = verify(kept, "--rebuild")
    assert result.exit_code == 1 and "rebuild-differs" in result.output


@pytest.mark.parametrize("name", ["../../outside.txt", "/tmp/outside.txt", "run.exe", "source/../outside.txt", "source\\..\\outside.txt"])
def test_a_file_that_no_workspace_has_is_named_even_if_it_is_listed(kept: Path, name: str) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles)[name] = specification(pdf, "source/inhaler/guide.md")
        line = specification(pdf, "manifest.json").EF.F
        said = json.loads(line.read_bytes())
        said["artifact"]["inputs"][name] = said["artifact"]["inputs"]["source/inhaler/guide.md"]
        line.write(json.dumps(said).encode())

    changed(kept, change)
    assert codes(kept) == ["archive-unlisted"]


def test_attached_files_are_not_unpacked_beyond_measure(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(press.attached_files(kept.read_bytes())) > 10
    monkeypatch.setattr("publish.press.archive.attachments.MOST_BYTES", 1000)
    assert press.attached_files(kept.read_bytes()) == {} and "release-unknown" in verify(kept).output
