"""How much memory a printing process keeps: one process prints the same small guide in turn in several locales and layouts.

Run: ``python benchmarks/memory.py [PRINTS]`` (1,000 by default). The goal is 300 MB, and no growth: the press is to be used for years.
"""

import resource
import sys
import time
from itertools import cycle, islice
from pathlib import Path

from publish.project import Workspace, now
from publish.release.output import Task, make_output, prepare_worker
from publish.release.pack import pack_guide
from publish.release.plan import Selection, plan
from publish.release.runner import Held

ROOT = Path(__file__).resolve().parents[1]
SELECTION = Selection(locales=("en", "en_XA", "ar_XB"), layouts=("web", "handout", "card"), papers=("A4",))
REPORTS = 20


def resident_mb() -> float:
    """Return how much memory of this process is resident."""
    return int(Path("/proc/self/statm").read_bytes().split()[1]) * resource.getpagesize() / 1024**2


def main() -> None:
    """Print, and say now and then how much memory is resident."""
    prints = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    prepare_worker(None)
    snapshot = Workspace(ROOT / "tests/data/inhaler").snapshot()
    requests, today = plan(snapshot, SELECTION), now().date()
    packs = {request.locale: pack_guide(snapshot, request.guide, request.locale).snapshot for request in requests}
    print(f"before the first print: {resident_mb():.0f} MB", flush=True)
    start = time.process_time()
    for number, request in enumerate(islice(cycle(requests), prints), 1):
        assert make_output(Task(Held(packs[request.locale]), request, today)).contents
        if number % max(1, prints // REPORTS) == 0:
            used = (time.process_time() - start) / number
            print(f"after {number:,} prints: {resident_mb():.0f} MB, {used:.2f} s of processor time for each", flush=True)
    print(f"at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
