"""Tests of commands that are killed, and of commands at the same time: nothing half written, nothing lost, nobody left behind.

A command is killed at a random moment of the time that it takes undisturbed. Then no file is partial, its processes end too,
and the same command, run again, leaves the same files as if it had never been killed. ``-m full`` kills 100 times and
runs 20 rounds of four writers.
"""

import csv
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from publish.po.codec import read_po

ROOT = Path(__file__).resolve().parents[2]
INHALER = ROOT / "tests" / "data" / "inhaler"
COMMANDS = {
    "update": ("update",),
    "approve": ("approve", "en", "--role", "clinician", "--by", "Dr Diaz"),
    "import": ("import", "one.csv", "--locale", "es", "--guide", "inhaler"),
    "build": ("build", "--locale", "en", "--layout", "handout", "--layout", "web", "--fresh"),
    "release": ("release", "--draft", "--locale", "en", "--layout", "web", "--layout", "card", "--name", "one", "--fresh"),
}
ORPHAN_SECONDS = 60  # on a machine that is busy; a process that was left behind stays for ever
CACHE = ".publish-cache/"
ENDING = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")]


def start(workspace: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    """Start a command in a session of its own, with its temporary files beside the workspace."""
    temporary = workspace.parent / "tmp"
    temporary.mkdir(exist_ok=True)
    environment = os.environ | {"TMPDIR": str(temporary), "SOURCE_DATE_EPOCH": "1793440000", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "publish", *arguments]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=workspace, env=environment, stdout=quiet, stderr=quiet, start_new_session=True)


def run(workspace: Path, *arguments: str) -> int:
    return start(workspace, *arguments).wait(timeout=300)


def files_of(workspace: Path) -> dict[str, bytes]:
    """Return the content of each file, but those of the cache folder."""
    found = {path.relative_to(workspace).as_posix(): path for path in workspace.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(CACHE)}


