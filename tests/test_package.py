"""Tests of the package as users install it: the wheel is complete, and works without the lock."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built from the files that git tracks or would track."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    files = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in files.stdout.splitlines():
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_a_build_leaves_nothing_in_the_checkout(wheel: zipfile.ZipFile) -> None:
    """What a build/ keeps of deleted modules would be part of the next wheel."""
    source = Path(str(wheel.filename)).parent / "source"
    hook = "import sys; sys.path.insert(0, '.ci'); import build_backend; print(build_backend.get_requires_for_build_wheel())"
    asked = subprocess.run([sys.executable, "-c", hook], cwd=source, capture_output=True, text=True)  # as an isolated build does first
    assert asked.stdout == "[]\n"
    left = {path.name for path in source.iterdir()}
    assert "setup.cfg" in left and not {name for name in left if name == "build" or name.endswith(".egg-info")}


def test_the_files_of_a_new_workspace_are_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "publish/starter/template").rglob("*") if path.is_file()}
    assert len(files) >= 9 and not files - set(wheel.namelist())


def test_every_module_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "publish").rglob("*.py")}
    assert not modules - set(wheel.namelist())


def test_every_layout_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    layouts = {f"publish/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "layouts").rglob("*.*") if path.is_file()}
    assert layouts and not layouts - set(wheel.namelist())


def test_every_file_of_the_desk_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    files = {path.relative_to(ROOT).as_posix() for name in ("static", "templates") for path in (ROOT / "publish/desk" / name).rglob("*.*")}
    assert files and not files - set(wheel.namelist())


def test_the_words_of_the_layouts_are_in_the_wheel_and_no_guide_is(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert "publish/locales/layouts.pot" in names
    assert not [name for name in names if "dutasteride" in name]


ALLOWED = {
    "Apache-2.0", "Apache-2.0 OR BSD-2-Clause", "BSD-2-Clause", "BSD-3-Clause", "BSD-3-Clause AND Apache-2.0", "MIT",
    "MIT AND PSF-2.0", "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0", "ZPL-2.1", "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
}  # fmt: skip
PROGRAMS = {"GPL-2.0-only WITH Classpath-exception-2.0", "GPL-3.0-only"}  # the tests start these, and import nothing of them


def test_the_licence_of_every_library_is_known_and_allowed() -> None:
    page = (ROOT / "docs" / "decisions" / "002-libraries.md").read_text(encoding="utf-8").partition("## The licence of every library")[2]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("| ")][1:]
    printing = [name for _, names, _ in rows for name in names.split(", ") if name]
    tests = [name for _, _, names in rows for name in names.split(", ") if name]
    assert sorted(printing) == _locked("requirements.lock")
    assert sorted(printing + tests) == _locked("requirements-test.lock")
    assert {licence for licence, names, _ in rows if names} <= ALLOWED and {licence for licence, _, _ in rows} <= ALLOWED | PROGRAMS


def _locked(lock: str) -> list[str]:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return sorted(line.partition("==")[0] for line in lines if "==" in line)


@pytest.fixture(scope="module")
def installed(wheel: zipfile.ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command ``publish``, installed with the newest libraries that setup.cfg allows: the lock is not used."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder)
    python = folder / "bin" / "python"
    command = [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-input", "--no-compile", str(wheel.filename)]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "bin" / "publish"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "made"),
    [
        (["doctor"], []),
        (["check", "es", "ar"], []),
        (["check", "--source"], []),
        (
            ["build", "--locale", "es", "--layout", "brochure", "--layout", "web", "--paper", "A4"],
            ["brochure.A4.pdf", "brochure.A4.screen.pdf", "web.html"],
        ),
    ],
    ids=["doctor", "check", "check --source", "build"],
)
def test_the_wheel_works_without_the_lock(installed: Path, tmp_path: Path, arguments: list[str], made: list[str]) -> None:
    """Needs the package index that pip is set to."""
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
    run = subprocess.run([installed, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    files = {path.name.partition(".")[2] for path in (tmp_path / "dist").rglob("*.*")}
    assert files == set(made)


@pytest.mark.slow
@pytest.mark.full
def test_a_workspace_is_made_and_printed_without_the_repository(installed: Path, tmp_path: Path) -> None:
    """As on a new computer: a wheel, and nothing else."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
    for arguments in (["new", "clinic"], ["-C", "clinic", "check"], ["-C", "clinic", "extract", "--check"], ["-C", "clinic", "build"]):
        run = subprocess.run([installed, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stdout + run.stderr
    assert len(list((tmp_path / "clinic/dist").rglob("*.pdf"))) == 12 and len(list((tmp_path / "clinic/dist").rglob("*.html"))) == 2


def test_run_says_what_to_mend_where_the_libraries_cannot_be_fetched(tmp_path: Path) -> None:
    for name in ("run", "requirements.lock"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\necho 'no route to host' >&2\nexit 1\n")
    python.chmod(0o755)
    (tmp_path / ".venv" / "place").write_text(f"{tmp_path}\n")
    run = subprocess.run(["sh", str(tmp_path / "run"), "build"], capture_output=True, text=True)
    assert run.returncode == 1 and "no route to host" in run.stderr
    assert run.stderr.splitlines()[-1].endswith("then run the command again.")
    assert not (tmp_path / ".venv" / "run.lock").exists()
