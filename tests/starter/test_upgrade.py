"""Tests of `publish upgrade`: it lists what has changed, and changes only what it is told to.

An older publish is made by changing the record: the digests and keys that it had are other ones.
"""

import tomllib
from hashlib import sha256
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner, Result

from publish.cli import main
from publish.project import Workspace
from publish.project.storage import layouts_folder
from publish.starter.new import make_workspace
from publish.starter.record import RECORD, Record, read_record, write_record

CSS = "layouts/brochure/brochure.css"
OLD_CSS = b"/* as it shipped before */\n"
Digests = dict[str, str]
Keys = dict[str, tuple[str, ...]]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fresh") / "clinic"
    make_workspace(folder)
    return folder


@pytest.fixture
def clinic(fresh: Path, tmp_path: Path) -> Path:
    return Path(copytree(fresh, tmp_path / "clinic"))


def run(clinic: Path, *names: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(clinic), "upgrade", *(word for name in names for word in ("--apply", name))])


def record(clinic: Path) -> Record:
    found = read_record(Workspace(clinic).snapshot())
    assert found is not None
    return found


def remember(clinic: Path, *, files: Digests | None = None, without: tuple[str, ...] = (), keys: Keys | None = None) -> None:
    """Make the record that of an older publish: with other digests, without some files, with other keys."""
    old = record(clinic)
    kept = {name: digest for name, digest in old.files.items() if name not in without}
    (clinic / RECORD).write_bytes(write_record(Record("0.0.9", kept | (files or {}), old.keys | (keys or {}))))


def contents(clinic: Path) -> dict[str, bytes]:
    paths = [path for path in clinic.rglob("*") if path.is_file() and ".publish-cache" not in path.parts]
    return {path.relative_to(clinic).as_posix(): path.read_bytes() for path in paths}


def own_copy(clinic: Path, data: bytes) -> None:
    (clinic / CSS).parent.mkdir(parents=True)
    (clinic / CSS).write_bytes(data)


def test_a_record_is_read_as_it_was_written(clinic: Path) -> None:
    assert write_record(record(clinic)) == (clinic / RECORD).read_bytes()
    assert tomllib.loads((clinic / RECORD).read_text(encoding="utf-8"))["version"] == record(clinic).version


def test_a_list_changes_nothing(clinic: Path) -> None:
    remember(clinic, files={CSS: "0" * 64}, without=(".gitlab-ci.yml",))
    own_copy(clinic, OLD_CSS)
    before = contents(clinic)
    result = run(clinic)
    assert result.exit_code == 0 and "“brochure” has changed (brochure.css)" in result.stdout and "version 0.0.9" in result.stdout
    assert contents(clinic) == before


def test_an_unedited_copy_is_replaced(clinic: Path) -> None:
    own_copy(clinic, OLD_CSS)
    remember(clinic, files={CSS: sha256(OLD_CSS).hexdigest()})
    assert "your copy is not edited" in run(clinic).stdout
    before = contents(clinic)
    assert f"{CSS}: written" in run(clinic, CSS).stdout
    changed = {name for name, data in contents(clinic).items() if data != before.get(name)}
    assert changed == {CSS, RECORD} and (clinic / CSS).read_bytes() == (layouts_folder() / "brochure/brochure.css").read_bytes()
    assert f"--apply {CSS}" not in run(clinic).stdout and "--apply record" in run(clinic).stdout


def test_an_edited_copy_is_kept_and_the_new_one_written_beside_it(clinic: Path) -> None:
    own_copy(clinic, b"/* ours */\n")
    remember(clinic, files={CSS: sha256(OLD_CSS).hexdigest()})
    assert f"writes the one that ships to {CSS}.shipped" in run(clinic).stdout
    assert run(clinic, CSS).exit_code == 0 and (clinic / CSS).read_bytes() == b"/* ours */\n"
    assert (clinic / f"{CSS}.shipped").read_bytes() == (layouts_folder() / "brochure/brochure.css").read_bytes()
    assert f"--apply {CSS}" not in run(clinic).stdout


