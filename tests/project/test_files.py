"""Tests of `publish.project.files` and `findings`: atomic writes, appended lines, and findings without control characters."""

import os
from pathlib import Path

import pytest

from publish.project import Finding, Severity, append_lines, write_aside


def test_writing_the_same_again_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    assert write_aside(path, b"one")
    os.utime(path, (1, 1))
    assert not write_aside(path, b"one")
    assert path.stat().st_mtime == 1
    assert write_aside(path, b"two")
    assert [p.name for p in path.parent.iterdir()] == ["file"]


@pytest.mark.parametrize("before", [None, b"", b"one\n", b"one"])
def test_appended_lines_begin_on_a_new_line(tmp_path: Path, before: bytes | None) -> None:
    path = tmp_path / "new" / "lines"
    if before is not None:
        path.parent.mkdir()
        path.write_bytes(before)
    append_lines(path, b"two\n")
    assert path.read_bytes().split() == [*(before or b"").split(), b"two"] and path.read_bytes().splitlines()[-1] == b"two"


def test_a_finding_shows_control_characters_as_codes() -> None:
    shown = str(Finding(Severity.ERROR, "x", "\x1b[2Jm\u202e", file="a\nb.svg", msgid="c\x07"))
    assert shown == "a\\nb.svg: error: \\u001b[2Jm\\u202e (x)\n  text: c\\u0007"
