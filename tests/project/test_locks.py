"""Tests of `publish.project.locks`: one at a time, and whoever waits learns for whom."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from publish.project import Finding, PublishError, Workspace, exclusive, locked_output
from publish.project.locks import locked

HOLD = "import sys, time, pathlib; from publish.project.locks import locked\n"
HOLD += "with locked(pathlib.Path(sys.argv[1]), 'workspace'): print('held', flush=True); time.sleep(60)"
ROOT = Path(__file__).resolve().parents[2]


def refused(root: Path) -> Finding:
    with pytest.raises(PublishError) as caught, locked(root, "workspace", 0.1):
        raise AssertionError("the lock is not held")
    return caught.value.findings[0]


def test_whoever_waits_learns_who_holds_the_lock_until_that_process_ends(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout and holder.stdout.readline() == "held\n"
        finding = refused(tmp_path)
        assert finding.code == "workspace-busy" and f"process {holder.pid} on " in finding.message and str(tmp_path) in finding.message
        holder.kill()
        holder.wait()
    with locked(tmp_path, "workspace", 5):
        pass


@pytest.mark.parametrize("holder", [None, b"", b"{}", b"[1]"])
def test_a_holder_that_is_not_known_is_another_process(tmp_path: Path, holder: bytes | None) -> None:
    with locked(tmp_path, "workspace"):
        path = tmp_path / ".publish-cache" / "locks" / "workspace.json"
        path.write_bytes(holder) if holder is not None else path.unlink()
        assert "another process" in refused(tmp_path).message


def test_git_ignores_the_locks(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    with locked(tmp_path, "workspace"):
        assert subprocess.run(["git", "status", "--short"], cwd=tmp_path, capture_output=True, check=True).stdout == b""


def test_a_function_holds_the_lock_while_it_runs_and_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    left = tmp_path / "locales" / "es" / "LC_MESSAGES" / ".mini.po.12345678.aside"
    left.parent.mkdir(parents=True)
    left.touch()

    @exclusive
    def write(workspace: Workspace, name: str) -> str:
        assert refused(workspace.root).code == "workspace-busy" and not left.exists()
        return name

    assert write(Workspace(tmp_path), "a") == "a"
    with locked(tmp_path, "workspace", 0.1):
        pass


def test_an_output_is_written_where_the_workspace_may_not_be(tmp_path: Path) -> None:
    (tmp_path / ".publish-cache").touch()
    with locked_output(tmp_path, tmp_path / "dist"):
        ran = True
    assert ran and (tmp_path / ".publish-cache").is_file()


def test_two_output_folders_have_two_locks(tmp_path: Path) -> None:
    with locked_output(tmp_path, tmp_path / "one"), locked_output(tmp_path, tmp_path / "two"):
        assert len(os.listdir(tmp_path / ".publish-cache" / "locks")) == 4
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
