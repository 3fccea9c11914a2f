"""Tests of reading and writing files: paths stay inside the workspace, and writes are atomic."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.project import Finding, PublishError, Severity, Workspace, read_text, read_toml, safe_path, write_aside


def test_a_file_inside_is_found(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.svg").write_text("x")
    assert safe_path(tmp_path, "a/../a/b.svg") == tmp_path.resolve() / "a" / "b.svg"


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/../../secret", "nul\0"])
def test_a_file_outside_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "guide"
    folder.mkdir()
    (tmp_path / "secret").write_text("x")
    with pytest.raises(PublishError, match="path-outside"):
        safe_path(folder, name)


def test_a_symbolic_link_to_outside_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "guide"
    folder.mkdir()
    (tmp_path / "secret").write_text("x")
    (folder / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(PublishError, match="path-outside"):
        safe_path(folder, "link")


@given(st.text())
def test_any_name_raises_only_publish_errors(name: str) -> None:
    with pytest.raises(PublishError):
        safe_path(Path(__file__).parent / "none", name)


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(PublishError, match="path-outside|file-missing"):
        safe_path(tmp_path, "a")
    assert Workspace(tmp_path).relative(tmp_path / "a").endswith("a")


def test_writing_the_same_again_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    assert write_aside(path, b"one")
    os.utime(path, (1, 1))
    assert not write_aside(path, b"one")
    assert path.stat().st_mtime == 1
    assert write_aside(path, b"two")
    assert [p.name for p in path.parent.iterdir()] == ["file"]


def test_broken_toml_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "guide.toml"
    path.write_text("a = 1\nb = \n")
    with pytest.raises(PublishError, match=r"guide\.toml.*line 2"):
        read_toml(path)


def test_a_pipe_or_a_device_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    for name in ("pipe", "device"):
        for read in (read_text, read_toml):
            with pytest.raises(PublishError, match="not a file"):
                read(tmp_path / name, name)


def test_control_characters_of_a_finding_are_escaped() -> None:
    told = str(Finding(Severity.ERROR, "x", "\x1b[2Jm\u202e", file="a\nb.svg", msgid="c\x07"))
    assert told == "a\\nb.svg: error: \\u001b[2Jm\\u202e (x)\n  text: c\\u0007"
