"""Run fuzz targets for a time: ``python -m tests.fuzz [--minutes 5] [TARGET]…``. An input that breaks an invariant is printed, shrunk."""

import argparse
import sys
import time
import traceback

from hypothesis import HealthCheck, Phase, given
from hypothesis import seed as seeded
from hypothesis import settings

from tests.fuzz.targets import TARGETS, Target

AT_ONCE = 2_000


def main() -> int:
    """Run the targets that are named, or all, one after the other; return the number of those with a broken invariant."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"one of {', '.join(each.name for each in TARGETS)}; default: all")
    parser.add_argument("--minutes", type=float, default=5, help="for each target")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 2**32, help="to repeat a run")
    options = parser.parse_args()
    known = {each.name: each for each in TARGETS}
    if unknown := set(options.targets) - known.keys():
        parser.error(f"unknown target: {', '.join(sorted(unknown))}")
    return sum(not _run(known[name], options.minutes, options.seed) for name in options.targets or known)


def _run(target: Target, minutes: float, seed: int) -> bool:
    """Run one target in rounds until the time is over; tell whether the invariant held."""
    end, tried, round_seed = time.monotonic() + minutes * 60, 0, seed
    while time.monotonic() < end:
        try:
            tried += _round(target, round_seed, end)
        except Exception:
            print(f"{target.name}: BROKEN with --seed {seed}, after {tried:,} inputs")
            traceback.print_exc(file=sys.stdout)
            return False
        round_seed += 1
    print(f"{target.name}: held for {tried:,} inputs (--seed {seed})", flush=True)
    return True


def _round(target: Target, seed: int, end: float) -> int:
    tried = 0

    @seeded(seed)
    @settings(
        max_examples=AT_ONCE,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
        print_blob=False,
    )
    @given(target.inputs)
    def _check(data: bytes) -> None:
        nonlocal tried
        if time.monotonic() < end:
            tried += 1
            target.check(data)

    _check()
    return tried


if __name__ == "__main__":
    raise SystemExit(main())