def members_of(session: int) -> list[int]:
    """Return the processes of a session that are alive."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, number = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(number) == session and state != "Z":
            found.append(int(path.parent.name))
    return found


def assert_whole(workspace: Path) -> None:
    """Assert that each file is whole; what a killed command wrote aside does not count as a file of the workspace."""
    for name, data in files_of(workspace).items():
        if name.endswith(".aside"):
            continue
        if name.endswith((".po", ".pot")):
            read_po(data, name)
        elif name.endswith(".jsonl"):
            assert data.endswith(b"\n") and all(json.loads(line) for line in data.splitlines())
        elif name.endswith(".pdf"):
            assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")
        elif name.endswith(".html"):
            assert data.rstrip().endswith(b"</html>")


TRANSLATIONS = (("Breathe out.", "Espire."), ("Shake the inhaler.", "Agite el inhalador."))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose source has a new text since its catalogs were updated, with two files to import."""
    workspace = Path(shutil.copytree(INHALER, tmp_path_factory.mktemp("base") / "inhaler"))
    for arguments in (("extract",), ("init", "es"), ("init", "ar"), ("export", "es", "--format", "csv", "--output", ".")):
        assert run(workspace, *arguments) == 0, arguments
    with (workspace / "es.inhaler.csv").open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
    for name, (source, target) in zip(("one", "two"), TRANSLATIONS, strict=True):
        found = [[*row[:3], target, "translated", row[5]] for row in rows if row[2] == source]
        with (workspace / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([heading, *found])
    guide = workspace / "source" / "inhaler" / "guide.md"
    guide.write_text(guide.read_text() + "\nCarry it with you.\n")
    return workspace


@pytest.fixture(scope="module")
def undisturbed(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[float, dict[str, bytes]]]:
    """A function that returns how long a command takes, in seconds, and the files that it leaves."""

    @cache
    def _run(name: str) -> tuple[float, dict[str, bytes]]:
        workspace = Path(shutil.copytree(base, tmp_path_factory.mktemp(name) / "inhaler"))
        begun = time.monotonic()
        assert run(workspace, *COMMANDS[name]) == 0
        return time.monotonic() - begun, files_of(workspace)

    return _run


def kill_at_random(base: Path, folder: Path, name: str, seconds: float, number: signal.Signals) -> Path:
    """Kill a command within ``seconds`` in a copy of ``base``; assert that nothing of it stays but its files, which are whole."""
    workspace = Path(shutil.copytree(base, folder / "inhaler"))
    process = start(workspace, *COMMANDS[name])
    time.sleep(random.uniform(0, seconds))
    process.send_signal(number)
    process.wait()
    end = time.monotonic() + ORPHAN_SECONDS
    while (left := members_of(process.pid)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not left, f"{name}: orphans"
    assert_whole(workspace)
    return workspace


def check_kills(base: Path, folder: Path, name: str, undisturbed: Callable[..., tuple[float, dict[str, bytes]]], count: int) -> None:
    """Kill a command ``count`` times and run it again each time."""
    seconds, files = undisturbed(name)
    for number in range(count):
        place = folder / f"{name}{number}"
        place.mkdir()
        workspace = kill_at_random(base, place, name, seconds, signal.SIGKILL if number % 4 else random.choice(ENDING))
        assert run(workspace, *COMMANDS[name]) == 0, "the next run is right"
        assert files_of(workspace) == files
        # Fontconfig reads a temporary file of ours within milliseconds.
        assert not [path.name for path in (place / "tmp").iterdir() if path.suffix != ".conf"]


@pytest.mark.parametrize("name", ["approve", "import"])
def test_a_killed_command_leaves_whole_files_and_no_process(
    name: str, base: Path, tmp_path: Path, undisturbed: Callable[[str], tuple[float, dict[str, bytes]]]
) -> None:
    check_kills(base, tmp_path, name, undisturbed, 1)


@pytest.mark.full
@pytest.mark.parametrize("name", COMMANDS)
def test_a_hundred_kills(name: str, base: Path, tmp_path: Path, undisturbed: Callable[[str], tuple[float, dict[str, bytes]]]) -> None:
    check_kills(base, tmp_path, name, undisturbed, 20)


def check_writers(base: Path, folder: Path) -> None:
    """Run four writers at the same time on a copy of ``base``; assert that what each of them wrote is there."""
    workspace = Path(shutil.copytree(base, folder / "inhaler"))
    imports = [("import", f"{name}.csv", "--locale", "es", "--guide", "inhaler") for name in ("one", "two")]
    signers = ["Dr Diaz", "Dr Okoro"]
    approvals = [("approve", "en", "--role", "clinician", "--by", name, "--guide", "inhaler") for name in signers]
    writers = [*imports, *approvals] if random.random() < 0.5 else [*imports, approvals[0], ("update",)]
    writers = random.sample(writers, len(writers))
    processes = [start(workspace, *arguments) for arguments in writers]
    assert [process.wait(timeout=120) for process in processes] == [0] * 4
    assert_whole(workspace)
    catalog = read_po((workspace / "locales/es/LC_MESSAGES/inhaler.po").read_bytes(), "es")
    assert {(entry.msgid, entry.msgstr) for entry in catalog.messages} >= set(TRANSLATIONS)
    records = [json.loads(line) for line in (workspace / "locales/en/approvals.jsonl").read_text().splitlines()]
    assert {record["by"] for record in records if record["kind"] == "approval"} == {each[5] for each in writers if each[0] == "approve"}
    assert not list(workspace.rglob(".*.aside")) and not list((workspace / ".publish-cache" / "locks").iterdir())


def test_four_writers_at_once_lose_nothing(base: Path, tmp_path: Path) -> None:
    check_writers(base, tmp_path)


@pytest.mark.full
def test_twenty_rounds_of_four_writers(base: Path, tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / str(number)).mkdir()
        check_writers(base, tmp_path / str(number))


@pytest.mark.full
def test_two_builds_into_one_folder_give_whole_files(base: Path, tmp_path: Path) -> None:
    for number in range(5):
        workspace = Path(shutil.copytree(base, tmp_path / str(number) / "inhaler"))
        processes = [start(workspace, *COMMANDS["build"]) for _ in range(2)]
        assert [process.wait(timeout=300) for process in processes] == [0, 0]
        assert_whole(workspace)
