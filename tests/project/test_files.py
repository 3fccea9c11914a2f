"""Tests of `publish.project.files` and `findings`: atomic writes, appended lines, and findings without control characters."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.project import Finding, Severity, append_lines, read_bytes, write_aside


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


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("mode", [0o664, 0o600, 0o444, 0o640])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "file"
    path.touch()
    path.chmod(mode)
    assert write_aside(path, b"new") and mode_of(path) == mode


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_mode_of_the_umask(tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        write_aside(tmp_path / "file", b"new")
        append_lines(tmp_path / "lines", b"new\n")
    finally:
        os.umask(before)
    assert mode_of(tmp_path / "file") == mode_of(tmp_path / "lines") == mode


@pytest.mark.skipif(os.getuid() != 0, reason="only root gives files away")
def test_a_file_that_is_replaced_keeps_its_owner_and_group(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    os.chown(path, 1234, 2345)
    path.chmod(0o2664)
    write_aside(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid, mode_of(path)) == (1234, 2345, 0o2664)


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    assert write_aside(tmp_path / ("é" * 127), b"new")


def test_an_error_names_the_file_and_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "file"
    folder.mkdir()
    with pytest.raises(OSError, match="file") as caught:
        write_aside(folder, b"new")
    assert caught.value.filename == str(folder) and os.listdir(tmp_path) == ["file"]


@pytest.mark.parametrize("write", [append_lines, lambda path, data: read_bytes(path)])
def test_a_pipe_is_refused(tmp_path: Path, write: Callable[[Path, bytes], object]) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="pipe"):
        write(tmp_path / "pipe", b"x\n")


def test_what_is_appended_to_a_file_of_two_names_leaves_the_other_as_it_was(tmp_path: Path) -> None:
    path, backup = tmp_path / "lines", tmp_path / "backup"
    path.write_bytes(b"one\n")
    os.link(path, backup)
    append_lines(path, b"two\n")
    assert (path.read_bytes(), backup.read_bytes()) == (b"one\ntwo\n", b"one\n")


def test_a_file_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.touch()
    os.truncate(path, 1 << 40)
    with pytest.raises(OSError, match="larger than 537 MB"):
        read_bytes(path)
