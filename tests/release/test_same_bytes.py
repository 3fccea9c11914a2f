"""The same texts give the same bytes, with any number of processes, hash seed, day, folder, zone and runner; from the store or fresh."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from publish.project import now
from publish.release.build import BuildOptions, build
from publish.release.output import Task, make_output, prepare_worker
from publish.release.pack import pack_guide
from publish.release.plan import Selection, plan
from publish.release.runner import Held, LocalRunner, run_all
from tests.edition.small import workspace_in
from tests.release.test_runner import lost

pytestmark = [pytest.mark.slow, pytest.mark.full]

ROOT = Path(__file__).resolve().parents[2]
WANTED = ("--locale", "en", "--locale", "ar_XB", "--layout", "web", "--layout", "card", "--layout", "handout", "--paper", "A4")
WAYS = {
    "one process": (("--jobs", "1"), {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1793440000", "TZ": "UTC"}),
    "two, another seed, day, zone and language": (
        ("--jobs", "2", "--fresh"),
        {"PYTHONHASHSEED": "4242", "SOURCE_DATE_EPOCH": "1799999999", "TZ": "Asia/Tokyo", "LANG": "C", "LC_ALL": "C"},
    ),
    "from the store": (("--jobs", "2"), {"PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1793440000"}),
}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}


def test_no_way_to_build_changes_a_byte(tmp_path: Path) -> None:
    workspace_in(tmp_path / "first")
    made: dict[str, dict[str, bytes]] = {}
    for number, (name, (options, environment)) in enumerate(WAYS.items()):
        root = tmp_path / "first" if number != 1 else tmp_path / "a folder" / "with spaces and ü"
        if number == 1:
            shutil.copytree(tmp_path / "first", root, ignore=shutil.ignore_patterns("dist", ".publish-cache"))
        shutil.rmtree(root / "dist", ignore_errors=True)
        command = [sys.executable, "-m", "publish", "-C", str(root), "build", *WANTED, *options]
        given = os.environ | {"PYTHONPATH": str(ROOT)} | environment
        done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        made[name] = contents(root / "dist")
    assert len(made["one process"]) == 8 and all(each == made["one process"] for each in made.values())


def test_the_runner_of_this_process_makes_what_the_pool_makes(tmp_path: Path) -> None:
    snapshot = workspace_in(tmp_path / "workspace").snapshot()
    requests = plan(snapshot, Selection(locales=("en",), layouts=("web", "card"), papers=("A4",)))
    build(snapshot, requests, tmp_path / "pool", BuildOptions(jobs=2))
    prepare_worker(None)
    pack = Held(pack_guide(snapshot, "asthma", "en").snapshot)
    tasks = (Task(pack, request, now().date()) for request in requests)
    found = run_all(LocalRunner(), make_output, tasks, lost)
    assert {each.request.stem + ending: data for each in found for ending, data in each.contents.items()} == contents(tmp_path / "pool")
