"""The shipped workspace, built as a whole: on one core and on two, when nothing has changed, and when one translation has changed.

A copy is built in a temporary folder, in all locales and layouts (in two locales with ``--quick``).
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from statistics import median

from check import SHIPPED
from measure import ROOT, Cost, Row, cost, main

QUICK = ("--locale", "es", "--locale", "ar")
LAST_WORD = re.compile(rb'(msgstr "[^"\n]{40,}[a-z])\."\n\n')


def rows(quick: bool) -> Iterator[Row]:
    """Yield the rows of the whole build."""
    with tempfile.TemporaryDirectory() as name:
        root, some = Path(name), QUICK if quick else ()
        for folder in ("source", "locales"):
            shutil.copytree(ROOT / folder, root / folder)
        yield from _cores(root, some)
        yield from _nothing_changed(root, some, 3 if quick else 9)
        yield _one_changed(root, some)


def build(root: Path, *options: str) -> Cost:
    """Build, and return what it took."""
    return cost(sys.executable, "-m", "publish", "-C", root, "build", *options)


def report(root: Path, *options: str) -> list[dict[str, object]]:
    """Build, and return what the report says of each output."""
    command = [sys.executable, "-m", "publish", "-C", str(root), "build", "--format", "json", *options]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["outputs"]
    assert isinstance(found, list)
    return found


def digests(root: Path) -> dict[str, str]:
    """Return the SHA-256 of each file that was built."""
    files = (path for path in (root / "dist").rglob("*.*") if path.is_file())
    return {path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def _cores(root: Path, some: tuple[str, ...]) -> Iterator[Row]:
    one = build(root, "--fresh", "--jobs", "1", *some)
    first = digests(root)
    two = build(root, "--fresh", "--jobs", "2", *some)
    same = "the same bytes" if digests(root) == first else "OTHER BYTES"
    faster = f"{one.clock_s / two.clock_s:.2f} times as fast (goal: ≥ 1.8 on quiet cores), {same}"
    what = f"build of {len(first)} files, on the clock"
    yield Row(f"{what}, two cores", two.clock_s, "one core", one.clock_s, goal="≤ 0.56", note=faster)
    yield Row("the same, processor time", two.processor_s, "one core", one.processor_s)


def _nothing_changed(root: Path, some: tuple[str, ...], runs: int) -> Iterator[Row]:
    outputs = report(root, *some)
    assert all(each["reused"] for each in outputs), "something is made again, although nothing has changed"
    costs = [build(root, *some) for _ in range(runs)]
    clock = median(each.clock_s for each in costs)
    took = median(each.processor_s for each in costs)
    yield Row(f"nothing changed, {len(outputs)} outputs", took, goal="≤ 0.25 s", note=f"{clock:.2f} s on the clock")


def _one_changed(root: Path, some: tuple[str, ...]) -> Row:
    """Return the row of a build after one msgstr has changed: it makes the outputs of its locale, and no other.

    It is compared with a build that is asked for these outputs alone, and reuses nothing.
    """
    change_word(root / f"locales/es/LC_MESSAGES/{SHIPPED}.po")
    outputs = report(root, *some, "--explain")
    made = [each for each in outputs if not each["reused"]]
    assert made and {each["locale"] for each in made} == {"es"}, made
    change_word(root / f"locales/es/LC_MESSAGES/{SHIPPED}.po")
    ours = build(root, *some)
    alone = build(root, "--locale", "es", "--fresh", "--output", str(root / "alone"))
    more = f"{ours.clock_s - alone.clock_s:+.2f} s on the clock (goal: ≤ 1 s more)"
    what = f"one msgstr changed: {len(made)} of {len(outputs)} outputs"
    return Row(what, ours.processor_s, "these alone, fresh", alone.processor_s, note=more)


def change_word(path: Path) -> None:
    """Change one translation of a catalog: add a word before its last full stop. Raises `AssertionError` if none can be changed."""
    before = path.read_bytes()
    after, changes = LAST_WORD.subn(rb'\1 hoy."\n\n', before, count=1)
    assert changes == 1, f"{path} has no translation to change"
    path.write_bytes(after)


if __name__ == "__main__":
    main(rows, __doc__)
