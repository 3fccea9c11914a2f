"""Tests of `publish.project.files.replace_folder`: an interruption leaves the old content or the new one."""

import os
from pathlib import Path
from typing import Any

import pytest

from publish.project import replace_folder

FIRST, SECOND = {"guide.md": b"# One\n", "a/b.svg": b"<svg/>"}, {"guide.md": b"# Two\n"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("step", [1, 2])
def test_an_interruption_between_two_steps_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Step 1 moves the edition away, step 2 puts the new one in its place."""
    folder, steps, replace = tmp_path / "asthma", iter((1, 2)), os.replace
    replace_folder(folder, FIRST)

    def _stop(*names: Any) -> None:
        if next(steps, None) == step:
            raise KeyboardInterrupt
        replace(*names)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", _stop)
        with pytest.raises(KeyboardInterrupt):
            replace_folder(folder, SECOND)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", _full)
        with pytest.raises(OSError, match="full"):
            replace_folder(folder, SECOND)
    assert contents(folder) == FIRST
    replace_folder(folder, SECOND)
    assert contents(folder) == SECOND and [path.name for path in tmp_path.iterdir()] == ["asthma"]


def _full(path: Path, data: bytes) -> int:
    raise OSError("the disk is full")
