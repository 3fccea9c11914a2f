"""What a warm print costs in processor time, beside Chromium, which prints the web page of the same guide in turn.

A print is all that a worker does for one output: compose it, fit it, print it, check it. Chromium is started for each page, as it is when a
script prints with it, and its processes are counted too; it fits nothing and checks nothing.
`benchmarks/all.py` measures it too.
Usage: python benchmarks/printing.py [--rounds 5] [--layouts brochure,handout] [--locales en,ar] [--without-chromium]
"""

import argparse
import ctypes
import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from math import nan
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple

from measure import Row

from publish.project import Workspace, now
from publish.release.output import Task, make_output, prepare_worker
from publish.release.pack import pack_guide
from publish.release.plan import Selection, plan
from publish.release.runner import Held

ROOT = Path(__file__).resolve().parents[1]
GUIDE = "dutasteride-mesotherapy"
# How many times the processor time of Chromium a print may take; the median of all layouts and languages may take `GOAL` times.
GOALS = {"brochure": 0.8, "handout": 1.2, "large-print": 1.3, "booklet": 2.0}
GOAL = 1.0
LOCALES = ("en", "ar", "zh_Hans", "hi")
SUBREAPER = 36  # of prctl(2): processes that lose their parent become children of this one, so that their time is counted


class Measured(NamedTuple):
    """The processor times of one output in seconds, and how many layouts it took to fit."""

    locale: str
    layout: str
    ours: float
    theirs: float
    layouts: int

    @property
    def ratio(self) -> float:
        """How many times as long as Chromium a print takes."""
        return self.ours / self.theirs

    def __str__(self) -> str:
        return f"{self.ours:6.2f} s, Chromium {self.theirs:5.2f} s, ratio {self.ratio:5.2f}, {self.layouts} layouts"


def tasks(locales: tuple[str, ...], layouts: tuple[str, ...]) -> dict[tuple[str, str], Task]:
    """Return the tasks to measure, by locale and layout."""
    snapshot, today = Workspace(ROOT).snapshot(), now().date()
    requests = plan(snapshot, Selection(guides=(GUIDE,), locales=locales, layouts=layouts, papers=("A4",)))
    packs = {locale: Held(pack_guide(snapshot, GUIDE, locale).snapshot) for locale in locales}
    return {(request.locale, request.layout): Task(packs[request.locale], request, today) for request in requests}


def seconds(action: Callable[[], object]) -> float:
    """Return how much processor time ``action`` takes in this process."""
    gc.collect()  # the last print's waste belongs to the last print
    start = process_time()
    action()
    return process_time() - start


def chromium_seconds(chromium: str, page: bytes, folder: str) -> float:
    """Return how much processor time Chromium takes to print ``page`` (HTML), all its processes together.

    Its profile is kept in ``folder``, because making one takes time that is not spent on printing.
    """
    path, pdf = Path(folder, "page.html"), Path(folder, "page.pdf")
    path.write_bytes(page)
    pdf.unlink(missing_ok=True)
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile", "--no-pdf-header-footer"]
    before = os.times()
    subprocess.run([chromium, *options, f"--print-to-pdf={pdf}", path.as_uri()], check=True, capture_output=True)
    _wait_for_orphans()
    after = os.times()
    assert pdf.stat().st_size
    return after.children_user + after.children_system - before.children_user - before.children_system


def _wait_for_orphans() -> None:
    try:
        while True:
            os.wait()
    except ChildProcessError:
        return


def measure(rounds: int, locales: list[str], layouts: list[str], chromium: str | None) -> Iterator[Measured]:
    """Yield what each output takes: the medians of ``rounds`` in which each is printed in turn."""
    chosen = tasks(tuple(locales), (*layouts, "web"))
    with tempfile.TemporaryDirectory() as folder:
        for locale in locales:
            (page,) = make_output(chosen[locale, "web"]).contents.values()
            ours = {layout: list[float]() for layout in layouts if (locale, layout) in chosen}
            tried = {layout: make_output(chosen[locale, layout]).fit.layouts for layout in ours}  # warms this process
            theirs = [chromium_seconds(chromium, page, folder)] if chromium else []  # makes its profile
            for _ in range(rounds):
                for layout, times in ours.items():
                    times.append(seconds(partial(make_output, chosen[locale, layout])))
                theirs += [chromium_seconds(chromium, page, folder)] if chromium else []
            for layout, times in ours.items():
                yield Measured(locale, layout, median(times), median(theirs[1:] or [nan]), tried[layout])


def prepare() -> None:
    """Load what a worker loads before its first print, and let the processes that Chromium leaves behind be counted."""
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    prepare_worker(None)


def rows(quick: bool) -> Iterator[Row]:
    """Yield the row of each output, and that of the medians of all."""
    prepare()
    chromium, ratios = shutil.which("chromium"), list[float]()
    for found in measure(2 if quick else 5, list(LOCALES[:1] if quick else LOCALES), list(GOALS), chromium):
        ratios.append(found.ratio)
        peer = ("Chromium, the web page", found.theirs, None, f"≤ {GOALS[found.layout]:g}") if chromium else ()
        yield Row(f"warm print, {found.layout}, {found.locale}", found.ours, *peer, note=f"{found.layouts} layouts")
    if chromium:
        yield Row("warm print, median of the ratios", median(ratios), goal=f"≤ {GOAL:g}", unit="times")


def main() -> int:
    """Print the times of each output and the medians of their ratios; return 1 where a goal is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--layouts", default=",".join(GOALS))
    parser.add_argument("--locales", default=",".join(LOCALES))
    parser.add_argument("--without-chromium", action="store_true")
    options = parser.parse_args()
    prepare()
    chromium = None if options.without_chromium else shutil.which("chromium")
    ratios: dict[str, list[float]] = {}
    tried: list[int] = []
    print(f"load {os.getloadavg()[0]:.1f}")
    for found in measure(options.rounds, options.locales.split(","), options.layouts.split(","), chromium):
        ratios.setdefault(found.layout, []).append(found.ratio)
        tried.append(found.layouts)
        print(f"{found.layout:12} {found.locale:8} {found}", flush=True)
    for layout, found in ratios.items():
        print(f"{layout:12} {min(found):.2f} to {max(found):.2f}, median {median(found):.2f} (at most {GOALS.get(layout, GOAL):.1f})")
    whole = median(ratio for found in ratios.values() for ratio in found)
    print(f"all: median {whole:.2f} (at most {GOAL:.1f}), layouts: median {median(tried):g}; load {os.getloadavg()[0]:.1f}")
    return int(whole > GOAL or any(max(found) > GOALS.get(layout, GOAL) for layout, found in ratios.items()))


if __name__ == "__main__":
    sys.exit(main())