def test_the_copies_of_a_layout_are_one_change(clinic: Path) -> None:
    copytree(layouts_folder() / "handout", clinic / "layouts/handout")
    copies = sorted(path.relative_to(clinic).as_posix() for path in (clinic / "layouts/handout").iterdir())
    for name in copies:
        (clinic / name).write_bytes(OLD_CSS)
    remember(clinic, files=dict.fromkeys(copies[1:], sha256(OLD_CSS).hexdigest()) | {copies[0]: "0" * 64})
    listed = run(clinic).stdout
    assert f"1 of your {len(copies)} copies is edited" in listed and listed.count("--apply layouts/") == 1
    assert run(clinic, "layouts/handout").stdout.count(": written") == len(copies) + 1  # and the record
    assert (clinic / copies[0]).read_bytes() == OLD_CSS and (clinic / f"{copies[0]}.shipped").is_file()
    assert (clinic / copies[1]).read_bytes() == (layouts_folder() / copies[1].removeprefix("layouts/")).read_bytes()
    assert "--apply layouts/" not in run(clinic).stdout


def test_an_edited_copy_of_what_has_not_changed_is_nobody_elses_business(clinic: Path) -> None:
    own_copy(clinic, b"/* ours */\n")
    (clinic / ".gitignore").write_text("dist/\n")
    (clinic / ".gitlab-ci.yml").unlink()
    assert "Nothing has changed" in run(clinic).stdout


def test_a_workflow_that_is_new_is_written_on_request(clinic: Path) -> None:
    (clinic / ".gitlab-ci.yml").unlink()
    remember(clinic, without=(".gitlab-ci.yml",))
    assert ".gitlab-ci.yml is new" in run(clinic).stdout
    assert run(clinic, ".gitlab-ci.yml").exit_code == 0 and (clinic / ".gitlab-ci.yml").is_file()


def test_a_new_key_is_explained_in_a_comment(clinic: Path) -> None:
    project = "source/project.toml"
    known = record(clinic).keys[project]
    remember(clinic, keys={project: tuple(key for key in known if key not in ("project.roles", "release.critical"))})
    before = (clinic / project).read_text(encoding="utf-8")
    assert "new key “project.roles”" in run(clinic).stdout
    assert run(clinic, "project.roles", "release.critical").exit_code == 0
    after = (clinic / project).read_text(encoding="utf-8")
    assert after.startswith(before.rstrip("\n")) and tomllib.loads(after) == tomllib.loads(before)
    added = after.removeprefix(before.rstrip("\n")).strip().splitlines()
    assert all(line.startswith("#") or not line for line in added)
    assert any("for the table [project]" in line for line in added) and any("roles = []" in line for line in added)
    assert "new key" not in run(clinic).stdout


def test_a_key_that_was_renamed_is_found_in_the_files_that_have_it(clinic: Path) -> None:
    keys = record(clinic).keys
    hours = tuple("hours[].opening" if key == "hours[].open" else key for key in keys["source/clinics/*.toml"])
    project = tuple("project.clinics" if key == "project.clinic" else key for key in keys["source/project.toml"])
    remember(clinic, keys={"source/clinics/*.toml": hours, "source/project.toml": project})
    file = clinic / "source/clinics/example.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("open =", "opening ="), encoding="utf-8")
    lines = run(clinic).stdout.splitlines()
    found = next(line for line in lines if "“hours[].opening”" in line)
    assert "may be “hours[].open” now" in found and "It is in source/clinics/example.toml." in found
    assert any("“project.clinics”" in line and "may be “project.clinic” now" in line and "No file has it." in line for line in lines)


def test_a_workspace_without_a_record_gets_one_on_request(clinic: Path) -> None:
    (clinic / RECORD).unlink()
    own_copy(clinic, OLD_CSS)
    listed = run(clinic).stdout
    assert f"there is no {RECORD}" in listed and f"--apply {CSS}" in listed and "new layout" not in listed and "is new" not in listed
    assert run(clinic, "record").exit_code == 0
    assert "Nothing has changed" in run(clinic).stdout


def test_a_name_that_is_not_listed_changes_nothing(clinic: Path) -> None:
    remember(clinic, files={CSS: "0" * 64})
    before = contents(clinic)
    result = run(clinic, "record", "../elsewhere")
    assert result.exit_code == 2 and "unknown-change" in result.stderr and contents(clinic) == before
    (clinic / RECORD).write_text("version = 1\n")
    assert run(clinic).exit_code == 1 and "record-wrong" in run(clinic).stderr


def test_a_checkout_of_publish_is_always_up_to_date() -> None:
    assert "Nothing has changed" in run(Path(__file__).resolve().parents[2]).stdout
