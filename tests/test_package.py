"""The package as others install it: every room is in the wheel, with the layouts and their words."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built from what git holds or would hold."""
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


def test_every_module_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "publish").rglob("*.py")}
    assert not modules - set(wheel.namelist())


def test_every_layout_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    layouts = {f"publish/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "layouts").rglob("*.*") if path.is_file()}
    assert layouts and not layouts - set(wheel.namelist())


def test_the_words_of_the_layouts_are_in_the_wheel_and_no_guide_is(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert "publish/locales/layouts.pot" in names
    assert not [name for name in names if "dutasteride" in name]


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
