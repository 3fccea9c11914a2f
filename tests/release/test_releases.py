"""Tests of releases: what passes the gate, what is written, and what `publish verify` finds."""

import io
import json
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from click.testing import CliRunner, Result
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from publish.approval.signing import revoke
from publish.approval.waivers.waiving import WaiverRequest, waive
from publish.cli import main
from publish.project import PublishError, Workspace
from publish.release.bundle.archive import unzip_snapshot
from publish.release.bundle.manifest import MOST_BYTES, read_manifest, write_manifest
from publish.release.bundle.verify import verify_release
from tests.release.test_approved import AFTER_REVIEW, edit, rewritten, signed  # noqa: F401
from tests.reports import read_report

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("printing_here")]

CARDS = ("--layout", "card", "--paper", "A4")
SCHEMA = Path(__file__).parents[2] / "docs/schemas/manifest-1.schema.json"
WHOLE = (
    "index.html", "recall.json", "manifest.json", "SHA256SUMS",
    "provenance.intoto.json", "sbom.cdx.json", "snapshot.zip", "checks.sarif", "checks.junit.xml",
)  # fmt: skip


def release(workspace: Workspace, *options: str) -> Result:
    """Run ``publish release`` for the web page, which is quick to make."""
    return CliRunner().invoke(main, ["-C", str(workspace.root), "release", "--layout", "web", "--jobs", "1", *options])


def decisions(found: dict[str, Any]) -> dict[str, str]:
    return {row["locale"]: row["decision"] for row in found["gate"]}


