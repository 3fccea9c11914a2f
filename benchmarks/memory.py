"""How much memory a printing process keeps: one process prints the same small guide in turn in several locales and layouts.

The goal is 300 MB, and no growth: the press is to be used for years.
"""

import resource
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from statistics import mean

from measure import ROOT, Row, main

from publish.project import Workspace, now
from publish.release.output import Task, make_output, prepare_worker
from publish.release.pack import pack_guide
from publish.release.plan import Selection, plan
from publish.release.runner import Held

SELECTION = Selection(locales=("en", "en_XA", "ar_XB"), layouts=("web", "handout", "card"), papers=("A4",))
PRINTS, QUICK = 1000, 150


def resident_mb() -> float:
    """Return how much memory of this process is resident."""
    return int(Path("/proc/self/statm").read_bytes().split()[1]) * resource.getpagesize() / 1024**2


def run(prints: int) -> None:
    """Print so often, and write after each print how much memory is resident, and at the end how much it was at most."""
    prepare_worker(None)
    snapshot = Workspace(ROOT / "tests/data/inhaler").snapshot()
    requests, today = plan(snapshot, SELECTION), now().date()
    packs = {request.locale: pack_guide(snapshot, request.guide, request.locale).snapshot for request in requests}
    for request in islice(cycle(requests), prints):
        assert make_output(Task(Held(packs[request.locale]), request, today)).contents
        print(resident_mb())
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def rows(quick: bool) -> Iterator[Row]:
    """Yield the most memory that was resident, and how much grows from the second tenth of the prints to the last."""
    prints = QUICK if quick else PRINTS
    told = subprocess.run([sys.executable, __file__, "--run", str(prints)], check=True, capture_output=True, text=True).stdout
    *resident, most = map(float, told.split())
    tenth = prints // 10
    early, late = mean(resident[tenth : 2 * tenth]), mean(resident[-tenth:])
    yield Row(f"memory of one process over {prints:,} prints, at most", most, goal="≤ 300 MB", unit="MB")
    note = f"{early:.0f} MB in the second tenth, {late:.0f} MB in the last"
    yield Row("the same, what is kept of each print", (late - early) / (0.85 * prints), goal="flat", unit="MB", note=note)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run(int(sys.argv[2]))
    else:
        main(rows, __doc__)
