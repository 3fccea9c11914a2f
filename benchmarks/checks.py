"""Measure which share of a print each check of the finished page takes, in processor time: ``python benchmarks/checks.py [LOCALE]``.

Each function that checks is wrapped where it is called; time in a check that calls another counts for the outer one. The first print of a
process fills caches and is left out; of the others the median counts. No check should take more than 5% (docs/security.md).
"""

import sys
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import publish.edition.compose
import publish.press
import publish.press.print
from publish.edition.request import Request
from publish.project import Workspace
from publish.project.clock import now
from publish.release.output import Task, make_output, prepare_worker
from publish.release.runner import Held

ROOT = Path(__file__).parents[1]
GUIDE, CLINIC, ROUNDS, MOST = "dutasteride-mesotherapy", "example", 4, 0.05
OWN = {
    "layouts/own-web/layout.toml": b'extends = "web"\nstyles = ["own.css"]\ntemplate = "own.html"\n',
    "layouts/own-web/own.css": b"h2 { color: #0b5563 } @media (prefers-color-scheme: dark) { h2 { color: #cfe } }",
    "layouts/own-web/own.html": b'{% extends "web/web.html" %}',
}
PRINTS = (("brochure", "A4"), ("booklet", "A4"), ("large-print", "A4"), ("handout", "A4"), ("web", None), ("own-web", None))
CHECKS = {
    publish.press.print: "check_layout check_painted check_glyphs",
    publish.edition.compose: "find_strangers check_styles find_control_character",
    publish.press: "check_screen",
}
_spent: dict[str, float] = defaultdict(float)
_depth = 0


def timed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``function``, which adds its processor time to `_spent`."""

    @wraps(function)
    def _timed(*arguments: Any, **options: Any) -> Any:
        global _depth
        begun, _depth = process_time(), _depth + 1
        try:
            return function(*arguments, **options)
        finally:
            _depth -= 1
            if not _depth:
                _spent[function.__name__] += process_time() - begun

    return _timed


def measure(request: Request, task: Task) -> dict[str, float]:
    """Return the median share of each check in the prints of ``request``, and the seconds of a print under an empty name."""
    found: dict[str, list[float]] = defaultdict(list)
    for number in range(ROUNDS + 1):
        _spent.clear()
        begun = process_time()
        output = make_output(task)
        whole = process_time() - begun
        assert output.contents, output.findings
        for name, seconds in _spent.items() if number else ():
            found[name].append(seconds / whole)
        found[""] += [whole] if number else []
    return {name: median(shares) for name, shares in found.items()}


def main() -> None:
    for module, names in CHECKS.items():
        for name in names.split():
            setattr(module, name, timed(getattr(module, name)))
    locale = (*sys.argv[1:], "en")[0]
    snapshot = Workspace(ROOT).snapshot().with_files(OWN)
    prepare_worker(None)
    for layout, paper in PRINTS:
        request = Request(GUIDE, locale, layout, paper, CLINIC)
        shares = measure(request, Task(Held(snapshot), request, now().date()))
        seconds = shares.pop("")
        dearest = sorted(shares.items(), key=lambda each: -each[1])
        listed = ", ".join(f"{name} {share:.1%}" + " (!)" * (share > MOST) for name, share in dearest)
        print(f"{layout} {locale}: {seconds:.2f} s; all checks {sum(shares.values()):.1%}: {listed}", flush=True)


if __name__ == "__main__":
    main()