def report(workspace: Workspace, *options: str) -> dict[str, Any]:
    found: dict[str, Any] = read_report(release(workspace, "--format", "json", *options).stdout, "release")
    return found


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place for the first release that a test makes: the others copy it."""
    return tmp_path_factory.mktemp("releases") / "3"


@pytest.fixture
def released(signed: Workspace, first: Path) -> Path:  # noqa: F811
    """The folder of a release of an approved guide in two languages, with cards."""
    folder = signed.root / "dist/releases/3"
    if first.is_dir():
        return Path(shutil.copytree(first, folder))
    result = release(signed, *CARDS)
    assert result.exit_code == 0, result.output
    shutil.copytree(folder, first)
    return folder


def test_a_release_holds_what_is_approved_and_proves_it(released: Path) -> None:
    manifest = read_manifest((released / "manifest.json").read_bytes(), "manifest.json")
    assert {(each.locale, each.layout, each.state) for each in manifest.artifacts} == {
        (locale, layout, "approved") for locale in ("en", "es") for layout in ("web", "card")
    }
    assert all((released / each.path).stat().st_size == each.size_bytes for each in manifest.artifacts)
    assert all((released / name).is_file() for name in WHOLE) and not manifest.draft and not verify_release(released).findings
    card = next(each for each in manifest.artifacts if each.kind == "print" and each.locale == "es")
    page = (released / "es/inhaler.web.html").read_text(encoding="utf-8")
    assert f'<i id="{card.code}" class="copy-is-current"></i>' in page and f'<li id="{card.code}"' in (released / "index.html").read_text()
    assert card.inputs["locales/es/approvals.jsonl"] and card.fonts and card.size_pt and card.code.startswith("3-es-")


def test_the_manifest_follows_its_schema(released: Path) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    manifest = json.loads((released / "manifest.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(manifest)
    del manifest["artifacts"][0]["sha256"]
    assert list(Draft202012Validator(schema).iter_errors(manifest))


def test_the_bill_of_materials_is_one_and_names_what_prints(released: Path) -> None:
    text = (released / "sbom.cdx.json").read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    names = {each["name"].lower() for each in json.loads(text)["components"]}
    assert {"weasyprint", "babel", "click", "harfbuzz"} <= names


def test_the_statement_names_every_file_and_the_snapshot(released: Path) -> None:
    statement = json.loads((released / "provenance.intoto.json").read_text(encoding="utf-8"))
    subjects = {each["name"] for each in statement["subject"]}
    manifest = read_manifest((released / "manifest.json").read_bytes(), "manifest.json")
    assert subjects == {*manifest.digests, "manifest.json"}
    assert [each["name"] for each in statement["predicate"]["buildDefinition"]["resolvedDependencies"]] == ["snapshot.zip"]


def test_each_language_has_an_archive_and_one_holds_all(released: Path) -> None:
    with ZipFile(released / "3.es.zip") as spanish, ZipFile(released / "3.zip") as everything:
        assert {name.split("/")[0] for name in spanish.namelist()} == {"es"}
        assert {"manifest.json", "snapshot.zip", "en/inhaler.web.html", "es/inhaler.web.html"} <= set(everything.namelist())


def test_a_second_release_of_the_same_texts_changes_nothing(signed: Workspace, released: Path) -> None:  # noqa: F811
    before = {path: path.read_bytes() for path in released.rglob("*") if path.is_file()}
    files = {path: path.read_bytes() for path in released.rglob("*") if path.is_file()}
    assert report(signed, *CARDS)["unchanged"] is True and before == files
    shutil.rmtree(released)
    assert release(signed, *CARDS, "--fresh", "--jobs", "2").exit_code == 0
    assert before == {path: path.read_bytes() for path in released.rglob("*") if path.is_file()}


def test_another_release_of_the_same_name_is_refused(signed: Workspace, released: Path) -> None:  # noqa: F811
    before = (released / "manifest.json").read_bytes()
    result = release(signed, "--locale", "en")
    assert result.exit_code == 1 and "release-exists" in result.output and (released / "manifest.json").read_bytes() == before
    assert release(signed, "--locale", "en", "--name", "english").exit_code == 0
    assert not [path for path in released.parent.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("name", ["../out", "a/b", ".hidden", "", "a\nb", "con"])
def test_a_release_has_a_plain_name(signed: Workspace, name: str) -> None:  # noqa: F811
    assert release(signed, "--name", name).exit_code == 2


def test_a_language_that_was_never_approved_is_left_out_unless_it_is_required(signed: Workspace) -> None:  # noqa: F811
    (signed.root / "locales/es/approvals.jsonl").unlink()
    shutil.rmtree(signed.root / "locales/es/approved")
    assert decisions(report(signed)) == {"en": "released", "es": "left out", "ar": "left out"}
    manifest = json.loads((signed.root / "dist/releases/3/manifest.json").read_text())
    assert [each["locale"] for each in manifest["left_out"]] == ["es", "ar"] and manifest["left_out"][0]["reasons"]
    result = release(signed, "--require", "es", "--name", "both")
    assert result.exit_code == 1 and "stopped" in result.output and "next: publish approve es" in result.output
    assert not (signed.root / "dist/releases/both").exists()


def test_an_approval_that_was_taken_back_stops_the_release(signed: Workspace) -> None:  # noqa: F811
    revoke(signed, "es", "clinician", "Dr. Cruz", "the dose is wrong")
    result = release(signed)
    assert result.exit_code == 1 and "is no longer approved" in result.output
    assert decisions(report(signed)) == {"en": "released", "es": "stopped", "ar": "left out"}
    assert not (signed.root / "dist/releases").exists() or not list((signed.root / "dist/releases").iterdir())


def test_a_review_that_is_overdue_stops_the_release(signed: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setenv("SOURCE_DATE_EPOCH", AFTER_REVIEW)
    result = release(signed)
    assert result.exit_code == 1 and "its review was due on" in result.output


def test_an_edited_guide_is_released_as_it_was_approved(signed: Workspace) -> None:  # noqa: F811
    rewritten(signed)
    result = release(signed)
    assert result.exit_code == 0 and "edition 3 is released; the source is edition 4 now" in result.output
    page = (signed.root / "dist/releases/3/es/inhaler.web.html").read_text(encoding="utf-8")
    assert "ambulancia" in page


def test_a_draft_release_says_so_everywhere(signed: Workspace) -> None:  # noqa: F811
    edit(signed, "guide.md", "Warm water is enough.", "Cold water is enough.")
    path = signed.catalog_path("es", "inhaler")
    assert "llame a una ambulancia" in path.read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace("llame a una ambulancia", "acuda al médico"), encoding="utf-8")
    assert "warning-lost" in release(signed, "--draft").output
    waive(signed, WaiverRequest("es", "If the blue", "warning-lost", "clinician", "Dr. Cruz", "we say “acuda”"))
    assert release(signed, "--draft").exit_code == 0
    folder = signed.root / "dist/releases/3-draft"
    manifest = read_manifest((folder / "manifest.json").read_bytes(), "manifest.json")
    assert manifest.draft and {each.locale: each.state for each in manifest.artifacts} == {"en": "draft", "es": "outdated"}
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads((folder / "manifest.json").read_bytes()))
    assert [(each.code, each.by, each.guide) for each in manifest.waivers] == [("warning-lost", "Dr. Cruz", "inhaler")]
    result = CliRunner().invoke(main, ["verify", str(folder / "es/inhaler.web.html"), "--rebuild"])
    assert result.exit_code == 0 and "same bytes" in result.output, result.output
    edit(signed, "guide.md", "Cold water is enough.", "Any water is enough.")
    assert release(signed, "--draft").exit_code == 0 and not verify_release(folder).findings


def test_a_release_of_which_one_output_fails_is_not_made(signed: Workspace) -> None:  # noqa: F811
    edit(signed, "guide.md", "# Your inhaler", "# Your \x07inhaler")
    result = release(signed, "--draft")
    assert result.exit_code == 1 and "control-character" in result.output and "stopped" in result.output
    assert not (signed.root / "dist/releases/3-draft").exists()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_change_of_a_byte_is_found_and_named(released: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(path for path in released.rglob("*") if path.is_file())))
    before = path.read_bytes()
    place = data.draw(st.integers(0, len(before) - 1))
    kind = data.draw(st.sampled_from(["flip", "remove", "insert"]))
    flipped = bytes([before[place] ^ 1 << data.draw(st.integers(0, 7))])
    middle = {"flip": flipped, "remove": b"", "insert": flipped + before[place : place + 1]}[kind]
    path.write_bytes(before[:place] + middle + before[place + 1 :])
    try:
        assert path.relative_to(released).as_posix() in {finding.file for finding in verify_release(released).findings}
    finally:
        path.write_bytes(before)


def test_a_file_that_is_missing_or_that_nothing_lists_is_named(released: Path) -> None:
    (released / "es/inhaler.web.html").unlink()
    (released / "es/other.html").write_text("")
    found = {(finding.code, finding.file) for finding in verify_release(released).findings}
    assert {("release-incomplete", "es/inhaler.web.html"), ("release-unlisted", "es/other.html")} <= found


def test_a_folder_that_is_no_release_is_not_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be a whole disk."""
    monkeypatch.setattr(os, "walk", lambda folder: pytest.fail(f"{folder} is searched"))
    assert {finding.file for finding in verify_release(tmp_path).findings} == {"manifest.json", "provenance.intoto.json", "SHA256SUMS"}


