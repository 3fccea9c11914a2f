"""Tests of releases in parts: put together, they have the bytes of one that is made whole; what does not belong is refused."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publish.cli import main
from publish.project import Workspace
from tests.release.test_approved import signed  # noqa: F401
from tests.reports import read_report

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("printing_here")]

OPTIONS = ("--layout", "web", "--layout", "card", "--paper", "A4", "--jobs", "1")


def release(workspace: Workspace, *options: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(workspace.root), "release", *OPTIONS, *options])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(workspace: Workspace, *parts: Path) -> str:
    """Return the code of the error because of which parts are not put together; nothing is left then."""
    options = [option for part in parts for option in ("--merge", str(part))]
    result = release(workspace, *options, "--format", "json")
    assert result.exit_code == 1 and not any(workspace.root.glob("dist/releases/*"))
    (finding,) = read_report(result.stdout, "release" if '"release' in result.stdout[:200] else "findings")["findings"]
    return f"{finding['code']} {finding['message']}"


def test_parts_give_the_bytes_of_the_whole(signed: Workspace, tmp_path: Path) -> None:  # noqa: F811
    parts = [signed.root / f"dist/parts/3.{number}-of-2" for number in (1, 2)]
    for number in (1, 2):
        result = release(signed, "--shard", f"{number}/2")
        assert result.exit_code == 0 and "is one part" in result.output, result.output
    assert {path.name for part in parts for path in part.iterdir()} == {"en", "es", "part.json"}
    assert not (signed.root / "dist/releases").is_dir()

    assert "these are missing: 2" in refused(signed, parts[0])
    again = Path(shutil.copytree(parts[0], tmp_path / "again"))
    assert f"{again} is part 1 of 2, and so is {parts[0]}" in refused(signed, parts[0], again)
    damaged = Path(shutil.copytree(parts[1], tmp_path / "damaged"))
    page = next(damaged.glob("*/*.html"))
    page.write_bytes(page.read_bytes() + b" ")
    assert f"{page.name} in {damaged} is not as its part was made" in refused(signed, parts[0], damaged)
    (damaged / "part.json").write_text((damaged / "part.json").read_text(encoding="utf-8").replace('"name": "3"', '"name": "4"'))
    assert "differs in name" in refused(signed, parts[0], damaged)
    (damaged / "part.json").write_text('{"whole": 1}')
    assert "is not what publish release --shard writes" in refused(signed, parts[0], damaged)

    merged = release(signed, "--merge", str(parts[1]), "--merge", str(parts[0]))
    assert merged.exit_code == 0, merged.output
    found = contents(signed.root / "dist/releases/3")
    shutil.rmtree(signed.root / "dist")
    assert release(signed).exit_code == 0
    assert contents(signed.root / "dist/releases/3") == found


def test_a_link_in_place_of_the_folder_aside_is_deleted_and_not_followed(signed: Workspace, tmp_path: Path) -> None:  # noqa: F811
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").touch()
    (signed.root / "dist/releases").mkdir(parents=True)
    (signed.root / "dist/releases/.3.making").symlink_to(precious, target_is_directory=True)
    assert release(signed, "--locale", "en").exit_code == 0
    assert (precious / "file").exists()
