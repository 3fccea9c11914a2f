"""Tests of commands on a disk that is really full: a file system of two megabytes, in a name space of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.edition.approved import approved_workspace

ROOT = Path(__file__).resolve().parents[2]
MOUNT = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-euc")
# $1 is the mount point, $2 a workspace to copy there, $3 where the results go.
SCRIPT = """
mount -t tmpfs -o size=2m tmpfs "$1"
cp -r "$2" "$1/work"
cd "$1/work"
results=$3
run() { name=$1; shift; code=0; "$PYTHON" -m publish "$@" >"$results/$name.txt" 2>&1 || code=$?; echo $code >"$results/$name.code"; }
run first build --locale en --layout web --jobs 1
cp dist/en/asthma.web.html "$results/first.html"
cp locales/en/approvals.jsonl "$results/before.jsonl"
dd if=/dev/zero of="$1/ballast" bs=4k 2>/dev/null || true
run full build --locale en --layout web --layout handout --jobs 1 --fresh
run sign approve en --role translator --by "Ann Other"
cp locales/en/approvals.jsonl "$results/after.jsonl"
find . -type f -size -1 >"$results/empty.txt"
ls dist/en >"$results/left.txt"
rm "$1/ballast"
run again build --locale en --layout web --jobs 1
cp dist/en/asthma.web.html "$results/again.html"
"""


def _may_mount() -> bool:
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*MOUNT, "mount -t tmpfs -o size=1m tmpfs /mnt"], capture_output=True, check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not _may_mount(), reason="this system lets nobody mount a small file system")
def test_a_full_disk_leaves_no_partial_file_and_loses_nothing(tmp_path: Path) -> None:
    for name in ("disk", "workspace", "results", "tmp"):
        (tmp_path / name).mkdir()
    approved_workspace(tmp_path / "workspace")
    environment = os.environ | {"PYTHON": sys.executable, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1769947200"}
    environment["TMPDIR"] = str(tmp_path / "tmp")
    folders = [str(tmp_path / name) for name in ("disk", "workspace", "results")]
    done = subprocess.run([*MOUNT, SCRIPT, "sh", *folders], env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    results = tmp_path / "results"
    codes = {name: (results / f"{name}.code").read_text().strip() for name in ("first", "full", "sign", "again")}
    assert codes == {"first": "0", "full": "1", "sign": "1", "again": "0"}
    for name in ("full", "sign"):
        said = (results / f"{name}.txt").read_text(encoding="utf-8")
        assert "file-refused" in said and "No space left" in said and "output-failed" not in said, said
    assert (results / "before.jsonl").read_bytes() == (results / "after.jsonl").read_bytes()
    assert not [line for line in (results / "empty.txt").read_text().splitlines() if "lock" not in line]
    assert "asthma.handout.A4.pdf" not in (results / "left.txt").read_text()
    assert (results / "first.html").read_bytes() == (results / "again.html").read_bytes()
