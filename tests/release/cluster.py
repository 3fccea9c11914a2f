"""A Dask cluster of two workers on this machine, and rounds in which one is killed: ``python -m tests.release.cluster --rounds 100``.

Each round builds the same outputs on the cluster and kills one worker (SIGKILL) at a random moment. It fails if a byte differs from what
the pool makes, or an output is lost or doubled. With ``--compare N``, N builds by the pool and N on the cluster are timed in turn instead,
on the clock: run that on a quiet machine. The processes of the pool begin with each build, those of the cluster with the first one, which
does not count.
"""

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from publish.edition.request import Request
from publish.project import Workspace
from publish.release.build import BuildOptions, build
from publish.release.plan import Selection, plan
from publish.release.results import BuiltOutput
from tests.edition.small import workspace_in

SELECTION = Selection(locales=("en", "ar_XB"), layouts=("web", "handout", "card"), papers=("A4",))


@dataclass(frozen=True)
class Cluster:
    """A cluster on this machine: the address of its scheduler."""

    address: str

    def workers(self) -> list[int]:
        """Return the process numbers of its workers."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=120)
            return list(client.run(os.getpid, on_error="ignore").values())


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """Give a cluster whose ``workers`` have one thread each, and folders of their own below ``folder``."""
    command = [str(Path(sys.executable).with_name("dask"))]
    file, log = folder / "scheduler.json", (folder / "log.txt").open("wb")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show", "--scheduler-file", str(file)]
    begun = [subprocess.Popen(command + scheduler, cwd=folder, env=environment, stdout=log, stderr=log)]
    try:
        _wait_for(file)
        for number in range(workers):
            own = folder / f"worker{number}"
            own.mkdir()
            worker = ["worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-dashboard", "--local-directory", str(own)]
            begun.append(subprocess.Popen(command + worker, cwd=own, env=environment, stdout=log, stderr=log))
        yield _connected(file, workers)
    finally:
        for process in reversed(begun):
            process.terminate()
        for process in begun:
            process.wait(120)
        log.close()


def _wait_for(file: Path) -> None:
    end = time.monotonic() + 120
    while not file.exists() or not file.stat().st_size:
        assert time.monotonic() < end, "the scheduler does not begin"
        time.sleep(0.1)


def _connected(file: Path, workers: int) -> Cluster:
    from distributed import Client

    with Client(scheduler_file=str(file), timeout=120, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=120)
        return Cluster(client.scheduler.address)


def built(workspace: Workspace, output: Path, options: BuildOptions) -> tuple[list[Request], dict[str, bytes]]:
    """Return the outputs that were reported, and the files that were written with their names."""
    reported: list[Request] = []

    def _report(each: BuiltOutput) -> None:
        assert not each.failed, each.findings
        reported.append(each.request)

    snapshot = workspace.snapshot()
    build(snapshot, plan(snapshot, SELECTION), output, options, _report)
    return reported, {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*.*") if path.is_file()}


def round_with_a_kill(cluster: Cluster, workspace: Workspace, output: Path, expected: dict[str, bytes], seconds: float) -> None:
    """Build on ``cluster`` and kill one of its workers after ``seconds``; the files must be as ``expected``, each made once."""
    victim = random.choice(cluster.workers())
    timer = Timer(seconds, os.kill, (victim, signal.SIGKILL))
    timer.start()
    reported, files = built(workspace, output, BuildOptions(scheduler=cluster.address))
    timer.join()
    assert files == expected, sorted(name for name in {**files, **expected} if files.get(name) != expected.get(name))
    assert set(Counter(reported).values()) == {1} and len(reported) == len(plan(workspace.snapshot(), SELECTION))


def main() -> None:
    """Run rounds with a kill, or compare the pool and the cluster, and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.release.cluster", description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--compare", type=int, default=0, metavar="N")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, cluster(_made(Path(name, "cluster"))) as found:
        folder = Path(name)
        workspace = workspace_in(_made(folder / "workspace"))
        start = time.monotonic()
        _, expected = built(workspace, folder / "pool", BuildOptions(jobs=2))
        usual = time.monotonic() - start
        if options.compare:
            _compare(found, workspace, folder, options.compare)
            return
        for number in range(options.rounds):
            round_with_a_kill(found, workspace, folder / f"round{number}", expected, random.uniform(0, usual))
            print(f"round {number + 1} of {options.rounds}: {len(expected)} files, the same bytes", flush=True)


def _compare(found: Cluster, workspace: Workspace, folder: Path, times: int) -> None:
    taken: dict[str, list[float]] = {"pool": [], "cluster": []}
    built(workspace, folder / "first", BuildOptions(scheduler=found.address))
    for number in range(times):
        for kind, options in (("pool", BuildOptions(jobs=2)), ("cluster", BuildOptions(scheduler=found.address))):
            start = time.monotonic()
            built(workspace, folder / f"{kind}{number}", options)
            taken[kind].append(time.monotonic() - start)
    for kind, seconds in taken.items():
        print(f"{kind}: {statistics.median(seconds):.2f} s (median of {times}; {', '.join(f'{each:.2f}' for each in seconds)})")
    ratio = statistics.median(other / own for own, other in zip(taken["pool"], taken["cluster"], strict=True))
    print(f"cluster to pool, pair by pair: {ratio:.2f} (goal: at most 1.10), load {os.getloadavg()[0]:.1f}")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


if __name__ == "__main__":
    main()