def test_verify_reports_for_programs(released: Path) -> None:
    verify = ("verify", "--format", "json")
    found = read_report(CliRunner().invoke(main, [*verify, str(released)]).stdout, "verify")
    assert (found["release"], found["draft"], found["findings"]) == ("3", False, []) and found["files"] > 10
    page = released / "es/inhaler.web.html"
    assert read_report(CliRunner().invoke(main, [*verify, str(page)]).stdout, "verify")["artifact"]["locale"] == "es"
    page.write_bytes(page.read_bytes() + b" ")
    changed = CliRunner().invoke(main, [*verify, str(released)])
    assert changed.exit_code == 1 and "release-changed" in {each["code"] for each in read_report(changed.stdout, "verify")["findings"]}


def test_verify_makes_a_file_again_from_the_snapshot(signed: Workspace, released: Path) -> None:  # noqa: F811
    rewritten(signed)  # the workspace moves on; the release carries what it was made from
    card = next(released.glob("es/*card*.pdf"))
    result = CliRunner().invoke(main, ["verify", str(card), "--rebuild"])
    assert result.exit_code == 0 and "same bytes" in result.output, result.output and "3-es-" in result.output
    card.write_bytes(card.read_bytes() + b"\n")
    result = CliRunner().invoke(main, ["verify", str(card)])
    assert result.exit_code == 1 and "release-unknown" in result.output


def test_a_manifest_is_read_as_it_was_written(released: Path) -> None:
    data = (released / "manifest.json").read_bytes()
    assert write_manifest(read_manifest(data, "manifest.json")) == data


def test_a_link_and_a_document_that_is_too_large_are_no_files_of_a_release(released: Path, tmp_path: Path) -> None:
    page, elsewhere = released / "es/inhaler.web.html", tmp_path / "elsewhere.html"
    elsewhere.write_bytes(page.read_bytes())
    page.unlink()
    page.symlink_to(elsewhere)
    (released / "folder").symlink_to(tmp_path)
    found = {(finding.code, finding.file) for finding in verify_release(released).findings}
    assert found == {("release-changed", "es/inhaler.web.html"), ("release-unlisted", "folder")}
    os.truncate(released / "manifest.json", MOST_BYTES + 1)
    assert [finding.file for finding in verify_release(released).findings] == ["manifest.json"]


def test_a_forged_manifest_reads_nothing_outside_its_release(released: Path, tmp_path: Path) -> None:
    fields = json.loads((released / "manifest.json").read_bytes())
    fields["artifacts"][0]["path"] = "../../../outside"
    os.mkfifo(tmp_path / "outside")  # who opens it waits for ever
    (released / "manifest.json").write_text(json.dumps(fields))
    forged = sha256((released / "manifest.json").read_bytes()).hexdigest()
    sums = (released / "SHA256SUMS").read_text().splitlines()
    (released / "SHA256SUMS").write_text("".join(f"{forged}  manifest.json\n" if "manifest" in line else f"{line}\n" for line in sums))
    assert "release-incomplete" in {finding.code for finding in verify_release(released).findings}


@pytest.mark.parametrize("change", [{"files": []}, {"name": "\ud800"}, {"artifacts": None}])
def test_what_no_release_writes_is_no_manifest(released: Path, change: dict[str, Any]) -> None:
    data = json.dumps(json.loads((released / "manifest.json").read_bytes()) | change).encode()
    with pytest.raises(PublishError, match="manifest-wrong"):
        read_manifest(data, "manifest.json")


@pytest.mark.parametrize(
    "packed",
    [
        lambda archive: [archive.writestr("source/a", b"1"), archive.writestr("source/a", b"2")],
        lambda archive: archive.writestr("source/a", b"1" * 99, ZIP_BZIP2),
        lambda archive: archive.writestr("source/a", b"\0" * (UNPACKED + 1), ZIP_DEFLATED),
    ],
    ids=["two files of one name", "an unusual packing", "too much"],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_archive_that_is_no_snapshot_is_refused(packed: Callable[[ZipFile], object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publish.release.bundle.archive.MOST_BYTES", UNPACKED)
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        packed(archive)
    with pytest.raises(PublishError, match="snapshot-wrong"):
        unzip_snapshot(file.getvalue(), False, "snapshot.zip")


UNPACKED = 1_000_000
"""What an archive may hold in the test above."""
